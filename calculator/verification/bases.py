"""计发基数的对照: the base a sheet prints beside the bases of the law store.

A pension is first paid on the last published base and computed again later, and some cities have a
base of their own, so a printed base may be of another year or place. The sheet is computed on the
printed one; this says which it is.
"""

from collections.abc import Iterator

from calculator.verification.answer import Note
from rules.errors import NoValueInForce
from rules.law import Law, Region, Value
from rules.quantities import Micro

__all__ = ["BASES", "base_note", "base_of_law"]

BASES = (
    "base_equal",
    "base_previous_year",
    "base_other_year",
    "base_of_place",
    "base_differs",
    "base_unknown",
)
"""What `base_note` can find."""
_SERIES = "calculation_base"


def base_note(printed: Micro, region: Region, year: int, law: Law) -> Note:
    """How the base printed in `year` stands to the law store.

    One of `BASES`: that of the year, of the year before (paid on until its own is published), of
    another year, of another unit of the province, none of these, or nothing to compare with.
    """
    found: dict[str, object] = {"base": printed, "year": year}
    for unit in _speakers(region, law):
        years = [v.start.year for v in law.series(_SERIES, unit.code) if v.amount == printed]
        if not years:
            continue
        nearest = min(years, key=lambda known: abs(known - year))
        known = found | {"known_year": nearest, "place": unit}
        if unit.code not in (region.code, region.province):
            return Note("base_of_place", known)
        codes = {year: "base_equal", year - 1: "base_previous_year"}
        return Note(codes.get(nearest, "base_other_year"), known)
    stored = [value for at in (year, year - 1) if (value := _base(region, at, law)) is not None]
    if not stored:
        return Note("base_unknown", found)
    nearest_value = min(stored, key=lambda value: abs(value.amount - printed))
    known = {"known": nearest_value.amount, "known_year": nearest_value.start.year}
    return Note("base_differs", found | known)


def _speakers(region: Region, law: Law) -> Iterator[Region]:
    """The region, its province, then the other units of the province."""
    yield region
    if region.province != region.code:
        yield law.region(region.province)
    for unit in law.regions.values():
        is_other = unit.code not in (region.code, region.province)
        if unit.figures and is_other and unit.province == region.province:
            yield unit


def _base(region: Region, year: int, law: Law) -> Value | None:
    try:
        return law.calculation_base(region.code, year)
    except NoValueInForce:
        return None


def base_of_law(region: Region, year: int, law: Law) -> Value | None:
    """The base of a year, or the one of the year before that is paid on until it is published."""
    return _base(region, year, law) or _base(region, year - 1, law)
