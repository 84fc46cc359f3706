"""命令一览: the command `linghuo`, its commands and what it does without one.

A command is imported when it is called: help and completion load nothing of the law or the app.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, cast

import click

from calculator.cli import streams
from calculator.cli.commands import WordedGroup, WordedOption, help_alone, settings_of
from calculator.i18n import Language, text
from calculator.version import __version__

__all__ = ["ROOT_COMMANDS", "root"]

ROOT_COMMANDS = {
    "estimate": "calculator.cli.estimate",
    "compare": "calculator.cli.compare",
    "plan": "calculator.cli.plan",
    "report": "calculator.cli.report",
    "audit": "calculator.cli.audit",
    "batch": "calculator.cli.batch",
    "intake": "calculator.cli.intake",
    "reform": "calculator.cli.reform",
    "law": "calculator.cli.law",
    "receipt": "calculator.cli.receipt",
    "schema": "calculator.cli.schema",
    "verify": "calculator.cli.verify",
    "app": "calculator.cli.app",
    "serve": "calculator.cli.serve",
}
"""The module of each command; its `command(language)` builds it."""


def root(language: Language) -> WordedGroup:
    """The command `linghuo`."""
    builders: dict[str, Callable[[Language], click.Command]] = {
        name: partial(_imported, module) for name, module in ROOT_COMMANDS.items()
    }
    return WordedGroup(
        None,
        language,
        builders,
        [_version_option(language)],
        about="cli.about",
        summaries="cli.command",
        alone=_app_or_help,
    )


def _imported(module: str, language: Language) -> click.Command:
    return cast("click.Command", import_module(module).command(language))


def _app_or_help(ctx: click.Context) -> int | None:
    """Without a command: the app where somebody sits at a terminal, else help."""
    if ctx.invoked_subcommand is None:
        from calculator.cli import app  # noqa: PLC0415 only a call without a command needs it

        if app.is_on_terminal():
            return app.open_app(settings_of(ctx))
    return help_alone(ctx)


def _version_option(language: Language) -> click.Option:
    def show_version(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001
        if value and not ctx.resilient_parsing:
            from rules.law import load  # noqa: PLC0415 help and completion do without the law

            values = {"version": __version__, "law": load().version}
            streams.write(text("cli.version", language, **values))
            ctx.exit()

    return WordedOption(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        heading="cli.global_options",
        help=text("cli.option.version", language),
    )
