"""记账利率表: the crediting rates by year, one row for each way a year of retirement changes them."""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

from calculator.batch.compiled.leaves import UNKNOWN
from calculator.batch.compiled.pages import Integers
from calculator.batch.compiled.status import flag_of
from calculator.batch.shared_law import FIRST, reading
from calculator.case import Case
from rules.errors import RulesError
from rules.month import Month, year_of
from rules.quantities import Ppm

__all__ = ["HIGHEST_RATE", "RateTable"]

HIGHEST_RATE = Ppm(50_000)
"""A rate assumed for a year to come is not compiled beyond this."""

_YEARS_BACK = 3
"""Years before today's in which an account is built up to a statement."""


@dataclass
class RateTable:
    """The rows met so far, each once. Rates are national: only assumptions and options tell them apart."""

    last: Month
    rates: list[Integers] = field(default_factory=list)
    statuses: list[Integers] = field(default_factory=list)
    _row_of: dict[tuple[int, ...], int] = field(default_factory=dict)
    _rows_of: dict[Hashable, Integers] = field(default_factory=dict)

    @property
    def _height(self) -> int:
        return year_of(self.last) - year_of(FIRST) + 1

    def rows_of(self, case: Case) -> Integers:
        """The row for each year of retirement that matters, UNKNOWN for the others."""
        key = (case.projection.assumptions, case.scenario.retirement_year_rate, case.today)
        if key not in self._rows_of:
            rows = np.full(self._height, UNKNOWN, dtype=np.int64)
            for at in range(year_of(case.today) - _YEARS_BACK - year_of(FIRST), self._height):
                rows[at] = self._row(case, year_of(FIRST) + at)
            self._rows_of[key] = rows
        return self._rows_of[key]

    def _row(self, case: Case, retirement_year: int) -> int:
        column = case.terms_at(retirement_year).crediting_rate
        rates = np.full(self._height, UNKNOWN, dtype=np.int64)
        flags = np.zeros(self._height + 1, dtype=np.int64)
        for at in range(self._height):
            try:
                (rates[at],), worst = reading([column], at)
            except RulesError:
                continue
            flags[at + 1] = flag_of(worst)
            if at >= year_of(case.today) - year_of(FIRST) and rates[at] > HIGHEST_RATE:
                rates[at] = UNKNOWN
        key = (*rates.tolist(), *flags.tolist())
        if key not in self._row_of:
            self._row_of[key] = len(self.rates)
            self.rates.append(rates)
            self.statuses.append(np.cumsum(flags))
        return self._row_of[key]

    def known_from(self) -> Integers:
        """The position in each row from which on all rates are known."""
        unknown = np.stack(self.rates) < 0
        after_last = unknown.shape[1] - np.argmax(unknown[:, ::-1], axis=1)
        found: Integers = np.where(unknown.any(axis=1), after_last, 0)
        return found
