"""`linghuo intake`: contribution records and yearly statements become a scenario file."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from calculator.cli import clock, streams
from calculator.cli.asked import overridden
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.field_options import field_options
from calculator.cli.files import write_whole
from calculator.cli.laws import law_of
from calculator.i18n import Language, text
from calculator.intake import (
    Answers,
    Intake,
    Table,
    decoded,
    intake,
    table_of_text,
    tables_of_sheets,
)
from calculator.reports import FORMATS
from calculator.reports.intakes import intake_data, intake_document, intake_note
from calculator.reports.layouts import TextFormat, laid_out
from calculator.reports.wording import Wording
from calculator.scenario.choices import PaidBy
from calculator.scenario.fields import field_named
from calculator.scenario.files import ScenarioText, dump, parse
from calculator.scenario.problems import Problem, ScenarioProblems

__all__ = ["command"]

_STDIN = "-"
_TOML = "toml"
_FORMATS = (_TOML, *FORMATS)
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls"})
_PER_MONTH, _TOGETHER = "each", "together"


def command(language: Language) -> click.Command:
    """The command in a language."""
    option = text("intake.option.scenario", language)
    params: list[click.Parameter] = [
        click.Argument(["records"], nargs=-1, metavar="RECORD..."),
        WordedOption(
            ["--output", "-o", "output"],
            type=click.Path(path_type=Path),
            help=text("intake.option.output", language),
        ),
        WordedOption(["--scenario"], type=click.Path(path_type=Path), help=option),
        WordedOption(
            ["--kind"],
            type=WordedChoice(tuple(str(kind) for kind in PaidBy)),
            help=text("intake.option.kind", language),
        ),
        WordedOption(["--place"], multiple=True, help=text("intake.option.place", language)),
        WordedOption(
            ["--amounts"],
            type=WordedChoice((_PER_MONTH, _TOGETHER)),
            help=text("intake.option.amounts", language),
        ),
        WordedOption(["--sheet"], help=text("intake.option.sheet", language)),
        format_option(_FORMATS, language, has_default=False),
        *(option for option in field_options(language) if option.name != "history"),
    ]
    return WordedCommand("intake", language, _intake, params, about="cli.command.intake")


def _intake(
    ctx: click.Context,
    records: Sequence[str],
    output: Path | None,
    scenario: Path | None,
    form: str | None,
    *,
    kind: str | None,
    place: Sequence[str],
    amounts: str | None,
    sheet: str | None,
    **options: Any,
) -> int:
    if not records:
        raise WrongUse("cli.missing_argument", ctx, name="RECORD")
    law = law_of(settings_of(ctx))
    given = _given(scenario, options)
    answers = Answers(
        kind=None if kind is None else PaidBy(kind),
        places=_places(ctx, place),
        whole=None if amounts is None else amounts == _TOGETHER,
    )
    language = settings_of(ctx).language
    tables = _tables(records, sheet, language)
    found = intake(tables, law, clock.this_month(), given=given, answers=answers)
    words = Wording(law, language)
    if output is not None:
        write_whole(ctx, output, _toml(found, words).encode())
    shown = form or (_TOML if output is None else FORMATS[0])
    streams.write(_written(found, shown, words))
    if shown == _TOML:
        for note in found.notes:
            streams.write_error(intake_note(note, words))
    return 0


def _given(scenario: Path | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """What is given besides the records, by field: the keys of a scenario file under the options."""
    source = ScenarioText({}, "") if scenario is None else parse(scenario)
    stated = {name: value for name, value in options.items() if value is not None and value != ()}
    keys = overridden(source, stated)
    return {_canonical(key): value for key, value in keys.items()}


def _canonical(key: str) -> str:
    entry = field_named(key)
    return key if entry is None or entry.unit_of(key) else entry.name


def _places(ctx: click.Context, told: Sequence[str]) -> dict[str, str]:
    """Regions by the words of the record, from NAME=REGION."""
    places = {}
    for pair in told:
        name, mark, region = pair.partition("=")
        if not (name.strip() and mark and region.strip()):
            raise WrongUse(
                "cli.unreadable", ctx, option="--place", value=pair, examples=("余杭区=浙江",)
            )
        places[name.strip()] = region.strip()
    return places


def _tables(records: Sequence[str], sheet: str | None, language: Language) -> list[Table]:
    """The tables of all records; every file that holds none is told at once."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for record in records:
        try:
            tables += _tables_of(record, sheet, language)
        except ScenarioProblems as found:
            problems += found.problems
    if problems:
        raise ScenarioProblems(problems)
    return tables


def _tables_of(record: str, sheet: str | None, language: Language) -> list[Table]:
    if record == _STDIN:
        return [table_of_text(decoded(sys.stdin.buffer.read(), _STDIN), _STDIN)]
    path = Path(record)
    if path.suffix.lower() in _SPREADSHEETS:
        return _spreadsheet(path, sheet, language)
    try:
        content = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = error.strerror or type(error).__name__
        code = "file_missing" if missing else "file_unreadable"
        raise _refused(code, record, reason=reason) from None
    return [table_of_text(decoded(content, path.name), path.name)]


def _spreadsheet(path: Path, sheet: str | None, language: Language) -> list[Table]:
    """The tables of every sheet that holds one, or of the sheet that is named."""
    from calculator.batch.errors import BatchError  # noqa: PLC0415 the extra `batch`
    from calculator.batch.files.spreadsheets import lines_of_sheets  # noqa: PLC0415 the extra `batch`

    try:
        sheets = lines_of_sheets(path, sheet)
    except BatchError as error:
        values = {"reason": text(f"batch.error.{error.code}", language, **error.values)}
        raise _refused("file_unreadable", str(path), **values) from None
    return tables_of_sheets(sheets, path.name)


def _refused(code: str, found: str, **values: object) -> ScenarioProblems:
    return ScenarioProblems([Problem(field="file", code=code, found=found, values=values)])


def _toml(found: Intake, words: Wording) -> str:
    """The scenario file, its regions by their names."""
    regions = words.law.regions
    places = (found.scenario.region, *(part.region for part in found.scenario.history))
    names = {code: regions[code].short for code in places if code is not None}
    return f"# {words.say('intake.comment')}\n{dump(found.scenario, names=names)}"


def _written(found: Intake, form: str, words: Wording) -> str:
    if form == _TOML:
        return _toml(found, words)
    if form == "json":
        return json.dumps(intake_data(found, words.law), ensure_ascii=False, indent=2)
    layout: TextFormat = "markdown" if form == "markdown" else "csv" if form == "csv" else "table"
    return laid_out(intake_document(found, words), layout)
