"""`linghuo verify`: published cases and settlement sheets, computed again."""

import json
from pathlib import Path
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    settings_of,
)
from calculator.cli.laws import law_of
from calculator.cli.tables import TABLE_FORMATS, Table, TableColumn, written
from calculator.i18n import Language, text
from calculator.verification import verify

__all__ = ["command"]

_MISSED = 1
_COLUMNS = ("case", "region", "expected", "computed", "note")
_KEYS = ("id", "region", "expected", "computed", "reason")


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        WordedOption(
            ["--cases"], type=click.Path(path_type=Path), help=text("cli.option.cases", language)
        ),
        WordedOption(
            ["--format", "form"],
            type=WordedChoice(TABLE_FORMATS),
            default=TABLE_FORMATS[0],
            help=f"{text('cli.option.format', language)} ({', '.join(TABLE_FORMATS)})",
        ),
    ]
    return WordedCommand("verify", language, _verify, params, about="cli.command.verify")


def _verify(ctx: click.Context, *, cases: Path | None, form: str) -> int:
    settings = settings_of(ctx)
    if cases is None:
        raise WrongUse("cli.missing_argument", ctx, name="--cases")
    report = verify(_read(ctx, cases), law_of(settings))
    content = report.as_dict()
    missed = [case for case in content["cases"] if not case["agrees"]]
    if form == "json":
        streams.write(json.dumps(content, ensure_ascii=False, indent=2))
    elif missed:
        streams.write(written([_table(missed)], form, settings.language))
    total = len(content["cases"])
    agreed = total - len(missed)
    streams.write_error(text("cli.verified", settings.language, agreed=agreed, total=total))
    return _MISSED if report.misses else 0


def _read(ctx: click.Context, path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = f"{path}: {error}"
        raise WrongUse("cli.bad_usage", ctx, reason=reason) from None
    if not isinstance(content, list) or not all(isinstance(case, dict) for case in content):
        raise WrongUse("cli.bad_usage", ctx, reason=f"{path}: not a list of cases")
    return content


def _table(missed: list[dict[str, Any]]) -> Table:
    columns = tuple(TableColumn(key) for key in _COLUMNS)
    return Table("misses", columns, tuple(_row(case) for case in missed))


def _row(case: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_text(case.get(key)) for key in _KEYS)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}={part}" for name, part in value.items())
    return "" if value is None else str(value)
