"""打开文件: the reader for the kind of an input, the writer for the kind of an output."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import HashedFile
from calculator.batch.files.journal import Places
from calculator.batch.files.rows import Sink, Source, Styles, kind_of
from calculator.batch.files.text_sink import TextSink
from calculator.batch.files.text_source import TextSource

if TYPE_CHECKING:
    import polars as pl

__all__ = ["open_sink", "open_source"]


def open_source(path: Path, stated: str | None = None, sheet: str | None = None) -> Source:
    """A file of rows, ready to be read. Raises BatchError."""
    kind = kind_of(path, stated)
    try:
        if path.stat().st_size == 0:
            raise BatchError("file_empty", file=path.name)
    except OSError as error:
        code = "file_missing" if isinstance(error, FileNotFoundError) else "file_unreadable"
        raise BatchError(code, file=str(path), reason=error.strerror or "") from None
    if kind == "xlsx":
        from calculator.batch.files.spreadsheets import Spreadsheet  # noqa: PLC0415 heavy

        return Spreadsheet(path, sheet)
    if kind == "parquet":
        from calculator.batch.files.parquet import ParquetSource  # noqa: PLC0415 heavy

        return ParquetSource(path)
    return TextSource(path, kind)


def open_sink(
    places: Places,
    kind: str,
    columns: Sequence[str],
    scales: Mapping[int, int],
    schema: "Callable[[], pl.Schema]",
    encoding: str,
    begun: Any,
    styles: Styles,
) -> Sink:
    """The output of a run, gone on with from the position `begun` if there is one.

    `scales` are those of decimal columns by position; `schema` gives the types of a table,
    `styles` what the carried columns are in a spreadsheet. Raises BatchError.
    """
    if kind == "xlsx":
        from calculator.batch.files.spreadsheets import SpreadsheetSink  # noqa: PLC0415 heavy

        return SpreadsheetSink(places.partial, places.lines, columns, scales, begun, styles)
    if kind == "parquet":
        from calculator.batch.files.parquet import ParquetSink  # noqa: PLC0415 heavy

        return ParquetSink(places.partial, places.groups, schema(), begun)
    file = HashedFile(places.partial, begun)
    return TextSink(file, kind, columns, encoding, scales=scales, begun=bool(begun))
