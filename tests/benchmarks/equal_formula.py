"""同一公式: the reference work done by the kernel, by a plain Decimal loop and by OpenFisca-Core, side by side.

    python tests/benchmarks/equal_formula.py decimal [persons]
    python tests/benchmarks/equal_formula.py openfisca [persons]

Not a test: it prints figures. The persons are those of `benchmark_batch.people` in the provinces whose
practice is the plain one, so that one formula holds for all: tier of the wage held in its limits, credits and
payments rounded by the month, interest rounded by the year, average index, basic and account pension. Months of
retirement are given to the others; the kernel finds them itself. The Decimal loop must agree to the fen;
OpenFisca computes in single precision and within a yuan. `openfisca` makes an environment of its own in a
temporary folder (about a minute, needs the package index); with OPENFISCA=python another one is taken.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np

if __package__ in (None, ""):
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from benchmark_batch import PROVINCES, TODAY, people, worker

from calculator.batch.compiled.kernel import GO_ON, OUT
from calculator.batch.people.scenarios import NOTHING_COMPARED
from calculator.scenario.model import Scenario
from rules.month import Month
from tests import reference

PASSES = 5
FIGURES = ("pension", "account_balance", "paid_total", "basic", "account")
PLAIN = (100, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0)
"""The practice of most provinces, up to the transitional pension, which nobody here has."""
OWN_AGES = "540000"
STATEMENT = Month.of(TODAY.year - 1, 12)
LAST_YEAR = TODAY.year + 48
ANNEX = (
    233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170,
    164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56,
)  # fmt: skip
FEN, CARRIED = Decimal("0.01"), Decimal("1e-12")
"""Money is rounded to the fen, an index and a wage times an index carried to twelve decimals."""


class Place(NamedTuple):
    """The law of a place from the statement on: pieces of years, and what holds by year."""

    pieces: dict[int, list[tuple[int, int, int, int, int]]]
    crediting: dict[int, int]
    base: dict[int, int]


def place_of(code: str, retirement_year: int, made: Any) -> Place:
    """The law of a province as `calculator` lays it out for the interpreter."""
    scenario = Scenario(
        region=code, born=Month.of(1986, 5), sex="male", tier=1_000_000, paid=120, today=TODAY
    )
    case = made.engine.evaluator.layout(scenario)
    schedule, terms = case.schedule, case.terms_at(retirement_year)
    pieces: dict[int, list[tuple[int, int, int, int, int]]] = {}
    month = STATEMENT + 1
    while month < Month.of(LAST_YEAR + 1, 1):
        at = month - schedule.first
        last = schedule.until[at]
        law = schedule.reference_wage[at], schedule.floor[at], schedule.ceiling[at]
        pieces.setdefault(Month(month).year, []).append((month, last, *map(int, law)))
        month = last + 1
    years = range(TODAY.year, LAST_YEAR + 1)
    crediting = {year: int(terms.crediting_rate[year - terms.first_year]) for year in years}
    base = {year: int(terms.basic_base[year - terms.first_year]) for year in years}
    return Place(pieces, crediting, base)


class Work(NamedTuple):
    """The persons of one run, as numbers, and what the kernel needs for them."""

    made: Any
    asked: Any
    place: Any
    tier: Any
    balance: Any
    paid: Any
    retire: Any
    age: Any
    codes: list[str]


def work(count: int) -> Work:
    """Persons of the reference work in the provinces of the plain practice."""
    made = worker()
    evaluator = made.engine.evaluator
    plain = []
    for region in PROVINCES:
        scenario = Scenario(
            region=region.code, born=Month.of(1986, 5), sex="male", tier=1_000_000, today=TODAY
        )
        practice = evaluator.layout(scenario).practice
        if tuple(map(int, practice))[: len(PLAIN)] == PLAIN and region.code != OWN_AGES:
            plain.append(region)
    shorts = {region.short: at for at, region in enumerate(plain)}
    table = people(4 * count)
    is_plain = table["region"].is_in(list(shorts))
    table = table.filter(is_plain & (table["paid_months"] >= TODAY - STATEMENT))[:count]
    own = made._own_numbers(table)
    templates = made._templates_of(table, own, NOTHING_COMPARED[0])
    persons = made._persons(templates, own, NOTHING_COMPARED[0])
    asked = made.engine.covered(persons)
    assert asked.covered.all()
    dates = [
        _statutory(int(born), sex)
        for born, sex in zip(persons.birth, table["sex"].to_list(), strict=True)
    ]
    return Work(
        made=made,
        asked=asked,
        place=np.array([shorts[name] for name in table["region"]]),
        tier=np.array([int(text[:-1]) for text in table["tier"]]),
        balance=persons.balance,
        paid=persons.paid,
        retire=np.array([month for month, _ in dates]),
        age=np.array([age for _, age in dates]),
        codes=[region.code for region in plain],
    )


CATEGORIES = {
    "male": {"original": 720, "first_affected": (1965, 1), "step": 4, "cap": 36},
    "female": {"original": 660, "first_affected": (1970, 1), "step": 4, "cap": 36},
}


def _statutory(born: int, sex: str) -> tuple[int, int]:
    """The month of retirement and the age then, in months."""
    birth = (Month(born).year, Month(born).month_of_year)
    month, age = reference.statutory(birth, sex, CATEGORIES)
    return Month.of(*month), age


def divisors() -> dict[int, int]:
    """The months of payment by age in months, in tenths."""
    whole = {40 + at: value for at, value in enumerate(ANNEX)}
    ages = range(40 * 12, 70 * 12 + 1)
    return {age: int(10 * reference.payment_months(age, whole, "monthly")) for age in ages}


def by_kernel(given: Work) -> Any:
    """The figures of the kernel, fen, one row each."""
    engine = given.made.engine
    return engine.settle(given.asked, GO_ON, [OUT.index(name) for name in FIGURES])


def timed(action: Any) -> tuple[Any, float, float]:
    """What an action gives, its wall time and its CPU time."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = action()
    return found, time.perf_counter() - wall, time.process_time() - cpu


