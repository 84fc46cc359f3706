"""`linghuo compare death`: what the family receives at any age."""

from typing import Any

import click

from calculator.case import build
from calculator.cli.asked import Asked
from calculator.cli.comparisons.skeleton import comparing
from calculator.death import death_curve
from calculator.estimates import estimate
from calculator.i18n import Language
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.death import death_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("death", language, _compared, about="cli.command.compare_death")


def _compared(one: Asked, words: Wording, _: dict[str, Any]) -> Comparison:
    plan = estimate(one.scenario, one.law).go_on.settlement
    curve = death_curve(build(one.scenario, one.law), plan)
    return Comparison({"death": curve}, death_document(one.scenario, curve, words))
