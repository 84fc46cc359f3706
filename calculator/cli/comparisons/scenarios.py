"""`linghuo compare scenarios`: the answer under other futures, with percentiles on request."""

from typing import Any

import click

from calculator.amounts import parse_count
from calculator.cli.asked import Asked
from calculator.cli.comparisons.own_options import OwnOption, count_between
from calculator.cli.comparisons.skeleton import comparing
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.scenarios import scenarios_document
from calculator.reports.wording import Wording
from calculator.uncertainty import Simulation, regimes, sensitivities, simulate

__all__ = ["command"]

_DRAWS, _MOST_DRAWS, _SEED = 500, 100_000, 1
_OWN = (
    OwnOption(name="draws", parse=count_between(1, _MOST_DRAWS), described="plan.option.draws"),
    OwnOption(name="seed", parse=parse_count, described="plan.option.seed"),
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("scenarios", language, _compared, _OWN, about="cli.command.compare_scenarios")


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    regimes_found = regimes(one.scenario, one.law)
    sensitive = sensitivities(one.scenario, one.law)
    simulation = _simulation(one, own["draws"], own["seed"])
    results: dict[str, Any] = {"regimes": regimes_found, "sensitivities": sensitive}
    if simulation is not None:
        results["simulation"] = simulation
    document = scenarios_document(one.scenario, regimes_found, sensitive, simulation, words)
    return Comparison(results, document)


def _simulation(one: Asked, draws: int | None, seed: int | None) -> Simulation | None:
    """A simulation where one was asked for by --draws or --seed."""
    if draws is None and seed is None:
        return None
    return simulate(
        one.scenario,
        one.law,
        seed=_SEED if seed is None else seed,
        draws=_DRAWS if draws is None else draws,
    )
