"""缴费基数上下限的补全: from the rows that were found to periods without gaps.

Rows lack months, ends, reference wages or floors, and leave holes. What is filled in, and how it is
marked, follows the conventions of the project; years with neither row nor average wage stay absent.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, cast

from rules.law.values import LimitPeriod, Row, Status, Value
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import FEN_PER_YUAN, MICRO_PER_FEN, PPM, Fen, Micro, Ppm, ceiling, half_up

__all__ = ["LONGEST_HOLE", "Shares", "completed", "laid_over", "rounded_share"]

LONGEST_HOLE = 12
"""Months: the old limits go on through a hole this long, longer ones are derived."""

WageOf = Callable[[int], Value | None]
SharesAt = Callable[[Month], tuple[Ppm, Ppm]]


@dataclass(slots=True)
class _Draft:
    """A row with its months settled; its amounts may still be missing."""

    row: Row
    start: Month
    end: Month
    notes: list[str]


class Shares(NamedTuple):
    """The lawful shares of the reference wage in a month (floor, ceiling), and how a place rounds."""

    shares_at: SharesAt
    rounding: str

    def limits(self, wage: Micro, month: Month) -> tuple[Fen, Fen]:
        """Floor and ceiling on a reference wage."""
        floor, top = self.shares_at(month)
        return (
            rounded_share(wage, floor, self.rounding),
            rounded_share(wage, top, self.rounding),
        )


def rounded_share(wage: Micro, share: Ppm, rounding: str) -> Fen:
    """A share of a wage, in fen, as a place rounds its limits.

    >>> rounded_share(Micro(7_339_000_000), Ppm(600_000), "yuan_up")
    440400
    >>> rounded_share(Micro(11_937_000_000), Ppm(600_000), "yuan_half_up")
    716200
    """
    if rounding == "fen":
        return Fen(half_up(wage * share, PPM * MICRO_PER_FEN))
    round_yuan = ceiling if rounding == "yuan_up" else half_up
    yuan = round_yuan(wage * share, PPM * MICRO_PER_FEN * FEN_PER_YUAN)
    return Fen(yuan * FEN_PER_YUAN)


def completed(
    region: str, rows: Iterable[Row], wage_of: WageOf, shares: Shares
) -> tuple[LimitPeriod, ...]:
    """The limit periods of a region, in order and without overlap.

    `wage_of(year)` is the published average wage of a year. The last row is not continued: what
    comes after it is a projection.
    """
    periods: list[LimitPeriod] = []
    first_wage_year = _first_wage_year(wage_of)
    for draft in _dated(rows):
        period = _settled(region, draft, periods[-1] if periods else None, wage_of, shares)
        if period is None:
            continue
        if periods:
            periods += _between(region, periods[-1], period, wage_of, shares)
        elif first_wage_year:
            first = Month.of(first_wage_year, 1)
            periods += _derived(region, first, period.start, wage_of, shares)
        periods.append(period)
    if not periods and first_wage_year:
        return tuple(_derived(region, Month.of(first_wage_year, 1), _FAR, wage_of, shares))
    return tuple(_without_short_holes(periods))


_FAR = Month.of(2100, 1)
_EARLIEST = 1985


def _first_wage_year(wage_of: WageOf) -> int | None:
    """The first year whose limits an average wage of the year before can stand for."""
    years = range(_EARLIEST, _FAR.year)
    return next((year for year in years if wage_of(year - 1) is not None), None)


def _dated(rows: Iterable[Row]) -> list[_Draft]:
    """Rows in order, with months: a year is January to December, an open end 12 months."""
    drafts = []
    for row in rows:
        notes = []
        start, end = cast("Month | None", row["start"]), cast("Month | None", row["end"])
        if start is None:
            start = Month.of(cast("int", row["year"]), 1)
            notes.append("months_assumed")
        if end is None:
            end = Month(start + MONTHS_PER_YEAR - 1)
            notes += [] if notes else ["end_assumed"]
        drafts.append(_Draft(row, start, end, notes))
    drafts.sort(key=lambda draft: draft.start)
    for draft, following in pairwise(drafts):
        draft.end = Month(min(draft.end, following.start - 1))
    return drafts


def _settled(
    region: str, draft: _Draft, before: LimitPeriod | None, wage_of: WageOf, shares: Shares
) -> LimitPeriod | None:
    """One row with every amount; None when no reference wage can be had."""
    row, notes = draft.row, draft.notes
    status = Status(str(row["status"]))
    if status is Status.PROVISIONAL:
        notes.append("carried_over")
    wage = cast("Micro | None", row["reference_wage"])
    if wage is None:
        status = Status.PROVISIONAL
        wage = _reference(draft, before, wage_of)
    if wage is None:
        return None
    floor = cast("Fen | None", row["floor"])
    ceiling_ = cast("Fen | None", row["ceiling"])
    notes += ["limits_derived"] if row["derived_limits"] == "yes" else []
    notes += ["floor_derived"] if floor is None else []
    notes += ["ceiling_derived"] if ceiling_ is None else []
    if floor is None or ceiling_ is None:
        derived = shares.limits(wage, draft.start)
        floor = derived[0] if floor is None else floor
        ceiling_ = derived[1] if ceiling_ is None else ceiling_
    return LimitPeriod(
        region=region,
        start=draft.start,
        end=draft.end,
        reference_wage=wage,
        floor=floor,
        ceiling=ceiling_,
        flexible_floor=cast("Fen | None", row["flexible_floor"]),
        flexible_choice=str(row["flexible_choice"]),
        status=status,
        grade=str(row["grade"]),
        instrument=str(row["instrument"]),
        notes=tuple(notes),
        source=str(row["source"]),
        published=str(row["published"]),
        checked=str(row["checked"]),
        note=str(row["note"]),
    )


def _reference(draft: _Draft, before: LimitPeriod | None, wage_of: WageOf) -> Micro | None:
    """A reference wage for a row that prints none: last year's average wage, else the one before."""
    wage = wage_of(cast("int", draft.row["year"]) - 1)
    if wage is not None:
        draft.notes.append("reference_from_average_wage")
        return Micro(wage.amount)
    if before is not None:
        draft.notes.append("reference_carried")
        return before.reference_wage
    return None


