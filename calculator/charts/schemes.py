"""其他制度的图: pensions and payments of both schemes side by side, tax by bracket, subsidies by month."""

from collections.abc import Sequence
from dataclasses import replace

from calculator.charts.chart import Axis, Chart, Label, Mark, Series, Shape, Unit
from calculator.result import Outcome
from calculator.schemes.personal import PersonalPension
from calculator.schemes.residents import ResidentComparison, ResidentOutcome
from calculator.schemes.subsidies import SubsidyPlan
from rules.personal_pension import TaxedAs

__all__ = ["few_tiers", "scheme_charts"]


def scheme_charts(
    residents: ResidentComparison, personal: PersonalPension, subsidies: Sequence[SubsidyPlan]
) -> tuple[Chart, ...]:
    """The charts of the other schemes."""
    return (
        _schemes("scheme_pension", residents, [int(one.pension_today) for one in _ways(residents)]),
        _schemes("scheme_paid", residents, [_paid(one) for one in _ways(residents)]),
        *(_brackets(personal, kind) for kind in TaxedAs),
        *(_subsidy(plan) for plan in subsidies if len(plan.windows) > 1),
    )


def few_tiers(compared: ResidentComparison) -> ResidentComparison:
    """With the lowest, the middle and the highest tier only: the others lie between them."""
    outcomes = compared.outcomes
    chosen = sorted({0, len(outcomes) // 2, len(outcomes) - 1} & set(range(len(outcomes))))
    return replace(compared, outcomes=tuple(outcomes[at] for at in chosen))


def _ways(compared: ResidentComparison) -> list[Outcome | ResidentOutcome]:
    """The employees' plan (paid on where it is too short), stopping now, the residents' tiers upwards."""
    return [compared.paid_on or compared.go_on, compared.stop_now, *compared.outcomes]


def _paid(way: Outcome | ResidentOutcome) -> int:
    return int(way.paid_today if isinstance(way, ResidentOutcome) else way.paid_from_now_today)


def _schemes(name: str, compared: ResidentComparison, values: Sequence[int]) -> Chart:
    ways = _ways(compared)
    return Chart(
        name=name,
        shape=Shape.BARS,
        axis=Axis.NAMED,
        unit=Unit.YUAN,
        at=tuple(range(len(ways))),
        labels=tuple(_label(way, compared) for way in ways),
        series=(
            Series(
                name.removeprefix("scheme_"),
                tuple(
                    value if way.payable or name == "scheme_paid" else None
                    for way, value in zip(ways, values, strict=True)
                ),
            ),
        ),
    )


def _label(way: Outcome | ResidentOutcome, compared: ResidentComparison) -> Label:
    if isinstance(way, ResidentOutcome):
        return Label("chart.way.residents", {"tier": way.tier})
    if way is compared.paid_on:
        return Label("chart.way.paid_on")
    return Label(f"chart.way.{way.name}")


def _brackets(personal: PersonalPension, kind: TaxedAs) -> Chart:
    """What a full year's payment saves and costs in tax, by bracket."""
    brackets = [one for one in personal.brackets if one.taxed_as is kind]
    return Chart(
        name=f"brackets_{kind.name.lower()}",
        shape=Shape.BARS,
        axis=Axis.NAMED,
        unit=Unit.YUAN,
        at=tuple(range(len(brackets))),
        labels=tuple(Label("chart.way.rate", {"rate": one.rate}) for one in brackets),
        series=(
            Series("saved", tuple(int(one.saved) for one in brackets)),
            Series("payout_tax", tuple(int(one.payout_tax) for one in brackets)),
            Series("gain", tuple(int(one.gain) for one in brackets)),
        ),
    )


def _subsidy(plan: SubsidyPlan) -> Chart:
    """What a first approval brings in all, by its month."""
    found = {"now": plan.now, "best": plan.best}
    return Chart(
        name="subsidy",
        shape=Shape.LINES,
        axis=Axis.MONTH,
        unit=Unit.YUAN,
        at=tuple(int(window.start) for window in plan.windows),
        series=(Series("total", tuple(int(window.total_today) for window in plan.windows)),),
        marks=tuple(
            Mark(f"subsidy_{name}", int(window.start), int(window.total_today))
            for name, window in found.items()
            if window is not None
        ),
    )
