"""成块读写: a file as tables of a fixed number of rows, and tables as bytes of a text file.

UTF-8 text is read by polars; what polars refuses (ragged rows) and other encodings are read row by
row. Blocks are the same whenever the same file is read, so that a run can go on at any of them.
"""

from collections.abc import Generator, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from calculator.batch.files.cells import cell_text
from calculator.batch.files.parquet import ParquetSource
from calculator.batch.files.rows import Row, Source
from calculator.batch.files.text_source import TextSource
from calculator.batch.files.views import formula_rows
from calculator.batch.libraries import polars
from calculator.spreadsheet_text import FORMULA_STARTS, neutralised

if TYPE_CHECKING:
    import polars as pl

__all__ = ["BLOCK", "Faults", "tables_of", "text_of"]

BLOCK = 131_072
_PLAIN_FROM, _PLAIN_TO = 1e-4, 1e15
Faults = list[Row]
"""Rows of a block that cannot be part of a table; their numbers are those of the block's rows."""


def tables_of(source: Source, skip: int) -> Generator[tuple["pl.DataFrame", Faults], None, None]:
    """Blocks of a file after the first `skip` rows."""
    if isinstance(source, ParquetSource):
        yield from ((table, []) for table in _parquet(source, skip))
    elif isinstance(source, TextSource) and source.kind != "ndjson" and _is_utf8(source):
        yield from _separated(source, skip)
    else:
        yield from _by_row(source, skip)


def _is_utf8(source: TextSource) -> bool:
    return source.encoding in ("utf-8", "utf-8-sig") and not source.is_cr_only


def _parquet(source: ParquetSource, skip: int) -> Iterator["pl.DataFrame"]:
    source.done = skip
    for table in _cut(source.pieces(skip, BLOCK), 0, BLOCK):
        source.done += table.height
        yield table


def _separated(source: TextSource, skip: int) -> Iterator[tuple["pl.DataFrame", Faults]]:
    library = polars()
    done = skip
    scan = library.scan_csv(
        source.path,
        separator=source.delimiter,
        infer_schema=False,
        new_columns=list(source.columns),
    )
    # The library holds several pieces of text in memory: with smaller ones there is room for them.
    rows = max(1, BLOCK // 2)
    pieces = scan.collect_batches(chunk_size=rows, maintain_order=True)
    try:
        for table in _cut(map(_without_blank_rows, pieces), skip, rows):
            done += table.height
            yield table, []
    except library.exceptions.ComputeError:
        yield from _by_row(source, done)


def _cut(pieces: Iterator["pl.DataFrame"], skip: int, rows: int) -> Iterator["pl.DataFrame"]:
    """Tables of any height as tables of so many rows, after the first `skip` rows."""
    library = polars()
    waiting: list[pl.DataFrame] = []
    for piece in pieces:
        if skip >= piece.height:
            skip -= piece.height
            continue
        waiting.append(piece[skip:])
        skip = 0
        while sum(one.height for one in waiting) >= rows:
            whole = library.concat(waiting)
            waiting = [whole[rows:]]
            yield whole[:rows]
    rest = library.concat(waiting) if waiting else None
    if rest is not None and rest.height:
        yield rest


def _without_blank_rows(table: "pl.DataFrame") -> "pl.DataFrame":
    library = polars()
    if not table.to_series(0).null_count():
        return table
    return table.filter(~library.all_horizontal(library.all().is_null()))


def _by_row(source: Source, skip: int) -> Iterator[tuple["pl.DataFrame", Faults]]:
    library = polars()
    rows = source.rows(skip)
    types = source.types if isinstance(source, TextSource) else {}
    while block := list(islice(rows, BLOCK)):
        faults = [row for row in block if row.fault]
        cells = [[] if row.fault else list(row.cells) for row in block]
        width = len(source.columns)
        columns = [
            _column(
                name, [one[at] if at < len(one) else None for one in cells], types.get(name, str)
            )
            for at, name in zip(range(width), source.columns, strict=True)
        ]
        yield library.DataFrame(columns), faults


def _column(name: str, cells: Sequence[Any], kind: type) -> "pl.Series":
    library = polars()
    types = {int: library.Int64, bool: library.Boolean}
    if kind is str:
        cells = [cell if cell is None or isinstance(cell, str) else str(cell) for cell in cells]
    column: pl.Series = library.Series(name, cells, dtype=types.get(kind, library.String))
    return column


def text_of(table: "pl.DataFrame", delimiter: str, out: BytesIO) -> int:
    """A table as lines of a text file at the beginning of `out`, nothing in it a formula; how many bytes."""
    library = polars()
    changed = []
    for series in table.get_columns():
        if series.dtype != library.String:
            if not _is_written_alike(series):
                text = [None if cell is None else cell_text(cell) for cell in series.to_list()]
                changed.append(library.Series(series.name, text, dtype=library.String))
            continue
        suspect = formula_rows(series)
        if len(suspect):
            changed.append(series.scatter(suspect, [neutralised(cell) for cell in series[suspect]]))
    safe = table.with_columns(changed) if changed else table
    out.seek(0)
    safe.write_csv(out, include_header=False, separator=delimiter)
    return out.tell()


def _is_written_alike(series: "pl.Series") -> bool:
    """Whether polars writes a column of no text as single cells are written."""
    kind = series.dtype
    if kind.is_float():
        size = series.abs()
        return bool(((size == 0) | ((size >= _PLAIN_FROM) & (size < _PLAIN_TO))).all())
    if isinstance(kind, polars().Enum):
        return not any(word.startswith(tuple(FORMULA_STARTS)) for word in kind.categories)
    return kind.is_integer() or kind.is_decimal() or kind == polars().Boolean
