"""`linghuo app`, and `linghuo` alone on a terminal: the terminal app.

A scenario file may be opened at once; without one the app begins with examples. The language is that of
`--lang`, else the one saved in the app, else that of the surroundings.
"""

import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from calculator.cli.clock import this_month
from calculator.cli.commands import Settings, WordedCommand, WordedOption, settings_of
from calculator.cli.laws import law_of
from calculator.i18n import LANGUAGES, Language, text
from calculator.scenario.files import parse

if TYPE_CHECKING:
    from calculator.tui.session import Session

__all__ = ["command", "is_on_terminal", "open_app"]


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["scenario"], required=False),
        WordedOption(["--plain"], is_flag=True, help=text("app.option.plain", language)),
    ]
    return WordedCommand("app", language, _app, params, about="cli.command.app")


def _app(ctx: click.Context, scenario: str | None, *, plain: bool) -> int:
    return open_app(settings_of(ctx), scenario, plain=plain)


def is_on_terminal() -> bool:
    """Whether there is somebody to show the app to, on a terminal that can place its cursor."""
    is_dumb = os.environ.get("TERM") == "dumb"
    return sys.stdin.isatty() and sys.stdout.isatty() and not is_dumb


def open_app(settings: Settings, scenario: str | None = None, *, plain: bool = False) -> int:
    """Run the app until it is left. Raises ScenarioProblems for a file that cannot be read."""
    from calculator.tui import settings as preferences  # noqa: PLC0415 only the app needs it
    from calculator.tui.launching import launch  # noqa: PLC0415 only the app needs it

    if scenario is not None:
        parse(Path(scenario))
    kept = preferences.load(preferences.home())
    if plain:
        kept = replace(kept, plain=True)
    language = settings.language
    if kept.language and not _is_language_asked():
        language = next(known for known in LANGUAGES if known == kept.language)
    return launch(lambda: _begun(settings, scenario), language, kept)


def _begun(settings: Settings, scenario: str | None) -> "Session":
    """The session of the app, over the scenario of a file or an empty form."""
    from calculator.tui.session import Session  # noqa: PLC0415 only the app needs it
    from calculator.tui.storage import opened  # noqa: PLC0415 only the app needs it

    session = Session(this_month(), cache(lambda grades: law_of(settings, grades)))
    if scenario is not None:
        session.start(opened(Path(scenario)), scenario)
    return session


def _is_language_asked() -> bool:
    return any(arg.partition("=")[0] == "--lang" for arg in sys.argv[1:])
