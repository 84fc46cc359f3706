"""扫描: the figures that take longer than a frame, each made from a scenario and the law.

Touches no widget and imports none, so that a process of its own can make them.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from calculator.case import build
from calculator.comparison.ages import compare_ages
from calculator.comparison.cliffs import retirement_cliffs
from calculator.comparison.stops import compare_stops
from calculator.comparison.tiers import compare_tiers
from calculator.death import death_curve
from calculator.estimates import estimate
from calculator.explanation import sheet
from calculator.i18n import LANGUAGES
from calculator.places import compare_places
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.schemes.injury import injury_cover
from calculator.schemes.personal import personal_pension
from calculator.schemes.residents import compare_residents
from calculator.schemes.subsidies import subsidy_plan
from calculator.tui.planner import planned
from calculator.tui.sweep_messages import Question
from calculator.tui.worth import worth_of
from calculator.uncertainty import regimes, sensitivities, simulate
from rules.law import Law

__all__ = ["answer"]

_DRAWS = 100
"""Futures simulated for a picture."""


def answer(question: Question, law: Law) -> Any:
    """The figures asked for. Raises KeyError for a sweep there is none of."""
    return _SWEEPS[question.sweep](question, law)


@lru_cache(maxsize=1)
def _estimated(scenario: Scenario, law: Law) -> Estimate:
    return estimate(scenario, law)


def _of_estimate(compare: Callable[[Estimate, Law], Any]) -> Callable[[Question, Law], Any]:
    return lambda question, law: compare(_estimated(question.scenario, law), law)


def _ages(result: Estimate, law: Law) -> tuple[Any, ...]:
    """The comparison of months and the jumps between them."""
    return compare_ages(result, law), retirement_cliffs(result, law)


def _calculation(question: Question, law: Law) -> Any:
    """The calculation sheet; the estimate is made once more with its steps."""
    traced = estimate(question.scenario, law, trace=True)
    return sheet(traced, law, question.language or LANGUAGES[0])


def _death(question: Question, law: Law) -> Any:
    """The curve of the plan."""
    settlement = _estimated(question.scenario, law).go_on.settlement
    return death_curve(build(question.scenario, law), settlement)


def _futures(question: Question, law: Law) -> tuple[Any, ...]:
    """Regimes, sensitivities, and a simulation of the same draws each time."""
    simulation = simulate(question.scenario, law, draws=_DRAWS)
    return (
        regimes(question.scenario, law),
        sensitivities(question.scenario, law),
        simulation,
    )


def _places(question: Question, law: Law) -> Any:
    """The comparison of provinces."""
    return compare_places(question.scenario, law)


def _plan(question: Question, law: Law) -> Any:
    """The plan for a wish."""
    return None if question.wish is None else planned(question.scenario, law, question.wish)


def _schemes(question: Question, law: Law) -> tuple[Any, ...]:
    """The comparison of schemes."""
    ways = (compare_residents, personal_pension, subsidy_plan, injury_cover)
    return tuple(compare(question.scenario, law) for compare in ways)


_SWEEPS: dict[str, Callable[[Question, Law], Any]] = {
    "ages": _of_estimate(_ages),
    "calculation": _calculation,
    "death": _death,
    "fan": _futures,
    "places": _places,
    "plan": _plan,
    "schemes": _schemes,
    "stops": _of_estimate(compare_stops),
    "tiers": _of_estimate(compare_tiers),
    "worth": _of_estimate(worth_of),
}
