"""`linghuo compare`: the same life done otherwise, side by side."""

from functools import partial
from importlib import import_module
from typing import cast

import click

from calculator.cli.commands import WordedGroup
from calculator.i18n import Language

__all__ = ["COMPARISONS", "command"]

COMPARISONS = {
    "tiers": "calculator.cli.comparisons.tiers",
    "ages": "calculator.cli.comparisons.ages",
    "stops": "calculator.cli.comparisons.stops",
    "cliffs": "calculator.cli.comparisons.cliffs",
    "places": "calculator.cli.comparisons.places",
    "schemes": "calculator.cli.comparisons.schemes",
    "death": "calculator.cli.comparisons.death",
    "scenarios": "calculator.cli.comparisons.scenarios",
}
"""The module of each comparison; its `command(language)` builds it."""


def command(language: Language) -> click.Command:
    """The group in a language."""
    builders = {name: partial(_imported, module) for name, module in COMPARISONS.items()}
    about = "cli.command.compare"
    return WordedGroup("compare", language, dict(builders), about=about, summaries=about)


def _imported(module: str, language: Language) -> click.Command:
    return cast("click.Command", import_module(module).command(language))
