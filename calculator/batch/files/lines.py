"""成块写行: a table as the lines of a text file, by the compiled writer of lines.

A table whose columns are words, texts, whole numbers and exact decimals is written so; others are written by
the library. Nothing that is written is a formula.
"""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calculator.batch.compiled.lines import BEYOND, NO_CELL, WORD, write_lines
from calculator.batch.files.views import formula_rows
from calculator.batch.libraries import polars
from calculator.spreadsheet_text import neutralised

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LineWriter"]

_MOST_DIGITS = 18
_QUOTED = ('"', "\n", "\r")
_FLAGS = ("false", "true")
_APART = 72
"""Columns do not begin at the same place of a cache."""
_NO_STARTS = np.zeros(1, dtype=np.int64)


class LineWriter:
    """Writes tables into two buffers by turns: one can be put into a file while the other is filled."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._marks = (delimiter, *_QUOTED)
        self._cells = np.zeros(0, dtype=np.int64)
        self._rooms = [np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.uint8)]

    def content(self, table: "pl.DataFrame", scales: Mapping[int, int]) -> memoryview | None:
        """The lines of a table, None where it has other columns.

        `scales` are the decimals of columns of whole numbers, by position. What it gives is overwritten when
        this is called twice more.
        """
        sheet = _Sheet(self._marks, table.height)
        for at, series in enumerate(table.get_columns()):
            if not sheet.add(series, scales.get(at, 0)):
                return None
        self._rooms.reverse()
        if len(self._rooms[0]) < sheet.room:
            self._rooms[0] = np.empty(sheet.room, dtype=np.uint8)
        letters = np.frombuffer(b"".join([*sheet.letters, bytes(BEYOND)]), dtype=np.uint8)
        length = write_lines(
            self._together(sheet.cells, table.height),
            np.array(sheet.decimals, dtype=np.int64),
            np.concatenate(sheet.starts) if sheet.starts else _NO_STARTS,
            letters.ctypes.data,
            ord(self._delimiter),
            self._rooms[0].ctypes.data,
        )
        return self._rooms[0].data[:length]

    def _together(self, columns: Sequence[NDArray[np.int64]], rows: int) -> NDArray[np.int64]:
        """All cells, a column after another."""
        width = rows + _APART
        if len(self._cells) < len(columns) * width:
            self._cells = np.empty(len(columns) * width, dtype=np.int64)
        cells = self._cells[: len(columns) * width].reshape(-1, width)[:, :rows]
        for at, column in enumerate(columns):
            cells[at] = column
        return cells


class _Sheet:
    """The columns of a table as cells, and the words they are places of."""

    def __init__(self, marks: Sequence[str], rows: int) -> None:
        self._marks, self._rows = marks, rows
        self.cells: list[NDArray[np.int64]] = []
        self.decimals: list[int] = []
        self.starts: list[NDArray[np.int64]] = []
        self.letters: list[bytes] = []
        self.room = rows + BEYOND
        self._places = self._bytes = 0

    def add(self, series: "pl.Series", scale: int) -> bool:
        """Add a column; whether it is one of those written here."""
        library = polars()
        kind = series.dtype
        self.room += self._rows
        if isinstance(kind, library.Enum):
            return self._words(series.to_physical(), kind.categories.to_list())
        if kind == library.Boolean:
            return self._words(series.cast(library.UInt8), _FLAGS)
        if kind == library.String:
            return self._texts(series)
        if isinstance(kind, library.Decimal):
            if kind.precision > _MOST_DIGITS:
                return False
            series, scale = series.to_physical(), kind.scale
        elif not kind.is_integer():
            return False
        return self._numbers(series, scale)

    def _numbers(self, series: "pl.Series", scale: int) -> bool:
        library = polars()
        whole = series.cast(library.Int64, strict=False)
        if whole.null_count() != series.null_count() or whole.min() == NO_CELL:
            return False
        longest = max(len(str(whole.min())), len(str(whole.max())), scale + 1)
        self.room += self._rows * (longest + len("-."))
        self._cells(whole.fill_null(NO_CELL), scale)
        return True

    def _words(self, codes: "pl.Series", words: Sequence[str]) -> bool:
        ready = [self._quoted(neutralised(word)).encode() for word in words]
        self.room += self._rows * max(map(len, ready), default=0)
        self._cells(codes.cast(polars().Int64) + self._places, WORD)
        self._add(b"".join(ready), np.cumsum([0, *map(len, ready)]))
        return True

    def _quoted(self, word: str) -> str:
        if word and not any(mark in word for mark in self._marks):
            return word
        return '"' + word.replace('"', '""') + '"'

    def _texts(self, series: "pl.Series") -> bool:
        library = polars()
        suspect = formula_rows(series)
        if len(suspect):
            series = series.scatter(suspect, [neutralised(cell) for cell in series[suspect]])
        oldest = library.CompatLevel.oldest()
        whole = series.rechunk().to_arrow(compat_level=oldest)
        if (series.str.len_bytes() == 0).any() or self._is_marked(whole):
            whole = self._all_quoted(series).rechunk().to_arrow(compat_level=oldest)
        offsets, letters = _parts(whole)
        self.room += len(letters)
        places = library.Series(np.arange(self._rows) + self._places)
        self._cells(places, WORD)
        self._add(letters.tobytes(), offsets)
        return True

    def _all_quoted(self, series: "pl.Series") -> "pl.Series":
        """Texts, those in quotes that are empty or hold a mark."""
        marked = series.str.contains(f"[{re.escape(''.join(self._marks))}]") | (series == "")
        inside = series.str.replace_all('"', '""', literal=True)
        quoted: pl.Series = ('"' + inside + '"').zip_with(marked.fill_null(value=False), series)
        return quoted

    def _is_marked(self, texts: Any) -> bool:
        """Whether a text has to be quoted."""
        letters = _parts(texts)[1].tobytes()
        return any(mark.encode() in letters for mark in self._marks)

    def _cells(self, numbers: "pl.Series", decimals: int) -> None:
        self.cells.append(numbers.fill_null(NO_CELL).to_numpy())
        self.decimals.append(decimals)

    def _add(self, letters: bytes, offsets: Any) -> None:
        self.starts.append(offsets + self._bytes)
        self.letters.append(letters)
        self._places += len(offsets)
        self._bytes += len(letters)


def _parts(texts: Any) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The starts of texts and the bytes they are in; a text that is missing has none."""
    assert texts.type == import_module("pyarrow").large_string()  # noqa: S101 the level says so
    _, offsets, letters = texts.buffers()
    starts = np.frombuffer(offsets, dtype=np.int64)[texts.offset :][: len(texts) + 1]
    content = np.frombuffer(letters or b"", dtype=np.uint8)[starts[0] : starts[-1]]
    return starts - starts[0], content
