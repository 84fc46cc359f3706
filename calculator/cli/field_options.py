"""字段选项: every field of a scenario as an option of a command.

Commands about people take the same options; whoever only needs these does not pay for reports.
"""

import click

from calculator.cli.commands import WordedOption
from calculator.cli.time_machine import time_machine
from calculator.i18n import Language, text
from calculator.scenario.fields import FIELDS, Field

__all__ = ["field_options"]

_GLOBAL = frozenset({"grades"})


def field_options(language: Language) -> list[click.Parameter]:
    """An option for every field of a scenario, under the heading of its group, and the law asked for."""
    fields = [_option(entry, language) for entry in FIELDS if entry.name not in _GLOBAL]
    return [*fields, *time_machine(language)]


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
