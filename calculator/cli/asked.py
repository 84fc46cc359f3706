"""所问的情景: the scenario of a call, from a file, from options, or from both.

An option wins over the file. Every command about one person reads its scenario here.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from calculator.cli.commands import WrongUse, settings_of
from calculator.cli.laws import law_of
from calculator.cli.time_machine import month_of
from calculator.scenario.fields import field_named
from calculator.scenario.files import ScenarioText, parse
from calculator.scenario.model import Scenario
from calculator.scenario.reading import from_mapping
from rules.law import Law

__all__ = ["Asked", "asked", "overridden"]

_STDIN = "-"
_BASES = frozenset({"wage", "tier", "base"})


class Asked(NamedTuple):
    """A checked scenario and the law it was checked against."""

    scenario: Scenario
    law: Law


def asked(ctx: click.Context, scenario: str | None, options: Mapping[str, Any]) -> Asked:
    """The scenario of a file (`-`: standard input) under the options given.

    Raises WrongUse without either, ScenarioProblems for what is wrong with them.
    """
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    if scenario is None and not given:
        raise WrongUse("cli.missing_argument", ctx, name="SCENARIO")
    source = ScenarioText({}, "") if scenario is None else parse(_source(scenario))
    keys = overridden(source, given)
    law = law_of(settings_of(ctx), _grades(keys))
    today = month_of(settings_of(ctx))
    return Asked(from_mapping(keys, law, today, line_of=source.line_of), law)


def _source(name: str) -> Path | bytes:
    return sys.stdin.buffer.read() if name == _STDIN else Path(name)


def overridden(source: ScenarioText, given: dict[str, Any]) -> dict[str, Any]:
    """The keys of the file without those that options replace, and the options.

    A way of fixing the base replaces another one: --tier stands for the wage of the file.
    """
    replaced = set(given)
    if replaced & _BASES:
        replaced |= _BASES
    kept = {
        key: value
        for key, value in source.keys.items()
        if (entry := field_named(key)) is None or entry.name not in replaced
    }
    return kept | given


def _grades(keys: dict[str, Any]) -> str | None:
    """The grades a scenario asks for; whatever else stands there is refused when it is read."""
    stated = [
        value for key, value in keys.items() if (e := field_named(key)) and e.name == "grades"
    ]
    usable = [value.upper() for value in stated if isinstance(value, str)]
    return usable[0] if usable and set(usable[0]) <= set("ABCD") and usable[0] else None
