"""`linghuo estimate`: one estimate, from a scenario file, from options, or from both.

Every field of a scenario is an option; an option wins over the file.
"""

import sys
from pathlib import Path
from typing import Any

import click

from calculator.cli import clock, streams
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    settings_of,
)
from calculator.cli.laws import law_of
from calculator.estimate import estimate
from calculator.i18n import Language, text
from calculator.reports import FORMATS, Format, render
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.fields import FIELDS, Field, field_named
from calculator.scenario.files import ScenarioText, parse
from calculator.scenario.reading import from_mapping

__all__ = ["command", "field_options"]

_STDIN = "-"
_GLOBAL = frozenset({"grades"})
_BASES = frozenset({"wage", "tier", "base"})


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["scenario"], required=False),
        WordedOption(
            ["--format", "form"],
            type=WordedChoice(FORMATS),
            default=FORMATS[0],
            help=f"{text('cli.option.format', language)} ({', '.join(FORMATS)})",
        ),
        WordedOption(["--explain"], is_flag=True, help=text("cli.option.explain", language)),
        *field_options(language),
    ]
    return WordedCommand("estimate", language, _estimate, params, about="cli.command.estimate")


def field_options(language: Language) -> list[click.Parameter]:
    """An option for every field of a scenario, under the heading of its group."""
    return [_option(entry, language) for entry in FIELDS if entry.name not in _GLOBAL]


def _option(entry: Field, language: Language) -> WordedOption:
    flag = entry.name.replace("_", "-")
    is_boolean = entry.kind is not None and entry.kind.name == "boolean"
    described = text(f"field.{entry.name}.title", language)
    if entry.parts:
        described += _bracketed(text("cli.list_syntax", language), language)
    elif not is_boolean:
        example = text(f"field.{entry.name}.example", language)
        described += _bracketed(text("cli.field_example", language, example=example), language)
    return WordedOption(
        [f"--{flag}/--no-{flag}" if is_boolean else f"--{flag}", entry.name],
        default=None,
        multiple=bool(entry.parts),
        heading=f"group.{entry.group}.title",
        help=described,
    )


def _bracketed(words: str, language: Language) -> str:
    return f"（{words}）" if language == "zh" else f" ({words})"


def _estimate(
    ctx: click.Context, scenario: str | None, form: Format, *, explain: bool, **options: Any
) -> int:
    settings = settings_of(ctx)
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    if scenario is None and not given:
        raise WrongUse("cli.missing_argument", ctx, name="SCENARIO")
    source = ScenarioText({}, "") if scenario is None else parse(_source(scenario))
    keys = _overridden(source, given)
    law = law_of(settings, _grades(keys))
    chosen = from_mapping(keys, law, clock.this_month(), line_of=source.line_of)
    result = estimate(chosen, law, trace=explain, assumed=assumed_defaults(chosen))
    streams.write(render(result, form, settings.language, explain=explain, law=law))
    return 0


def _source(name: str) -> Path | bytes:
    return sys.stdin.buffer.read() if name == _STDIN else Path(name)


def _overridden(source: ScenarioText, given: dict[str, Any]) -> dict[str, Any]:
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
