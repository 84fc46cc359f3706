"""回到某一天，或换一套规则: the options `--as-of` and `--reform`, for every command about people."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import click

from calculator.amounts import AmountError, normalized, parse_month
from calculator.cli import clock
from calculator.cli.commands import Settings, WordedOption, WrongUse, settings_of
from calculator.i18n import Language, text
from rules.month import Month

__all__ = ["month_of", "time_machine"]

_EXAMPLES = ("2024-06-30", "2024-06")
_NUMBER = re.compile(r"\d+")


def time_machine(language: Language) -> list[click.Parameter]:
    """The two options; their values are kept in the settings of the call."""
    return [
        WordedOption(
            ["--as-of"],
            expose_value=False,
            callback=_as_of,
            heading="cli.law_options",
            help=text("cli.option.as_of", language),
        ),
        WordedOption(
            ["--reform"],
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_reform,
            heading="cli.law_options",
            help=text("cli.option.reform", language),
        ),
    ]


def month_of(settings: Settings) -> Month:
    """The month estimates are made in unless they name one: of the day asked for, else this one."""
    return clock.this_month() if settings.as_of is None else Month.of_date(settings.as_of)


def _as_of(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001
    if value:
        ctx.obj = settings_of(ctx)._replace(as_of=_day(ctx, value))


def _reform(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001
    if value:
        ctx.obj = settings_of(ctx)._replace(reform=value)


def _day(ctx: click.Context, value: str) -> date:
    """A date, or the last day of a month."""
    try:
        month = parse_month(value)
        _, _, *day = _NUMBER.findall(normalized(value)) or ("", "")
        last = monthrange(month.year, month.month_of_year)[1]
        return date(month.year, month.month_of_year, int(day[0]) if day else last)
    except (AmountError, ValueError):
        raise WrongUse(
            "cli.unreadable", ctx, option="--as-of", value=value, examples=_EXAMPLES
        ) from None
