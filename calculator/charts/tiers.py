"""档次的图: the pension of each tier, its payback beside that of the step to it, the parts of each step."""

from collections.abc import Iterator

from calculator.charts.chart import Axis, Chart, Mark, Series, Shape, Unit
from calculator.charts.parts import Parts, parts_of, stacked
from calculator.comparison.tiers import StepPart, TierComparison, TierRow

__all__ = ["tier_charts", "tier_parts"]


def tier_charts(compared: TierComparison) -> tuple[Chart, ...]:
    """The charts of a comparison of tiers; none where there is no tier to compare."""
    if not compared.rows:
        return ()
    at = tuple(int(row.tier) for row in compared.rows)
    marks = tuple(_plan(compared))
    is_paid = all(row.payable for row in compared.rows)
    charts = [
        Chart(
            name="tier_pension",
            shape=Shape.STACK,
            axis=Axis.TIER,
            unit=Unit.YUAN,
            at=at,
            series=stacked([tier_parts(row) for row in compared.rows]),
            marks=marks,
            caveat="" if is_paid else "only_formula",
        ),
        Chart(
            name="tier_payback",
            shape=Shape.LINES,
            axis=Axis.TIER,
            unit=Unit.YEARS,
            at=at,
            series=(_whole(compared), _steps(compared)),
            marks=marks,
        ),
    ]
    if compared.steps:
        charts.append(_step_parts(compared))
    return tuple(charts)


def _plan(compared: TierComparison) -> Iterator[Mark]:
    if compared.plan is not None:
        yield Mark("plan", int(compared.plan.tier), values={"tier": compared.plan.tier})


def tier_parts(row: TierRow) -> Parts:
    """The parts of the pension of a tier."""
    return parts_of(row.pension_today, total=row.pension, basic=row.basic, account=row.account)


def _whole(compared: TierComparison) -> Series:
    return Series(
        "whole",
        tuple(None if row.whole.plain is None else row.whole.plain.tenths for row in compared.rows),
    )


def _steps(compared: TierComparison) -> Series:
    """The payback of the step that ends at each tier."""
    ending = {step.upper: _back(step.whole) for step in compared.steps}
    return Series("step", tuple(ending.get(row.tier) for row in compared.rows))


def _back(part: StepPart) -> int | None:
    return None if part.worth.plain is None else part.worth.plain.tenths


def _step_parts(compared: TierComparison) -> Chart:
    steps = compared.steps
    return Chart(
        name="step_parts",
        shape=Shape.BARS,
        axis=Axis.TIER,
        unit=Unit.YEARS,
        at=tuple(int(step.upper) for step in steps),
        series=(
            Series("pooled", tuple(_back(step.pooled) for step in steps)),
            Series("whole", tuple(_back(step.whole) for step in steps)),
            Series("account", tuple(_back(step.account) for step in steps)),
        ),
    )
