"""身故的图: what the family would receive at each age, beside what was paid and drawn, in today's money."""

from calculator.charts.chart import Axis, Chart, Mark, Series, Shape, Unit
from calculator.death import DeathCurve

__all__ = ["death_charts"]

_LINES = ("paid_in", "drawn", "family")


def death_charts(curve: DeathCurve) -> tuple[Chart, ...]:
    """The chart of a death curve; none of a single point."""
    points = curve.points
    if len(points) < 2:
        return ()
    retired = next((point for point in points if point.retired), None)
    return (
        Chart(
            name="death",
            shape=Shape.LINES,
            axis=Axis.AGE,
            unit=Unit.YUAN,
            at=tuple(int(point.age) for point in points),
            series=tuple(
                Series(name, tuple(int(getattr(point, f"{name}_today")) for point in points))
                for name in _LINES
            ),
            marks=()
            if retired is None
            else (Mark("retirement", int(retired.age), values={"month": retired.month}),),
        ),
    )
