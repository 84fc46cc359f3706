"""`linghuo compare scenarios`: the answer under other futures, with percentiles on request."""

from typing import Any

import click

from calculator.amounts import parse_count
from calculator.cli.asked import Asked
from calculator.cli.commands import WrongUse
from calculator.cli.comparisons.skeleton import comparing, own_option, read
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.scenarios import scenarios_document
from calculator.reports.wording import Wording
from calculator.uncertainty import Simulation, regimes, sensitivities, simulate

__all__ = ["command"]

_MOST_DRAWS = 100_000


def command(language: Language) -> click.Command:
    """The command in a language."""
    own = [own_option("draws", language), own_option("seed", language)]
    return comparing("scenarios", language, _compared, own, about="cli.command.compare_scenarios")


def _compared(ctx: click.Context, one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    regimes_found = regimes(one.scenario, one.law)
    sensitive = sensitivities(one.scenario, one.law)
    simulation = _simulation(ctx, one, own)
    results: dict[str, Any] = {"regimes": regimes_found, "sensitivities": sensitive}
    if simulation is not None:
        results["simulation"] = simulation
    document = scenarios_document(one.scenario, regimes_found, sensitive, simulation, words)
    return Comparison(results, document)


def _simulation(ctx: click.Context, one: Asked, own: dict[str, Any]) -> Simulation | None:
    """A simulation where one was asked for by --draws or --seed."""
    if own["draws"] is None and own["seed"] is None:
        return None
    draws = read(ctx, "draws", own["draws"] or "500", parse_count)
    seed = read(ctx, "seed", own["seed"] or "1", parse_count)
    if not 1 <= draws <= _MOST_DRAWS:
        allowed = (f"1-{_MOST_DRAWS}",)
        raise WrongUse("cli.bad_value", ctx, option="--draws", value=draws, allowed=allowed)
    return simulate(one.scenario, one.law, seed=seed, draws=draws)
