"""行: what readers and writers of files have in common, and which kind a file is.

Rows count from 1 without the header; a row without any text is none.
"""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from calculator.batch.errors import BatchError

__all__ = ["KINDS", "Number", "Row", "Sink", "Source", "Styles", "kind_of"]

KINDS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "csv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
"""Kinds of file by ending."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number, its cells in the order of the columns, a fault of the row itself."""

    number: int
    cells: tuple[Any, ...]
    fault: str = ""


class Number(str):
    """A number with decimals as it was written, so that it comes out as it went in."""

    __slots__ = ()


Styles = Mapping[int, str]
"""What the columns of a spreadsheet hold beside text, by position: `number`, `date` or `flag`."""


class Source(Protocol):
    """A file of rows. `columns` are its headers, `encoding` how it is written ("" where fixed)."""

    columns: tuple[str, ...]
    encoding: str
    kind: str

    @property
    def styles(self) -> Styles:
        """What its columns hold beside text."""
        ...

    def rows(self, skip: int = 0) -> Generator[Row, None, None]:
        """The rows after the first `skip`."""
        ...

    def share_read(self) -> float:
        """How much of the file has been read, 0 to 1."""
        ...


class Sink(Protocol):
    """Somewhere rows go, in order."""

    @property
    def settled(self) -> bool:
        """Whether a run may be gone on with from here."""
        ...

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""
        ...

    def encoded(self, table: Any) -> Any:
        """A polars table with the columns of the file, as `write_encoded` adds it; by any thread."""
        ...

    def write_encoded(self, content: Any) -> None:
        """Add what `encoded` gave, all of it before that gives what comes after the next."""
        ...

    def position(self) -> Any:
        """A point to come back to, once what is before it is held."""
        ...

    def hold(self) -> None:
        """Have what is before the last position on the disk; more may be written meanwhile."""
        ...

    def finish(self) -> dict[str, Any]:
        """Make the file whole; its size and digest."""
        ...

    def abandon(self) -> None:
        """Leave the file as it is: the run has failed."""
        ...


def kind_of(path: Path, stated: str | None = None) -> str:
    """The kind of a file, by what was stated or by its ending. Raises BatchError."""
    kind = stated or KINDS.get(path.suffix.lower())
    if kind is None:
        raise BatchError("kind_unknown", file=path.name, allowed=tuple(KINDS))
    return kind
