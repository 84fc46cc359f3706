"""`linghuo law`: the figures and documents behind every estimate, and how fresh they are."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

import click

import rules
from calculator.amounts import AmountError, parse_month
from calculator.cli import clock, streams
from calculator.cli.commands import (
    WordedCommand,
    WordedGroup,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.law_tables import (
    due_table,
    finding_table,
    map_table,
    source_table,
    tables_in_force,
)
from calculator.cli.laws import law_of
from calculator.cli.tables import TABLE_FORMATS, Table, written
from calculator.i18n import Language, text
from rules.law import Law
from rules.law.checking import check
from rules.law.freshness import due, freshness
from rules.month import Month
from rules.tracing import RULES

__all__ = ["command"]

_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|\.\.)\s*(\d{4}))?")
_MAP_YEARS = 8
_FAULTS_FOUND = 1

Show = Callable[..., int]


def command(language: Language) -> click.Command:
    """The group in a language."""
    builders = {
        "show": partial(_built, "show", _show, ("region", "month")),
        "check": partial(_built, "check", _check, ()),
        "due": partial(_built, "due", _due, ("today",)),
        "map": partial(_built, "map", _map, ("years",)),
        "sources": partial(_built, "sources", _sources, ("region",)),
    }
    return WordedGroup(
        "law", language, dict(builders), about="cli.command.law", summaries="cli.command.law"
    )


def _built(name: str, run: Show, options: Sequence[str], language: Language) -> click.Command:
    params: list[click.Parameter] = [
        WordedOption([f"--{option}"], help=text(f"cli.option.{option}", language))
        for option in options
    ]
    params.append(format_option(TABLE_FORMATS, language))
    return WordedCommand(name, language, run, params, about=f"cli.command.law_{name}")


def _law(ctx: click.Context) -> Law:
    return law_of(settings_of(ctx))


def _write(ctx: click.Context, tables: Sequence[Table], form: str) -> None:
    streams.write(written(tables, form, settings_of(ctx).language))


def _month(ctx: click.Context, option: str, value: str | None) -> Month:
    if value is None:
        return clock.this_month()
    try:
        return parse_month(value)
    except AmountError:
        raise WrongUse(
            "cli.unreadable", ctx, option=option, value=value, examples=("2026-07",)
        ) from None


def _show(ctx: click.Context, *, region: str | None, month: str | None, form: str) -> int:

    if region is None:
        raise WrongUse("cli.missing_argument", ctx, name="--region")
    law = _law(ctx)
    at = _month(ctx, "--month", month)
    _write(ctx, tables_in_force(law, law.region(region), at, settings_of(ctx).language), form)
    return 0


def _check(ctx: click.Context, *, form: str) -> int:

    language = settings_of(ctx).language
    findings = check(_law(ctx), _cited())
    if findings or form != TABLE_FORMATS[0]:
        _write(ctx, [finding_table(findings)], form)
    if not findings:
        streams.write_error(text("cli.clean", language))
        return 0
    streams.write_error(text("cli.findings", language, count=len(findings)))
    return _FAULTS_FOUND if any(found.severity == "error" for found in findings) else 0


def _cited() -> set[str]:
    """The documents the rules cite, once all rules are registered."""
    for module in iter_modules(rules.__path__):
        import_module(f"rules.{module.name}")
    return {cite.partition("#")[0] for rule in RULES.values() for cite in rule.cites}


def _due(ctx: click.Context, *, today: str | None, form: str) -> int:

    law, language = _law(ctx), settings_of(ctx).language
    day = _today(ctx, today)
    items = due(law, day)
    if items or form != TABLE_FORMATS[0]:
        _write(ctx, [due_table(law, items, language)], form)
    if not items:
        streams.write_error(text("cli.nothing_due", language))
    return 0


def _today(ctx: click.Context, value: str | None) -> date:
    return clock.today() if value is None else _month(ctx, "--today", value).first_day


def _map(ctx: click.Context, *, years: str | None, form: str) -> int:

    last = clock.this_month().year
    span = range(last - _MAP_YEARS + 1, last + 1)
    if years is not None:
        match = _YEARS.fullmatch(years.strip())
        if match is None:
            raise WrongUse(
                "cli.unreadable", ctx, option="--years", value=years, examples=("2019-2026",)
            )
        span = range(int(match[1]), int(match[2] or match[1]) + 1)
    law = _law(ctx)
    _write(ctx, map_table(law, freshness(law, span), settings_of(ctx).language), form)
    return 0


def _sources(ctx: click.Context, *, region: str | None, form: str) -> int:

    law = _law(ctx)
    place = law.region(region) if region else None
    _write(ctx, [source_table(law, place, settings_of(ctx).language)], form)
    return 0
