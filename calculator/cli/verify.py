"""`linghuo verify`: published cases and settlement sheets, computed again."""

import json
from pathlib import Path
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import (
    WordedCommand,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.laws import law_of
from calculator.cli.tables import TABLE_FORMATS
from calculator.cli.verify_tables import verification_data, written_verification
from calculator.i18n import Language, text
from calculator.verification import published_cases, verify

__all__ = ["command"]

_MISSED = 1
"""A case differs for a reason nobody has found."""


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        WordedOption(
            ["--cases"], type=click.Path(path_type=Path), help=text("cli.option.cases", language)
        ),
        format_option(TABLE_FORMATS, language),
    ]
    return WordedCommand("verify", language, _verify, params, about="cli.command.verify")


def _verify(ctx: click.Context, *, cases: Path | None, form: str) -> int:
    settings = settings_of(ctx)
    language = settings.language
    stated = published_cases() if cases is None else _read(ctx, cases)
    law = law_of(settings)
    report = verify(stated, law)
    content = verification_data(report, law, language, whole=cases is None)
    if form == "json":
        streams.write(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        streams.write(written_verification(content, form, language))
    total, agreed = content["summary"]["cases"], content["summary"]["agree"]
    streams.write_error(text("cli.verified", language, agreed=agreed, total=total))
    return _MISSED if report.unexplained else 0


def _read(ctx: click.Context, path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = f"{path}: {error}"
        raise WrongUse("cli.bad_usage", ctx, reason=reason) from None
    if not isinstance(content, list) or not all(isinstance(case, dict) for case in content):
        raise WrongUse("cli.bad_usage", ctx, reason=f"{path}: not a list of cases")
    return content
