"""许多人的缴费方案: plans of random lives against every choice there is, the search cut off at random.

    python -m tests.night.many_plans [how many] [first seed]

Every seed draws a life near retirement, a few tiers of its place and a target, settles every choice by the
rules, and asks the search for the cheapest one with room for many ways or for hardly any. What it calls
proven must be the cheapest; what it does not must lie within the saving it admits. What is wrong is
printed with its seed and makes the exit code 1.
"""

import random
import sys
from collections import Counter
from itertools import product
from math import prod

from calculator.case import build
from calculator.planning import family, offers_of
from calculator.planning.search import cheapest
from calculator.planning.years import YearTable, year_table
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from rules.errors import RulesError
from rules.law import load
from rules.month import Month
from rules.quantities import Fen, Ppm

__all__ = ["try_seed"]

TODAY = Month.of(2026, 11)
LAW = load()
REGIONS = ("110000", "310000", "320000", "330000", "350000", "370000", "440000", "450000", "500000")
DENOMINATORS = ("paid_months", "calendar_years", "months_due", "months_due_unpaid_60")
_MOST, _FEWEST = 1_100, 8


def _scenario(draw: random.Random) -> Scenario:
    facts = {
        "region": draw.choice(REGIONS),
        "born": Month(draw.randint(Month.of(1967, 6), Month.of(1970, 3))),
        "sex": Sex.MALE,
        "today": TODAY,
        "tier": Ppm(600_000),
        "paid": draw.choice((0, 0, 130, 180)),
        "wage_growth": draw.choice((-10_000, 0, 15_000, 40_000)),
        "inflation": draw.choice((0, 15_000)),
        "crediting_rate": draw.choice((0, 15_000, 60_000)),
        "rhythm": draw.choice(("monthly", "yearly")),
    }
    if facts["paid"]:
        facts["average_index"] = draw.choice((5 * 10**11, 10**12))
    if draw.random() < 0.4:
        facts["index_denominator"] = draw.choice(DENOMINATORS)
    return Scenario(**facts)


def _table(draw: random.Random) -> YearTable:
    case = build(_scenario(draw), LAW)
    own, _ = offers_of(LAW, case.scenario.region, TODAY)
    few = (own[0], draw.choice(own[1:-1]), own[-1])
    offers = dict.fromkeys(range(len(case.places)), few)
    return year_table(case, offers, may_pause=draw.random() < 0.6)


def _cut_off(draw: random.Random) -> None:
    """Leave the search room for many ways or for hardly any."""
    wide = draw.choice((1, 2, 4, 300))
    family._NARROW = draw.choice((1, 2, 60))
    family._WIDE = (wide, 3 * wide)
    family._SPLIT = (draw.choice((1, 2, 200)), draw.choice((2, 3, 2_000)))
    family._ANY_COST = draw.choice((1, 3, 1_000))
    family._MOST_SUMS = draw.choice((1, 3, 12))


def try_seed(seed: int) -> str:
    """What came of a seed: `proven`, `bounded`, `none`, `left out` or what is wrong."""
    draw = random.Random(seed)  # noqa: S311 not for secrets
    try:
        table = _table(draw)
    except RulesError:
        return "left out"
    if not _FEWEST <= prod(len(year.entries) for year in table.years) <= _MOST:
        return "left out"
    plans = [
        (sum(entry.cost for entry in chosen), table.settle(chosen).award.total)
        for chosen in product(*(year.entries for year in table.years))
    ]
    target = draw.choice(sorted({pension for _, pension in plans})) + draw.choice((0, 0, 1, -3))
    best = min((cost for cost, pension in plans if pension >= target), default=None)
    _cut_off(draw)
    found = cheapest(table, lambda _: True, Fen(target))
    if best is None or found is None:
        return "none" if best is None and found is None else f"wrong: {best} and {found}"
    if not found.least <= best <= found.cost:
        return f"wrong: {best} outside {found.least} to {found.cost}"
    return "proven" if found.is_proven else "bounded"


def main(count: int, first: int) -> int:
    """Try the seeds, say what came of them."""
    found: Counter[str] = Counter()
    for seed in range(first, first + count):
        outcome = try_seed(seed)
        found[outcome.partition(":")[0]] += 1
        if outcome.startswith("wrong"):
            print(f"seed {seed}: {outcome}")
    print(f"{count:,} plans from seed {first}: {dict(found)}")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(arguments + [2_000, 1][len(arguments) :])))
