"""年度权益单: what a yearly statement says of the account and of the months, and whether it adds up.

The balance of the last year-end is taken as it stands. Opening, credits, interest and closing are held
against each other; months against those of the record.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculator.amounts import (
    AmountError,
    parse_duration,
    parse_index,
    parse_money,
)
from calculator.identifiers import masked
from calculator.intake.headers import Column
from calculator.intake.tables import Row, Table
from calculator.scenario.problems import Problem
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, IndexE12, Months

__all__ = ["StatementReader", "YearEnd", "latest"]

_SHOWN = 40
_FIRST_YEAR, _LAST_YEAR = 1992, 2100


class YearEnd(NamedTuple):
    """One year of a statement; what it does not say is None."""

    year: int
    opening: Fen | None
    credited: Fen | None
    interest: Fen | None
    balance: Fen | None
    months: Months | None
    total_months: Months | None
    average_index: IndexE12 | None
    row: int

    @property
    def end(self) -> Month:
        """December of the year."""
        return Month.of(self.year, MONTHS_PER_YEAR)

    @property
    def off(self) -> int:
        """How far the closing balance is from opening, credits and interest; 0 where one is missing."""
        parts = (self.opening, self.credited, self.interest)
        if self.balance is None or any(part is None for part in parts):
            return 0
        return self.balance - sum(part for part in parts if part is not None)


class StatementReader:
    """Reads the rows of one statement. `problems` grow with every row."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.problems: list[Problem] = []

    def read(self) -> Iterator[YearEnd]:
        """The years that can be read."""
        for row in self.table.rows:
            before = len(self.problems)
            year = self._year(row)
            found = YearEnd(
                year or 0,
                self._money(row, Column.OPENING),
                self._money(row, Column.YEAR_CREDITED),
                self._money(row, Column.INTEREST),
                self._money(row, Column.BALANCE),
                self._count(row, Column.YEAR_MONTHS),
                self._count(row, Column.TOTAL_MONTHS),
                self._index(row),
                row.number,
            )
            if (found.months or 0) > MONTHS_PER_YEAR:
                self._wrong(row, Column.YEAR_MONTHS, "count_outside", lowest=0, highest=12)
            if year is not None and len(self.problems) == before:
                yield found

    def _year(self, row: Row) -> int | None:
        text = row.cells.get(Column.YEAR, "").rstrip("年度").strip()
        if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            self._wrong(row, Column.YEAR, "intake_year_unreadable")
            return None
        return int(text)

    def _money(self, row: Row, column: Column) -> Fen | None:
        text = row.cells.get(column)
        try:
            return None if text is None else parse_money(text)
        except AmountError as error:
            self._wrong(row, column, error.code, **error.values)
            return None

    def _count(self, row: Row, column: Column) -> Months | None:
        text = row.cells.get(column)
        if text is None:
            return None
        try:
            return parse_duration(text, "months")
        except AmountError as error:
            self._wrong(row, column, error.code, **error.values)
            return None

    def _index(self, row: Row) -> IndexE12 | None:
        text = row.cells.get(Column.AVERAGE_INDEX)
        try:
            return None if text is None else parse_index(text)
        except AmountError as error:
            self._wrong(row, Column.AVERAGE_INDEX, error.code, **error.values)
            return None

    def _wrong(self, row: Row, column: Column, code: str, **values: object) -> None:
        heading = self.table.headings.get(column, str(column))
        found = masked(row.cells.get(column, ""))[:_SHOWN]
        self.problems.append(
            Problem(field=heading, code=code, found=found, values=values, line=row.number)
        )


def latest(years: Sequence[YearEnd]) -> YearEnd | None:
    """The last year whose balance is stated, else the last one."""
    known = [year for year in years if year.balance is not None]
    return max(known or years, key=lambda year: year.year, default=None)
