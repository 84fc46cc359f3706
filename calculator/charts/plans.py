"""缴费方案的图: what a plan pays in each year, and how many months of an income reach each tier."""

from calculator.charts.chart import Axis, Chart, Label, Series, Shape, Unit
from calculator.planning import IrregularPlan, Offer, Plan
from rules.career import Choice

__all__ = ["irregular_charts", "plan_charts"]


def plan_charts(plan: Plan) -> tuple[Chart, ...]:
    """The payments of a plan by year, in today's money; none where no plan brings a pension."""
    if not plan.years or plan.never_payable:
        return ()
    return (
        Chart(
            name="plan_years",
            shape=Shape.BARS,
            axis=Axis.YEAR,
            unit=Unit.YUAN,
            at=tuple(year.year for year in plan.years),
            series=(Series("paid", tuple(int(year.paid_today) for year in plan.years)),),
        ),
    )


def irregular_charts(plan: IrregularPlan) -> tuple[Chart, ...]:
    """Months within and out of reach for each tier."""
    offers = plan.out_of_reach
    if not offers:
        return ()
    return (
        Chart(
            name="reach",
            shape=Shape.STACK,
            axis=Axis.NAMED,
            unit=Unit.MONTHS,
            at=tuple(range(len(offers))),
            labels=tuple(_label(one.offer) for one in offers),
            series=(
                Series("affordable", tuple(plan.months - len(one.months) for one in offers)),
                Series("out_of_reach", tuple(len(one.months) for one in offers)),
            ),
        ),
    )


def _label(offer: Offer) -> Label:
    if offer.choice is Choice.FLOOR:
        return Label("choice.tier_limit.floor")
    if offer.choice is Choice.CEILING:
        return Label("choice.tier_limit.ceiling")
    return Label("compare.tiers.row", {"tier": offer.amount})
