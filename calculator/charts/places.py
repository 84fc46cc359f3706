"""领取地的图: what each place that can be reached would pay, in today's money."""

from calculator.charts.chart import Axis, Chart, Label, Mark, Series, Shape, Unit
from calculator.places import PlaceComparison

__all__ = ["place_charts"]


def place_charts(compared: PlaceComparison) -> tuple[Chart, ...]:
    """The chart of the places with an estimate; none of a single one."""
    options = [
        (option, option.estimate) for option in compared.options if option.estimate is not None
    ]
    if len(options) < 2:
        return ()
    return (
        Chart(
            name="place_pension",
            shape=Shape.BARS,
            axis=Axis.NAMED,
            unit=Unit.YUAN,
            at=tuple(range(len(options))),
            labels=tuple(Label("", region=option.region.code) for option, _ in options),
            series=(
                Series("pension", tuple(int(estimate.pension_today) for _, estimate in options)),
            ),
            marks=tuple(
                Mark("lawful", at)
                for at, (option, _) in enumerate(options)
                if compared.decided is not None
                and option.region.province == compared.decided.province
            ),
            caveat="" if all(estimate.payable for _, estimate in options) else "only_formula",
        ),
    )
