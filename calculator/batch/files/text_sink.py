"""输出文件: rows of CSV, TSV and NDJSON, written so that a killed run can go on where it was.

`position` is a point to come back to, `finish` makes the file whole. Spreadsheets and Parquet are
`spreadsheets` and `parquet`.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from calculator.batch.files.cells import cell_text, json_text
from calculator.batch.files.hashed import HashedFile, Position
from calculator.batch.files.rooms import Rooms

if TYPE_CHECKING:
    from calculator.batch.files.lines import LineWriter

__all__ = ["TextSink", "rows_of"]

_DELIMITERS = {"csv": ",", "tsv": "\t"}
Encode = Callable[[Iterable[Sequence[Any]]], bytes]


class TextSink:
    """A CSV, TSV or NDJSON file. `scales` are those of decimals by position, numbers in NDJSON."""

    settled = True

    def __init__(
        self,
        file: HashedFile,
        kind: str,
        columns: Sequence[str],
        encoding: str = "utf-8",
        *,
        scales: Mapping[int, int] | None = None,
        begun: bool = False,
    ) -> None:
        self._file = file
        self._kind, self._encoding = kind, encoding
        self._scales = scales or {}
        self._encode = encoder(kind, columns, encoding, frozenset(self._scales))
        self._lines: LineWriter | None = None
        self._rooms = Rooms()
        if not begun and kind != "ndjson":
            file.write(header(kind, columns, encoding))

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""
        self._file.write(self._encode(rows))

    def encoded(self, table: Any) -> memoryview:
        """The lines of a polars table."""
        from calculator.batch.files.exact import exact  # noqa: PLC0415 heavy

        if self._kind == "ndjson" or self._encoding not in ("utf-8", "utf-8-sig"):
            return memoryview(self._encode(rows_of(exact(table, self._scales))))
        from calculator.batch.files.blocks import text_of  # noqa: PLC0415 heavy
        from calculator.batch.files.lines import LineWriter  # noqa: PLC0415 heavy

        self._lines = self._lines or LineWriter(_DELIMITERS[self._kind])
        lines = self._lines.content(table, self._scales)
        if lines is not None:
            return lines
        whole = exact(table, self._scales)
        return self._rooms.content(lambda room: text_of(whole, _DELIMITERS[self._kind], room))

    def write_encoded(self, content: memoryview) -> None:
        """Add lines."""
        with content:
            self._file.write(content)

    def position(self) -> Position:
        """What the file has so far."""
        return self._file.position()

    def hold(self) -> None:
        """Have it on the disk."""
        self._file.hold()

    def finish(self) -> dict[str, Any]:
        """Close the file."""
        self._file.close()
        return self._file.summary()

    def abandon(self) -> None:
        """Leave the file as it is."""
        self._file.abandon()


def header(kind: str, columns: Sequence[str], encoding: str) -> bytes:
    """The first line of a file, with its byte order mark."""
    mark = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}.get(encoding, b"")
    return mark + encoder(kind, columns, encoding)([tuple(columns)])


def encoder(
    kind: str, columns: Sequence[str], encoding: str, numbers: frozenset[int] = frozenset()
) -> Encode:
    """What turns rows into the bytes of a kind of text file."""
    if kind == "ndjson":
        keys = [json.dumps(name, ensure_ascii=False) for name in columns]

        def lines(rows: Iterable[Sequence[Any]]) -> bytes:
            return "".join(_json_line(keys, row, numbers) for row in rows).encode()

        return lines
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)

    def separated(rows: Iterable[Sequence[Any]]) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=_DELIMITERS[kind], lineterminator="\n")
        writer.writerows([[cell_text(cell) for cell in row] for row in rows])
        return out.getvalue().encode(plain, errors="replace")

    return separated


def rows_of(table: Any) -> Iterable[Sequence[Any]]:
    """The rows of a polars table, decimals as exact text."""
    for row in table.iter_rows():
        yield [format(cell, "f") if isinstance(cell, Decimal) else cell for cell in row]


def _json_line(keys: Sequence[str], row: Sequence[Any], numbers: frozenset[int]) -> str:
    cells = (
        f"{key}: {cell if at in numbers and isinstance(cell, str) else json_text(cell)}"
        for at, (key, cell) in enumerate(zip(keys, row, strict=True))
    )
    return "{" + ", ".join(cells) + "}\n"
