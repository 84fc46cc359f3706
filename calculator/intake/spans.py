"""费款所属期: the month or the months a row covers, as records write them.

202301, 2023-01, 2023年1月, and ranges: 202301-202312, 2023.01至2023.12, 2023年1月-12月. What could be
read in two ways is refused.
"""

import re
import unicodedata

from calculator.amounts import AmountError, parse_month
from rules.month import Month

__all__ = ["parse_span"]

_ONE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{6}"
_RANGE = re.compile(
    rf"(?P<first>{_ONE})\s*(?:-|~|至|到|—|–|－|\.\.)+\s*(?P<last>{_ONE}|(?P<short>\d{{1,2}})\s*月)"
)


def parse_span(text: str) -> tuple[Month, Month]:
    """The first and the last month of a cell. Raises AmountError.

    >>> parse_span("202301-202303")
    (Month('2023-01'), Month('2023-03'))
    >>> parse_span("2023年1月至3月")
    (Month('2023-01'), Month('2023-03'))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _RANGE.fullmatch(plain)
    if match is None:
        month = parse_month(plain)
        return month, month
    first = parse_month(match["first"])
    if match["short"]:
        number = int(match["short"])
        if not 1 <= number <= 12:
            raise AmountError("month_unreadable", plain)
        last = Month.of(first.year, number)
    else:
        last = parse_month(match["last"])
    return first, last
