"""帮助页: the help of a command in at most 80 cells, wrapped by cells and not by characters."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from calculator.i18n import Language, text
from calculator.width import cells, padded, wrapped

__all__ = ["help_page"]

_WIDTH = 79
_MARGIN = "  "
_WIDEST_NAME = 28


def help_page(command: click.Command, ctx: click.Context, language: Language) -> str:
    """Usage, what the command does, its commands, arguments and options."""
    lines = [_usage(command, ctx, language), "", *wrapped(command.help or "", _WIDTH)]
    if isinstance(command, click.Group):
        prefix = getattr(command, "summaries", "")
        rows = [
            (
                name,
                text(
                    f"{prefix}.{name}" if prefix == "cli.command" else f"{prefix}_{name}", language
                ),
            )
            for name in command.list_commands(ctx)
        ]
        lines += _section(text("cli.commands", language), rows)
    lines += _arguments(command, language)
    options = [param for param in command.params if isinstance(param, click.Option)]
    for heading, group in groupby(options, key=lambda option: getattr(option, "heading", "")):
        rows = [(_names(option), option.help or "") for option in group]
        lines += _section(text(heading or "cli.options", language), rows)
    return "\n".join(lines) + "\n"


def _usage(command: click.Command, ctx: click.Context, language: Language) -> str:
    parts = [ctx.command_path, text("cli.options_metavar", language)]
    if isinstance(command, click.Group):
        parts.append(text("cli.command_metavar", language))
    for param in command.params:
        if isinstance(param, click.Argument):
            name = param.human_readable_name
            parts.append(name if param.required else f"[{name}]")
    return f"{text('cli.usage', language)}: {' '.join(parts)}"


def _arguments(command: click.Command, language: Language) -> Iterator[str]:
    rows = [
        (param.human_readable_name, text(f"cli.option.{param.name}", language))
        for param in command.params
        if isinstance(param, click.Argument)
    ]
    if rows:
        yield from _section(text("cli.arguments", language), rows)


def _names(option: click.Option) -> str:
    return ", ".join([*option.opts, *option.secondary_opts])


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = list(rows)
    column = min(max(cells(name) for name, _ in rows), _WIDEST_NAME)
    yield ""
    yield title
    for name, described in rows:
        indent = _MARGIN + " " * column + _MARGIN
        lines = wrapped(described, _WIDTH - len(indent)) or [""]
        if cells(name) > column:
            yield _MARGIN + name
        else:
            yield (_MARGIN + padded(name, column) + _MARGIN + lines.pop(0)).rstrip()
        yield from (indent + line for line in lines)
