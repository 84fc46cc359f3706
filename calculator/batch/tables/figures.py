"""结果成列: the result columns of many persons at once, as the table of results defines them.

The compiled rules give the figures of a settlement; the few that are made from them (share of a wage,
today's money) are made here by the same functions, or checked against them where they could differ.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator.batch.compiled.engine import Asked, Engine
from calculator.batch.compiled.kernel import GO_ON, MOST, OUT, STOP_NOW
from calculator.batch.compiled.pages import Integers
from calculator.batch.compiled.status import STATUSES
from calculator.batch.files.exact import DIGITS, decimals
from calculator.batch.results import DECISIONS, Result, Value
from calculator.batch.summary import Summary
from calculator.batch.tables.codes import words_of
from calculator.real_money import in_todays_money
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import MICRO_PER_FEN, PPM, Fen, Ppm, half_up

if TYPE_CHECKING:
    import polars as pl

__all__ = ["NOTHING", "Figures"]

NOTHING = -(1 << 63)
"""Stands for an empty cell; no figure reaches it."""
_AT = {name: at for at, name in enumerate(OUT)}
_OUTCOMES = (("stop_now_", STOP_NOW), ("most_", MOST), ("", GO_ON))
_FAR = 100_000
_HALF = 0.5
_NEAR_A_HALF = 1e-4
_MADE_OF = {
    "payable": ("months_missing",),
    "claim_place": (),
    "replacement_base": ("pension", "basic_base"),
    "replacement_own": ("pension", "last_base"),
    "pension_today": ("pension", "start"),
}
"""Results that are no figure of a settlement, and the figures they are made of."""
_ALONE = frozenset({"paid_from_now_today", *DECISIONS})
Found = dict[str, Any]
"""Figures by name, of the persons that are not interpreted."""


class Figures:
    """The results chosen, for the persons of one table after another.

    With `worded` words and months come as words of an enumeration, decimals as whole numbers (`exact`
    makes them what they are); else as text and as decimals.
    """

    def __init__(self, engine: Engine, results: Sequence[Result], *, worded: bool = False) -> None:
        self.engine = engine
        self._worded = worded
        self.results = tuple(results)
        self._words: dict[str, list[str]] = {"status": [str(status) for status in STATUSES]}
        self._place_of_leaf: list[int] = []
        self._asked = [_split(result.name) for result in results]
        self._needed = _needed(self._asked)

    @property
    def is_covered(self) -> bool:
        """Whether every column chosen is among those the compiled rules give."""
        return not any(name in _ALONE for name, _ in self._asked)

    def compiled(self, asked: Asked, summary: Summary) -> list[Integers]:
        """The results of those who are not interpreted; NOTHING for the others."""
        people, covered = asked.people, asked.covered
        whole = bool(covered.all())
        rows = slice(None) if whole else np.flatnonzero(covered)
        leaves = asked.templates[:, 0][people.template[rows]]
        found: dict[int, Found] = {}
        for outcome, names in self._needed.items():
            out = self.engine.settle(asked, outcome, [_AT[name] for name in names])
            found[outcome] = {name: row[rows] for name, row in zip(names, out, strict=True)}
        columns = []
        for result, (name, outcome) in zip(self.results, self._asked, strict=True):
            values = self._column(name, found[outcome], leaves)
            if result.is_money:
                summary.sums[result.name] += int(values.sum())
            if not whole:
                column = np.full(len(covered), NOTHING, dtype=np.int64)
                column[rows] = values
                values = column
            columns.append(values)
        counts = np.bincount(found[GO_ON]["status"], minlength=len(STATUSES))
        for status, times in zip(STATUSES, counts, strict=True):
            if times:
                summary.status[status.value] += int(times)
        return columns

    def _column(self, name: str, found: Found, leaves: Integers) -> Any:
        if name in found and name not in _MADE_OF:
            return found[name]
        if name == "payable":
            return (found["months_missing"] == 0).astype(np.int64)
        if name == "claim_place":
            return self._places()[leaves]
        if name == "replacement_base":
            return _shares(found["pension"], half_up(found["basic_base"], MICRO_PER_FEN))
        if name == "replacement_own":
            return _shares(found["pension"], found["last_base"])
        return self._pension_today(found, leaves)

    def _places(self) -> Integers:
        known = self._place_of_leaf
        for leaf in self.engine.book.leaves[len(known) :]:
            known.append(self._word("claim_place", leaf.claim))
        return np.array(known, dtype=np.int64)

    def _word(self, name: str, word: str) -> int:
        """The position of a word among those of its column, by whichever evaluator it was met first."""
        words = self._words.setdefault(name, [])
        if word not in words:
            words.append(word)
        return words.index(word)

    def _pension_today(self, found: Found, leaves: Integers) -> Any:
        """Amounts in today's prices; near a half the decimal computation of one person decides."""
        amount, ahead = found["pension"], found["start"] - self.engine.today
        rates = [leaf.inflation for leaf in self.engine.book.leaves]
        growths, which = np.unique(rates, return_inverse=True)
        inflation = which[leaves]
        low = int(ahead.min(initial=0))
        months = np.arange(low, int(ahead.max(initial=0)) + 1) / MONTHS_PER_YEAR
        factors = np.power(((PPM + growths) / PPM)[:, None], months[None, :])
        real = amount / factors[inflation, ahead - low] + _HALF
        fen = np.floor(real)
        for at in np.flatnonzero(np.abs(real - np.rint(real)) < _NEAR_A_HALF):
            growth = Ppm(int(growths[inflation[at]]))
            fen[at] = in_todays_money(Fen(int(amount[at])), int(ahead[at]), growth)
        return fen.astype(np.int64)

    def put(self, columns: list[Integers], row: int, values: Sequence[Value]) -> None:
        """Put the results of one person, as the interpreter gives them, into the columns."""
        for column, result, value in zip(columns, self.results, values, strict=True):
            column[row] = self._as_integer(result, value)

    def _as_integer(self, result: Result, value: Value) -> int:
        if value is None:
            return NOTHING
        return self._word(result.name, value) if isinstance(value, str) else int(value)

    def written(self, columns: Sequence[Integers]) -> list["pl.Series"]:
        """Columns of integers as columns of a table."""
        return [
            self._series(result, column)
            for result, column in zip(self.results, columns, strict=True)
        ]

    def _series(self, result: Result, column: Integers) -> "pl.Series":
        import polars as pl  # noqa: PLC0415 only large files need it

        kind = result.kind
        missing = column == NOTHING if column.min(initial=0) == NOTHING else None
        if kind.is_decimal and not (self._worded and kind.digits <= DIGITS):
            return decimals(column, kind.digits, kind.scale, missing)
        if kind.is_decimal or kind.name in ("flag", "count"):
            plain = pl.Series(column == 1 if kind.name == "flag" else column)
            return plain if missing is None else plain.set(pl.Series(missing), None)
        if kind.name == "month":
            months = column if missing is None else np.where(missing, 0, column)
            low = int(months.min(initial=_FAR, where=months > 0))
            names = [None, *_names_of_months(low, int(months.max(initial=low)))]
            return self._words_at(np.maximum(months - low + 1, 0), names)
        words = [None, *self._words.get(result.name, ())]
        return self._words_at(
            column + 1 if missing is None else np.where(missing, 0, column + 1), words
        )

    def _words_at(self, codes: Integers, words: Sequence[str | None]) -> "pl.Series":
        """The words of these codes."""
        import polars as pl  # noqa: PLC0415 only large files need it

        found = words_of(codes, words) if self._worded else None
        return pl.Series(words, dtype=pl.String).gather(codes) if found is None else found


def _split(name: str) -> tuple[str, int]:
    """The column of an outcome, and the outcome."""
    for prefix, outcome in _OUTCOMES:
        if prefix and name.startswith(prefix):
            return name.removeprefix(prefix), outcome
    return name, GO_ON


def _needed(asked: Sequence[tuple[str, int]]) -> dict[int, tuple[str, ...]]:
    """The figures each outcome has to give; the status of the plan is counted always."""
    needed: dict[int, dict[str, None]] = {GO_ON: {"status": None}}
    for name, outcome in asked:
        names = needed.setdefault(outcome, {})
        names.update(dict.fromkeys(_MADE_OF.get(name, (name,))))
    return {outcome: tuple(names) for outcome, names in needed.items()}


def _shares(part: Any, whole: Any) -> Any:
    safe: Any = np.where(whole > 0, whole, 1)
    return np.where(whole > 0, half_up(part * PPM, safe), NOTHING)


@cache
def _names_of_months(first: int, last: int) -> Sequence[str]:
    return [str(Month(month)) for month in range(first, last + 1)]
