"""退休时间的比较: every lawful month to retire in, from the earliest to the latest.

The plan is paid up to each month. Early months are lawful only with the minimum period of their
year; months after the statutory one only as the scenario allows, or to complete the minimum period.
Jumps from one month to the next are found by looking at what changes, not from a list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from calculator.comparison.footing import Basis, Course, Footing, Mortality, footing_of
from calculator.comparison.jumps import Jump, jumps_of
from calculator.remedies import eligible_from
from calculator.result import Estimate
from calculator.scenario.choices import LateRetirement
from calculator.valuation import Payback
from rules.law import Law
from rules.month import Month
from rules.quantities import PPM, Fen, Months

__all__ = [
    "BAND",
    "LATE_WINDOW",
    "AgeComparison",
    "AgeRow",
    "Way",
    "ages_on",
    "compare_ages",
    "lawful_months",
]

BAND = 10_000
"""Months whose present value is at most this share (ppm) of the best one below it are as good."""
LATE_WINDOW = Months(36)
"""延迟时间距法定退休年龄最长不超过3年 (国务院关于渐进式延迟法定退休年龄的办法 article 3)."""


class Way(StrEnum):
    """Why a month is open."""

    EARLY = "early"
    STATUTORY = "statutory"
    LATE = "late"
    EXTENSION = "extension"


_COMPARED = (Way.STATUTORY, Way.EXTENSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRow:
    """Retiring in `month`, the pension starts in the month after it. Fen.

    `months_from_now` and `paid_from_now` are what is still paid; `added` is what is paid above
    retiring in the statutory month, negative where it is saved. Amounts named `today` are in today's
    prices, the others in the yuan of their time. `payment_months` are tenths. `value`
    is the present value of all that is paid and received from now on, by the leading life table;
    `good` marks the months within 1% of the best value, `best` the best. `even` says when the later
    of this month and the statutory one has brought more than the sooner, in today's prices: None for
    the statutory month itself and where that never happens. With `payable` false no pension is paid.
    """

    month: Month
    age: Months
    way: Way
    payable: bool
    months_from_now: Months
    paid_from_now: Fen
    added: Fen
    added_today: Fen
    pension: Fen
    pension_today: Fen
    basic: Fen
    account: Fen
    payment_months: int
    value: Fen
    good: bool
    best: bool
    even: Payback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeComparison:
    """The months in order, the jumps between neighbouring months, and what the figures rest on.

    `statutory` is the month others are compared with: the statutory one, the extension where that has
    passed or finds too few months.
    """

    rows: tuple[AgeRow, ...]
    jumps: tuple[Jump, ...]
    statutory: Month
    basis: Basis


def compare_ages(result: Estimate, law: Law, mortality: Mortality | None = None) -> AgeComparison:
    """All lawful months for the person of an estimate, made from `law`."""
    return ages_on(footing_of(result, law, mortality))


def ages_on(footing: Footing) -> AgeComparison:
    """All lawful months on a footing."""
    courses = [(way, footing.plan(month)) for month, way in lawful_months(footing)]
    compared = next(
        (course for way, course in courses if course.payable and way in _COMPARED),
        courses[-1][1],
    )
    rows = _marked([_row(footing, way, course, compared) for way, course in courses])
    return AgeComparison(
        rows=tuple(rows),
        jumps=jumps_of(footing, [course.settled for _, course in courses]),
        statutory=Month(compared.settled.retirement),
        basis=footing.basis(),
    )


def lawful_months(footing: Footing) -> Iterator[tuple[Month, Way]]:
    """The months a pension can be claimed in, in order, today or later."""
    case, planned = footing.case, footing.planned
    for month in range(max(planned.earliest, case.today), planned.statutory):
        if footing.plan(month).payable:
            yield Month(month), Way.EARLY
    if planned.statutory >= case.today:
        yield Month(planned.statutory), Way.STATUTORY
    at_age = footing.plan(max(planned.statutory, case.today)).settled
    if at_age.missing > 0 or planned.statutory < case.today:
        completed = eligible_from(case, at_age) if at_age.missing > 0 else at_age
        if completed.missing == 0:
            yield Month(completed.retirement), Way.EXTENSION
    elif case.scenario.late_retirement is not LateRetirement.NONE:
        for month in range(planned.statutory + 1, planned.statutory + LATE_WINDOW + 1):
            yield Month(month), Way.LATE


def _row(footing: Footing, way: Way, course: Course, statutory: Course) -> AgeRow:
    settled = course.settled
    sooner, later = sorted((course, statutory), key=lambda one: one.settled.retirement)
    same = settled.retirement == statutory.settled.retirement
    return AgeRow(
        month=Month(settled.retirement),
        age=Months(settled.age),
        way=way,
        payable=course.payable,
        months_from_now=course.months_from_now,
        paid_from_now=course.paid_from_now,
        added=Fen(settled.paid_total - statutory.settled.paid_total),
        added_today=Fen(footing.paid_today(course) - footing.paid_today(statutory)),
        pension=Fen(settled.award.total),
        pension_today=footing.today(settled.award.total, course.start),
        basic=Fen(settled.award.basic),
        account=Fen(settled.award.account),
        payment_months=settled.payment_months,
        value=footing.value(course),
        good=False,
        best=False,
        even=None if same else footing.overtaking(later, sooner),
    )


def _marked(rows: Sequence[AgeRow]) -> list[AgeRow]:
    """The rows with the best value and the band under it marked."""
    payable = [row.value for row in rows if row.payable]
    if not payable:
        return list(rows)
    best = max(payable)
    least = best - abs(best) * BAND // PPM
    return [
        replace(
            row,
            good=row.payable and row.value >= least,
            best=row.payable and row.value == best,
        )
        for row in rows
    ]
