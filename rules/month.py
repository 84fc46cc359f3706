"""月份: the unit of time of the law.

A month is an ordinal, so spans are subtractions and nobody adds months to days. The day of birth
is not used by any rule here. This is the only user of dateutil.
"""

import re
import unicodedata
from datetime import date
from typing import Self

__all__ = ["MONTHS_PER_YEAR", "Month", "age_in_months", "month_of_year", "year_of"]

MONTHS_PER_YEAR = 12
_FORMS = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:[-/.]?\s*\d{1,2}\s*日?)?|(\d{4})(\d{2})(?:0[1-9]|[12]\d|3[01])?"
)


class Month(int):
    """A calendar month, as the number of months since year 0.

    >>> Month.of(2026, 7) + 6 == Month.of(2027, 1)
    True
    >>> str(Month.parse("2026年7月"))
    '2026-07'
    """

    __slots__ = ()

    @classmethod
    def of(cls, year: int, month: int) -> Self:
        """The `month` (1 to 12) of `year`. Raises ValueError for another month number."""
        if not 1 <= month <= MONTHS_PER_YEAR:
            raise ValueError(f"month {month} is not 1 to 12")
        return cls(year * MONTHS_PER_YEAR + month - 1)

    @classmethod
    def of_date(cls, day: date) -> Self:
        """The month a day falls in."""
        return cls.of(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2026-07, 2026/7, 2026.07, 2026年7月, 202607 or 20260715; a day is dropped.

        Raises ValueError for anything else.
        """
        match = _FORMS.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise ValueError(f"{text!r} is not a month")
        year, month = (part for part in match.groups() if part is not None)
        return cls.of(int(year), int(month))

    @property
    def year(self) -> int:
        """The calendar year."""
        return year_of(self)

    @property
    def month_of_year(self) -> int:
        """1 for January to 12 for December."""
        return month_of_year(self)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month_of_year, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month_of_year:02d}"

    def __repr__(self) -> str:
        return f"Month({str(self)!r})"


def year_of(month: int) -> int:
    """The calendar year of a month ordinal."""
    return month // MONTHS_PER_YEAR


def month_of_year(month: int) -> int:
    """1 to 12, of a month ordinal."""
    return month % MONTHS_PER_YEAR + 1


def age_in_months(born: date, day: date) -> int:
    """Completed months between two days, counted by the calendar."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 only days need a calendar

    span = relativedelta(day, born)
    return int(span.years * MONTHS_PER_YEAR + span.months)
