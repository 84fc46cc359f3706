"""电子表格: XLSX in and out (extra `batch`).

Cells are read as the text they hold. Archives that unpack to absurd sizes are refused before they are
unpacked. An output is collected as lines first and becomes a spreadsheet at the end, because half a
spreadsheet cannot be gone on with; nothing in it is a formula.
"""

import json
import re
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.broken import broken_as
from calculator.batch.files.hashed import HashedFile, Position, digest_of, refusals
from calculator.batch.files.rows import Row, Styles
from calculator.batch.files.sheet_extent import spanned_cells
from calculator.batch.files.text_sink import rows_of
from calculator.batch.libraries import needed
from calculator.spreadsheet_text import neutralised

__all__ = ["MOST_ROWS", "Spreadsheet", "SpreadsheetSink", "lines_of_sheets", "workbook"]

MOST_ROWS = 1_048_575
_MOST_BYTES = 2_000_000_000
_BROKEN = "spreadsheet_broken"
_MOST_CELLS = 60_000_000
_HIGHEST_RATIO = 200
_SMALL = 50_000_000
_DEFLATES_TO = 1_032
_CHUNK = 1 << 20
_MIDNIGHT = " 00:00:00"
_LONGEST_CELL = 32_767
_ERROR = re.compile(r"Error\((\w+)\)")
_ERRORS = {
    "NA": "#N/A",
    "Div0": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Value": "#VALUE!",
}
_OTHER_ERROR = "#ERROR"
_STYLES = {
    "int": "number",
    "float": "number",
    "date": "date",
    "datetime": "date",
    "boolean": "flag",
}
_SAMPLE = 1_000
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
_FLAGS = {"true": True, "false": False}
_FIRST_YEAR = 1900
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_AUTHOR = "linghuo"


class Spreadsheet:
    """One sheet of an XLSX file, the first unless another is named."""

    kind = "xlsx"
    encoding = ""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        fastexcel = needed("fastexcel")
        _refuse_bombs(path)
        with broken_as(_BROKEN, path):
            book = fastexcel.read_excel(str(path))
            names = list(book.sheet_names)
            _refuse_unknown(sheet, names)
            found = book.load_sheet(sheet or names[0], dtypes="string", header_row=0)
            self._columns, faults = found.to_arrow_with_errors()
            sample = book.load_sheet(sheet or names[0], header_row=0, n_rows=_SAMPLE)
            kinds = [_STYLES.get(column.dtype, "") for column in sample.selected_columns]
        self.columns = tuple(self._columns.schema.names)
        self.height = int(self._columns.num_rows)
        self.styles: Styles = {at: kind for at, kind in enumerate(kinds) if kind}
        self._faults = _by_row(faults.errors if faults else ())
        self._read = 0

    def rows(self, skip: int = 0) -> Generator[Row, None, None]:
        """The rows after the first `skip`; wholly empty ones are no rows."""
        lists = [column.to_pylist() for column in self._columns.columns]
        number = 0
        for self._read, cells in enumerate(zip(*lists, strict=True), start=1):
            found = self._faults.get(self._read - 1)
            if found is None and all(cell is None for cell in cells):
                continue
            number += 1
            if number > skip:
                pairs = enumerate(cells)
                shown = cells if found is None else [found.get(at, cell) for at, cell in pairs]
                yield Row(number, tuple(_plain(cell) for cell in shown))

    def share_read(self) -> float:
        """How much of the sheet has been read, 0 to 1."""
        return self._read / max(1, self.height)


def lines_of_sheets(
    path: Path, sheet: str | None = None
) -> dict[str, list[tuple[str | None, ...]]]:
    """Every line of every sheet, or of the one named; blank ones too, so that numbers are the sheet's."""
    fastexcel = needed("fastexcel")
    _refuse_bombs(path)
    read = {}
    with broken_as(_BROKEN, path):
        book = fastexcel.read_excel(str(path))
        _refuse_unknown(sheet, book.sheet_names)
        for name in book.sheet_names if sheet is None else [sheet]:
            found = book.load_sheet(name, dtypes="string", header_row=None, skip_rows=0)
            columns, errors = found.to_arrow_with_errors()
            faults = _by_row(errors.errors if errors else ())
            lists = [column.to_pylist() for column in columns.columns]
            read[name] = [
                tuple(_plain(faults.get(row, {}).get(at, cell)) for at, cell in enumerate(cells))
                for row, cells in enumerate(zip(*lists, strict=True))
            ]
    return read


def _refuse_unknown(sheet: str | None, names: Sequence[str]) -> None:
    if sheet is not None and sheet not in names:
        raise BatchError("sheet_unknown", sheet=sheet, sheets=tuple(names))


def _by_row(faults: Iterable[Any]) -> dict[int, dict[int, str]]:
    """Cells that hold an error of the spreadsheet, as it shows them, by row and column."""
    found: dict[int, dict[int, str]] = {}
    for fault in faults:
        row, column = fault.offset_position
        name = _ERROR.search(fault.detail)
        shown = _ERRORS.get(name[1] if name else "", _OTHER_ERROR)
        found.setdefault(row, {})[column] = shown
    return found


def _plain(cell: str | None) -> str | None:
    """A date without the midnight spreadsheets add to it."""
    return cell.removesuffix(_MIDNIGHT) if cell else cell


