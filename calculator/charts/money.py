"""回本的图: all that is paid and all that comes back, running up over the ages, until they cross."""

from calculator.charts.chart import Axis, Chart, Mark, Series, Shape, Unit
from calculator.comparison.money_back import MoneyBack

__all__ = ["money_charts"]


def money_charts(course: MoneyBack) -> tuple[Chart, ...]:
    """The chart of a course of money."""
    points = course.points
    born = points[0].month - points[0].age
    marks = [Mark("retirement", course.start - born, values={"month": course.start})]
    if course.even is not None:
        marks.append(Mark("even", int(course.even.age), values={"age": course.even.age}))
    return (
        Chart(
            name="money_back",
            shape=Shape.LINES,
            axis=Axis.AGE,
            unit=Unit.YUAN,
            at=tuple(int(point.age) for point in points),
            series=(
                Series("paid", tuple(int(point.paid) for point in points)),
                Series("received", tuple(int(point.received) for point in points)),
            ),
            marks=tuple(marks),
            caveat="" if course.payable else "refunded",
        ),
    )
