"""领取地的图: what each place would pay, reached now or as late as is lawful, in today's money."""

from calculator.charts.chart import Axis, Chart, Label, Mark, Series, Shape, Unit
from calculator.places import PlaceComparison, PlaceEstimate

__all__ = ["place_charts"]


def place_charts(compared: PlaceComparison) -> tuple[Chart, ...]:
    """The chart of the places with an estimate; none of a single one."""
    options = [option for option in compared.options if option.estimate is not None]
    if len(options) < 2:
        return ()
    found = [one for option in options for one in (option.estimate, option.latest) if one]
    return (
        Chart(
            name="place_pension",
            shape=Shape.BARS,
            axis=Axis.NAMED,
            unit=Unit.YUAN,
            at=tuple(range(len(options))),
            labels=tuple(Label("", region=option.region.code) for option in options),
            series=(
                Series("now", tuple(_pension(option.estimate) for option in options)),
                Series("latest", tuple(_pension(option.latest) for option in options)),
            ),
            marks=tuple(
                Mark("lawful", at)
                for at, option in enumerate(options)
                if compared.decided is not None
                and option.region.province == compared.decided.province
            ),
            caveat="" if all(one.payable for one in found) else "only_formula",
        ),
    )


def _pension(estimate: PlaceEstimate | None) -> int | None:
    return None if estimate is None else int(estimate.pension_today)
