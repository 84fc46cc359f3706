"""三个数的图: stopping now, going on, the most, each by the parts of the pension, in today's money."""

from calculator.charts.chart import Axis, Chart, Label, Mark, Shape, Unit
from calculator.charts.parts import parts_of, stacked
from calculator.result import Estimate

__all__ = ["outcome_charts"]


def outcome_charts(result: Estimate) -> tuple[Chart, ...]:
    """The chart of the three outcomes; what is not paid is marked."""
    outcomes = (result.stop_now, result.go_on, result.most)
    awards = [one.settlement.award for one in outcomes]
    parts = [
        parts_of(one.pension_today, total=award.total, basic=award.basic, account=award.account)
        for one, award in zip(outcomes, awards, strict=True)
    ]
    return (
        Chart(
            name="outcomes",
            shape=Shape.STACK,
            axis=Axis.NAMED,
            unit=Unit.YUAN,
            at=tuple(range(len(outcomes))),
            labels=tuple(Label(f"outcome.{one.name}") for one in outcomes),
            series=stacked(parts),
            marks=tuple(Mark("unpaid", at) for at, one in enumerate(outcomes) if not one.payable),
        ),
    )
