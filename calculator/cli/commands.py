"""命令的骨架: commands, groups and options that speak the catalog's words.

Help texts come from the catalogs, laid out by `layout`; arguments and exit codes are those of click.
Which commands there are is `root`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import click

from calculator.cli import streams
from calculator.cli.layout import help_page
from calculator.i18n import LANGUAGES, Language, text

__all__ = [
    "Settings",
    "WordedChoice",
    "WordedCommand",
    "WordedGroup",
    "WordedOption",
    "WrongUse",
    "help_alone",
    "settings_of",
]

Builder = Callable[[Language], click.Command]

_GRADES = ("AB", "ABC", "ABCD")


class WrongUse(click.UsageError):
    """A wrong use with its catalog key and values."""

    def __init__(self, key: str, ctx: click.Context | None = None, **values: object) -> None:
        super().__init__(key, ctx)
        self.key = key
        self.values = values


class Settings(NamedTuple):
    """What holds for every command: language, a user's own law files, grades of data.

    `as_of` is the day whose law is asked for, `reform` the file of a reform laid over the law.
    """

    language: Language
    overlays: tuple[Path, ...] = ()
    grades: str | None = None
    as_of: date | None = None
    reform: Path | None = None


def settings_of(ctx: click.Context) -> Settings:
    """The settings of a call."""
    return cast("Settings", ctx.obj)


class WordedChoice(click.ParamType[str]):
    """One of some words; anything else is refused in the language of the call."""

    name = "choice"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value` in lower case if it is one of the words, as the word is written."""
        for choice in self.choices:
            if str(value).casefold() == choice.casefold():
                return choice
        option = param.opts[0] if param else ""
        raise WrongUse("cli.bad_value", ctx, option=option, value=value, allowed=self.choices)


class WordedOption(click.Option):
    """An option that is listed under a heading of the help page."""

    def __init__(self, *args: Any, heading: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heading = heading


def format_option(
    formats: Sequence[str], language: Language, *, has_default: bool = True
) -> WordedOption:
    """`--format`, one of some words; the first where none is given, unless something else decides."""
    return WordedOption(
        ["--format", "form"],
        type=WordedChoice(formats),
        default=formats[0] if has_default else None,
        help=f"{text('cli.option.format', language)} ({', '.join(formats)})",
    )


class _Worded(click.Command):
    """What commands and groups share."""

    language: Language

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole help page in the language of the command."""
        formatter.write(help_page(self, ctx, self.language))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse arguments nobody takes in the language of the command."""
        if isinstance(self, click.Group):
            return super().parse_args(ctx, args)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise WrongUse("cli.unexpected_argument", ctx, argument=" ".join(rest))
        return rest


class WordedCommand(_Worded):
    """A command with the options every command has.

    One that writes in more languages than it speaks names them in `written`; its callback gets the
    choice as `lang`.
    """

    def __init__(
        self,
        name: str,
        language: Language,
        callback: Callable[..., int],
        params: Sequence[click.Parameter] = (),
        *,
        about: str,
        written: Sequence[str] = (),
    ) -> None:
        super().__init__(
            name,
            callback=click.pass_context(callback),
            params=[*params, *_shared(language, written)],
            help=text(about, language),
            add_help_option=False,
        )
        self.language = language


def help_alone(ctx: click.Context) -> int | None:
    """What a group does without a command: show its help."""
    if ctx.invoked_subcommand is None:
        _show_help(ctx)
    return None


class WordedGroup(_Worded, click.Group):
    """A group whose commands are built when they are called."""

    def __init__(
        self,
        name: str | None,
        language: Language,
        builders: dict[str, Builder],
        params: Sequence[click.Parameter] = (),
        *,
        about: str,
        summaries: str,
        alone: Callable[[click.Context], int | None] = help_alone,
    ) -> None:
        super().__init__(
            name,
            params=[*params, *_shared(language)],
            help=text(about, language),
            add_help_option=False,
            invoke_without_command=True,
            callback=click.pass_context(alone),
        )
        self.language = language
        self.summaries = summaries
        self._builders = builders

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 the signature is click's
        """The names of the commands, in the order they are shown."""
        return list(self._builders)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Build the command of a name, None for an unknown name."""
        build = self._builders.get(cmd_name)
        return build(self.language) if build else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or a wrong use with close names."""
        name = args[0]
        if name not in self._builders and not ctx.resilient_parsing:
            from difflib import get_close_matches  # noqa: PLC0415 only mistyped names need it

            close = get_close_matches(name, self._builders, n=2)
            similar = text("problem.did_you_mean", self.language, names=tuple(close))
            suggestions = similar if close else ""
            raise WrongUse("cli.no_such_command", ctx, command=name, suggestions=suggestions)
        return super().resolve_command(ctx, args)


def _show_help(ctx: click.Context) -> None:
    streams.write(ctx.get_help())
    ctx.exit()


def _noted(language: Language, ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep what a shared option says; options of the group hold for its commands."""
    standing = ctx.obj or Settings(language)
    if param.name == "law" and value:
        standing = standing._replace(overlays=(*standing.overlays, *value))
    elif param.name == "grades" and value:
        standing = standing._replace(grades=value)
    ctx.obj = standing


def _helped(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        _show_help(ctx)


def _shared(language: Language, written: Sequence[str] = ()) -> list[click.Parameter]:
    """The options of every command: language, law files, grades, help."""
    note = partial(_noted, language)
    option = partial(WordedOption, expose_value=False, heading="cli.global_options")
    return [
        option(
            ["--law"],
            type=click.Path(path_type=Path),
            multiple=True,
            callback=note,
            help=text("cli.option.law", language),
        ),
        option(
            ["--grades"],
            type=WordedChoice(_GRADES),
            callback=note,
            help=text("cli.option.grades", language),
        ),
        WordedOption(
            ["--lang"],
            type=WordedChoice(written or LANGUAGES),
            expose_value=bool(written),
            heading="cli.global_options",
            help=text("cli.option.written" if written else "cli.option.lang", language),
        ),
        option(
            ["--help", "-h"],
            is_flag=True,
            is_eager=True,
            callback=_helped,
            help=text("cli.option.help", language),
        ),
    ]