# The Decimal loop


class MonthlyLaw(NamedTuple):
    """The law of a month in yuan."""

    year: int
    number: int
    wage: Decimal
    floor: Decimal
    ceiling: Decimal


def decimal_law(
    place: Place,
) -> tuple[dict[int, MonthlyLaw], dict[int, Decimal], dict[int, Decimal]]:
    """The law of a place by month and year, in yuan."""
    months = {
        month: MonthlyLaw(
            year,
            month - year * 12 + 1,
            Decimal(wage).scaleb(-6),
            Decimal(floor).scaleb(-2),
            Decimal(ceiling).scaleb(-2),
        )
        for year, pieces in place.pieces.items()
        for first, last, wage, floor, ceiling in pieces
        for month in range(first, last + 1)
    }
    rates = {year: Decimal(rate).scaleb(-6) for year, rate in place.crediting.items()}
    bases = {year: Decimal(base).scaleb(-6) for year, base in place.base.items()}
    return months, rates, bases


def by_decimal(law: Any, tier: int, balance: int, paid: int, retire: int, divisor: Decimal) -> Any:
    """One person, month by month, every step in Decimal and rounded half up where the law rounds."""
    months, rates, bases = law
    share, account = Decimal(tier) / 100, Decimal(balance).scaleb(-2)
    first = STATEMENT + 1
    before = paid - (TODAY - first)
    total_paid = index_sum = product = credited = Decimal(0)
    for month in range(first, retire + 1):
        at = months[month]
        declared = (share * at.wage).quantize(Decimal(1), ROUND_HALF_UP)
        base = min(max(declared, at.floor), at.ceiling)
        credit = (base * Decimal("0.08")).quantize(FEN, ROUND_HALF_UP)
        total_paid += (base * Decimal("0.20")).quantize(FEN, ROUND_HALF_UP)
        ratio = (base / at.wage).quantize(CARRIED, ROUND_HALF_UP)
        index_sum += ratio
        if month == TODAY:
            index_sum += before * ratio
        end = retire - at.year * 12 + 1 if at.year == retire // 12 else 12
        product += credit * (end - at.number + 1)
        credited += credit
        if at.number == end:
            interest = (account * end + product) * rates[at.year] / 12
            account += credited + interest.quantize(FEN, ROUND_HALF_UP)
            product = credited = Decimal(0)
    counted = paid + retire - TODAY + 1
    base = bases[retire // 12]
    index = (index_sum / counted).quantize(CARRIED, ROUND_HALF_UP)
    wage = (base * index).quantize(CARRIED, ROUND_HALF_UP)
    years = (Decimal(counted) / 12).quantize(FEN, ROUND_HALF_UP)
    basic = ((base + wage) / 2 * years * Decimal("0.01")).quantize(FEN, ROUND_HALF_UP)
    monthly = (account / divisor).quantize(FEN, ROUND_HALF_UP)
    return basic + monthly, account, total_paid, basic, monthly


def against_decimal(count: int) -> None:
    """The CPU time of a person by the Decimal loop and by the kernel, passes alternating."""
    given = work(max(count, 200_000))
    laws: dict[tuple[int, int], Any] = {}
    months = divisors()
    for at in range(count):
        key = int(given.place[at]), int(given.retire[at]) // 12
        if key not in laws:
            laws[key] = decimal_law(place_of(given.codes[key[0]], key[1], given.made))

    def loop() -> list[Any]:
        return [
            by_decimal(
                laws[int(given.place[at]), int(given.retire[at]) // 12],
                int(given.tier[at]),
                int(given.balance[at]),
                int(given.paid[at]),
                int(given.retire[at]),
                Decimal(months[int(given.age[at])]) / 10,
            )
            for at in range(count)
        ]

    by_kernel(given)
    ratios, slow, fast = [], [], []
    for _ in range(PASSES):
        theirs, _, cpu = timed(loop)
        ours, _, own = timed(lambda: by_kernel(given))
        slow.append(cpu / count)
        fast.append(own / len(given.place))
        ratios.append(slow[-1] / fast[-1])
    differ = sum(
        tuple(int(100 * part) for part in found) != tuple(int(one) for one in ours[:, at])
        for at, found in enumerate(theirs)
    )
    print(f"Decimal loop beside the kernel, {count:,} persons, {len(given.codes)} provinces")
    print(f"  {differ} differ in any of {', '.join(FIGURES)}")
    print(
        f"  Decimal {median(slow) * 1e6:.0f} us, kernel {median(fast) * 1e9:.0f} ns of CPU a person"
    )
    print(f"  {median(ratios):,.0f} times ({min(ratios):,.0f} to {max(ratios):,.0f})")
    if differ:
        raise SystemExit(1)


# OpenFisca


def exported(given: Work) -> dict[str, Any]:
    """The persons and the law as the peer reads them: pieces of each year by place."""
    places = {}
    for retirement_year in sorted(set((given.retire // 12).tolist())):
        for code in given.codes:
            places.setdefault(code, place_of(code, retirement_year, given.made))
    years = list(range(TODAY.year, LAST_YEAR + 1))
    most = max(len(one.pieces[year]) for one in places.values() for year in years)
    empty = (0, -1, 1, 0, 0)
    pieces = [
        [
            [(*one.pieces[year], *[empty] * most)[at] for one in places.values()]
            for at in range(most)
        ]
        for year in years
    ]
    by_age = divisors()
    return {
        "years": years,
        "today": int(TODAY),
        "first": int(STATEMENT + 1),
        "pieces": pieces,
        "crediting": [[one.crediting[year] for one in places.values()] for year in years],
        "base": [[one.base[year] for one in places.values()] for year in years],
        "place": given.place.tolist(),
        "tier": given.tier.tolist(),
        "balance": given.balance.tolist(),
        "paid": given.paid.tolist(),
        "retire": given.retire.tolist(),
        "divisor": [by_age[age] / 10 for age in given.age.tolist()],
    }


def peer_python(folder: Path) -> str:
    """The interpreter of an environment with openfisca-core in it."""
    chosen = os.environ.get("OPENFISCA")
    if chosen:
        return chosen
    venv.create(folder / "peer", with_pip=True)
    python = str(folder / "peer" / ("Scripts" if os.name == "nt" else "bin") / "python")
    command = [python, "-m", "pip", "install", "--quiet", "openfisca-core"]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(
            "openfisca-core cannot be installed here; name a python that has it: OPENFISCA=..."
        )
    return python


def against_openfisca(count: int) -> None:
    """Persons a second by the kernel on all threads and by OpenFisca, passes alternating."""
    given = work(count)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        python = peer_python(folder)
        (folder / "given.json").write_text(json.dumps(exported(given)))
        peer = str(Path(__file__).with_name("openfisca_peer.py"))
        by_kernel(given)
        ours, theirs = [], []
        for _ in range(PASSES):
            figures, wall, _ = timed(lambda: by_kernel(given))
            ours.append(wall)
            done = subprocess.run(
                [python, peer, str(folder)], check=True, capture_output=True, text=True
            )
            told: Mapping[str, Any] = json.loads(done.stdout)
            theirs.append(told["seconds"])
        found = np.load(folder / "found.npy")
    off = np.abs(found - figures[0] / 100)
    ratios = [slow / fast for slow, fast in zip(theirs, ours, strict=True)]
    print(f"OpenFisca-Core {told['version']} beside the kernel, {count:,} persons")
    print(
        f"  its pensions are within {off.max():.2f} yuan of ours, {(off > 0.005).mean():.0%} off a fen"
    )
    print(f"  {count / median(theirs):,.0f} persons/s, kernel {count / median(ours):,.0f}")
    print(f"  {median(ratios):.0f} times ({min(ratios):.0f} to {max(ratios):.0f})")
    if off.max() > 1:
        raise SystemExit(1)


if __name__ == "__main__":
    many = int(sys.argv[2]) if len(sys.argv) > 2 else None
    if sys.argv[1] == "decimal":
        against_decimal(many or 500)
    else:
        against_openfisca(many or 100_000)
