"""数据检查: does the law store hold what it promises.

Schema of every file, documents named and used, periods that overlap or leave holes, limits against
60% and 300% of the reference wage, series that jump. What is out of date is `freshness`; both work
on a law and an explicit day, print nothing and know no clock.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from rules.errors import LawDataError
from rules.law.freshness import DueItem, FreshnessRow, due, freshness
from rules.law.practices import practice_problems
from rules.law.reading import FOLDER, Shelf
from rules.law.retirement import Retirement
from rules.law.schema import FILES
from rules.law.series import SERIES, values_of
from rules.law.store import Law
from rules.law.values import Row
from rules.month import MONTHS_PER_YEAR, Month

__all__ = ["DueItem", "Finding", "FreshnessRow", "check", "due", "freshness"]

ERROR, WARNING = "error", "warning"
_TOLERANCE = 100
"""Fen: a printed limit may stand one yuan off its share, because offices round differently."""
_JUMP_UP, _JUMP_UP_SINCE_2006, _JUMP_DOWN = 1.5, 1.3, 0.9
_SHARES = (("floor", 60), ("ceiling", 300))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong (`error`) or worth a look (`warning`): where, and the values of a sentence."""

    severity: str
    code: str
    file: str
    line: int = 0
    key: str = ""
    values: dict[str, object] = field(default_factory=dict)


