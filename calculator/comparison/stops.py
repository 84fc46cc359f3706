"""停缴与断缴: stopping now, at the minimum period, after each further year; and what a gap year costs.

The month of retirement stays that of the plan. Where the minimum period is not met, the account is
counted as refunded once (人力资源和社会保障部令第13号 article 3), and the other ways of the law listed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from calculator.comparison.footing import Basis, Course, Footing, Mortality, footing_of
from calculator.remedies import remedies_of
from calculator.result import Estimate, Remedy
from calculator.valuation import Payback, Valuation
from rules.career import Spell
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Months

__all__ = [
    "GapYear",
    "Stop",
    "StopComparison",
    "StopRow",
    "compare_stops",
    "minimum_month",
    "paid_months",
    "stops_on",
    "until_month",
]


class Stop(StrEnum):
    """When paying stops."""

    NOW = "now"
    MINIMUM = "minimum"
    YEAR = "year"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """Paying through `last` and no longer, fen; named `today` in today's prices.

    `start` is the month of the first pension, `counted` and `missing` are months at the claim. Without
    the minimum period `payable` is false, `pension` what the formula gives and is not paid, `refund`
    the account that is. `value` is the present value of all from now on, by the leading life table.
    `stretch_*` is what the months since the row before cost and add, and their payback without growth
    and interest. `further` values what is paid from now on against stopping now (None in that row).
    `remedies` are the ways open where months are missing: paying on after the claim month among them.
    """

    stop: Stop
    last: Month
    start: Month
    months_from_now: Months
    paid_from_now: Fen
    paid_from_now_today: Fen
    counted: Months
    missing: Months
    payable: bool
    pension: Fen
    pension_today: Fen
    refund: Fen
    refund_today: Fen
    value: Fen
    stretch_paid: Fen
    stretch_pension: Fen
    stretch_payback: Payback | None
    further: Valuation | None
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapYear:
    """断缴一年: twelve months of the plan (the rest at its end) left out, `first` to `last`, fen.

    Where the gap leaves too few months, paying goes on until they are there: the pension starts in
    `start`, `delayed` months later than planned. `saved` is what is not paid in all, negative where the
    months paid later cost more; `lost` the pension a month that is missing for life; `value` the present
    value that is missing (negative where the gap is worth more than it costs); `payback` how long the
    lost pension takes to add up to what was saved, without growth and interest. `missing` months: the
    plan ends before they are made up for, and the whole pension is `lost`.
    """

    first: Month
    last: Month
    start: Month
    delayed: Months
    saved: Fen
    saved_today: Fen
    lost: Fen
    lost_today: Fen
    value: Fen
    missing: Months
    payback: Payback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopComparison:
    """The stops in order, the gap years in order, and what the figures rest on.

    `required` are the months of the minimum period, `minimum` the month that completes it: None
    where the plan never completes it, before today where it is complete already.
    """

    rows: tuple[StopRow, ...]
    required: Months
    minimum: Month | None
    gaps: tuple[GapYear, ...]
    basis: Basis


def compare_stops(result: Estimate, law: Law, mortality: Mortality | None = None) -> StopComparison:
    """All stops and gap years for the person of an estimate, made from `law`."""
    return stops_on(footing_of(result, law, mortality))


def stops_on(footing: Footing) -> StopComparison:
    """All stops and gap years on a footing."""
    months = paid_months(footing)
    stopped = footing.stop_now()
    as_planned = footing.course(()).settled
    minimum = minimum_month(as_planned.missing, months, footing.case.today)
    rows: list[StopRow] = []
    before = stopped
    for stop, last in _stops(footing, months, minimum):
        course = footing.stopping(until_month(footing.case.plan, last), last)
        rows.append(_row(footing, stop, last, course, before, stopped))
        before = course
    return StopComparison(
        rows=tuple(rows),
        required=Months(as_planned.required),
        minimum=minimum,
        gaps=tuple(gap_years(footing)),
        basis=footing.basis(),
    )


def paid_months(footing: Footing) -> list[int]:
    """The months the plan still pays."""
    return [month for run in footing.plan().future_runs for month in range(run.first, run.last + 1)]


def minimum_month(missing: int, months: Sequence[int], today: Month) -> Month | None:
    """Which of the months still paid completes the minimum period; before `today`: it is complete."""
    if missing == 0:
        return Month(today - 1)
    return Month(months[missing - 1]) if missing <= len(months) else None


def _stops(
    footing: Footing, months: Sequence[int], minimum: Month | None
) -> list[tuple[Stop, Month]]:
    """The stops in order of their months; of two in one month the first named stays."""
    now = Month(footing.case.today - 1)
    found = [(now, Stop.NOW)]
    if minimum is not None and minimum > now:
        found.append((minimum, Stop.MINIMUM))
    if months:
        found.append((Month(months[-1]), Stop.END))
        yearly = range(now + MONTHS_PER_YEAR, months[-1], MONTHS_PER_YEAR)
        found += [(Month(month), Stop.YEAR) for month in yearly]
    named: dict[Month, Stop] = {}
    for month, stop in found:
        named.setdefault(month, stop)
    return [(named[month], month) for month in sorted(named)]


def _row(
    footing: Footing, stop: Stop, last: Month, course: Course, before: Course, stopped: Course
) -> StopRow:
    settled, earlier = course.settled, before.settled
    further = None if stop is Stop.NOW else footing.against(course, stopped)
    refund = Fen(0 if course.payable else settled.balance)
    return StopRow(
        stop=stop,
        last=last,
        start=course.start,
        months_from_now=course.months_from_now,
        paid_from_now=course.paid_from_now,
        paid_from_now_today=footing.paid_today(course),
        counted=Months(settled.counted),
        missing=Months(settled.missing),
        payable=course.payable,
        pension=Fen(settled.award.total),
        pension_today=footing.today(settled.award.total, course.start),
        refund=refund,
        refund_today=footing.today(refund, course.start),
        value=footing.value(course),
        stretch_paid=Fen(settled.paid_total - earlier.paid_total),
        stretch_pension=Fen(settled.award.total - earlier.award.total),
        stretch_payback=None if stop is Stop.NOW else footing.plain_payback(course, before),
        further=further,
        remedies=_remedies(footing, course, last),
    )


def _remedies(footing: Footing, course: Course, last: Month) -> tuple[Remedy, ...]:
    """What the law offers who stopped and is short: among it paying on from the claim month."""
    case, retirement = footing.case, course.settled.retirement
    later = [
        spell._replace(first=max(spell.first, retirement + 1))
        for spell in case.plan
        if spell.last > retirement
    ]
    stopped = replace(case, plan=(*until_month(case.plan, last), *later))
    return remedies_of(stopped, course.settled)


def until_month(spells: Sequence[Spell], last: int) -> tuple[Spell, ...]:
    """The spells as far as they lie up to the month `last`."""
    return tuple(
        spell._replace(last=min(spell.last, last)) for spell in spells if spell.first <= last
    )


def gap_years(footing: Footing) -> Iterator[GapYear]:
    """Each twelve months of the plan left out, from the first month still paid on."""
    months = paid_months(footing)
    plan = footing.plan()
    value = footing.value(plan)
    for at in range(0, len(months), MONTHS_PER_YEAR):
        first = Month(months[at])
        last = Month(min(first + MONTHS_PER_YEAR - 1, months[-1]))
        course = footing.completed(_without(footing.case.plan, first, last))
        lost = _paid_out(plan) - _paid_out(course)
        yield GapYear(
            first=first,
            last=last,
            start=course.start,
            delayed=Months(course.start - plan.start),
            saved=Fen(plan.settled.paid_total - course.settled.paid_total),
            saved_today=Fen(footing.paid_today(plan) - footing.paid_today(course)),
            lost=Fen(lost),
            lost_today=footing.today(lost, plan.start),
            value=Fen(value - footing.value(course)),
            missing=Months(course.settled.missing),
            payback=footing.plain_payback(plan, course),
        )


def _paid_out(course: Course) -> int:
    """The pension a month; nothing where the minimum period is not met."""
    return course.settled.award.total if course.payable else 0


def _without(spells: Sequence[Spell], first: int, last: int) -> list[Spell]:
    pieces = [
        piece
        for spell in spells
        for piece in (
            spell._replace(last=min(spell.last, first - 1)),
            spell._replace(first=max(spell.first, last + 1)),
        )
    ]
    return [piece for piece in pieces if piece.first <= piece.last]
