"""命名情景与单项敏感度: joint regimes of wages, rates, adjustments and prices, and one at a time.

A regime moves everything together, as history does; the sensitivities move one assumption between the
low and the high set and show what moves the answer most.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from calculator.assumptions import SETS, Assumptions, AssumptionSet
from calculator.case import Case, build
from calculator.scenario.choices import AssumptionLevel
from calculator.scenario.model import Scenario
from calculator.uncertainty.history import Rates, observed_years
from calculator.uncertainty.paths import Path, PathOutcome, outcome_on
from rules.law import Law
from rules.quantities import PPM, Fen, Ppm, half_up

__all__ = ["Regime", "RegimeName", "Sensitivity", "regimes", "sensitivities"]

_REPEATS = 8
"""Ten observed years eight times over reach past every retirement."""


class RegimeName(StrEnum):
    """The named regimes, the person's own assumptions first."""

    OWN = "own"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    PAST_AGAIN = "past_again"
    """The observed years again, in their order."""
    RATE_STAYS = "rate_stays"
    """The middle set, but the crediting rate stays at the last published one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A regime, its rates (of the first year where they change) and what the plan pays under it."""

    name: RegimeName
    rates: Rates
    is_constant: bool
    first_year: int
    last_year: int
    outcome: PathOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """One assumption at the value of the low and of the high set, the others as the person has them.

    `swing` is the larger of the changes in the first pension and in the pension ten years later, both in
    today's money.
    """

    name: str
    low: Ppm
    high: Ppm
    at_low: PathOutcome
    at_high: PathOutcome
    swing: Fen


def regimes(
    scenario: Scenario, law: Law, names: Collection[RegimeName] = tuple(RegimeName)
) -> tuple[Regime, ...]:
    """The plan of a scenario under every named regime, or those of `names`."""
    case = build(scenario, law)
    year = case.today.year
    middle = _rates(SETS[AssumptionLevel.MIDDLE])
    last = case.projection.last_rate.amount
    constant = {
        RegimeName.OWN: own_rates(case.projection.assumptions),
        RegimeName.LOW: _rates(SETS[AssumptionLevel.LOW]),
        RegimeName.MIDDLE: middle,
        RegimeName.HIGH: _rates(SETS[AssumptionLevel.HIGH]),
        RegimeName.RATE_STAYS: replace(middle, crediting_rate=Ppm(last)),
    }
    found = {
        name: Regime(
            name=name,
            rates=rates,
            is_constant=True,
            first_year=year,
            last_year=year,
            outcome=outcome_on(case, Path(year, (rates,))),
        )
        for name, rates in constant.items()
        if name in names
    }
    again = _past_again(case, law) if RegimeName.PAST_AGAIN in names else None
    if again is not None:
        found[RegimeName.PAST_AGAIN] = again
    return tuple(found[name] for name in RegimeName if name in found)


def _past_again(case: Case, law: Law) -> Regime | None:
    observed = observed_years(law)
    if not observed:
        return None
    years = tuple(year.rates for year in observed)
    first = _first_unpublished(law)
    return Regime(
        name=RegimeName.PAST_AGAIN,
        rates=years[0],
        is_constant=False,
        first_year=observed[0].year,
        last_year=observed[-1].year,
        outcome=outcome_on(case, Path(first, years * _REPEATS)),
    )


def _first_unpublished(law: Law) -> int:
    """The year after the last one of which all is known."""
    return observed_years(law)[-1].year + 1


def _rates(chosen: AssumptionSet) -> Rates:
    return Rates(
        wage_growth=chosen.wage_growth,
        crediting_rate=chosen.crediting_rate,
        indexation=chosen.indexation,
        inflation=chosen.inflation,
    )


def own_rates(assumptions: Assumptions) -> Rates:
    """The constant rates of an estimate."""
    return Rates(
        wage_growth=assumptions.wage_growth,
        crediting_rate=assumptions.crediting_rate,
        indexation=assumptions.indexation,
        inflation=assumptions.inflation,
    )


def sensitivities(scenario: Scenario, law: Law) -> tuple[Sensitivity, ...]:
    """One assumption at a time between the low and the high set, the largest swing first.

    Real wage growth keeps the own inflation; inflation moves nominal wages with it, so that it alone
    changes nothing in real wages.
    """
    case = build(scenario, law)
    own = own_rates(case.projection.assumptions)
    low, high = SETS[AssumptionLevel.LOW], SETS[AssumptionLevel.HIGH]
    real = _real_growth(own)
    moved = {
        "real_growth": (
            low.real_growth,
            high.real_growth,
            _with_growth(own, low.real_growth, own.inflation),
            _with_growth(own, high.real_growth, own.inflation),
        ),
        "inflation": (
            low.inflation,
            high.inflation,
            _with_growth(own, real, low.inflation),
            _with_growth(own, real, high.inflation),
        ),
        "crediting_rate": (
            low.crediting_rate,
            high.crediting_rate,
            replace(own, crediting_rate=low.crediting_rate),
            replace(own, crediting_rate=high.crediting_rate),
        ),
        "indexation": (
            low.indexation,
            high.indexation,
            replace(own, indexation=low.indexation),
            replace(own, indexation=high.indexation),
        ),
    }
    found = [_sensitivity(case, name, *parts) for name, parts in moved.items()]
    return tuple(sorted(found, key=lambda one: (-one.swing, one.name)))


def _real_growth(own: Rates) -> Ppm:
    return Ppm(half_up((PPM + own.wage_growth) * PPM, PPM + own.inflation) - PPM)


def _with_growth(own: Rates, real: Ppm, inflation: Ppm) -> Rates:
    nominal = half_up((PPM + real) * (PPM + inflation), PPM) - PPM
    return replace(own, wage_growth=Ppm(nominal), inflation=inflation)


def _sensitivity(
    case: Case, name: str, low: Ppm, high: Ppm, at_low: Rates, at_high: Rates
) -> Sensitivity:
    year = case.today.year
    lower = outcome_on(case, Path(year, (at_low,)))
    upper = outcome_on(case, Path(year, (at_high,)))
    swing = max(
        abs(upper.pension_today - lower.pension_today), abs(upper.later_today - lower.later_today)
    )
    return Sensitivity(name=name, low=low, high=high, at_low=lower, at_high=upper, swing=Fen(swing))
