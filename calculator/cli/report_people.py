"""`linghuo report people.csv -o FOLDER`: a report for each row of a file of people.

Columns are those of the batch. Every row is checked before the first report is made; a row that is
wrong changes no other, and all of them are told together at the end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from calculator.batch.errors import BatchError
from calculator.batch.files.opening import open_source
from calculator.batch.files.rows import KINDS, Row
from calculator.batch.people.headers import Headers, read_headers
from calculator.batch.people.privacy import masked
from calculator.batch.people.rejects import Rejection, rejections_of
from calculator.batch.people.scenarios import NOTHING_COMPARED, People, gathered
from calculator.batch.progress import Progress
from calculator.cli import streams
from calculator.cli.commands import WrongUse, settings_of
from calculator.cli.files import write_whole
from calculator.cli.laws import law_of
from calculator.cli.time_machine import month_of
from calculator.i18n import text
from calculator.reports.client.model import Person
from calculator.reports.client.paper import Paper
from calculator.reports.client.presses import pressed
from calculator.scenario.model import Scenario
from rules.errors import RulesError

if TYPE_CHECKING:
    from calculator.reports.client.press import Press

__all__ = ["is_table", "reports_of"]

_FAILED = 1
_NAMES = frozenset({"name", "client", "姓名", "委托人"})
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST_ID = 60


class Client(NamedTuple):
    """A row that has a report: its number, its id, the name on the report, the scenario."""

    row: int
    key: str
    name: str
    scenario: Scenario


def is_table(name: str | None) -> bool:
    """Whether an argument names a file of people."""
    return name is not None and Path(name).suffix.lower() in KINDS


def reports_of(
    ctx: click.Context,
    table: Path,
    folder: Path,
    press: "Press",
    ending: str,
    options: Mapping[str, Any],
    names: Mapping[str, str],
) -> int:
    """Make the reports of a file. `options` are fields for rows that say nothing, and how to read it."""
    try:
        people, rows = _opened(ctx, table, options)
    except BatchError as error:
        raise WrongUse(error.key, None, **error.worded(settings_of(ctx).language)) from None
    maker = _Maker(ctx, folder, press, people, names)
    clients = list(maker.checked(rows))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WrongUse("cli.cannot_write", ctx, file=str(folder), reason=reason) from None
    maker.make(clients, len(rows), ending)
    return maker.told(len(rows))


def _opened(
    ctx: click.Context, table: Path, options: Mapping[str, Any]
) -> tuple[People, list[Row]]:
    """How rows become scenarios, and all rows. Raises BatchError."""
    source = open_source(table, None, options["sheet"])
    headers = read_headers(source.columns)
    defaults = {
        name: value
        for name, value in options.items()
        if name not in {"sheet", "id", "segments"} and value is not None and value != ()
    }
    law, today = law_of(settings_of(ctx)), month_of(settings_of(ctx))
    people = gathered(
        headers, table.name, options["id"], law, today, defaults, histories=options["segments"]
    )
    with closing(source.rows()) as rows:
        return people, list(rows)


class _Maker:
    """Makes the reports of one file and keeps what went wrong."""

    def __init__(
        self,
        ctx: click.Context,
        folder: Path,
        press: "Press",
        people: People,
        names: Mapping[str, str],
    ) -> None:
        self.ctx, self.folder, self.press, self.people = ctx, folder, press, people
        self.names = names
        self.language = settings_of(ctx).language
        self.name_at = _name_at(people.headers)
        self.rejections: list[Rejection] = []
        self.lacking: set[str] = set()
        self.made = 0

    def checked(self, rows: Sequence[Row]) -> Iterator[Client]:
        """The rows that are scenarios; what is wrong with the others is kept."""
        for row in rows:
            key = masked(self.people.key(row.cells))
            if row.fault:
                reason = text(f"batch.reject.{row.fault}", self.language)
                self.rejections.append(
                    Rejection(row=row.number, key=key, code=row.fault, reason=reason)
                )
                continue
            try:
                mapping = self.people.mapping(row.cells)
                scenario = self.people.scenario(mapping, NOTHING_COMPARED[0])
            except Exception as error:  # noqa: BLE001 one bad row changes no other
                self._reject(error, row.number, key)
            else:
                yield Client(row.number, key, self._name(row), scenario)

    def _name(self, row: Row) -> str:
        if self.name_at is None or self.name_at >= len(row.cells):
            return self.names["client"]
        return masked(str(row.cells[self.name_at] or "")) or self.names["client"]

    def _reject(self, error: Exception, row: int, key: str) -> None:
        self.rejections += rejections_of(error, row, self.people, key, self.language)

    def make(self, clients: Sequence[Client], rows: int, ending: str) -> None:
        """Write the report of each client; a file is whole or not there."""
        progress = Progress(self.language, words="client.progress")
        digits = len(str(rows))
        try:
            papers = pressed(self.press, self.people.law, [self._ordered(one) for one in clients])
            for done, (client, paper) in enumerate(zip(clients, papers, strict=True), start=1):
                name = f"{client.row:0{digits}d}{_file_id(client.key)}{ending}"
                self._keep(client, name, paper)
                progress.at(done, done / len(clients))
        finally:
            progress.end()

    def _ordered(self, client: Client) -> tuple[Scenario, Person]:
        number = client.key or self.names["number"]
        return client.scenario, Person(client.name, self.names["adviser"], number)

    def _keep(self, client: Client, name: str, paper: Paper | RulesError) -> None:
        """Write a report, or keep why there is none."""
        if isinstance(paper, RulesError):
            self._reject(paper, client.row, client.key)
            return
        write_whole(self.ctx, self.folder / name, paper.content)
        self.made += 1
        self.lacking |= set(paper.lacking)

    def told(self, rows: int) -> int:
        """Say what was made and what was not; the exit code."""
        language = self.language
        for one in sorted(self.rejections, key=lambda one: one.row or 0):
            streams.write_error(
                text(
                    "client.row" if one.column else "client.row_alone",
                    language,
                    row=one.row,
                    key=one.key or "-",
                    column=one.column,
                    value=one.value,
                    reason=one.reason,
                )
            )
        if self.lacking:
            letters = "".join(sorted(self.lacking))
            streams.write_error(text("client.error.lacking", language, letters=letters))
        wrong = len({one.row for one in self.rejections})
        done = {"rows": rows, "made": self.made, "wrong": wrong, "folder": str(self.folder)}
        streams.write_error(text("client.done", language, **done))
        return _FAILED if wrong else 0


def _name_at(headers: Headers) -> int | None:
    """The column that holds the name of the client."""
    pairs = enumerate(zip(headers.names, headers.fields, strict=True))
    found = (at for at, (name, entry) in pairs if entry is None and name.casefold() in _NAMES)
    return next(found, None)


def _file_id(key: str) -> str:
    """An id as a part of a file name that is one on every system; the row number stands before it."""
    safe = _UNSAFE.sub("_", key).strip("_")[:_LONGEST_ID]
    return f"-{safe}" if safe else ""
