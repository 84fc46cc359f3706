"""退休时间的图: pension and present value of every lawful month; the best ones, the jumps and their cause."""

from collections.abc import Iterator

from calculator.charts.chart import Axis, Chart, Mark, Series, Shape, Unit
from calculator.comparison.ages import BAND, AgeComparison
from rules.quantities import PPM

__all__ = ["retirement_charts"]


def retirement_charts(compared: AgeComparison) -> tuple[Chart, ...]:
    """The charts of a comparison of months; none where fewer than two are open."""
    rows = [row for row in compared.rows if row.payable]
    if len(rows) < 2:
        return ()
    at = tuple(int(row.month) for row in rows)
    marks = tuple(_marks(compared))
    best = max(row.value for row in rows)
    least = best - abs(best) * BAND // PPM
    pensions = tuple(int(row.pension_today) for row in rows)
    values = tuple(int(row.value) for row in rows)
    return (
        Chart(
            name="retirement_pension",
            shape=Shape.LINES,
            axis=Axis.MONTH,
            unit=Unit.YUAN,
            at=at,
            series=(
                Series("pension", pensions),
                Series(
                    "good",
                    tuple(p if row.good else None for p, row in zip(pensions, rows, strict=True)),
                ),
            ),
            marks=marks,
        ),
        Chart(
            name="retirement_value",
            shape=Shape.LINES,
            axis=Axis.MONTH,
            unit=Unit.YUAN,
            at=at,
            series=(Series("value", values), Series("band", (least,) * len(rows))),
            marks=marks,
        ),
    )


def _marks(compared: AgeComparison) -> Iterator[Mark]:
    yield Mark("statutory", int(compared.statutory), values={"month": compared.statutory})
    for row in compared.rows:
        if row.best:
            yield Mark("best", int(row.month), values={"month": row.month})
    for jump in compared.jumps:
        yield Mark(f"jump_{jump.cause}", int(jump.month), values={"month": jump.month})
