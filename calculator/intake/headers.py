"""表头: the columns of contribution records and yearly statements, as agencies and apps head them.

Chinese and English, units in brackets left aside. Columns that identify a person are known so that they
can be dropped by name. Covers no cells.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from calculator.intake.words import plain, words

__all__ = ["Column", "column_of", "is_identifier", "kind_of_table"]


class Column(StrEnum):
    """What a column holds."""

    MONTH = "month"
    FROM = "from"
    TO = "to"
    PLACE = "place"
    BASE = "base"
    PERSONAL = "personal"
    EMPLOYER = "employer"
    AMOUNT = "amount"
    CREDITED = "credited"
    KIND = "kind"
    POSTED = "posted"
    STATUS = "status"
    INSURANCE = "insurance"
    YEAR = "year"
    OPENING = "opening"
    YEAR_CREDITED = "year_credited"
    INTEREST = "interest"
    BALANCE = "balance"
    YEAR_MONTHS = "year_months"
    TOTAL_MONTHS = "total_months"
    AVERAGE_INDEX = "average_index"


_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FULLWIDTH = str.maketrans("（）［］：", "()[]:")
_RECORD = frozenset({Column.MONTH, Column.FROM})
_WORTH = frozenset({Column.BASE, Column.PERSONAL, Column.AMOUNT, Column.CREDITED})
_STATEMENT = frozenset({Column.BALANCE, Column.TOTAL_MONTHS})


def _bare(heading: str) -> str:
    """A heading without the unit in brackets behind it."""
    return plain(_BRACKETED.sub("", heading.translate(_FULLWIDTH))).replace("-", "_").rstrip(":")


def column_of(heading: str) -> Column | None:
    """The column a heading means, None for an unknown one.

    >>> column_of(" 缴费基数（元）")
    <Column.BASE: 'base'>
    """
    name = words("column").get(_bare(heading))
    return None if name is None else Column(name)


def is_identifier(heading: str) -> bool:
    """Whether a heading names something that identifies a person, or is nobody's business here."""
    return _bare(heading) in words("identifier")


def kind_of_table(headings: Iterable[str]) -> str:
    """`record` or `statement` for a line that heads one of them, empty for any other line."""
    found = {column for heading in headings if (column := column_of(heading)) is not None}
    if found & _RECORD and found & _WORTH:
        return "record"
    if Column.YEAR in found and found & _STATEMENT:
        return "statement"
    return ""
