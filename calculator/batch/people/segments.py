"""缴费时段: the long file of contribution segments, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.opening import open_source
from calculator.batch.files.rows import Row
from calculator.batch.people.headers import Headers, key_of, read_segment_headers

__all__ = ["Segments", "read_segments"]

_MOST_SEGMENTS = 5_000_000


@dataclass(frozen=True, slots=True)
class Segments:
    """Histories by the id of their person. `faults` are rows of the file that belong to nobody."""

    headers: Headers
    rows: Mapping[str, tuple[Row, ...]]
    faults: tuple[Row, ...] = ()

    def tables(self, key: str) -> list[dict[str, Any]]:
        """The segments of a person, as a scenario file would hold them."""
        return [self.headers.given(row.cells) for row in self.rows.get(key, ())]

    def place(self, key: str, path: str) -> tuple[int, str] | None:
        """The row and the column of a path such as `history[2].base`, None for another path."""
        name, _, rest = path.partition("[")
        number, _, part = rest.partition("].")
        rows = self.rows.get(key, ())
        if name != "history" or not number.rstrip("]").isdigit():
            return None
        at = int(number.rstrip("]")) - 1
        return (rows[at].number, self.headers.column_of(part)) if at < len(rows) else None


def read_segments(path: Path, id_column: str | None, sheet: str | None = None) -> Segments:
    """The segments of a file. Raises BatchError."""
    source = open_source(path, sheet=sheet)
    headers = read_segment_headers(source.columns)
    at = headers.position(id_column)
    if at is None:
        raise BatchError("no_id_column", file=path.name)
    found: dict[str, list[Row]] = {}
    faults = []
    for number, row in enumerate(islice(source.rows(), _MOST_SEGMENTS + 1)):
        if number == _MOST_SEGMENTS:
            raise BatchError("too_many_segments", longest=_MOST_SEGMENTS)
        if row.fault:
            faults.append(row)
        elif key := key_of(row.cells[at]):
            found.setdefault(key, []).append(row)
        else:
            faults.append(Row(row.number, row.cells, "segment_without_id"))
    return Segments(headers, {key: tuple(rows) for key, rows in found.items()}, tuple(faults))
