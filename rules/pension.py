"""基本养老金: basic pension, individual account pension, transitional pension, their sum.

Reads like item 6 of 国发〔2005〕38号. Covers the local variants that sheets show (low-index factor,
two bases, four transitional shapes, rounding practice). Local extras are in `local_extras`.
"""

from collections.abc import Sequence
from enum import IntEnum

from rules.month import MONTHS_PER_YEAR
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_FEN,
    PICO_PER_FEN,
    PPM,
    TENTH,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Pico,
    Ppm,
    YearUnits,
    ceiling,
    cut_product,
    half_up,
    half_up_product,
    round_up_product,
)
from rules.tracing import rule

__all__ = [
    "AmountRounding",
    "account_pension",
    "basic_pension",
    "indexed_wage",
    "low_index_factor",
    "payment_months",
    "payment_months_by_month",
    "total_pension",
    "transitional_coefficient",
    "transitional_index",
    "transitional_pension",
    "transitional_pension_by_average",
]

_JIAO = 10
_PICO_PER_MICRO = 1_000_000
_FACTOR_ONE = 10_000
_LOW_INDEX = 600_000_000_000


class AmountRounding(IntEnum):
    """金额进位: how a place writes the amounts of a sheet."""

    FEN = 0
    """Each part half up to the fen."""
    JIAO_UP_FROM_FEN = 1
    """Each part cut to the fen, then up to 0.1 yuan (Guangxi)."""
    JIAO_UP_EXACT = 2
    """Each part up to 0.1 yuan (Shanghai)."""
    TOTAL_JIAO_UP = 3
    """Each part half up to the fen, the total up to 0.1 yuan (见分进角)."""


def _amount(a: int, b: int, c: int, d: int, rounding: int) -> Fen:
    """The part `a * b / (c * d)` fen, written as the place does."""
    if rounding == AmountRounding.JIAO_UP_EXACT:
        return Fen(round_up_product(a, b, c, d * _JIAO) * _JIAO)
    if rounding == AmountRounding.JIAO_UP_FROM_FEN:
        return Fen(ceiling(cut_product(a, b, c, d), _JIAO) * _JIAO)
    return Fen(half_up_product(a, b, c, d))


