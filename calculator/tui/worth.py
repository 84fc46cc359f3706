"""值不值: after how many years of pension the plan is paid back, and the same for the next tier up.

Without growth and interest from now on, as in the comparison of tiers. Too slow for every keystroke, so
it is made beside the app.
"""

from dataclasses import dataclass

from calculator.comparison.footing import Course, Footing, footing_of
from calculator.comparison.tiers import TIERS
from calculator.result import Estimate
from calculator.valuation import Payback, payback_of
from rules.career import Choice
from rules.law import Law
from rules.quantities import Fen, Ppm

__all__ = ["NextTier", "Worth", "worth_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTier:
    """A tier above the plan: what it costs and brings a month beyond it (the pension in today's money)."""

    tier: Ppm
    monthly: Fen
    pension_today: Fen
    payback: Payback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The payback of all money ever paid, None for never; the next tier, None at the highest."""

    payback: Payback | None
    further: NextTier | None


def worth_of(result: Estimate, law: Law) -> Worth | None:
    """What the plan of an estimate is worth, None where it pays nothing or no pension comes of it."""
    footing = footing_of(result, law)
    plan = footing.plan()
    if not result.go_on.payable or not plan.future_runs:
        return None
    payback = payback_of(footing.outlook, plan.life(is_level=True), plan.start)
    return Worth(payback=payback, further=_further(footing, plan))


def _further(footing: Footing, plan: Course) -> NextTier | None:
    for tier in TIERS:
        spells = [s._replace(choice=Choice.TIER, amount=tier, anchor=0) for s in footing.case.plan]
        course = footing.course(spells)
        now, planned = course.future_runs[0], plan.future_runs[0]
        if now.base > planned.base:
            added_pension = course.settled.award.total - plan.settled.award.total
            return NextTier(
                tier=tier,
                monthly=Fen(now.total - planned.total),
                pension_today=footing.today(added_pension, course.start),
                payback=footing.plain_payback(course, plan),
            )
    return None
