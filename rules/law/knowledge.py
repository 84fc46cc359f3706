"""知晓日期: what was known of the law on a day.

A figure is known from the day it was published. Where no day is on record it counts as known from the
day of its document or from the month in which such figures usually come out, whichever is later.
"""

from datetime import date
from typing import NamedTuple, cast

from rules.law.catalogue import Catalogue
from rules.law.schema import FILES
from rules.law.series import Series
from rules.law.values import Row, Value
from rules.month import Month

__all__ = ["Knowledge"]

_LIMITS_IN = 9
"""Limits are announced in late summer and autumn, for January and July starts alike."""
_FOLLOWING_YEAR = 12
_USUALLY_AFTER = {
    "macro": _FOLLOWING_YEAR,
    "disposable_income": _FOLLOWING_YEAR,
    "average_pension_paid": _FOLLOWING_YEAR,
    "resident_rates": _FOLLOWING_YEAR,
    "pension_adjustments": 6,
}
"""Months after the start of its year in which a row of a table without a date is taken to be known."""


class Knowledge(NamedTuple):
    """What is known on `day`."""

    day: date
    catalogue: Catalogue

    def of_document(self, instrument: str) -> bool:
        """Whether a document was out; one without any date is taken to have been."""
        return self._issued(instrument) <= self.day.isoformat()

    def of_value(self, series: Series, value: Value) -> bool:
        """Whether a value of a series was known."""
        usually = Month(value.start + series.known_after)
        return self._known(value.published, value.instrument, usually)

    def of_limits(self, row: Row) -> bool:
        """Whether a row of contribution limits was known."""
        start = cast("Month", row["start"] or Month.of(cast("int", row["year"]), 1))
        usually = Month(max(start, Month.of(start.year, _LIMITS_IN)))
        return self._known(str(row["published"]), str(row["instrument"]), usually)

    def of_row(self, table: str, row: Row) -> bool:
        """Whether a row of any other table was known; rows of no time always were."""
        if "year" not in FILES[table] and "start" not in FILES[table]:
            return True
        start = row.get("start")
        if start is None and row.get("year") is not None:
            start = Month.of(cast("int", row["year"]), 1)
        usually = Month(cast("int", start or 0) + _USUALLY_AFTER.get(table, 0))
        return self._known(str(row.get("published", "")), str(row.get("instrument", "")), usually)

    def _known(self, published: str, instrument: str, usually: Month) -> bool:
        if published:
            return published <= self.day.isoformat()
        return usually <= Month.of_date(self.day) and self.of_document(instrument)

    def _issued(self, instrument: str) -> str:
        known = self.catalogue.instruments.get(instrument.partition("#")[0])
        return known.known_from if known else ""
