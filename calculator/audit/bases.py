"""计发基数的差异: the base of another year or place, or one the law data does not have.

A pension is first paid on the last published base and settled again when that of the year is out, and
some cities have bases of their own, so the printed base may be of another year or place.
"""

from collections.abc import Iterator
from functools import partial

from calculator.audit.basis import Basis
from calculator.audit.changes import READING, Change, Family, Inquiry, fitting
from rules.law import Law, Region, Value
from rules.month import Month
from rules.quantities import FEN_PER_YUAN, MICRO_PER_FEN, MICRO_PER_YUAN, Micro

__all__ = ["BASES", "with_base"]

_SERIES = "calculation_base"
_EARLIER, _LATER = 5, 2
_ROLES = ("index_base", "transitional_base")
_LARGEST = 100_000 * FEN_PER_YUAN


def with_base(basis: Basis, base: int) -> Basis:
    """The same with another calculation base, in every role that had the old one."""
    old = basis.basic_base

    def role(standing: Micro) -> Micro:
        return Micro(base) if standing == old else standing

    return basis._replace(
        basic_base=Micro(base),
        index_base=role(basis.index_base),
        transitional_base=role(basis.transitional_base),
    )


def _published(inquiry: Inquiry) -> Iterator[Change]:
    """The bases of the law data: of the place, its province, the other units of the province."""
    basis = inquiry.basis
    if not _is_asked(inquiry):
        return
    seen = {int(basis.basic_base)}
    for distance, region in enumerate(_speakers(basis.region, inquiry.law)):
        for value, years in _by_distance(region, basis.retirement, inquiry.law):
            if value.amount in seen:
                continue
            seen.add(value.amount)
            changed = with_base(basis, value.amount)
            size = max(1, years) + min(distance, 1)
            yield Change(
                "base_published",
                "calculation_base",
                int(basis.basic_base),
                value.amount,
                size,
                changed,
                distance,
                values={
                    "year": value.start.year,
                    "region": region.code,
                    "instrument": value.instrument,
                },
            )


def _by_distance(region: Region, retirement: int, law: Law) -> list[tuple[Value, int]]:
    """The bases of a region around the year of retirement, with how many years they are off."""
    values = [value for value in law.series(_SERIES, region.code) if value.region == region.code]
    if not retirement:
        return [(value, 1) for value in reversed(values)]
    year = Month(retirement).year
    near = [
        (value, abs(value.start.year - year))
        for value in values
        if -_EARLIER <= value.start.year - year <= _LATER
    ]
    return sorted(near, key=lambda pair: (pair[1], -pair[0].start.year))


def _speakers(region: Region, law: Law) -> Iterator[Region]:
    yield region
    if region.province != region.code:
        yield law.region(region.province)
    for unit in law.regions.values():
        other = unit.code not in (region.code, region.province)
        if other and unit.figures and unit.kind != "nation" and unit.province == region.province:
            yield unit


def _printed(inquiry: Inquiry) -> Iterator[Change]:
    """The base printed, or one that nobody published and that gives the basic pension."""
    basis = inquiry.basis
    ours, new = int(basis.basic_base), inquiry.stated("calculation_base")
    if not _is_asked(inquiry):
        return
    if new is not None:
        if new != ours:
            size = max(_EARLIER, abs(new - ours) // MICRO_PER_YUAN)
            changed = with_base(basis, new)
            yield Change("base_printed", "calculation_base", ours, new, size, changed)
        return
    line = inquiry.first_stated(("basic", "total"))
    found = None if line is None else fitting(inquiry, line, partial(_of_fen, basis), _LARGEST)
    if found is not None and not found[0] <= ours // MICRO_PER_FEN <= found[1]:
        low, high = (step * MICRO_PER_FEN for step in found)
        new = (low + high) // 2 // MICRO_PER_FEN * MICRO_PER_FEN
        size = max(1, abs(new - ours) // MICRO_PER_FEN)
        yield Change(
            "base_fitting",
            "calculation_base",
            ours,
            new,
            size,
            with_base(basis, new),
            is_free=True,
            values={"low": low, "high": high},
        )


def _is_asked(inquiry: Inquiry) -> bool:
    known = bool(inquiry.basis.basic_base)
    return known and inquiry.asks("calculation_base", "indexed_wage", "basic")


def _of_fen(basis: Basis, fen: int) -> Basis:
    return with_base(basis, fen * MICRO_PER_FEN)


def _roles(inquiry: Inquiry) -> Iterator[Change]:
    """Another base for the indexed wage or the transitional part, as places with two bases have."""
    basis = inquiry.basis
    if not inquiry.asks(*_ROLES, "basic", "transitional"):
        return
    for line in _ROLES:
        ours, printed = int(getattr(basis, line)), inquiry.stated(line)
        if printed is not None and printed != ours:
            changed = basis.with_role(line, printed)
            yield Change("role_base", line, ours, printed, READING, changed)
        if printed is None and ours != basis.basic_base:
            new = int(basis.basic_base)
            changed = basis.with_role(line, new)
            yield Change("role_base", line, ours, new, READING, changed)
    yield from _role_of_province(inquiry)


def _role_of_province(inquiry: Inquiry) -> Iterator[Change]:
    basis, law = inquiry.basis, inquiry.law
    if basis.region.province == basis.region.code or not basis.retirement:
        return
    province = law.region(basis.region.province)
    for value, years in _by_distance(province, basis.retirement, law):
        for line in _ROLES:
            ours = int(getattr(basis, line))
            if ours == value.amount or years > 1:
                continue
            yield Change(
                "role_base",
                line,
                ours,
                value.amount,
                READING + years,
                basis.with_role(line, value.amount),
            )


BASES: tuple[Family, ...] = (_published, _printed, _roles)
"""The ways a calculation base may be another."""
