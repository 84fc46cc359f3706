"""一组方案的养老金: the pension of plans that share their months, exactly and as a line above it.

Plans of the same months and denominator differ in two figures only, the sum of the indices and the
balance; the pension never falls when either rises.
"""

from collections.abc import Sequence

from calculator.planning.years import Entry, YearTable
from rules.contribution_index import average_index
from rules.contribution_period import years_of_contribution
from rules.estimation import NO_EXTRAS, Practice, Settlement, award
from rules.month import MONTHS_PER_YEAR
from rules.pension import AmountRounding, indexed_wage
from rules.quantities import (
    TENTH,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Pico,
    Ppm,
    YearUnits,
)

__all__ = ["PensionOf"]

_JIAO = 10
_PARTS_UP = (AmountRounding.JIAO_UP_EXACT, AmountRounding.JIAO_UP_FROM_FEN)


class PensionOf:
    """The pension of plans that share months and denominator, by index sum and balance.

    `upper` lies at most its rounding above it and never below: linear, `per_index` and `per_fen` of
    balance, fen per month.
    """

    def __init__(self, table: YearTable, chosen: Sequence[Entry]) -> None:
        self._case = table.case
        self.settled: Settlement = table.settle(chosen)
        self.index = self.settled.index_sum - sum(entry.index for entry in chosen)
        self.months = sum(entry.months for entry in chosen)
        span = 3 * (self.settled.denominator * MONTHS_PER_YEAR // YEAR_UNITS * 10**12)
        low, high = self._unrounded(0), self._unrounded(span)
        self.per_index = (high - low) / span if span else 0.0
        self.per_fen = TENTH / self.settled.payment_months
        self._least = low
        half_a_unit = self._case.practice.index_precision * self.settled.denominator / 2
        self.slack = self.per_index * half_a_unit * MONTHS_PER_YEAR / YEAR_UNITS + self._rounding()

    def _rounding(self) -> float:
        """At most what the roundings add: of the parts as the place writes them, of the two corners the
        line is drawn through, and half a fen for the interest of all years.

        Where only the total goes up to 0.1 yuan, `wanted` takes it off the target instead.
        """
        transition, practice = self._case.transition, self._case.practice
        parts = 1 + 2 * (transition.years + transition.paid_years > 0)
        line = 0.5 * parts + 0.5
        if practice.amount_rounding in _PARTS_UP:
            return line + _JIAO * (parts + 1)
        return line + 0.5 * (parts + 1) + (0 if self._case.extras == NO_EXTRAS else 5)

    def wanted(self, target: Fen) -> Fen:
        """The sum of the parts from which on the total is at least `target`."""
        if self._case.practice.amount_rounding == AmountRounding.TOTAL_JIAO_UP:
            return Fen(_JIAO * (-(-target // _JIAO) - 1) + 1)
        return target

    def exact(self, index: int, balance: int) -> Fen:
        """The pension, fen per month."""
        return Fen(self._award(self._case.practice, index, balance))

    def upper(self, index: int, balance: float) -> float:
        """At least the pension."""
        return self._least + self.per_index * index + self.per_fen * balance + self.slack

    def _unrounded(self, index: int) -> int:
        """Without balance, low-index factor and rounding of the index and by the place."""
        full = self._case.practice._replace(
            low_index_factor=0,
            index_precision=1,
            indexed_wage_to_fen=0,
            amount_rounding=AmountRounding.FEN,
        )
        return self._award(full, index, 0)

    def _award(self, practice: Practice, index: int, balance: int) -> int:
        settled = self.settled
        average = average_index(
            IndexE12(index), YearUnits(settled.denominator), practice.index_precision
        )
        indexed = indexed_wage(Micro(settled.index_base), average, practice.indexed_wage_to_fen > 0)
        amounts = award(
            Micro(settled.basic_base),
            Micro(settled.transitional_base),
            average,
            Pico(indexed),
            years_of_contribution(Months(settled.counted), practice.years_mode),
            Fen(balance),
            settled.payment_months,
            Ppm(settled.basic_rate),
            self._case.transition,
            practice,
            self._case.extras,
        )
        return amounts.total
