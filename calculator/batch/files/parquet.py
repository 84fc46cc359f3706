"""Parquet: in and out (extra `batch`), row group by row group.

The output is one file from the beginning: each row group is added when its rows are done, the footer
at the end. What a killed run had written whole is kept.
"""

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from calculator.batch.files.broken import broken_as
from calculator.batch.files.exact import DIGITS
from calculator.batch.files.hashed import HashedFile, Position
from calculator.batch.files.parquet_footer import Groups, Moved, merged_footer
from calculator.batch.files.parquet_pages import refuse_absurd_pages
from calculator.batch.files.rooms import Rooms
from calculator.batch.files.rows import Row, Styles
from calculator.batch.libraries import polars

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ParquetSink", "ParquetSource", "money_frame"]

_BROKEN = "parquet_broken"
_MAGIC = b"PAR1"
_BATCH = 20_000
_FOOTER = 8


class Encoded(NamedTuple):
    """The row groups of a table as a file has them, and what a file of them alone would say of them."""

    content: memoryview
    groups: Groups


class ParquetSource:
    """A Parquet file, read some rows at a time."""

    kind = "parquet"
    encoding = ""

    def __init__(self, path: Path) -> None:
        self.path = path
        library = polars()
        with broken_as(_BROKEN, path):
            refuse_absurd_pages(path)
            self._scan = library.scan_parquet(path)
            self.schema = self._scan.collect_schema()
            self.height = int(self._scan.select(library.len()).collect().item())
        self.columns = tuple(self.schema.names())
        self.done = 0

    @property
    def styles(self) -> Styles:
        """The columns of decimals and dates, which a spreadsheet holds as numbers."""
        kinds = enumerate(self.schema.dtypes())
        return {
            at: "number" if kind.is_decimal() else "date"
            for at, kind in kinds
            if kind.is_decimal() or kind == polars().Date or kind == polars().Datetime
        }

    def rows(self, skip: int = 0) -> Generator[Row, None, None]:
        """The rows after the first `skip`."""
        for start in range(skip, self.height, _BATCH):
            with broken_as(_BROKEN, self.path):
                block = self._scan.slice(start, _BATCH).collect()
            for number, cells in enumerate(block.iter_rows(), start=start + 1):
                self.done = number
                yield Row(number, cells)

    def pieces(self, skip: int, rows: int) -> Iterator["pl.DataFrame"]:
        """The rows after the first `skip` as tables of about so many rows.

        A footer can be whole and the pages behind it not: BatchError then.
        """
        with broken_as(_BROKEN, self.path):
            yield from self._scan.slice(skip).collect_batches(chunk_size=rows, maintain_order=True)

    def share_read(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return self.done / max(1, self.height)


class ParquetSink:
    """One Parquet file. `schema` holds the types of the columns; `footers` is kept beside until the end."""

    def __init__(
        self, path: Path, footers: Path, schema: "pl.Schema", begun: Sequence[Position] | None
    ) -> None:
        self._file = HashedFile(path, begun[0] if begun else None)
        self._footers = HashedFile(footers, begun[1] if begun else None)
        self._schema = schema
        self._waiting: list[Sequence[Any]] = []
        self._rooms = Rooms()
        if not begun:
            self._file.write(_MAGIC)

    @property
    def settled(self) -> bool:
        """Whether everything is in a row group, so that a run may go on from here."""
        return not self._waiting

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows; a row group is made when enough are waiting."""
        self._waiting += rows
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            rows, self._waiting = self._waiting, []
            self.write_table(money_frame(rows, self._schema))

    def write_table(self, frame: "pl.DataFrame") -> None:
        """Add a frame with the columns of the file, as row groups of its own."""
        self.write_encoded(self.encoded(frame))

    def encoded(self, frame: "pl.DataFrame") -> "Encoded":
        """The row groups of a frame with the columns of the file."""
        content, footer = _encoded(self._typed(frame), self._rooms)
        return Encoded(content, Groups.of(footer))

    def write_encoded(self, encoded: "Encoded") -> None:
        """Add row groups."""
        moved = encoded.groups.moved(self._file.written - len(_MAGIC))
        with encoded.content:
            self._file.write(encoded.content)
        entry = json.dumps([moved.rows, moved.many, moved.entries.hex()])
        self._footers.write(entry.encode() + b"\n")

    def _typed(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        """The frame with the types of the file.

        Words of an enumeration are texts there already, whole numbers the decimals they stand for.
        """
        found = frame.schema
        wrong: Any = {
            name: kind
            for name, kind in self._schema.items()
            if found[name] != kind and not _is_written_as(found[name], kind)
        }
        return frame.cast(wrong) if wrong else frame

    def position(self) -> list[Position]:
        """What both files have so far."""
        return [self._file.position(), self._footers.position()]

    def hold(self) -> None:
        """Have it on the disk."""
        self._file.hold()
        self._footers.hold()

    def finish(self) -> dict[str, Any]:
        """Add what waits and the footer; size and digest of the file."""
        self._flush()
        if not self._footers.written:
            self.write_table(money_frame([], self._schema))
        self._footers.close()
        with self._footers.path.open(encoding="ascii") as file:
            found = [json.loads(line) for line in file]
        parts = [Moved(rows, many, bytes.fromhex(entries)) for rows, many, entries in found]
        content, footer = _encoded(money_frame([], self._schema), self._rooms)
        content.release()
        self._file.write(merged_footer(footer, parts))
        self._file.close()
        return self._file.summary()

    def abandon(self) -> None:
        """Leave the files as they are."""
        self._file.abandon()
        self._footers.abandon()


def _is_written_as(found: Any, kind: Any) -> bool:
    """Whether the pages of both types are the same bytes."""
    library = polars()
    if isinstance(kind, library.Decimal):
        return bool(found == library.Int64 and kind.precision <= DIGITS)
    return bool(kind == library.String and isinstance(found, library.Enum))


def _encoded(frame: "pl.DataFrame", rooms: Rooms) -> tuple[memoryview, bytes]:
    """The row groups of a file that has this frame alone, and its footer."""

    def written(out: BytesIO) -> int:
        frame.write_parquet(out, compression="snappy")
        return out.tell()

    with rooms.content(written) as content:
        length = int.from_bytes(content[-_FOOTER : -_FOOTER // 2], "little")
        end = len(content) - _FOOTER - length
        return content[len(_MAGIC) : end], bytes(content[end : end + length])


def money_frame(rows: Iterable[Sequence[Any]], schema: "pl.Schema") -> "pl.DataFrame":
    """Rows as a frame of the given types; decimals come as such or as exact text."""
    library = polars()
    columns = list(zip(*rows, strict=True)) or [() for _ in schema]
    series = []
    for (name, kind), cells in zip(schema.items(), columns, strict=True):
        if isinstance(kind, library.Decimal):
            exact = [f"{cell:f}" if isinstance(cell, Decimal) else cell for cell in cells]
            series.append(library.Series(name, exact, dtype=library.String).cast(kind))
        elif kind == library.String:
            shown = [
                cell if cell is None or isinstance(cell, str) else _text(cell) for cell in cells
            ]
            series.append(library.Series(name, shown, dtype=kind))
        else:
            series.append(library.Series(name, cells, dtype=kind, strict=False))
    table: pl.DataFrame = library.DataFrame(series)
    return table


def _text(cell: Any) -> str:
    return json.dumps(cell, ensure_ascii=False, default=str)
