"""文本视图: the texts of a column as the bytes Arrow has for them, without a copy."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calculator.spreadsheet_text import FORMULA_STARTS

if TYPE_CHECKING:
    import polars as pl

__all__ = ["formula_rows", "longest", "views_of", "without_nulls"]

_FIRST_BYTE = 4
"""Where in a view the text begins: the first four bytes are its length."""
_VIEW = 16
_MAY_BEGIN_FORMULA = np.isin(np.arange(256), [sign.encode()[0] for sign in FORMULA_STARTS])


def views_of(series: "pl.Series") -> NDArray[np.uint8]:
    """A row of bytes for each text: its length, then all of it where it is short, else its beginning.

    What a row without a text holds is not said.
    """
    import polars as pl  # noqa: PLC0415 only large files need it

    array: Any = series.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())
    assert array.type == import_module("pyarrow").string_view()  # noqa: S101 the level says so
    content = np.frombuffer(array.buffers()[1] or b"", dtype=np.uint8).reshape(-1, _VIEW)
    return content[array.offset : array.offset + len(array)]


def without_nulls(texts: "pl.Series") -> "pl.Series":
    """The same texts, empty ones for those that are not there."""
    return texts.fill_null("") if texts.null_count() else texts


def longest(texts: "pl.Series") -> int:
    """How many bytes the longest text of a column without nulls has."""
    return int(views_of(texts).view(np.uint32)[:, 0].max(initial=0))


def formula_rows(series: "pl.Series") -> "pl.Series":
    """The rows whose text begins with a byte that a formula may begin with."""
    import polars as pl  # noqa: PLC0415 only large files need it

    begins = pl.Series(_MAY_BEGIN_FORMULA[views_of(series)[:, _FIRST_BYTE]])
    return (begins & series.is_not_null()).arg_true()
