"""精确小数: decimals of a table, which are whole numbers of their last place until they are written."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from calculator.batch.libraries import polars

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

__all__ = ["DIGITS", "decimals", "exact"]

DIGITS = 18
"""Of a decimal that is one whole number."""


def exact(table: "pl.DataFrame", scales: Mapping[int, int]) -> "pl.DataFrame":
    """A table with the decimals that are whole numbers in it; `scales` are theirs, by position."""
    columns = table.get_columns()
    changed = []
    for at, scale in scales.items():
        series = columns[at]
        if series.dtype == polars().Int64:
            absent = series.is_null().to_numpy() if series.null_count() else None
            numbers = series.fill_null(0).to_numpy()
            changed.append(decimals(numbers, DIGITS, scale, absent).alias(series.name))
    return table.with_columns(changed) if changed else table


def decimals(column: "Integers", digits: int, scale: int, missing: Any = None) -> "pl.Series":
    """Integers as exact decimals, without arithmetic: the same bytes read as another type."""
    import numpy as np  # noqa: PLC0415 only large files need it
    import polars as pl  # noqa: PLC0415 only large files need it

    pyarrow = import_module("pyarrow")

    absent = None
    if missing is not None:
        absent = pyarrow.py_buffer(np.packbits(~missing, bitorder="little"))
    kind, words = pyarrow.decimal64(min(digits, DIGITS), scale), column
    if digits > DIGITS:
        kind = pyarrow.decimal128(digits, scale)
        words = np.stack([column, column >> 63], axis=1)
    buffers = [absent, pyarrow.py_buffer(np.ascontiguousarray(words))]
    series = pl.from_arrow(pyarrow.Array.from_buffers(kind, len(column), buffers))
    assert isinstance(series, pl.Series)  # noqa: S101 an array becomes a series
    return series
