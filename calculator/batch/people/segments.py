"""缴费时段: the long file of contribution segments, and whose they are."""

from itertools import islice
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.opening import open_source
from calculator.batch.people.headers import read_segment_headers
from calculator.batch.people.scenarios import segments_by_id

__all__ = ["read_segments"]

_MOST_SEGMENTS = 5_000_000


def read_segments(path: Path, id_column: str | None) -> dict[str, list[dict[str, Any]]]:
    """The segments of a file by the id of their person. Raises BatchError."""
    source = open_source(path)
    headers = read_segment_headers(source.columns)
    at = headers.position(id_column)
    if at is None:
        raise BatchError("no_id_column", file=path.name)
    rows = list(islice(source.rows(), _MOST_SEGMENTS + 1))
    if len(rows) > _MOST_SEGMENTS:
        raise BatchError("too_many_segments", longest=_MOST_SEGMENTS)
    return segments_by_id((row.cells for row in rows), headers, at)
