"""成列编码: the values of a column as small numbers, each value read once however often it stands there.

Codes depend on what was met before; a column of words made from them does not.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator.batch.compiled.codes import LONGEST, MOST, code_texts, nothing_known
from calculator.batch.compiled.pages import Integers
from calculator.batch.files.views import longest, views_of, without_nulls

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Codes", "words_of"]

_MOST_KNOWN = 300_000
_MOST_SPREAD = 1_000_000
_MOST_WORDS = 2_000


class Codes:
    """The codes of the values of one column, kept from table to table: 0 is a null.

    `values` are the values by code. When too many are known all are forgotten: another `age` begins.
    """

    def __init__(self) -> None:
        self.age = -1
        self._forget()

    def _forget(self) -> None:
        self.age += 1
        self.values: list[Any] = [None]
        self._known: dict[Any, int] = {}
        self._texts = nothing_known()
        self._code_of_text = np.zeros(MOST + 1, dtype=np.int64)
        self._count = 0

    def read(self, series: "pl.Series") -> Integers:
        """The code of each value."""
        import polars as pl  # noqa: PLC0415 only large files need it

        if len(self.values) > _MOST_KNOWN:
            self._forget()
        if series.dtype.is_nested():
            return np.array(
                [self._code(repr(one), one) for one in series.to_list()], dtype=np.int64
            )
        if series.dtype == pl.String:
            short = self._short_texts(series)
            if short is not None:
                return short
        elif series.dtype.is_integer() and not series.null_count() and len(series):
            found = self._numbers(series.cast(pl.Int64).to_numpy())
            if found is not None:
                return found
        distinct = series.unique()
        codes = pl.Series([self._code(one, one) for one in distinct.to_list()], dtype=pl.Int64)
        return series.replace_strict(distinct, codes, return_dtype=pl.Int64).to_numpy()

    def _code(self, key: Any, value: Any) -> int:
        if value is None:
            return 0
        code = self._known.get(key)
        if code is None:
            code = self._known[key] = len(self.values)
            self.values.append(value)
        return code

    def _numbers(self, numbers: Integers) -> Integers | None:
        """The codes of whole numbers that lie close together, None where they do not."""
        low, high = int(numbers.min()), int(numbers.max())
        if high - low > _MOST_SPREAD:
            return None
        places = numbers - low
        met = np.flatnonzero(np.bincount(places))
        codes = np.zeros(high - low + 1, dtype=np.int64)
        codes[met] = [self._code(one, one) for one in (met + low).tolist()]
        return codes.take(places)

    def _short_texts(self, series: "pl.Series") -> Integers | None:
        """The codes of texts that are short and not too many, None where they are not."""
        if self._count > MOST:
            return None
        absent = series.is_null().to_numpy() if series.null_count() else None
        filled = without_nulls(series)
        if longest(filled) > LONGEST:
            return None
        words = views_of(filled).view(np.uint64)
        places, rows = np.empty(len(words), dtype=np.int64), np.empty(MOST, dtype=np.int64)
        before = self._count
        self._count = code_texts(words, self._texts, before, places, rows)
        if self._count > MOST:
            return None
        if self._count > before:
            new = filled.gather(rows[: self._count - before]).to_list()
            for at, text in enumerate(new, before + 1):
                self._code_of_text[at] = self._code(text, text)
        codes = self._code_of_text.take(places)
        return codes if absent is None else np.where(absent, 0, codes)


def words_of(codes: Integers, values: Sequence[str | None]) -> "pl.Series | None":
    """The texts `values` at `codes` as words of an enumeration, None where they are too many.

    The words are those there are, in their order: nothing else of `values` shows.
    """
    import polars as pl  # noqa: PLC0415 only large files need it

    met = np.flatnonzero(np.bincount(codes)).tolist()
    if len(met) > _MOST_WORDS:
        return None
    found = sorted((text, code) for code in met if (text := values[code]) is not None)
    places = np.zeros(len(values), dtype=np.uint16)
    places[[code for _, code in found]] = range(len(found))
    at = pl.Series(places.take(codes))
    absent = [code for code in met if values[code] is None]
    if absent:
        at = at.set(pl.Series(np.isin(codes, absent)), None)
    return at.cat.to(pl.Enum([text for text, _ in found]))
