"""情景的图: named regimes, what one assumption moves, and the fan of the simulation, in today's money."""

from collections.abc import Sequence
from dataclasses import replace

from calculator.charts.chart import Axis, Chart, Label, Series, Shape, Unit
from calculator.uncertainty import Regime, Sensitivity, Simulation
from calculator.uncertainty.paths import DRAWN_YEARS
from calculator.uncertainty.simulation import PERCENTS

__all__ = ["future_charts"]

_FIGURES = ("pension_today", "later_today")


def future_charts(
    regimes: Sequence[Regime],
    sensitivities: Sequence[Sensitivity],
    simulation: Simulation | None = None,
) -> tuple[Chart, ...]:
    """The charts of regimes and sensitivities, and the fan where a simulation was made.

    A caveat stands beside them where the plan has too few months to be paid.
    """
    charts = [_regimes(regimes)]
    charts += [_sensitivity(sensitivities, name) for name in _FIGURES]
    if simulation is not None:
        charts.append(_fan(simulation))
    short = any(regime.outcome.missing for regime in regimes)
    return tuple(replace(chart, caveat="only_formula" if short else "") for chart in charts)


def _regimes(regimes: Sequence[Regime]) -> Chart:
    return Chart(
        name="regimes",
        shape=Shape.BARS,
        axis=Axis.NAMED,
        unit=Unit.YUAN,
        at=tuple(range(len(regimes))),
        labels=tuple(
            Label(
                f"plan.scenarios.regime.{regime.name}",
                {
                    "first": regime.first_year,
                    "last": regime.last_year,
                    "rate": regime.rates.crediting_rate,
                },
            )
            for regime in regimes
        ),
        series=tuple(
            Series(name, tuple(int(getattr(regime.outcome, name)) for regime in regimes))
            for name in _FIGURES
        ),
    )


def _sensitivity(found: Sequence[Sensitivity], figure: str) -> Chart:
    return Chart(
        name=f"sensitivity_{figure.removesuffix('_today')}",
        shape=Shape.SPANS,
        axis=Axis.NAMED,
        unit=Unit.YUAN,
        at=tuple(range(len(found))),
        labels=tuple(
            Label(f"plan.scenarios.assumption.{one.name}", {"low": one.low, "high": one.high})
            for one in found
        ),
        series=(
            Series("low", tuple(int(getattr(one.at_low, figure)) for one in found)),
            Series("high", tuple(int(getattr(one.at_high, figure)) for one in found)),
        ),
    )


def _fan(simulation: Simulation) -> Chart:
    """Percentiles of the pension by years drawn."""
    return Chart(
        name="fan",
        shape=Shape.FAN,
        axis=Axis.DRAWN,
        unit=Unit.YUAN,
        at=DRAWN_YEARS,
        series=tuple(
            Series(f"percent_{percent}", tuple(int(year.values[at]) for year in simulation.fan))
            for at, percent in enumerate(PERCENTS)
        ),
    )
