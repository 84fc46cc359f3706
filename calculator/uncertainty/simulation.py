"""随机模拟: what the pension may be worth when the years ahead stray as the past ones did.

Each draw keeps the person's assumptions as its centre, shifts all of them together by a level between
the low and the high set (triangular), and adds to every year the departure of a whole observed year from
the trend of the past, drawn with replacement, so that series stray together. The same seed gives the
same bytes: only integers, `random.Random` and correctly rounded square roots are used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from calculator.assumptions import SETS
from calculator.case import build
from calculator.scenario.choices import AssumptionLevel
from calculator.scenario.model import Scenario
from calculator.uncertainty.history import ObservedYear, Rates, departures, observed_years
from calculator.uncertainty.paths import DRAWN_YEARS, Path, outcome_on
from calculator.uncertainty.regimes import own_rates
from rules.law import Law
from rules.quantities import Fen, Ppm

__all__ = ["PERCENTS", "Percentiles", "Simulation", "simulate"]

PERCENTS = (5, 25, 50, 75, 95)
_NAMES = ("wage_growth", "crediting_rate", "indexation", "inflation")
_NEVER_BELOW_ZERO = frozenset({"crediting_rate", "indexation"})
_YEARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentiles:
    """A figure at the percentages of `PERCENTS`, nearest rank, fen."""

    name: str
    values: tuple[Fen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """Percentiles in today's money and everything they were made from.

    `centre` are the person's assumptions, `spread` half the distance of the low and the high set,
    `departures` what single observed years add, ppm. `fan` is the pension after 0, 1, 2 ... years drawn.
    `payable` counts draws that meet the minimum period.
    """

    seed: int
    draws: int
    centre: Rates
    spread: Rates
    observed: tuple[ObservedYear, ...]
    departures: tuple[Rates, ...]
    results: tuple[Percentiles, ...]
    fan: tuple[Percentiles, ...]
    payable: int


def simulate(scenario: Scenario, law: Law, *, seed: int = 1, draws: int = 500) -> Simulation:
    """Simulate the plan of a scenario. `draws` is at least 1."""
    case = build(scenario, law)
    observed = observed_years(law)
    strays = departures(observed)
    centre, spread = own_rates(case.projection.assumptions), _spread()
    source = Random(seed)  # noqa: S311 a simulation, not a secret
    outcomes = [
        outcome_on(case, _path(case.today.year, centre, spread, strays, source))
        for _ in range(draws)
    ]
    return Simulation(
        seed=seed,
        draws=draws,
        centre=centre,
        spread=spread,
        observed=observed,
        departures=strays,
        results=tuple(
            _percentiles(name, [getattr(outcome, name) for outcome in outcomes])
            for name in ("pension_today", "later_today", "paid_today")
        ),
        fan=tuple(
            _percentiles(str(year), [outcome.drawn_today[year] for outcome in outcomes])
            for year in DRAWN_YEARS
        ),
        payable=sum(outcome.missing == 0 for outcome in outcomes),
    )


def _spread() -> Rates:
    low, high = SETS[AssumptionLevel.LOW], SETS[AssumptionLevel.HIGH]
    return Rates(
        wage_growth=Ppm((high.wage_growth - low.wage_growth) // 2),
        crediting_rate=Ppm((high.crediting_rate - low.crediting_rate) // 2),
        indexation=Ppm((high.indexation - low.indexation) // 2),
        inflation=Ppm((high.inflation - low.inflation) // 2),
    )


def _path(
    first: int, centre: Rates, spread: Rates, strays: Sequence[Rates], source: Random
) -> Path:
    level = source.triangular(-1.0, 1.0, 0.0)
    shift = {name: round(level * getattr(spread, name)) for name in _NAMES}
    years = []
    for _ in range(_YEARS):
        stray = strays[source.randrange(len(strays))] if strays else None
        drawn = {
            name: getattr(centre, name) + shift[name] + (getattr(stray, name) if stray else 0)
            for name in _NAMES
        }
        held = {
            name: Ppm(max(0, value) if name in _NEVER_BELOW_ZERO else value)
            for name, value in drawn.items()
        }
        years.append(Rates(**held))
    return Path(first, tuple(years))


def _percentiles(name: str, amounts: Sequence[Fen]) -> Percentiles:
    ordered = sorted(amounts)
    ranks = [max(1, -(-percent * len(ordered) // 100)) for percent in PERCENTS]
    return Percentiles(name=name, values=tuple(Fen(ordered[rank - 1]) for rank in ranks))
