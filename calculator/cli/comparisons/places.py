"""`linghuo compare places`: which province pays, what others would pay, what it takes."""

from collections.abc import Iterator
from typing import Any

import click

from calculator.cli.asked import Asked
from calculator.cli.comparisons.own_options import OwnOption
from calculator.cli.comparisons.skeleton import comparing
from calculator.i18n import Language
from calculator.places import compare_places
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.places import places_document
from calculator.reports.wording import Wording
from calculator.scenario.checking import resolve_region
from calculator.scenario.problems import Problem
from rules.law import Law

__all__ = ["command"]


def _names(typed: str) -> list[str]:
    listed = typed.replace("、", ",").replace("，", ",")
    return [name.strip() for name in listed.split(",") if name.strip()]


_ALSO = OwnOption(name="also", parse=_names, described="plan.option.also")


def command(language: Language) -> click.Command:
    """The command in a language."""
    about = "cli.command.compare_places"
    return comparing("places", language, _compared, [_ALSO], about=about, checked=_checked)


def _checked(own: dict[str, Any], law: Law) -> Iterator[Problem]:
    for name in own["also"] or ():
        yield from resolve_region(name, _ALSO.flag, law)[1]


def _compared(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    found = compare_places(one.scenario, one.law, own["also"] or ())
    return Comparison({"places": found}, places_document(one.scenario, found, words))