def _between(
    region: str, old: LimitPeriod, new: LimitPeriod, wage_of: WageOf, shares: Shares
) -> Iterator[LimitPeriod]:
    """Derived years in a hole between two rows that is too long for the old limits to go on."""
    if new.start - old.end - 1 > LONGEST_HOLE:
        yield from _derived(region, Month(old.end + 1), new.start, wage_of, shares)


def _without_short_holes(periods: Sequence[LimitPeriod]) -> Iterator[LimitPeriod]:
    """The periods, the older one going on through every hole of at most `LONGEST_HOLE` months."""
    for old, new in pairwise(periods):
        yield old
        if 0 < new.start - old.end - 1 <= LONGEST_HOLE:
            yield old._replace(
                start=Month(old.end + 1),
                end=Month(new.start - 1),
                status=Status.worst(old.status, Status.PROVISIONAL),
                notes=(*(note for note in old.notes if "derived" in note), "hole_continued"),
            )
    yield from periods[-1:]


def _derived(
    region: str, start: Month, until: Month, wage_of: WageOf, shares: Shares
) -> Iterator[LimitPeriod]:
    """Calendar years before `until` whose limits are the lawful shares of last year's average wage."""
    for year in range(start.year, until.year + 1):
        first = Month(max(start, Month.of(year, 1)))
        last = Month(min(until - 1, Month.of(year, 12)))
        value = wage_of(year - 1)
        if value is None or last < first:
            continue
        wage = Micro(value.amount)
        floor, top = shares.limits(wage, first)
        yield LimitPeriod(
            region=region,
            start=first,
            end=last,
            reference_wage=wage,
            floor=floor,
            ceiling=top,
            status=Status.PROVISIONAL,
            grade=value.grade,
            instrument=value.instrument,
            notes=("derived_from_average_wage",),
            source=value.source,
            note=value.note,
        )


def laid_over(top: Sequence[LimitPeriod], below: Sequence[LimitPeriod]) -> tuple[LimitPeriod, ...]:
    """The periods of `top`, and those of `below` in the months `top` leaves free."""
    periods = list(top)
    for period in below:
        start = period.start
        for above in sorted(top, key=lambda one: one.start):
            if above.end < start or above.start > period.end:
                continue
            if above.start > start:
                periods.append(period._replace(start=start, end=Month(above.start - 1)))
            start = Month(above.end + 1)
        if start <= period.end:
            periods.append(period._replace(start=start))
    return tuple(sorted(periods, key=lambda one: one.start))
