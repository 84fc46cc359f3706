"""逐人对照: the compiled batch against the naive Decimal oracle, person by person, field by field.

    python -m tests.benchmarks.differential_batch [persons] [seed]

Not a test: it runs as long as it is given persons (a nightly run takes 200,000). It prints how many differ
and in what, and the CPU time of a person by the oracle. Law and cases are those the tests read from the
data files by themselves; tiers, balances and months are drawn at random, edges of both more often.
"""

import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from fractions import Fraction
from functools import cache
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

import polars as pl

from calculator.batch.compiled.engine import Engine
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.people.headers import read_headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, People
from calculator.batch.results import selected
from calculator.batch.tables.worker import FrameWorker
from calculator.scenario.choices import RetireAt
from rules.month import Month
from tests import reference
from tests.calculator import test_estimate_against_reference as told

HEADER = ("region", "born", "sex", "tier", "paid_months", "balance", "retire")
STATEMENT = (2025, 12)
PART = 2_000
"""Persons a process takes at a time."""
TIERS = (600_000, 650_000, 1_000_000, 1_234_500, 3_000_000)
BALANCES = (0, 1, 99, 10_000, 12_345_67, 99_999_999)
FIELDS = {
    "retirement": lambda found: "{:04d}-{:02d}".format(*found["retire"]),
    "start": lambda found: "{:04d}-{:02d}".format(*found["pension_start"]),
    "months_required": lambda found: found["required_months"],
    "months_counted": lambda found: found["months_counted"],
    "months_missing": lambda found: max(0, found["required_months"] - found["months_counted"]),
    "payable": lambda found: found["eligible"],
    "paid_total": lambda found: found["paid_total"],
    "credited_total": lambda found: found["credited_total"],
    "pool_total": lambda found: found["pool_total"],
    "account_balance": lambda found: found["balance"],
    "divisor_months": lambda found: found["payment_months"],
    "basic": lambda found: found["basic"],
    "account": lambda found: found["account_pension"],
    "transitional": lambda found: found["transitional"],
    "pension": lambda found: found["total"],
    "index": lambda found: found["average_index"],
}
"""The results the oracle has too, and where."""


def persons(count: int, seed: int | str) -> list[dict[str, Any]]:
    """Random persons the oracle can settle; a third bring a statement of their account."""
    draw = random.Random(seed)  # noqa: S311 no secret
    found: list[dict[str, Any]] = []
    while len(found) < count:
        values = {
            "region": draw.choice(told.SETTLED_PROVINCES),
            "born": Month(draw.randint(Month.of(1967, 1), Month.of(2003, 1))),
            "sex": draw.choice(["male", "female"]),
            "tier": draw.choice(TIERS),
            "paid": draw.randint(0, 22),
            "retire": draw.choice([RetireAt.STATUTORY, RetireAt.EARLIEST]),
            "rhythm": "monthly",
            "balance": None,
        }
        if draw.randrange(3) == 0:
            values["balance"] = draw.choice([*BALANCES, draw.randint(0, 30_000_000)])
        is_past = told.asked(values)["retire"] < told.TODAY
        if not (is_past or told._capped(values)):
            found.append(values)
    return found


@cache
def law_of(region: str, year: int) -> dict[str, Any]:
    """The oracle's law, read once."""
    return told.oracle_law(region, year)


def by_the_oracle(values: dict[str, Any]) -> dict[str, Any]:
    """What the oracle finds."""
    case = told.asked(values)
    law = law_of(values["region"], case["retire"][0])
    if values["balance"] is not None:
        case["opening"] = _statement(values, case, law)
        case["spells"] = [_after(spell) for spell in case["spells"] if spell["last"] > STATEMENT]
    return reference.settle(case, law) | {"retire": case["retire"]}


def _after(spell: dict[str, Any]) -> dict[str, Any]:
    return spell | {"first": max(spell["first"], reference.shift(STATEMENT, 1))}


