"""`linghuo reform`: who gains and who loses by a reform, over a file of people.

Options that are fields of a scenario are defaults for rows that say nothing, as in the batch. Rows that
cannot be compared are told with their reasons and counted.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from calculator.cli import streams
from calculator.cli.commands import (
    WordedCommand,
    WordedOption,
    WrongUse,
    format_option,
    settings_of,
)
from calculator.cli.field_options import field_options
from calculator.cli.laws import law_of
from calculator.cli.tables import TABLE_FORMATS, written
from calculator.cli.time_machine import month_of
from calculator.i18n import Language, text
from calculator.scenario.fields import FIELDS

if TYPE_CHECKING:
    from calculator.batch.population import Population
    from rules.law import Law

__all__ = ["command"]

_ROWS_FAILED = 1
_FOR_PEOPLE = ("table", "markdown")
_PATH = click.Path(path_type=Path)


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        click.Argument(["people"], required=False),
        format_option(TABLE_FORMATS, language),
        WordedOption(["--rejects"], type=_PATH, help=text("batch.option.rejects", language)),
        WordedOption(["--sheet"], help=text("batch.option.sheet", language)),
        *field_options(language),
    ]
    return WordedCommand("reform", language, _reform, params, about="cli.command.reform")


def _reform(
    ctx: click.Context,
    people: str | None,
    *,
    form: str,
    rejects: Path | None,
    sheet: str | None,
    **options: Any,
) -> int:
    from calculator.batch.errors import BatchError  # noqa: PLC0415 loaded when called

    settings = settings_of(ctx)
    if people is None:
        raise WrongUse("cli.missing_argument", ctx, name="PEOPLE")
    if settings.reform is None:
        raise WrongUse("cli.missing_argument", ctx, name="--reform")
    reformed = law_of(settings)
    lawful = law_of(settings._replace(reform=None))
    given = {name: value for name, value in options.items() if value not in (None, ())}
    try:
        population, told, open_fields = _compared(
            ctx, Path(people), sheet, (lawful, reformed), given, rejects
        )
    except BatchError as error:
        raise WrongUse(error.key, None, **error.worded(settings.language)) from None
    streams.write(_shown(population, reformed, open_fields, form, settings.language))
    for line in told:
        streams.write_error(line)
    return _ROWS_FAILED if population.rejected else 0


def _compared(
    ctx: click.Context,
    path: Path,
    sheet: str | None,
    laws: "tuple[Law, Law]",
    defaults: dict[str, Any],
    rejects: Path | None,
) -> "tuple[Population, list[str], dict[str, Any]]":
    """Both laws over all rows, what to say of rejected ones, the defaults of fields nobody states.

    Raises BatchError.
    """
    from calculator.batch.files.opening import open_source  # noqa: PLC0415 loaded when called
    from calculator.batch.interpreter import RowWorker  # noqa: PLC0415
    from calculator.batch.people.headers import read_headers  # noqa: PLC0415
    from calculator.batch.people.scenarios import gathered  # noqa: PLC0415
    from calculator.batch.population import Population, compared  # noqa: PLC0415

    settings = settings_of(ctx)
    source = open_source(path, None, sheet)
    headers = read_headers(source.columns)
    today = month_of(settings)
    now, then = (
        RowWorker(gathered(headers, path.name, None, law, today, defaults), (), settings.language)
        for law in laws
    )
    population = Population()
    with closing(source.rows()) as rows, _Rejects(ctx, rejects) as sink:
        for rejection in compared(rows, now, then, population):
            sink.write(rejection.cells())
    known = {entry.name for entry in headers.fields if entry is not None} | defaults.keys()
    assumed = {
        entry.name: entry.default
        for entry in FIELDS
        if entry.kind is not None and entry.default is not None and entry.name not in known
    }
    return population, [*_told(population, settings.language), *sink.said], assumed


class _Rejects:
    """Where the reasons of rejected rows go: a CSV file, else the first of them to stderr."""

    _SHOWN = 10

    def __init__(self, ctx: click.Context, path: Path | None) -> None:
        self.ctx, self.path = ctx, path
        self.language = settings_of(ctx).language
        self.said: list[str] = []
        self._rows: list[tuple[str, ...]] = []

    def __enter__(self) -> "_Rejects":
        return self

    def write(self, cells: tuple[str, ...]) -> None:
        """Keep a reason."""
        if self.path is not None:
            self._rows.append(cells)
        elif len(self.said) < self._SHOWN:
            row, _, column, value, code, reason = cells
            values = {"row": row, "column": column, "value": value, "code": code, "reason": reason}
            self.said.append(text("population.rejected_row", self.language, **values))

    def __exit__(self, *_: object) -> None:
        if self.path is not None and self._rows:
            from calculator.batch.people.rejects import rejects_header  # noqa: PLC0415
            from calculator.cli.files import write_whole  # noqa: PLC0415

            lines = _csv([rejects_header(self.language), *self._rows])
            write_whole(self.ctx, self.path, lines.encode("utf-8-sig"))


def _csv(rows: list[tuple[str, ...]]) -> str:
    import csv  # noqa: PLC0415 only rejects need it
    import io  # noqa: PLC0415

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _told(population: "Population", language: Language) -> Iterator[str]:
    yield text(
        "population.done",
        language,
        rows=population.rows,
        people=population.everybody.people,
        rejected=population.rejected,
    )
    for code, times in population.reasons.most_common():
        yield text("population.reason", language, code=code, times=times)


def _shown(
    population: "Population", law: "Law", assumed: dict[str, Any], form: str, language: Language
) -> str:
    from calculator.cli.reform_tables import (  # noqa: PLC0415 loaded when called
        population_data,
        population_heading,
        population_tables,
    )

    if form == "json":
        return json.dumps(population_data(population, law, assumed), ensure_ascii=False, indent=2)
    whole = form not in _FOR_PEOPLE
    shown = population_tables(population, law, language, whole=whole)
    tables = written(shown, form, language)
    if form != TABLE_FORMATS[0]:
        return tables
    return "\n".join([*population_heading(law, language, streams.width()), "", tables])
