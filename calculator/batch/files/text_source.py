"""文本输入: rows of CSV, TSV and NDJSON by the standard library, one at a time."""

import codecs
import csv
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from calculator.batch.errors import BatchError
from calculator.batch.files.rows import Row
from calculator.batch.files.sniffing import delimiter_of, encoding_of

__all__ = ["TextSource"]

_LONGEST_CELL = 1 << 20
_MOST_COLUMNS = 2_000
_MOST_KEYS = 2_000


@dataclass(slots=True)
class TextSource:
    """A CSV, TSV or NDJSON file."""

    path: Path
    kind: str
    columns: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ","
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
            if self.kind == "tsv":
                self.delimiter = "\t"
            else:
                self.delimiter = delimiter_of(first)
            file.seek(0)
            header = next(csv.reader(file, delimiter=self.delimiter), None)
        if not header:
            raise BatchError("file_empty", file=self.path.name)
        return tuple(header)

    def _json_keys(self) -> tuple[str, ...]:
        """All keys of all rows, in the order they first occur."""
        keys: dict[str, None] = {}
        for line in self._lines():
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if isinstance(found, dict):
                keys |= dict.fromkeys(found)
            if len(keys) > _MOST_KEYS:
                raise BatchError("too_many_columns", longest=_MOST_KEYS)
        if not keys:
            raise BatchError("file_empty", file=self.path.name)
        return tuple(keys)

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
            try:
                found = json.loads(line, parse_float=str)
            except ValueError:
                yield Row(number, (line.strip()[:60],), "json_invalid")
                continue
            if not isinstance(found, dict):
                yield Row(number, (line.strip()[:60],), "json_invalid")
                continue
            yield Row(number, tuple(found.get(name) for name in self.columns))

    def _separated_rows(self) -> Iterator[Row]:
        width = len(self.columns)
        with self.path.open("rb") as raw:
            self._file = raw
            reader = csv.reader(_decoded(raw, self.encoding), delimiter=self.delimiter)
            next(reader, None)
            number = 0
            try:
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


def _decoded(raw: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of a file, each with its own line end."""
    if encoding == "utf-16":
        yield from codecs.getreader(encoding)(raw)
        return
    plain = encoding.removesuffix("-sig")
    for number, line in enumerate(raw):
        yield line.decode(plain if number else encoding)


def _given(cells: list[str]) -> tuple[str | None, ...]:
    """The cells of a row; an empty one holds nothing."""
    return tuple(cell or None for cell in cells)
