"""Tables of people for the tests of the batch: valid ones, odd ones and wrong ones, drawn at random."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from calculator.batch.job import Job, Report
from calculator.batch.run import run
from rules.law import Law, load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
REGIONS = [region.zh for region in LAW.regions.values() if region.kind == "province"]
COLUMNS = (
    "id",
    "region",
    "born",
    "sex",
    "category",
    "wage",
    "tier",
    "base",
    "clamp",
    "moving",
    "paid",
    "balance",
    "balance_date",
    "average_index",
    "retire",
    "plan_until",
    "rhythm",
    "interest_method",
    "extras",
    "assumption_set",
)


def rarely(strategy: st.SearchStrategy[Any], one_in: int = 8) -> st.SearchStrategy[Any]:
    """Mostly nothing."""
    return st.integers(1, one_in).flatmap(lambda n: strategy if n == 1 else st.none())


def months(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first, last).map(lambda ordinal: str(Month(ordinal)))


def amounts() -> st.SearchStrategy[str]:
    plain = st.integers(1, 4_000_000).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
    return st.one_of(plain, plain, st.sampled_from(["8千", "8,000.5", "1e3", "0", "-5", "5000"]))


@st.composite
def persons(draw: st.DrawFn) -> dict[str, str | None]:
    """The cells of a person; some are not lawful, some not readable."""
    cells: dict[str, str | None] = dict.fromkeys(COLUMNS)
    cells["region"] = draw(st.sampled_from([*REGIONS, "火星"]))
    cells["born"] = draw(months(Month.of(1964, 1), Month.of(2010, 6)))
    cells["sex"] = draw(st.sampled_from(["male", "female", "男", "女"]))
    cells["paid"] = draw(st.one_of(st.integers(0, 120).map(lambda m: f"{m}m"), st.just("0m")))
    kind = draw(st.sampled_from(["wage", "tier", "tier", "base", "none"]))
    if kind == "tier":
        cells["tier"] = draw(st.sampled_from(["60%", "100%", "3", "floor", "上限", "80%", "40%"]))
    elif kind != "none":
        cells[kind] = draw(amounts())
        cells["moving"] = draw(rarely(st.sampled_from(["yes", "no"])))
        cells["clamp"] = draw(rarely(st.just("yes"), 2)) if kind == "base" else None
    cells["balance"] = draw(rarely(st.one_of(amounts(), st.just("12.345")), 3))
    cells["balance_date"] = draw(rarely(months(TODAY - 30, TODAY + 1)))
    cells["average_index"] = draw(rarely(st.sampled_from(["0.6", "0.8123", "2.5", "0", "11"]), 5))
    retirements = st.one_of(st.sampled_from(["earliest", "法定"]), months(TODAY - 5, TODAY + 400))
    cells["retire"] = draw(rarely(retirements, 4))
    cells["plan_until"] = draw(rarely(months(TODAY - 3, TODAY + 200)))
    cells["rhythm"] = draw(rarely(st.sampled_from(["yearly", "quarterly"])))
    cells["interest_method"] = draw(rarely(st.just("annual")))
    cells["extras"] = draw(rarely(st.just("是")))
    cells["assumption_set"] = draw(rarely(st.just("high")))
    cells["category"] = draw(rarely(st.sampled_from(["female_50", "male_60"])))
    return cells


def tables(most: int = 40) -> st.SearchStrategy[list[dict[str, str | None]]]:
    return st.lists(persons(), min_size=1, max_size=most)


def written(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], **how: Any) -> Path:
    """A CSV file."""
    encoding = how.pop("encoding", "utf-8")
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, **how)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def table_file(path: Path, people: Sequence[dict[str, str | None]]) -> Path:
    rows = [[str(n), *(cells[name] for name in COLUMNS[1:])] for n, cells in enumerate(people)]
    return written(path, COLUMNS, rows)


def read(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.DictReader(file))


def done(source: Path, output: Path, law: Law = LAW, **options: Any) -> Report:
    """A run with a fixed month and English words."""
    settings: dict[str, Any] = {"today": TODAY, "language": "en", "engine": "interpreter"}
    return run(Job(source=source, output=output, law=law, **(settings | options)))