def _statement(values: dict[str, Any], case: dict[str, Any], law: dict[str, Any]) -> dict[str, Any]:
    """The statement: the months before it are taken at the index of a month paid today."""
    first = reference.shift(told.TODAY, -values["paid"])
    months = len(reference.months_between(first, STATEMENT))
    here = reference.in_force(law["limits"], "A", told.TODAY)
    base = reference.contribution_base(case["spells"][-1], here, "yuan")
    return {
        "month": STATEMENT,
        "months": months,
        "due_months": months,
        "index": reference.half_up(Fraction(base) / Fraction(here["wage"]), reference.CARRIED),
        "balance": Decimal(values["balance"]) / 100,
    }


def by_the_batch(people: list[dict[str, Any]]) -> pl.DataFrame:
    """What the compiled batch finds, every one of them compiled."""
    table = pl.DataFrame(
        {
            "region": [values["region"] for values in people],
            "born": [str(values["born"]) for values in people],
            "sex": [values["sex"] for values in people],
            "tier": [f"{values['tier'] / 10_000:g}%" for values in people],
            "paid_months": [values["paid"] for values in people],
            "balance": [
                None if (fen := values["balance"]) is None else f"{fen // 100}.{fen % 100:02d}"
                for values in people
            ],
            "retire": [values["retire"].value for values in people],
        }
    )
    who = People(headers=read_headers(HEADER), law=told.law(), today=Month.of(*told.TODAY))
    plain = RowWorker(who, selected([*FIELDS]), "en")
    columns = output_columns(who.headers, NOTHING_COMPARED, plain.results, None)
    part = FrameWorker(plain, Engine(plain.evaluator, who.today), columns).work(table, 0)
    assert dict(part.summary.engines)["compiled"] == part.frame.height == len(people)
    return part.frame.select([*FIELDS])


class Compared(NamedTuple):
    """What came of some persons: in how many of them which fields differ, the first of them."""

    wrong: int
    fields: Counter[str]
    cpu: float
    first: str


def compared(count: int, seed: str) -> Compared:
    """Compare the persons of a seed."""
    people = persons(count, seed)
    ours = by_the_batch(people)
    differ: Counter[str] = Counter()
    wrong, cpu, first = 0, 0.0, ""
    for values, row in zip(people, ours.iter_rows(named=True), strict=True):
        began = time.process_time()
        found = by_the_oracle(values)
        cpu += time.process_time() - began
        fields = [name for name, take in FIELDS.items() if row[name] != take(found)]
        if fields:
            first = first or f"{values}: {[(name, row[name]) for name in fields]}"
        wrong += bool(fields)
        differ.update(fields)
    return Compared(wrong, differ, cpu, first)


def main(count: int, seed: int) -> int:
    """Compare all, some on each core; the number of persons that differ."""
    parts = range(0, count, PART)
    sizes = [min(PART, count - start) for start in parts]
    seeds = [f"{seed} {start}" for start in parts]
    began, done, wrong, cpu = time.monotonic(), 0, 0, 0.0
    differ: Counter[str] = Counter()
    with ProcessPoolExecutor(cpu_count(), get_context("spawn")) as pool:
        for size, found in zip(sizes, pool.map(compared, sizes, seeds), strict=True):
            if found.wrong and not wrong:
                print("first to differ:", found.first)
            done, wrong, cpu = done + size, wrong + found.wrong, cpu + found.cpu
            differ.update(found.fields)
            minutes = (time.monotonic() - began) / 60
            print(f"  {done:,} persons, {wrong} differ, {minutes:.0f} minutes", file=sys.stderr)
    print(f"{count:,} persons, {len(FIELDS)} fields: {wrong} differ {dict(differ)}")
    print(f"  oracle: {cpu / count * 1e6:.0f} us of CPU a person")
    return wrong


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(numbers[0] if numbers else 200_000, numbers[1] if numbers[1:] else 0)))