def check(law: Law, cited: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything found in the shipped files, errors first.

    `cited` are instrument ids that rules cite, so that a text only a rule rests on counts as used.
    """
    shelf = Shelf(FOLDER)
    found = [*_schema(shelf)]
    if not found:
        found += _practice_files(shelf)
        found += _documents(law, shelf, set(cited))
        found += _periods(shelf)
        found += _shares(shelf)
        found += _jumps(shelf)
        found += _regions(law, shelf)
    return tuple(sorted(found, key=lambda finding: finding.severity != ERROR))


def _schema(shelf: Shelf) -> Iterator[Finding]:
    known = {path.name for path in shelf.files if path.suffix == ".csv"}
    for name in FILES:
        if f"{name}.csv" not in known:
            yield Finding(severity=ERROR, code="file_missing", file=f"{name}.csv")
            continue
        yield from map(_broken, shelf.table(name).problems())
    for stray in known - {f"{name}.csv" for name in FILES}:
        yield Finding(severity=ERROR, code="file_unknown", file=stray)


def _broken(problem: LawDataError) -> Finding:
    values = problem.values
    return Finding(
        severity=ERROR,
        code=problem.code,
        file=str(values["file"]),
        line=cast("int", values["line"]),
        key=str(values["key"]),
        values={"expected": values["expected"]},
    )


def _practice_files(shelf: Shelf) -> Iterator[Finding]:
    for path in sorted((shelf.folder / "practices").glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        yield from map(_broken, practice_problems(path, tables))


def _documents(law: Law, shelf: Shelf, cited: set[str]) -> Iterator[Finding]:
    used = set(cited)
    for name, kinds in FILES.items():
        if "instrument" not in kinds:
            continue
        for line, row in enumerate(shelf.table(name).rows, 2):
            instrument = str(row["instrument"]).partition("#")[0]
            used.add(instrument)
            if instrument and instrument not in law.instruments:
                yield _unknown_document(f"{name}.csv", line, instrument)
    for owner, instrument in _documents_of_texts(law):
        used.add(instrument)
        if instrument not in law.instruments:
            yield _unknown_document(owner, 0, instrument)
    for name, instrument_ in law.instruments.items():
        if name not in used and not instrument_.quotes:
            yield Finding(
                severity=ERROR, code="instrument_unused", file="instruments.toml", key=name
            )


def _unknown_document(file: str, line: int, instrument: str) -> Finding:
    return Finding(severity=ERROR, code="instrument_unknown", file=file, line=line, key=instrument)


def _documents_of_texts(law: Law) -> Iterator[tuple[str, str]]:
    for category in Retirement(Shelf(FOLDER)).all_categories:
        yield "retirement.toml", category.instrument
    for age in law.local_ages:
        yield "retirement.toml", age.instrument
    for region in law.regions.values():
        if not region.figures:
            continue
        practice = law.practice(region.code)
        for ground in practice.grounds.values():
            for instrument in ground.instruments:
                yield f"practices/{ground.region}.toml", instrument
        for extra in practice.extras:
            if extra.instrument:
                yield f"practices/{region.code}.toml", extra.instrument


def _limit_rows(shelf: Shelf) -> Iterator[tuple[str, list[tuple[int, Row]]]]:
    """Rows by region with their line numbers, in order of their start."""
    table = shelf.table("contribution_limits")
    lines: dict[str, list[tuple[int, Row]]] = {}
    for line, row in enumerate(table.rows, 2):
        lines.setdefault(str(row["region"]), []).append((line, row))
    for region, rows in lines.items():
        yield region, sorted(rows, key=lambda pair: _start(pair[1]))


def _start(row: Row) -> Month:
    return cast("Month", row["start"] or Month.of(cast("int", row["year"]), 1))


def _last(row: Row) -> Month | None:
    if row["start"] is None:
        return Month.of(cast("int", row["year"]), MONTHS_PER_YEAR)
    return cast("Month | None", row["end"])


def _periods(shelf: Shelf) -> Iterator[Finding]:
    """Overlaps are errors; holes are warnings, unless declared."""
    declared = {
        (row["region"], row["start"])
        for row in shelf.table("limit_exceptions").rows
        if row["key"] == "gap"
    }
    for region, rows in _limit_rows(shelf):
        for (_, row), (line, following) in pairwise(rows):
            last, start = _last(row), _start(following)
            hole = start - last - 1 if last is not None else 0
            if hole < 0 or start == _start(row):
                yield _limit_finding(ERROR, "overlap", region, line, start)
            elif hole > 0 and (region, start) not in declared:
                yield _limit_finding(WARNING, "hole", region, line, start, months=hole)


def _limit_finding(
    severity: str, code: str, region: str, line: int, start: Month, **values: object
) -> Finding:
    return Finding(
        severity=severity,
        code=code,
        file="contribution_limits.csv",
        line=line,
        key=f"{region} {start}",
        values=values,
    )


def _shares(shelf: Shelf) -> Iterator[Finding]:
    """Limits off 60% or 300% must be listed with a reason; a listed one must be off."""
    excused = {
        (row["region"], row["start"], row["key"])
        for row in shelf.table("limit_exceptions").rows
        if row["key"] != "gap"
    }
    for region, rows in _limit_rows(shelf):
        for line, row in rows:
            start, floor, ceiling = _start(row), row["floor"], row["ceiling"]
            if (
                floor is not None
                and ceiling is not None
                and cast("int", floor) > cast("int", ceiling)
            ):
                yield _limit_finding(ERROR, "floor_above_ceiling", region, line, start)
            for key in _off_share(row):
                if (region, start, key) not in excused:
                    yield _limit_finding(ERROR, "share_unexplained", region, line, start, key=key)
                excused.discard((region, start, key))
    for region_, start_, key_ in sorted(excused, key=str):
        yield Finding(
            severity=ERROR,
            code="exception_unused",
            file="limit_exceptions.csv",
            key=f"{region_} {start_} {key_}",
        )


def _off_share(row: Row) -> Iterator[str]:
    wage = row["reference_wage"]
    for key, percent in _SHARES:
        printed = row[key]
        if wage is None or printed is None:
            continue
        if (
            abs(cast("int", printed) * 1_000_000 - cast("int", wage) * percent)
            > _TOLERANCE * 1_000_000
        ):
            yield key


def _jumps(shelf: Shelf) -> Iterator[Finding]:
    """A series that leaps from one year to the next is invented, shifted or needs a reason."""
    excused = {
        (row["series"], row["region"], row["year"])
        for row in shelf.table("continuity_exceptions").rows
    }
    for name, region, year, ratio in _leaps(shelf):
        if (name, region, year) not in excused:
            yield Finding(
                severity=ERROR,
                code="jump_unexplained",
                file=f"{name}.csv",
                key=f"{region} {year}",
                values={"ratio": round(ratio, 3)},
            )
        excused.discard((name, region, year))
    for series, region_, year_ in sorted(excused, key=str):
        yield Finding(
            severity=ERROR,
            code="exception_unused",
            file="continuity_exceptions.csv",
            key=f"{series} {region_} {year_}",
        )


def _leaps(shelf: Shelf) -> Iterator[tuple[str, str, int, float]]:
    for name in ("calculation_base", "average_wage_full_scope", "average_wage_on_post"):
        spec = SERIES[name]
        table = shelf.table(spec.table)
        for region in table.regions:
            values = values_of(spec, table.rows_of(region))
            yield from _leaps_of(name, region, [(v.start.year, v.amount) for v in values])
    for region, rows in _limit_rows(shelf):
        wages = [
            (_start(row).year, cast("int", row["reference_wage"]))
            for _, row in rows
            if row["reference_wage"] is not None
        ]
        yield from _leaps_of("contribution_limits", region, wages)


def _leaps_of(
    name: str, region: str, amounts: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str, int, float]]:
    for (year, old), (following, new) in pairwise(amounts):
        top = _JUMP_UP_SINCE_2006 if following >= 2006 else _JUMP_UP
        if following - year <= 1 and not _JUMP_DOWN <= new / old <= top:
            yield name, region, following, new / old


def _regions(law: Law, shelf: Shelf) -> Iterator[Finding]:
    for name, kinds in FILES.items():
        if "region" not in kinds:
            continue
        for region in shelf.table(name).regions:
            if region not in law.regions:
                yield Finding(severity=ERROR, code="region_unknown", file=f"{name}.csv", key=region)
    for region_ in law.regions.values():
        for parent in filter(None, (region_.parent, region_.limits_parent)):
            if parent not in law.regions:
                yield Finding(severity=ERROR, code="region_unknown", file="regions.csv", key=parent)
