"""`linghuo estimate`: one estimate, from a scenario file, from options, or from both.

Every field of a scenario is an option; an option wins over the file. Text goes to stdout, or to a file
whose ending names the format; a workbook is always a file.
"""

from pathlib import Path
from typing import Any, cast

import click

from calculator.cli import streams
from calculator.cli.asked import asked
from calculator.cli.commands import (
    WordedCommand,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.field_options import field_options
from calculator.cli.files import check_place, format_of, write_whole
from calculator.estimates import estimate
from calculator.i18n import Language, text
from calculator.reports import FORMATS, Format, render
from calculator.result import Estimate
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.model import Scenario
from rules.law import Law

__all__ = ["command"]

_UNSOUND = 1
"""An identity of the result does not hold: a fault of the program."""
_WORKBOOK = "xlsx"
_ENDINGS = {
    ".txt": "table",
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".xlsx": _WORKBOOK,
}
_REPORT_ENDINGS = frozenset({".html", ".htm", ".pdf"})


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["scenario"], required=False),
        format_option(FORMATS, language, has_default=False),
        WordedOption(
            ["--output", "-o", "output"],
            type=click.Path(path_type=Path),
            help=text("cli.option.output_by_ending", language, endings=" ".join(_ENDINGS)),
        ),
        WordedOption(["--explain"], is_flag=True, help=text("cli.option.explain", language)),
        WordedOption(["--check"], is_flag=True, help=text("cli.option.check", language)),
        WordedOption(
            ["--receipt"],
            type=click.Path(path_type=Path),
            help=text("cli.option.receipt", language),
        ),
        *field_options(language),
    ]
    return WordedCommand("estimate", language, _estimate, params, about="cli.command.estimate")


def _estimate(
    ctx: click.Context,
    scenario: str | None,
    form: Format | None,
    output: Path | None,
    receipt: Path | None,
    *,
    explain: bool,
    check: bool,
    **options: Any,
) -> int:
    kind = form or FORMATS[0] if output is None else _kind(ctx, output, form)
    chosen, law = asked(ctx, scenario, options)
    traced = explain or check or kind == _WORKBOOK
    result = _estimated(ctx, chosen, law, receipt, traced=traced)
    language = settings_of(ctx).language
    if output is None or kind != _WORKBOOK:
        written = render(
            result,
            cast("Format", kind),
            language,
            explain=explain,
            check=check,
            law=law,
            width=None if output else streams.width(),
        )
        _put(ctx, output, written, kind)
    else:
        write_whole(ctx, output, _workbook(ctx, result, law))
    return _UNSOUND if check and not _is_sound(result) else 0


def _is_sound(result: Estimate) -> bool:
    from calculator.identities import broken  # noqa: PLC0415 only a check needs them

    return not broken(result)


def _estimated(
    ctx: click.Context, chosen: Scenario, law: Law, receipt: Path | None, *, traced: bool
) -> Estimate:
    """The estimate; its receipt is written first, so that no result stands without the one asked for."""
    assumed = assumed_defaults(chosen)
    if receipt is None:
        return estimate(chosen, law, trace=traced, assumed=assumed)
    from calculator.receipt import as_json, with_receipt  # noqa: PLC0415 only receipts need it

    result, made = with_receipt(chosen, law, trace=traced, assumed=assumed)
    write_whole(ctx, receipt, as_json(made).encode())
    streams.write_error(text("cli.receipt_written", settings_of(ctx).language, file=receipt))
    return result


def _kind(ctx: click.Context, output: Path, form: Format | None) -> str:
    """The format of a file; an ending that is not known needs --format, one that is must agree."""
    ending = output.suffix.lower()
    if ending in _REPORT_ENDINGS:
        raise WrongUse("cli.report_ending", ctx, file=output.name)
    check_place(ctx, output)
    if form is not None and _ENDINGS.get(ending, form) != form:
        raise WrongUse("cli.format_conflict", ctx, form=form, file=output.name)
    return form or format_of(ctx, output, _ENDINGS)


def _put(ctx: click.Context, output: Path | None, written: str, kind: str) -> None:
    """Text to stdout or into a file; CSV with a mark by which spreadsheets know its encoding."""
    if output is None:
        streams.write(written)
    else:
        write_whole(ctx, output, written.encode("utf-8-sig" if kind == "csv" else "utf-8"))


def _workbook(ctx: click.Context, result: Estimate, law: Law) -> bytes:
    from calculator.reports.calculation_book import calculation_book  # noqa: PLC0415 an extra

    try:
        return calculation_book(result, law, settings_of(ctx).language)
    except ModuleNotFoundError as error:
        raise WrongUse("cli.missing_extra", ctx, module=error.name, extra="report") from None
