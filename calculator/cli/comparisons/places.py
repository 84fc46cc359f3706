"""`linghuo compare places`: which province pays, what others would pay, what it takes."""

from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.skeleton import comparing, own_option
from calculator.i18n import Language
from calculator.places import compare_places
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.places import places_document
from calculator.reports.wording import Wording

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    own = [own_option("also", language)]
    return comparing("places", language, _compared, own, about="cli.command.compare_places")


def _compared(
    ctx: click.Context,  # noqa: ARG001 every comparison gets the call
    one: Asked,
    words: Wording,
    own: dict[str, Any],
) -> Comparison:
    also = (own["also"] or "").replace("、", ",").replace("，", ",")
    names = [name.strip() for name in also.split(",") if name.strip()]
    found = compare_places(one.scenario, one.law, names)
    return Comparison({"places": found}, places_document(one.scenario, found, words))
