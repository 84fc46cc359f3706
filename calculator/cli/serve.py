"""`linghuo serve`: the app in a browser, by default for this machine only.

Every visitor has an app and a process of their own; nothing is written to the disk of the server. The
page asks no other machine for anything.
"""

import click

from calculator.amounts import AmountError
from calculator.cli import streams
from calculator.cli.commands import WordedCommand, WordedOption, WrongUse, settings_of
from calculator.cli.comparisons.own_options import count_between
from calculator.i18n import Language, text
from calculator.scenario.problems import Problem, ScenarioProblems

__all__ = ["command"]

_LOOPBACK = "127.0.0.1"
_PORT, _LAST_PORT = 8417, 65_535


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        WordedOption(["--host"], default=_LOOPBACK, help=text("app.option.host", language)),
        WordedOption(["--port"], default=str(_PORT), help=text("app.option.port", language)),
    ]
    return WordedCommand("serve", language, _serve, params, about="cli.command.serve")


def _port(typed: str) -> int:
    """A port as typed. Raises ScenarioProblems."""
    try:
        return count_between(1, _LAST_PORT)(typed)
    except AmountError as error:
        problem = Problem(field="--port", code=error.code, found=error.text, values=error.values)
        raise ScenarioProblems([problem]) from None


def _serve(ctx: click.Context, *, host: str, port: str) -> int:
    language = settings_of(ctx).language
    number = _port(port)
    try:
        from calculator.tui.serving import serve  # noqa: PLC0415 an extra
    except ModuleNotFoundError:
        raise WrongUse("app.serve.missing", ctx, extra="serve") from None
    streams.write_error(text("app.serve.at", language, address=f"http://{host}:{number}"))
    streams.write_error(text("app.serve.stop", language))
    if host != _LOOPBACK:
        streams.write_error(text("app.serve.open", language))
    serve(language, host, number)
    return 0