@rule("indexed_wage", "guofa-2005-38#6")
def indexed_wage(base: Micro, index: IndexE12, to_fen: bool) -> Pico:
    """本人指数化月平均缴费工资: calculation base x average index, in millionth millionths of a yuan.

    Unrounded, or half up to the fen where the place prints and uses it so (`to_fen`).

    >>> indexed_wage(Micro(8_321_000_000), IndexE12(613_000_000_000), True) / 10**12
    5100.77
    """
    if to_fen:
        return Pico(half_up_product(base, index, INDEX_ONE, MICRO_PER_FEN) * PICO_PER_FEN)
    return Pico(half_up_product(base, index, INDEX_ONE // _PICO_PER_MICRO, 1))


@rule("low_index_factor", "yuefu-2006-96#a")
def low_index_factor(index: IndexE12) -> int:
    """广东系数a: average index over 0.6, at most 1, four decimals, in ten-thousandths."""
    return min(_FACTOR_ONE, half_up(index * _FACTOR_ONE, _LOW_INDEX))


@rule("basic_pension", "guofa-2005-38#6")
def basic_pension(
    base: Micro, factor: int, indexed: Pico, years: YearUnits, rate: Ppm, rounding: int
) -> Fen:
    """基础养老金, fen per month.

    基础养老金月标准以当地上年度在岗职工月平均工资和本人指数化月平均缴费工资的平均值为基数，缴费每满1年发给1%。

        (calculation base x a + indexed wage) / 2 x years x rate

    `factor` is a in ten-thousandths, 10 000 except below index 0.6 in Guangdong; `rate` is the 1%.
    Rounded once.

    >>> indexed = Pico(5_100_773_000_000_000)
    >>> basic_pension(Micro(8_321_000_000), 10_000, indexed, YearUnits(297_000), Ppm(10_000), 0)
    166094
    """
    first = base * factor * (_PICO_PER_MICRO // _FACTOR_ONE)
    return _amount(first + indexed, years * rate, PICO_PER_FEN, 2 * YEAR_UNITS * PPM, rounding)


@rule("payment_months", "guofa-2005-38#annex")
def payment_months(age: Months, table: Sequence[int], first_age: int) -> int:
    """计发月数 at a whole completed age, in tenths of a month.

    `table` holds the annex from `first_age` years on; younger and older ages take its ends.
    """
    position = age // MONTHS_PER_YEAR - first_age
    return table[max(0, min(position, len(table) - 1))] * TENTH


@rule("payment_months_by_month", "guofa-2005-38#annex", "jinan-2025-jifayueshu#answer")
def payment_months_by_month(age: Months, table: Sequence[int], first_age: int) -> int:
    """计发月数 at an age in years and months, in tenths of a month, half up.

        M(y) + (M(y+1) - M(y)) x k / 12

    >>> payment_months_by_month(Months(1), (139, 132), 0)
    1384
    """
    last = len(table) - 1
    position = max(0, min(age // MONTHS_PER_YEAR - first_age, last))
    odd = age % MONTHS_PER_YEAR if first_age * MONTHS_PER_YEAR <= age else 0
    here, following = table[position], table[min(position + 1, last)]
    weighted = here * (MONTHS_PER_YEAR - odd) + following * odd
    return half_up(weighted * TENTH, MONTHS_PER_YEAR)


@rule("account_pension", "guofa-2005-38#6")
def account_pension(balance: Fen, months: int, rounding: int) -> Fen:
    """个人账户养老金: balance / payment months, fen per month; `months` in tenths.

    个人账户养老金月标准为个人账户储存额除以计发月数。

    >>> account_pension(Fen(7_211_751), 1_384, 0)
    52108
    """
    return _amount(balance, TENTH, months, 1, rounding)


@rule("transitional_index", "guofa-2005-38#6-transition")
def transitional_index(index: IndexE12, floor: IndexE12) -> IndexE12:
    """过渡性养老金的指数: the index of that part, at least `floor` where a text says so."""
    return max(index, floor)


@rule("transitional_coefficient", "guofa-2005-38#6-transition")
def transitional_coefficient(years: YearUnits, threshold: YearUnits, below: Ppm, above: Ppm) -> Ppm:
    """过渡性养老金系数: `above` for more than `threshold` years in all (Jilin), else `below`."""
    return above if years > threshold else below


@rule("transitional_pension", "guofa-2005-38#6-transition")
def transitional_pension(indexed: Pico, years: YearUnits, coefficient: Ppm, rounding: int) -> Fen:
    """过渡性养老金, fen per month: indexed wage x years before the account x coefficient."""
    return _amount(indexed, years * coefficient, PICO_PER_FEN, YEAR_UNITS * PPM, rounding)


@rule("transitional_pension_by_average", "guofa-2005-38#6-transition")
def transitional_pension_by_average(
    base: Micro, indexed: Pico, years: YearUnits, coefficient: Ppm, rounding: int
) -> Fen:
    """过渡性养老金 in its average form (Sichuan, Chongqing, Liaoning), fen per month.

    (calculation base + indexed wage) / 2 x years before the account x coefficient
    """
    both = base * _PICO_PER_MICRO + indexed
    return _amount(both, years * coefficient, PICO_PER_FEN, 2 * YEAR_UNITS * PPM, rounding)


@rule("total_pension", "shebaofa-2010#15")
def total_pension(basic: Fen, account: Fen, transitional: Fen, extras: Fen, rounding: int) -> Fen:
    """基本养老金: the sum of the rounded parts, fen per month; up to 0.1 yuan where the place does so.

    >>> total_pension(Fen(100), Fen(20), Fen(3), Fen(0), AmountRounding.TOTAL_JIAO_UP)
    130
    """
    total = basic + account + transitional + extras
    if rounding == AmountRounding.TOTAL_JIAO_UP:
        return Fen(ceiling(total, _JIAO) * _JIAO)
    return Fen(total)
