"""`linghuo schema`: what a scenario file may hold, as JSON Schema or as a reference to read."""

import json
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import WordedCommand, WordedOption, WrongUse, format_option
from calculator.cli.field_reference import field_reference
from calculator.i18n import Language, text
from calculator.scenario.schema import json_schema

__all__ = ["command"]

_FORMATS = ("json", "markdown")


def command(language: Language) -> click.Command:
    """The command in a language."""
    form = format_option(_FORMATS, language)
    whole = WordedOption(["--all"], is_flag=True, help=text("cli.option.all_schemas", language))
    params: list[click.Parameter] = [whole, form]
    return WordedCommand("schema", language, _schema, params, about="cli.command.schema")


def _schema(ctx: click.Context, **options: Any) -> int:
    form = options["form"]
    if options["all"]:
        if form == "markdown":
            raise WrongUse("cli.bad_value", ctx, option="--format", value=form, allowed=("json",))
        from calculator.reports.schemas import schemas  # noqa: PLC0415 it knows every result

        streams.write(json.dumps(schemas(), ensure_ascii=False, indent=2))
        return 0
    if form == "markdown":
        streams.write(field_reference())
    else:
        streams.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
