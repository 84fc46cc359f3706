"""`linghuo compare ages`: every lawful month to retire in."""

from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.mortality import MORTALITY, chosen_mortality
from calculator.cli.comparisons.skeleton import comparing
from calculator.comparison.ages import compare_ages
from calculator.comparison.cliffs import retirement_cliffs
from calculator.estimates import estimate
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("ages", language, _compared, MORTALITY, about="cli.command.compare_ages")


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    result = estimate(one.scenario, one.law)
    mortality = chosen_mortality(own, one.scenario)
    found = compare_ages(result, one.law, mortality)
    jumps = retirement_cliffs(result, one.law, mortality)
    return Comparison({"ages": found}, ages_document(one.scenario, found, jumps, words))
