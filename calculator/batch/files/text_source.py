"""文本输入: rows of CSV, TSV and NDJSON by the standard library, one at a time."""

import csv
import io
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from calculator.batch.errors import BatchError
from calculator.batch.files.rows import Number, Row, Styles
from calculator.batch.files.sniffing import delimiter_of, encoding_of

__all__ = ["TextSource"]

_LONGEST_CELL = 1 << 20
_MOST_COLUMNS = 2_000
_MOST_KEYS = 2_000
_LONGEST_LINE = 1 << 24
_SHOWN = 60
_WHOLE = 1 << 63


@dataclass(slots=True)
class TextSource:
    """A CSV, TSV or NDJSON file.

    `types` are those of JSON columns that hold no text; a file `is_tabular` when every column holds
    one type of text, whole numbers or yes and no. `is_cr_only`: old spreadsheets of Macintosh end lines so.
    """

    path: Path
    kind: str
    columns: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ","
    types: dict[str, type] = field(default_factory=dict)
    is_tabular: bool = True
    is_cr_only: bool = False
    styles: Styles = field(default_factory=dict)
    _file: BinaryIO | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self.encoding = encoding_of(self.path)
        self.columns = self._json_keys() if self.kind == "ndjson" else self._header()
        if len(self.columns) > _MOST_COLUMNS:
            raise BatchError("too_many_columns", longest=_MOST_COLUMNS)

    def _header(self) -> tuple[str, ...]:
        with self.path.open(encoding=self.encoding, newline="") as file:
            first = file.readline(_LONGEST_CELL)
            self.is_cr_only = first.endswith("\r")
            if self.kind == "tsv":
                self.delimiter = "\t"
            else:
                self.delimiter = delimiter_of(first)
            file.seek(0)
            try:
                header = next(csv.reader(file, delimiter=self.delimiter), None)
            except csv.Error as error:
                raise BatchError("file_broken", row=0, reason=str(error)) from None
        if not header:
            raise BatchError("file_empty", file=self.path.name)
        return tuple(header)

    def _json_keys(self) -> tuple[str, ...]:
        """All keys of all rows, in the order they first occur."""
        found: dict[str, set[type]] = {}
        for line in self._lines():
            for key, value in (_object(line) or {}).items():
                known = found.setdefault(key, set())
                if value is not None:
                    known.add(_kind_of(value))
            if len(found) > _MOST_KEYS:
                raise BatchError("too_many_columns", longest=_MOST_KEYS)
        if not found:
            raise BatchError("file_empty", file=self.path.name)
        self.types = {key: next(iter(known)) for key, known in found.items() if known > set()}
        self.is_tabular = all(len(known) <= 1 and object not in known for known in found.values())
        return tuple(found)

    def _lines(self) -> Iterator[str]:
        with self.path.open("rb") as raw:
            self._file = raw
            for line in _decoded(raw, self.encoding):
                if line.strip():
                    yield line

    def rows(self, skip: int = 0) -> Generator[Row, None, None]:
        """The rows after the first `skip`."""
        made = self._json_rows() if self.kind == "ndjson" else self._separated_rows()
        yield from islice(made, skip, None)

    def _json_rows(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines(), start=1):
            found = _object(line)
            if found is None:
                yield Row(number, (line.strip()[:_SHOWN],), "json_invalid")
            else:
                yield Row(number, tuple(found.get(name) for name in self.columns))

    def _separated_rows(self) -> Iterator[Row]:
        width = len(self.columns)
        with self.path.open("rb") as raw:
            self._file = raw
            reader = csv.reader(_decoded(raw, self.encoding), delimiter=self.delimiter)
            number = 0
            try:
                next(reader, None)
                for cells in reader:
                    if not any(cells):
                        continue
                    number += 1
                    if len(cells) == width:
                        yield Row(number, _given(cells))
                    elif len(cells) > width and any(cells[width:]):
                        yield Row(number, _given(cells[:width]), "too_many_cells")
                    else:
                        yield Row(number, _given((cells + [""] * width)[:width]))
            except csv.Error as error:
                raise BatchError("file_broken", row=number + 1, reason=str(error)) from None

    def share_read(self) -> float:
        """How much of the file has been read, 0 to 1."""
        if self._file is None or self._file.closed:
            return 1.0
        return self._file.tell() / max(1, self.path.stat().st_size)


def _object(line: str) -> dict[str, Any] | None:
    """The object of a line, None where there is none; decimals stay as they are written."""
    try:
        found = json.loads(line, parse_float=Number, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _kind_of(value: Any) -> type:
    """Text, a whole number a table can hold, yes or no; `object` for anything else."""
    if type(value) is int and not -_WHOLE <= value < _WHOLE:
        return object
    return type(value) if type(value) in (str, int, bool) else object


def _refused(constant: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(constant)


def _decoded(raw: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of a file, each with its own line end. Raises BatchError for one without end."""
    text = io.TextIOWrapper(raw, encoding, newline="")
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise BatchError("line_too_long", longest=_LONGEST_LINE)
        yield line
    text.detach()


def _given(cells: list[str]) -> tuple[str | None, ...]:
    """The cells of a row; an empty one holds nothing."""
    return tuple(cell or None for cell in cells)
