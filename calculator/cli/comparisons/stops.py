"""`linghuo compare stops`: stopping at different times and the price of a gap year."""

from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.mortality import MORTALITY, chosen_mortality
from calculator.cli.comparisons.skeleton import comparing
from calculator.comparison.stops import compare_stops
from calculator.estimates import estimate
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.stops import stops_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("stops", language, _compared, MORTALITY, about="cli.command.compare_stops")


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    result = estimate(one.scenario, one.law)
    found = compare_stops(result, one.law, chosen_mortality(own, one.scenario))
    return Comparison({"stops": found}, stops_document(one.scenario, found, words))
