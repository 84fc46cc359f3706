"""`linghuo estimate`: one estimate, from a scenario file, from options, or from both.

Every field of a scenario is an option; an option wins over the file.
"""

from typing import Any

import click

from calculator.cli import streams
from calculator.cli.asked import asked
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    settings_of,
)
from calculator.estimates import estimate
from calculator.i18n import Language, text
from calculator.reports import FORMATS, Format, render
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.fields import FIELDS, Field

__all__ = ["command", "field_options"]

_GLOBAL = frozenset({"grades"})


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
    chosen, law = asked(ctx, scenario, options)
    result = estimate(chosen, law, trace=explain, assumed=assumed_defaults(chosen))
    language = settings_of(ctx).language
    streams.write(render(result, form, language, explain=explain, law=law))
    return 0
