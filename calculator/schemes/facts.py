"""事实与其把握: a figure of another scheme with where it comes from, or the statement that it is unknown.

Many regional figures were never found. A fact that is missing stays missing and is named; a national
floor that stands in for it says that it is only a lower bound.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rules.law import Law, Region, Row

__all__ = ["NATION", "Fact", "Standing", "latest", "rows_for", "usable"]

NATION = "000000"


class Standing(StrEnum):
    """What a figure is worth."""

    PUBLISHED = "published"
    """The place's own figure."""
    LOWER_BOUND = "lower_bound"
    """The national floor; the place may give more."""
    ASSUMED = "assumed"
    """Nobody knows it yet; an editable assumption."""
    STATED = "stated"
    """Given by the person."""
    UNKNOWN = "unknown"
    """Not found and not replaced: nothing is counted for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A named figure. `value` is fen, ppm or months as the name says, None when unknown.

    `region` and `year` say whose figure of which year it is, `grade` and `source` how it is known.
    """

    name: str
    standing: Standing
    value: int | None
    region: str = ""
    year: int | None = None
    grade: str = ""
    source: str = ""


def usable(law: Law, rows: Iterable[Row]) -> list[Row]:
    """The rows of the grades in use."""
    grades = law.grades
    return [row for row in rows if str(row["grade"]) in grades]


def rows_for(law: Law, table: str, place: Region) -> list[Row]:
    """The usable rows of a place, else of its province, else none."""
    rows = usable(law, law.table(table))
    for code in dict.fromkeys((place.code, place.province)):
        own = [row for row in rows if row["region"] == code]
        if own:
            return own
    return []


def latest(rows: Iterable[Row]) -> list[Row]:
    """The rows of the last year there is."""
    known = list(rows)
    last = max((_year(row) for row in known), default=0)
    return [row for row in known if _year(row) == last]


def _year(row: Row) -> int:
    return int(str(row["year"]))
