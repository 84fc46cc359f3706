"""`linghuo schema`: the JSON Schema of a scenario file."""

import json

import click

from calculator.cli import streams
from calculator.cli.commands import WordedCommand
from calculator.i18n import Language
from calculator.scenario.schema import json_schema

__all__ = ["command"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    return WordedCommand("schema", language, _schema, about="cli.command.schema")


def _schema(ctx: click.Context) -> int:  # noqa: ARG001 every command takes its context
    streams.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
