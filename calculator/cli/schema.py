"""`linghuo schema`: what a scenario file may hold, as JSON Schema or as a reference to read."""

import json

import click

from calculator.cli import streams
from calculator.cli.commands import WordedChoice, WordedCommand, WordedOption
from calculator.cli.field_reference import field_reference
from calculator.i18n import Language, text
from calculator.scenario.schema import json_schema

__all__ = ["command"]

_FORMATS = ("json", "markdown")


def command(language: Language) -> click.Command:
    """The command in a language."""
    form = WordedOption(
        ["--format", "form"],
        type=WordedChoice(_FORMATS),
        default=_FORMATS[0],
        help=f"{text('cli.option.format', language)} ({', '.join(_FORMATS)})",
    )
    return WordedCommand("schema", language, _schema, [form], about="cli.command.schema")


def _schema(ctx: click.Context, *, form: str) -> int:  # noqa: ARG001 every command takes its context
    if form == "markdown":
        streams.write(field_reference())
    else:
        streams.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
