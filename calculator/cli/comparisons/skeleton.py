"""What the comparing commands share: scenario, options of their own, format, output."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from calculator.amounts import AmountError
from calculator.cli import streams
from calculator.cli.asked import Asked, asked
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    settings_of,
)
from calculator.cli.estimate import field_options
from calculator.i18n import Language, text
from calculator.reports import FORMATS, Format
from calculator.reports.comparisons import Comparison, written
from calculator.reports.wording import Wording

__all__ = ["comparing", "own_option", "read"]

Compared = Callable[[click.Context, Asked, Wording, dict[str, Any]], Comparison]


def own_option(name: str, language: Language, *, is_flag: bool = False) -> click.Parameter:
    """An option of one comparison, described by `plan.option.<name>`."""
    flag = name.replace("_", "-")
    described = text(f"plan.option.{name}", language)
    return WordedOption([f"--{flag}", f"own_{name}"], is_flag=is_flag, help=described)


def comparing(
    name: str,
    language: Language,
    compared: Compared,
    own: Sequence[click.Parameter] = (),
    *,
    about: str,
) -> click.Command:
    """A command that reads a scenario, compares and writes the comparison in one of the formats."""

    def run(ctx: click.Context, scenario: str | None, form: Format, **options: Any) -> int:
        mine = {
            key.removeprefix("own_"): value
            for key, value in options.items()
            if key.startswith("own_")
        }
        fields = {key: value for key, value in options.items() if not key.startswith("own_")}
        one = asked(ctx, scenario, fields)
        words = Wording(one.law, settings_of(ctx).language)
        streams.write(written(compared(ctx, one, words, mine), form))
        return 0

    formats = WordedOption(
        ["--format", "form"],
        type=WordedChoice(FORMATS),
        default=FORMATS[0],
        help=f"{text('cli.option.format', language)} ({', '.join(FORMATS)})",
    )
    params = [click.Argument(["scenario"], required=False), *own, formats]
    return WordedCommand(name, language, run, [*params, *field_options(language)], about=about)


def read(ctx: click.Context, name: str, given: str, parse: Callable[[str], Any]) -> Any:
    """The value of an option of one's own. Raises WrongUse saying what would be right."""
    try:
        return parse(given)
    except AmountError as error:
        language = settings_of(ctx).language
        reason = text(f"problem.{error.code}", language, found=error.text, **error.values)
        option = f"--{name.replace('_', '-')}: {reason}"
        raise WrongUse("cli.bad_usage", ctx, reason=option) from None
