"""缴费工资指数: how high the bases were beside the average wage.

Covers one month's index and the average over a working life. The average is never held between 0.6
and 3: that limit belongs to the base of a month, not to a life with gaps.
"""

from enum import IntEnum

from rules.month import MONTHS_PER_YEAR
from rules.quantities import (
    MICRO_PER_FEN,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    YearUnits,
    half_up_product,
)
from rules.tracing import rule

__all__ = [
    "FOUR_DECIMALS",
    "FULL_PRECISION",
    "Denominator",
    "average_index",
    "held_index",
    "monthly_index",
]

FULL_PRECISION = 1
FOUR_DECIMALS = 100_000_000
"""Units of a millionth millionth that make 0.0001."""


class Denominator(IntEnum):
    """平均缴费指数的分母: which years the sum of the indices is divided by."""

    PAID_MONTHS = 0
    MONTHS_DUE = 1
    CALENDAR_YEARS = 2
    MONTHS_DUE_UNPAID_60 = 3


@rule("monthly_index", "guobanfa-2009-66#7")
def monthly_index(base: Fen, reference_wage: Micro) -> IndexE12:
    """月缴费工资指数: a month's base over the reference wage of the place that will pay the pension.

    以本人各年度缴费工资、缴费年限和待遇领取地对应的各年度在岗职工平均工资计算其基本养老金。

    Carried to twelve decimals.

    >>> monthly_index(Fen(1_193_700), Micro(11_937_000_000))
    1000000000000
    """
    return IndexE12(half_up_product(1_000_000_000_000, base * MICRO_PER_FEN, reference_wage, 1))


@rule("held_index", "guobanfa-2009-66#7")
def held_index(index: IndexE12, floor: IndexE12, cap: IndexE12) -> IndexE12:
    """当年指数上下限: an index held by the bounds a local text set for that year; 0 is no bound.

    >>> held_index(IndexE12(700_000_000_000), IndexE12(1_000_000_000_000), IndexE12(0))
    1000000000000
    """
    bounded = min(index, cap) if cap > 0 else index
    return IndexE12(max(bounded, floor))


@rule("average_index", "guofa-2005-38#6")
def average_index(index_sum: IndexE12, years: YearUnits, precision: int) -> IndexE12:
    """平均缴费工资指数: the sum of the monthly indices over the years that count.

        index sum / 12 / years, half up to `precision` (full, or four decimals where the text says so)

    `years` are paid, due or calendar years as the region divides; the sum holds one index per month.
    Without any year the average is 0.

    >>> average_index(IndexE12(12 * 600_000_000_000), YearUnits(12_000), FULL_PRECISION)
    600000000000
    """
    if years <= 0:
        return IndexE12(0)
    per_year = YEAR_UNITS // MONTHS_PER_YEAR
    return IndexE12(half_up_product(index_sum, per_year, years, precision) * precision)
