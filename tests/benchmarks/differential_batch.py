"""逐人对照: the batch against the naive Decimal oracle, person by person, column by column.

    python -m tests.benchmarks.differential_batch [persons] [seed] [processes]

Not a test: it runs as long as it is given persons (a nightly run takes 200,000). The persons are those of
`tests.edge_people`, every class of edge in turn; each is compared in every column a batch has but those of
the comparisons, compiled or interpreted as the batch decides. One person in fifty is interpreted besides,
with the column no compiled rule gives. It prints how many of each class there were, how many were compiled,
which columns differ in how many, and whom the batch refused.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

import polars as pl

from calculator.batch.compiled.engine import Engine
from calculator.batch.files.rows import Row
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.people.headers import read_headers, read_segment_headers
from calculator.batch.people.scenarios import NOTHING_COMPARED, People
from calculator.batch.people.segments import Segments
from calculator.batch.results import selected
from calculator.batch.tables.worker import FrameWorker
from rules.law import Law, load
from rules.month import Month
from tests.edge_people import edge_people
from tests.oracle_columns import COLUMNS, by_the_oracle
from tests.oracle_law import TODAY
from tests.oracle_spells import Person

PART = 500
"""Persons a process takes at a time."""
INTERPRETED = 50
"""One person in so many is given the columns that are never compiled."""
ALONE = tuple(name for name in COLUMNS if name.endswith("paid_from_now_today"))
COMPILED = tuple(name for name in COLUMNS if name not in ALONE)
_UNITS = {"paid": "paid_months", "deemed": "deemed_months"}
_SHARES = {
    "tier", "wage_growth", "inflation", "crediting_rate", "retirement_year_rate",
}  # fmt: skip
_DURATIONS = {"transition_months", "transition_paid"}
FIELDS = (
    "id", "region", "born", "sex", "category", "tier", "wage", "base", "moving", "clamp", "paid_months",
    "balance", "balance_date", "average_index", "plan_until", "rhythm", "payment_month", "retire",
    "late_retirement", "assumption_set", "wage_growth", "inflation", "crediting_rate",
    "retirement_year_rate", "limits_projection", "deemed_months", "deemed_index", "transition_index",
    "transition_months", "transition_paid", "base_rounding", "interest_method", "retirement_interest",
    "posting", "pay_retirement_month", "years_mode", "index_denominator", "index_reference",
    "index_decimals", "due_from", "divisor_rule", "amount_rounding", "low_index_factor", "local_age",
    "extras", "only_child", "extend", "registered", "claim", "paid_through",
)  # fmt: skip
"""The columns of the table of persons; histories come in a second one."""
LISTS = {"pauses": ("from", "to"), "changes": ("from", "tier", "base", "moving", "region")}
"""Columns of lists of tables, and the keys of those."""
SEGMENT = ("id", "from", "to", "base", "tier", "region", "kind")


def cells(person: Person) -> dict[str, str]:
    """A person as the cells of a row."""
    return {
        _UNITS.get(name, name): _cell(name, value)
        for name, value in person.items()
        if name not in LISTS and name != "history" and not (name == "paid" and "history" in person)
    }


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "{:04d}-{:02d}".format(*value)
    if isinstance(value, Decimal):
        return f"{100 * value:f}%" if name in _SHARES else f"{value:f}"
    return f"{value}m" if name in _DURATIONS else str(value)


def segments(people: list[Person]) -> Segments:
    """The histories of those who have one."""
    rows: dict[str, tuple[Row, ...]] = {}
    for number, person in enumerate(people):
        found = [
            (
                str(number),
                _cell("from", one["first"]),
                _cell("to", one["last"]),
                _cell("base", one["base"]) if "base" in one else "",
                _cell("tier", one["tier"]) if "tier" in one else "",
                one.get("region", ""),
                "employed" if one.get("employed") else "flexible",
            )
            for one in person.get("history", ())
        ]
        if found:
            rows[str(number)] = tuple(Row(at, row) for at, row in enumerate(found, start=1))
    return Segments(read_segment_headers(SEGMENT), rows)


def table(people: list[Person]) -> pl.DataFrame:
    """Persons as a table of texts, numbered."""
    told = [cells(person) for person in people]
    texts = pl.DataFrame(
        {name: [row.get(name) for row in told] for name in FIELDS[1:]},
        schema=dict.fromkeys(FIELDS[1:], pl.String),
    )
    lists = [
        pl.Series(
            name,
            [
                [_part(keys, one) for one in person[name]] if name in person else None
                for person in people
            ],
            dtype=pl.List(pl.Struct(dict.fromkeys(keys, pl.String))),
        )
        for name, keys in LISTS.items()
    ]
    ids = pl.Series("id", [str(number) for number in range(len(people))])
    return texts.select(ids, pl.all()).with_columns(lists)


def _part(keys: tuple[str, ...], one: Person) -> dict[str, str | None]:
    """One of a list; what is not said is null."""
    said = {{"first": "from", "last": "to"}.get(name, name): value for name, value in one.items()}
    return {key: _cell(key, said[key]) if key in said else None for key in keys}


class Found(NamedTuple):
    """What a batch found: a row for each person, None where it refused; reasons; how many by each way."""

    rows: list[dict[str, Any] | None]
    refused: Counter[str]
    engines: Counter[str]


def by_the_batch(
    people: list[Person], law: Law, names: tuple[str, ...], engine: Engine | None = None
) -> Found:
    """What the batch finds for persons without a history; with histories for those who have one."""
    has_history = any("history" in person for person in people)
    who = People(
        headers=read_headers((*FIELDS, *LISTS)),
        law=law,
        today=Month.of(*TODAY),
        segments=segments(people) if has_history else None,
        id_at=0,
    )
    plain = RowWorker(who, selected(names), "en")
    columns = output_columns(who.headers, NOTHING_COMPARED, plain.results, None)
    engine = engine or Engine(plain.evaluator, who.today)
    part = FrameWorker(plain, engine, columns, keep_rejected=True).work(table(people), 0)
    reasons = Counter(f"{one.column} {one.code}" for one in part.rejections)
    gone = {one.row - 1 for one in part.rejections}
    rows = part.frame.select(names).to_dicts()
    found = [None if at in gone else row for at, row in enumerate(rows)]
    return Found(found, reasons, Counter(dict(part.summary.engines)))


class Compared(NamedTuple):
    """What came of some persons: how many differ in which columns, the first of them, the classes met."""

    wrong: int
    columns: Counter[str]
    cpu: float
    first: str
    classes: Counter[str]
    engines: Counter[str]
    refused: Counter[str]


def compared(count: int, seed: str, law: Law | None = None) -> Compared:
    """Compare the persons of a seed."""
    law = law or load()
    met = list(edge_people(count, seed))
    classes = Counter(name for name, _ in met)
    people = [person for _, person in met]
    with_history = [person for person in people if "history" in person]
    others = [person for person in people if "history" not in person]
    parts = [(others, COMPILED), (with_history, COLUMNS), (others[::INTERPRETED], COLUMNS)]
    differ, engines, refused = Counter[str](), Counter[str](), Counter[str]()
    wrong, cpu, first = 0, 0.0, ""
    for asked, names in parts:
        ours = by_the_batch(asked, law, names)
        engines += ours.engines
        refused += ours.refused
        for person, row in zip(asked, ours.rows, strict=True):
            if row is None:
                first = first or f"refused: {person}"
                continue
            began = time.process_time()
            found = by_the_oracle(person)
            cpu += time.process_time() - began
            columns = [name for name in names if row[name] != found[name]]
            if columns:
                shown = [(name, row[name], found[name]) for name in columns]
                first = first or f"{person}: {shown}"
            wrong += bool(columns)
            differ.update(columns)
    return Compared(wrong, differ, cpu, first, classes, engines, refused)


def main(count: int, seed: int, processes: int) -> int:
    """Compare all; the number of persons that differ or were refused."""
    starts = range(0, count, PART)
    sizes = [min(PART, count - start) for start in starts]
    seeds = [f"{seed} {start}" for start in starts]
    began, done, wrong, cpu = time.monotonic(), 0, 0, 0.0
    differ, classes, engines, refused = (Counter[str]() for _ in range(4))
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for size, found in zip(sizes, pool.map(compared, sizes, seeds), strict=True):
            if found.first and not (wrong or refused):
                print("first to differ:", found.first, flush=True)
            done, wrong, cpu = done + size, wrong + found.wrong, cpu + found.cpu
            differ += found.columns
            classes += found.classes
            engines += found.engines
            refused += found.refused
            minutes = (time.monotonic() - began) / 60
            print(
                f"  {done:,} persons, {wrong} differ, {minutes:.0f} minutes",
                file=sys.stderr,
                flush=True,
            )
    print(f"{count:,} persons, {len(COLUMNS)} columns: {wrong} differ {dict(differ)}")
    print(f"  refused: {dict(refused)}")
    print(f"  {dict(engines)}; oracle: {cpu / count * 1e6:.0f} us of CPU a person")
    print("  " + ", ".join(f"{name} {number:,}" for name, number in classes.items()))
    return wrong + sum(refused.values())


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]] + [0] * 3
    sys.exit(bool(main(numbers[0] or 200_000, numbers[1], numbers[2] or 2)))
