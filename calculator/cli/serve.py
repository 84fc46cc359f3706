"""`linghuo serve`: the app in a browser, by default for this machine only.

Every visitor has an app and a process of their own; nothing is written to the disk of the server. The
page asks no other machine for anything.
"""

import click

from calculator.cli import streams
from calculator.cli.commands import WordedCommand, WordedOption, WrongUse, settings_of
from calculator.i18n import Language, text

__all__ = ["command"]

_LOOPBACK = "127.0.0.1"
_PORT = 8417


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        WordedOption(["--host"], default=_LOOPBACK, help=text("app.option.host", language)),
        WordedOption(
            ["--port"],
            type=click.IntRange(1, 65535),
            default=_PORT,
            help=text("app.option.port", language),
        ),
    ]
    return WordedCommand("serve", language, _serve, params, about="cli.command.serve")


def _serve(ctx: click.Context, *, host: str, port: int) -> int:
    language = settings_of(ctx).language
    try:
        from calculator.tui.serving import serve  # noqa: PLC0415 an extra
    except ModuleNotFoundError:
        raise WrongUse("app.serve.missing", ctx, extra="serve") from None
    streams.write_error(text("app.serve.at", language, address=f"http://{host}:{port}"))
    streams.write_error(text("app.serve.stop", language))
    if host != _LOOPBACK:
        streams.write_error(text("app.serve.open", language))
    serve(language, host, port)
    return 0
