"""停缴的图: pension and present value by the last month paid, and what a gap year costs."""

from collections.abc import Iterator

from calculator.charts.chart import Axis, Chart, Mark, Series, Shape, Unit
from calculator.comparison.stops import StopComparison

__all__ = ["stop_charts"]


def stop_charts(compared: StopComparison) -> tuple[Chart, ...]:
    """The charts of a comparison of stops; none where nothing more is paid."""
    rows = compared.rows
    if len(rows) < 2:
        return ()
    at = tuple(int(row.last) for row in rows)
    marks = tuple(_marks(compared))
    pensions = tuple(int(row.pension_today) if row.payable else None for row in rows)
    return (
        _chart("stop_pension", Shape.LINES, at, Series("pension", pensions), marks),
        _chart(
            "stop_value",
            Shape.LINES,
            at,
            Series("value", tuple(int(row.value) for row in rows)),
            marks,
        ),
        _chart(
            "gap_value",
            Shape.BARS,
            tuple(int(gap.first) for gap in compared.gaps),
            Series("value", tuple(int(gap.value) for gap in compared.gaps)),
        ),
    )


def _marks(compared: StopComparison) -> Iterator[Mark]:
    minimum = compared.minimum
    if minimum is not None and minimum >= compared.basis.today:
        yield Mark("minimum", int(minimum), values={"month": minimum})


def _chart(
    name: str, shape: Shape, at: tuple[int, ...], series: Series, marks: tuple[Mark, ...] = ()
) -> Chart:
    return Chart(
        name=name,
        shape=shape,
        axis=Axis.MONTH,
        unit=Unit.YUAN,
        at=at,
        series=(series,),
        marks=marks,
    )
