"""输出成表: what was found for a table of people, as the table that is written.

What was carried through stands first, each alternative under its row; numbers of cards are masked.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator.batch.compiled.codes import LONGEST
from calculator.batch.compiled.pages import Integers
from calculator.batch.files.views import longest, without_nulls
from calculator.batch.interpreter import RowWorker
from calculator.batch.people.privacy import CARD_DIGITS, SHORTEST_CARD, masked
from calculator.batch.summary import Summary
from calculator.batch.tables.codes import words_of
from calculator.batch.tables.figures import Figures

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Coded", "Output"]

_CARD_NUMBER = 10**15


Coded = Sequence[tuple[str, Integers, Sequence[Any]]]
"""Columns whose values have codes: name, codes, values by code."""


class Output:
    """Lays out tables of results. `columns` are their headers.

    With `worded` texts of few values come as words of an enumeration and decimals as whole numbers, which
    files are written from in less time.
    """

    def __init__(
        self, worker: RowWorker, figures: Figures, columns: Sequence[str], *, worded: bool
    ) -> None:
        self._worker, self._figures = worker, figures
        self._columns = tuple(columns)
        self._is_worded = worded

    def table(
        self,
        frame: "pl.DataFrame",
        coded: Coded,
        found: list[list[Integers]],
        kept: Any,
        summary: Summary,
    ) -> "pl.DataFrame":
        """Rows in order, each alternative under its row, those without a result left out."""
        import polars as pl  # noqa: PLC0415 only large files need it

        alternatives = self._worker.people.alternatives
        carried = frame if self._worker.keep_ids else _discreet(frame, summary)
        carried = _worded(carried, coded) if self._is_worded else carried
        series: list[pl.Series]
        if len(alternatives) == 1:
            rows = None if kept.all() else np.flatnonzero(kept[:, 0])
            series = list(carried.get_columns() if rows is None else carried[rows].get_columns())
            columns = [column if rows is None else column[rows] for column in found[0]]
            which = np.zeros(int(kept.sum()), dtype=np.int64)
        else:
            flat = np.flatnonzero(kept.reshape(-1))
            series = list(carried[flat // len(alternatives)].get_columns())
            columns = [
                np.stack([one[at] for one in found], axis=1).reshape(-1)[flat]
                for at in range(len(found[0]))
            ]
            which = flat % len(alternatives)
        for name in self._worker.compared:
            words = pl.Series([one.given.get(name, "") for one in alternatives])
            series.append(words.gather(which))
        series += self._figures.written(columns)
        named = [one.alias(name) for one, name in zip(series, self._columns, strict=True)]
        return pl.DataFrame(named)


def _worded(frame: "pl.DataFrame", coded: Coded) -> "pl.DataFrame":
    """The table with the short texts whose codes are known as words."""
    import polars as pl  # noqa: PLC0415 only large files need it

    changed = []
    for name, codes, values in coded:
        series = frame[name]
        if series.dtype == pl.String and longest(without_nulls(series)) <= LONGEST:
            words = words_of(codes, values)
            if words is not None:
                changed.append(words.alias(name))
    return frame.with_columns(changed) if changed else frame


def _discreet(frame: "pl.DataFrame", summary: Summary) -> "pl.DataFrame":
    """The table with card numbers masked; a number that is one is left out."""
    import polars as pl  # noqa: PLC0415 only large files need it

    changed = []
    for series in frame.get_columns():
        text = series
        if series.dtype.is_integer() and (series >= _CARD_NUMBER).any():
            text = series.cast(pl.String)
        if text.dtype != pl.String or longest(without_nulls(text)) < SHORTEST_CARD:
            continue
        suspect = text.str.contains(CARD_DIGITS).fill_null(value=False).arg_true()
        if not len(suspect):
            continue
        cells = text[suspect].to_list()
        shown = [masked(cell) for cell in cells]
        pairs = list(zip(suspect, cells, shown, strict=True))
        found = [(at, hidden) for at, cell, hidden in pairs if hidden != cell]
        if found:
            summary.masked[series.name] += len(found)
            hidden = [one for _, one in found] if text is series else None
            changed.append(series.scatter([at for at, _ in found], hidden))
    return frame.with_columns(changed) if changed else frame
