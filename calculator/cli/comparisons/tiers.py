"""`linghuo compare tiers`: the tiers side by side and the steps between them."""

from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.mortality import MORTALITY, chosen_mortality
from calculator.cli.comparisons.skeleton import comparing
from calculator.comparison.tiers import compare_tiers
from calculator.estimates import estimate
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.tiers import tiers_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("tiers", language, _compared, MORTALITY, about="cli.command.compare_tiers")


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    result = estimate(one.scenario, one.law)
    found = compare_tiers(result, one.law, chosen_mortality(own, one.scenario))
    return Comparison({"tiers": found}, tiers_document(one.scenario, found, words))
