"""缴费年限: how many months are required, how many count, how part years are written.

Covers the rising minimum, the year whose minimum applies, the local ways of turning months into
years, and the length of an extension. Does not decide which months were paid (`career`).
"""

from enum import IntEnum

from rules.month import MONTHS_PER_YEAR, year_of
from rules.quantities import YEAR_UNITS, Months, YearUnits, ceiling, half_up
from rules.tracing import rule

__all__ = [
    "YearsMode",
    "extension_end",
    "missing_months",
    "reference_year",
    "required_months",
    "years_of_contribution",
]

_PER_MONTH = YEAR_UNITS // MONTHS_PER_YEAR
_HUNDREDTH = YEAR_UNITS // 100
_TENTH = YEAR_UNITS // 10
_HALF = YEAR_UNITS // 2
_SHANGHAI_MONTH = 996
"""0.083% per odd month where a full year is 1%: 0.083 x 12,000."""


class YearsMode(IntEnum):
    """缴费年限的折算: how a place writes part years in the formula."""

    ROUND2 = 0
    EXACT = 1
    ONE_DECIMAL_UP = 2
    TWO_DECIMALS_UP = 3
    HALF_YEAR_UP = 4
    SHANGHAI = 5


@rule("reference_year", "renshebufa-2024-94#7")
def reference_year(retirement: int, statutory: int) -> int:
    """最低缴费年限的对照年份: the year of an early date, otherwise the year of the statutory age."""
    return year_of(min(retirement, statutory))


@rule("required_months", "jueding-2024-09-13#banfa-2")
def required_months(
    year: int, base: Months, last_year_of_base: int, step: Months, cap: Months
) -> Months:
    """最低缴费年限: months of contribution required of who claims in `year`.

    从2030年1月1日起，将职工按月领取基本养老金最低缴费年限由十五年逐步提高至二十年，每年提高六个月。

        base + step x years after `last_year_of_base`, at most `cap`

    >>> required_months(2034, Months(180), 2029, Months(6), Months(240))
    210
    """
    return Months(min(cap, base + step * max(0, year - last_year_of_base)))


@rule("missing_months", "shebaofa-2010#16", "jueding-2024-09-13#banfa-2")
def missing_months(required: Months, counted: Months) -> Months:
    """缺少的月数: months still to be paid before a monthly pension is due; 0 when enough are there."""
    return Months(max(0, required - counted))


@rule("extension_end", "shebaofa-2010#16", "jueding-2024-09-13#banfa-2")
def extension_end(statutory: int, missing: Months) -> int:
    """延长缴费后的领取月份: the month in which paying on after the statutory month completes the minimum."""
    return statutory + missing


@rule("years_of_contribution", "guofa-2005-38#6")
def years_of_contribution(months: Months, mode: int) -> YearUnits:
    """缴费年限 as the place writes it in the formula, in twelve-thousandths of a year.

    缴费每满1年发给1%; practice counts months and differs in how it writes them: two decimals half up,
    exact twelfths, up at one decimal (Anhui), up at two (Guangxi), up to the half-year (Fujian), or
    0.083% for each odd month (Shanghai).

    >>> years_of_contribution(Months(517), YearsMode.ROUND2) / 12_000
    43.08
    >>> years_of_contribution(Months(523), YearsMode.TWO_DECIMALS_UP) / 12_000
    43.59
    """
    if mode == YearsMode.ROUND2:
        return YearUnits(half_up(months * _PER_MONTH, _HUNDREDTH) * _HUNDREDTH)
    if mode == YearsMode.ONE_DECIMAL_UP:
        return YearUnits(ceiling(months * _PER_MONTH, _TENTH) * _TENTH)
    if mode == YearsMode.TWO_DECIMALS_UP:
        return YearUnits(ceiling(months * _PER_MONTH, _HUNDREDTH) * _HUNDREDTH)
    if mode == YearsMode.HALF_YEAR_UP:
        return YearUnits(ceiling(months * _PER_MONTH, _HALF) * _HALF)
    if mode == YearsMode.SHANGHAI:
        odd = months % MONTHS_PER_YEAR
        return YearUnits(months // MONTHS_PER_YEAR * YEAR_UNITS + odd * _SHANGHAI_MONTH)
    return YearUnits(months * _PER_MONTH)
