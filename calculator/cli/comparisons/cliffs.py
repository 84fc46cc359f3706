"""`linghuo compare cliffs`: where one month more or less changes much."""

from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.mortality import MORTALITY, chosen_mortality
from calculator.cli.comparisons.skeleton import comparing
from calculator.comparison.cliffs import find_cliffs
from calculator.estimates import estimate
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.cliffs import cliffs_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("cliffs", language, _compared, MORTALITY, about="cli.command.compare_cliffs")


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    result = estimate(one.scenario, one.law)
    found = find_cliffs(result, one.law, chosen_mortality(own, one.scenario))
    return Comparison({"cliffs": found}, cliffs_document(one.scenario, found, words))
