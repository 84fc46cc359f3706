"""成列读取: the cells of a column as integers, each text read once by the reader of its field.

What the plain forms are not sure about is marked, and its row goes to the interpreter, which reads it
again and says what is wrong.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calculator.batch.compiled.codes import read_amounts
from calculator.batch.files.views import views_of, without_nulls
from calculator.batch.tables.codes import Codes
from calculator.scenario.fields import Field
from calculator.scenario.kinds import MONEY

Integers = NDArray[np.int64]

if TYPE_CHECKING:
    import polars as pl

__all__ = ["BLANK", "UNSURE", "ColumnReader"]

BLANK, UNSURE = -1, -2
_HUNDRED = 100
_MOST_FEN = 10**13


class ColumnReader:
    """Reads the column of one field. `header` may state a unit, `encoded` turns a value into an integer,
    `codes` knows the values of the column.
    """

    def __init__(
        self, entry: Field, header: str, encoded: Callable[[Any], int], codes: Codes
    ) -> None:
        self._entry = entry
        self._unit = entry.unit_of(header)
        self._encoded = encoded
        self._codes = codes
        self._age = codes.age
        self._found = np.zeros(0, dtype=np.int64)

    def read(self, series: "pl.Series", coded: Callable[[], Integers]) -> Integers:
        """The integers of a column: BLANK where it says nothing, UNSURE where it must be read alone.

        `coded` gives the codes of its values, if they are needed.
        """
        import polars as pl  # noqa: PLC0415 only large files need it

        if self._entry.kind is MONEY:
            if series.dtype.is_numeric():
                return self._money(series)
            if series.dtype == pl.String:
                return self._typed_money(series)
        return self._looked_up(coded())

    def _looked_up(self, codes: Integers) -> Integers:
        """Each value read once and remembered."""
        if self._age != self._codes.age:
            self._age, self._found = self._codes.age, np.zeros(0, dtype=np.int64)
        new = [self._one(value) for value in self._codes.values[len(self._found) :]]
        if new:
            self._found = np.append(self._found, np.array(new, dtype=np.int64))
        return self._found.take(codes)

    def _one(self, value: Any) -> int:
        if value is None or (isinstance(value, str) and not value.strip()):
            return BLANK
        kind = self._entry.kind
        assert kind is not None  # noqa: S101 lists are never read here
        try:
            return self._encoded(kind.parse(value, self._unit))
        except Exception:  # noqa: BLE001 the interpreter says what is wrong
            return UNSURE

    @staticmethod
    def _money(series: "pl.Series") -> Integers:
        """Numbers that are whole fen; others are read alone."""
        import polars as pl  # noqa: PLC0415 only large files need it

        if isinstance(series.dtype, pl.Decimal) and series.dtype.scale <= 2:
            exact = series.cast(pl.Decimal(18, 2)).to_physical().cast(pl.Int64)
            fen = exact.fill_null(BLANK).to_numpy()
            return np.where(fen < BLANK, UNSURE, fen)
        yuan = series.cast(pl.Float64).to_numpy()
        blank = np.isnan(yuan) | series.is_null().to_numpy()
        scaled = np.where(blank, 0.0, yuan) * _HUNDRED
        whole = np.rint(scaled)
        exact_fen = whole / _HUNDRED == np.where(blank, 0.0, yuan)
        sure = exact_fen & (whole >= 0) & (whole < _MOST_FEN)
        return np.where(blank, BLANK, np.where(sure, whole, UNSURE)).astype(np.int64)

    def _typed_money(self, series: "pl.Series") -> Integers:
        """Amounts typed as 8000 or 8000.50; each other form is read once."""
        views = views_of(without_nulls(series))
        fen = np.empty(len(views), dtype=np.int64)
        read_amounts(views, BLANK, UNSURE, fen)
        others = np.flatnonzero(fen == UNSURE)
        if len(others):
            fen[others] = self._looked_up(self._codes.read(series.gather(others)))
        return fen
