"""`linghuo report`: what an adviser hands to a client, as one HTML page or a PDF.

The ending of the file decides. For a file of people the output is a folder, with a report for each
row. Nothing goes to stdout; a file is whole or not there.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from calculator.cli import streams
from calculator.cli.asked import asked
from calculator.cli.commands import WordedChoice, WordedCommand, WordedOption, WrongUse, settings_of
from calculator.cli.field_options import field_options
from calculator.cli.files import check_place, format_of, write_whole
from calculator.i18n import LANGUAGES, Language, text

if TYPE_CHECKING:
    from calculator.reports.client.press import Kind, Press

__all__ = ["command"]

_ENDINGS: dict[str, "Kind"] = {".html": "html", ".htm": "html", ".pdf": "pdf"}
_BOTH = "both"
_NAMES = ("client", "adviser", "number")
_TABLE_OPTIONS = ("id", "segments", "sheet")


def command(language: Language) -> click.Command:
    """The command in a language."""

    def option(*names: str, **settings: Any) -> click.Parameter:
        described = text(f"client.option.{names[-1].lstrip('-')}", language)
        return WordedOption(list(names), help=described, **settings)

    params = [
        click.Argument(["scenario"], required=False),
        option("-o", "--output", type=click.Path(path_type=Path)),
        *(option(f"--{name}", default="") for name in _NAMES),
        option("--fonts", type=click.Path(path_type=Path), multiple=True),
        option("--to", type=WordedChoice(("html", "pdf"))),
        option("--id"),
        option("--segments", type=click.Path(path_type=Path)),
        option("--sheet"),
        *field_options(language),
    ]
    return WordedCommand(
        "report",
        language,
        _report,
        params,
        about="cli.command.report",
        written=(*LANGUAGES, _BOTH),
    )


def _report(
    ctx: click.Context,
    scenario: str | None,
    output: Path | None,
    lang: str | None,
    fonts: tuple[Path, ...],
    to: "Kind | None",
    **options: Any,
) -> int:
    if output is None:
        raise WrongUse("client.error.missing_output", ctx)
    names = {name: options.pop(name) for name in _NAMES}
    from calculator.cli.report_people import is_table, reports_of  # noqa: PLC0415 when called

    if scenario is not None and is_table(scenario):
        kind = to or "html"
        if output.suffix.lower() in _ENDINGS or output.is_file():
            raise WrongUse("client.error.needs_folder", ctx, file=output.name)
        press = _press(ctx, kind, lang, fonts)
        return reports_of(ctx, Path(scenario), output, press, f".{kind}", options, names)
    _refuse_table_options(ctx, {"to": to} | options)
    fields = {name: value for name, value in options.items() if name not in _TABLE_OPTIONS}
    return _one(ctx, scenario, output, _press(ctx, _kind(ctx, output), lang, fonts), fields, names)


def _kind(ctx: click.Context, output: Path) -> "Kind":
    kind = format_of(ctx, output, _ENDINGS)
    check_place(ctx, output)
    return kind


def _refuse_table_options(ctx: click.Context, options: dict[str, Any]) -> None:
    """Options that say how a file of people is read or written mean nothing for one person."""
    given = [f"--{name}" for name in ("to", *_TABLE_OPTIONS) if options[name] is not None]
    if given:
        raise WrongUse("client.error.only_tables", ctx, options=tuple(given))


def _one(
    ctx: click.Context,
    scenario: str | None,
    output: Path,
    press: "Press",
    fields: dict[str, Any],
    names: dict[str, str],
) -> int:
    """The report of one person."""
    from calculator.reports.client.model import Person  # noqa: PLC0415 loaded when called

    chosen, law = asked(ctx, scenario, fields)
    made = press.made(chosen, law, Person(**names))
    write_whole(ctx, output, made.content)
    if made.lacking:
        language = settings_of(ctx).language
        streams.write_error(text("client.error.lacking", language, letters=made.lacking))
    return 0


def _press(ctx: click.Context, kind: "Kind", lang: str | None, fonts: tuple[Path, ...]) -> "Press":
    """What makes the reports, or a wrong use that says what is missing for it."""
    for folder in fonts:
        if not folder.is_dir():
            raise WrongUse("client.error.no_folder", ctx, folder=str(folder))
    from calculator.reports.client.fonts import NoChineseFont  # noqa: PLC0415 loaded when called
    from calculator.reports.client.press import Press  # noqa: PLC0415 loaded when called

    try:
        return Press(kind, _languages(ctx, lang), fonts)
    except ModuleNotFoundError as error:
        raise WrongUse("cli.missing_extra", ctx, module=error.name, extra="report") from None
    except NoChineseFont:
        raise WrongUse("client.error.no_font", ctx) from None


def _languages(ctx: click.Context, lang: str | None) -> tuple[Language, ...]:
    if lang == _BOTH:
        return LANGUAGES
    return (settings_of(ctx).language,)
