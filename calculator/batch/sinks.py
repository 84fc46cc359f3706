"""输出文件: rows of CSV, TSV and NDJSON, written so that a killed run can go on where it was.

A sink writes to its own temporary file; `position` is a point to come back to, `finish` makes the
bytes final. Nothing under the final name is ever half a file.
"""

import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from calculator.batch.errors import BatchError
from calculator.batch.privacy import neutralised

__all__ = ["Cell", "Sink", "TextSink", "encoder", "synced"]

Cell = str | int | float | bool | None
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_YES_NO = {True: "true", False: "false"}


class Sink(Protocol):
    """Somewhere rows go."""

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows, in order."""
        ...

    def position(self) -> int:
        """Everything written so far is on the disk; a point to come back to."""
        ...

    def finish(self) -> None:
        """Make the file whole."""
        ...


def synced(file: BinaryIO) -> None:
    """Have the operating system put what was written on the disk."""
    file.flush()
    os.fsync(file.fileno())


class TextSink:
    """A CSV, TSV or NDJSON file, opened at `start` (0: from nothing, with a header)."""

    def __init__(
        self, file: BinaryIO, kind: str, columns: Sequence[str], encoding: str = "utf-8", start: int = 0
    ) -> None:
        self._file = file
        self._encode = encoder(kind, columns, encoding)
        self.neutralised = 0
        if start:
            file.truncate(start)
            file.seek(start)
        elif kind != "ndjson":
            mark = "\ufeff" if encoding == "utf-8-sig" else ""
            file.write(mark.encode() + self._encode([tuple(columns)]))

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows, in order. Raises BatchError when the disk refuses."""
        content = self._encode(rows)
        try:
            self._file.write(content)
        except OSError as error:
            raise BatchError("cannot_write", reason=error.strerror or str(error)) from None

    def position(self) -> int:
        """The length of the file, all of it on the disk."""
        try:
            synced(self._file)
        except OSError as error:
            raise BatchError("cannot_write", reason=error.strerror or str(error)) from None
        return self._file.tell()

    def finish(self) -> None:
        """Close the file with all of it on the disk."""
        self.position()
        self._file.close()


def encoder(kind: str, columns: Sequence[str], encoding: str) -> Any:
    """What turns rows into the bytes of a kind of text file."""
    plain = encoding.removesuffix("-sig")
    if kind == "ndjson":
        return lambda rows: "".join(_json_line(columns, row) for row in rows).encode("utf-8")

    def separated(rows: Iterable[Sequence[Any]]) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=_DELIMITERS[kind], lineterminator="\n")
        writer.writerows([_text(cell) for cell in row] for row in rows)
        return out.getvalue().encode(plain, errors="replace")

    return separated


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return neutralised(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _YES_NO[cell]
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (list, dict)) else str(cell)


def _json_line(columns: Sequence[str], row: Sequence[Any]) -> str:
    cells = dict(zip(columns, row, strict=True))
    return json.dumps(cells, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: object) -> str:
    return str(value)



def opened(path: Path, *, afresh: bool) -> BinaryIO:
    """A file to write to, emptied unless the run goes on. Raises BatchError."""
    try:
        if afresh:
            return path.open("w+b")
        return path.open("r+b")
    except OSError as error:
        raise BatchError("cannot_write", reason=f"{path.name}: {error.strerror}") from None