def _refuse_bombs(path: Path) -> None:
    """Raises BatchError for an archive that unpacks to absurd sizes, whatever sizes it states."""
    with broken_as(_BROKEN, path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        stated = [(entry.file_size, entry.compress_size) for entry in entries]
        bombs = [size > _SMALL and size > _HIGHEST_RATIO * small for size, small in stated]
        if any(bombs) or sum(size for size, _ in stated) > _MOST_BYTES:
            raise BatchError("spreadsheet_too_large", file=path.name, longest=_MOST_BYTES)
        if sum(small for _, small in stated) * _DEFLATES_TO > _MOST_BYTES:
            _hold_to_stated(archive)
        if spanned_cells(archive) > _MOST_CELLS:
            raise BatchError("spreadsheet_too_wide", file=path.name, most=_MOST_CELLS)


def _hold_to_stated(archive: zipfile.ZipFile) -> None:
    """Raises BadZipFile where more comes out of an entry than it states: its check sum is wrong then."""
    for entry in archive.infolist():
        with archive.open(entry) as unpacked:
            while unpacked.read(_CHUNK):
                pass


@contextmanager
def workbook(path: Path, *, constant_memory: bool = False) -> Iterator[Any]:
    """A new XLSX file without formulas; the same content gives the same bytes. Raises BatchError."""
    library = needed("xlsxwriter")
    options = {
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with refusals(path):
        try:
            with library.Workbook(str(path), options) as book:
                book.set_properties({"created": _MADE, "author": _AUTHOR})
                yield book
        except library.exceptions.FileCreateError as error:
            raise OSError(str(error)) from None


class SpreadsheetSink:
    """An XLSX file at the end of a run; lines of JSON until then.

    `scales` are those of decimal columns of results by position; `styles` are carried columns that are
    written as what they were.
    """

    def __init__(
        self,
        output: Path,
        lines: Path,
        columns: Sequence[str],
        scales: Mapping[int, int],
        begun: tuple[Position, int] | None,
        styles: Styles,
    ) -> None:
        needed("xlsxwriter")
        self._output = output
        self._spool = HashedFile(lines, begun[0] if begun else None)
        self._columns = tuple(columns)
        self._scales, self._styles = scales, styles
        self._rows = begun[1] if begun else 0

    settled = True

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows. Raises BatchError beyond what a sheet holds."""
        lines = [json.dumps(list(row), ensure_ascii=False, default=str) for row in rows]
        self._rows += len(lines)
        if self._rows > MOST_ROWS:
            raise BatchError("too_many_rows", longest=MOST_ROWS)
        self._spool.write("".join(line + "\n" for line in lines).encode())

    def encoded(self, table: Any) -> Any:
        """The rows of a polars table."""
        from calculator.batch.files.exact import exact  # noqa: PLC0415 heavy

        return rows_of(exact(table, self._scales))

    def write_encoded(self, content: Any) -> None:
        """Add the rows."""
        self.write(content)

    def position(self) -> tuple[Position, int]:
        """What the lines are so far, and how many."""
        return self._spool.position(), self._rows

    def hold(self) -> None:
        """Have them on the disk."""
        self._spool.hold()

    def finish(self) -> dict[str, Any]:
        """Write the spreadsheet; its size and digest. The same rows give the same bytes."""
        self._spool.close()
        with workbook(self._output, constant_memory=True) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True})
            self._money = book.add_format({"num_format": "0.00####"})
            self._day = book.add_format({"num_format": "yyyy-mm-dd"})
            self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
            for at, name in enumerate(self._columns):
                sheet.write_string(0, at, neutralised(name)[:_LONGEST_CELL], bold)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(self._lines(), start=1):
                for at, cell in enumerate(row):
                    self._cell(sheet, line, at, cell)
        return {"bytes": self._output.stat().st_size, "sha256": digest_of(self._output)}

    def abandon(self) -> None:
        """Leave the lines as they are."""
        self._spool.abandon()

    def _lines(self) -> Iterator[list[Any]]:
        with self._spool.path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def _cell(self, sheet: Any, line: int, at: int, cell: Any) -> None:
        if cell is None or cell == "":
            return
        if at in self._styles and isinstance(cell, str):
            cell = _restored(cell, self._styles[at])
        if isinstance(cell, bool):
            sheet.write_boolean(line, at, cell)
        elif at in self._scales:
            sheet.write_number(line, at, Decimal(cell), self._money)
        elif isinstance(cell, datetime):
            midnight = cell.time() == datetime.min.time()
            sheet.write_datetime(line, at, cell, self._day if midnight else self._moment)
        elif isinstance(cell, (int, float, Decimal)):
            sheet.write_number(line, at, cell)
        else:
            sheet.write_string(line, at, neutralised(str(cell))[:_LONGEST_CELL])


def _restored(cell: str, style: str) -> Decimal | datetime | bool | str:
    """What the cell of a number, a date or yes and no was; its text where it is none (masked, too long)."""
    if style == "number" and _NUMBER.fullmatch(cell):
        return Decimal(cell)
    if style == "flag":
        return _FLAGS.get(cell, cell)
    if style == "date":
        try:
            found = datetime.fromisoformat(cell)
        except ValueError:
            return cell
        return cell if found.tzinfo or found.year < _FIRST_YEAR else found
    return cell
