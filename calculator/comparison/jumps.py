"""相邻月份之间的跳变: where retiring one month later changes the pension out of proportion, and why.

Each input of the award is moved on by itself, so that a jump has the cause the rules give it:
another calculation base in January, other payment months, another way of writing years, another share
of the basic pension a year. The minimum
period that rises in January is found the same way, by asking the rules month by month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from calculator.comparison.footing import Footing
from rules.estimation import Settlement, award
from rules.month import Month
from rules.pension import indexed_wage
from rules.quantities import PPM, Fen, IndexE12, Micro, Ppm, YearUnits

__all__ = ["NOTICEABLE", "Cause", "Jump", "jumps_of"]

NOTICEABLE = 3_000
"""A change beyond the usual one of a month by more than this share of the pension (ppm) is a jump."""


class Cause(StrEnum):
    """Which input of the award jumps."""

    MINIMUM_PERIOD = "minimum_period"
    CALCULATION_BASE = "calculation_base"
    INDEX = "index"
    YEARS = "years"
    BALANCE = "balance"
    PAYMENT_MONTHS = "payment_months"
    BASIC_RATE = "basic_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Between the month before and `month`.

    `before` and `after` are the pensions, fen, `change` what this cause alone does to it. With the
    minimum period, `before` and `after` are the months missing and `change` is their difference.
    """

    month: Month
    cause: Cause
    before: int
    after: int
    change: int


def jumps_of(footing: Footing, lawful: Sequence[Settlement]) -> tuple[Jump, ...]:
    """The jumps among lawful months of retirement, and where months become or cease to be lawful."""
    found = [*_minimum_period(footing), *_of_amounts(footing, lawful)]
    return tuple(sorted(found, key=lambda jump: (jump.month, jump.cause)))


def _minimum_period(footing: Footing) -> list[Jump]:
    """Where the months of the plan begin or cease to be enough."""
    planned = footing.planned
    months = range(max(planned.earliest, footing.case.today), planned.statutory + 1)
    settled = [footing.plan(month).settled for month in months]
    return [
        Jump(
            month=Month(then.retirement),
            cause=Cause.MINIMUM_PERIOD,
            before=now.missing,
            after=then.missing,
            change=then.missing - now.missing,
        )
        for now, then in pairwise(settled)
        if (now.missing == 0) != (then.missing == 0)
    ]


def _of_amounts(footing: Footing, lawful: Sequence[Settlement]) -> list[Jump]:
    pairs = [(now, then) for now, then in pairwise(lawful) if then.retirement == now.retirement + 1]
    found = []
    for cause in list(Cause)[1:]:
        changes = [_alone(footing, now, then, cause) for now, then in pairs]
        usual = median(changes) if changes else 0
        found += [
            Jump(
                month=Month(then.retirement),
                cause=cause,
                before=now.award.total,
                after=then.award.total,
                change=change,
            )
            for (now, then), change in zip(pairs, changes, strict=True)
            if abs(change - usual) * PPM > NOTICEABLE * now.award.total
        ]
    return found


def _alone(footing: Footing, now: Settlement, then: Settlement, cause: Cause) -> int:
    """The pension of `now` with one input of `then`, less the pension of `now`."""

    def by(own: Cause) -> Settlement:
        return then if cause is own else now

    practice = footing.case.practice
    index = IndexE12(by(Cause.INDEX).average_index)
    base = by(Cause.CALCULATION_BASE)
    amounts = award(
        Micro(base.basic_base),
        Micro(base.transitional_base),
        index,
        indexed_wage(Micro(base.index_base), index, practice.indexed_wage_to_fen > 0),
        YearUnits(by(Cause.YEARS).years),
        Fen(by(Cause.BALANCE).balance),
        by(Cause.PAYMENT_MONTHS).payment_months,
        Ppm(by(Cause.BASIC_RATE).basic_rate),
        footing.case.transition,
        practice,
        footing.case.extras,
    )
    return amounts.total - now.award.total
