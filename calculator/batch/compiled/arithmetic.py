"""64 位算术: the divisions of `rules.quantities` and `rules.month` as the machine does them fastest.

No rule: the same results for the same numbers. What the rules divide is never negative, so divisions are
unsigned; a long product is divided by an estimate in floating point. Held to the rules' own versions by
tests over the whole domain; the interpreter keeps those.
"""

# ruff: noqa: ANN001, ANN201, ANN202, ARG001  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-arg,call-overload"

from typing import Any

from numba.core import types
from numba.extending import intrinsic

from calculator.batch.compiled.compiler import instead
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of
from rules.quantities import (
    ceiling,
    cut_product,
    half_up,
    half_up_product,
    multiply_divide,
    round_up_product,
)

__all__ = [
    "fast_ceiling",
    "fast_cut_product",
    "fast_half_up",
    "fast_half_up_product",
    "fast_month_of_year",
    "fast_multiply_divide",
    "fast_round_up_product",
    "fast_year_of",
]


@intrinsic
def _over(context, a, b):
    """The whole quotient of two numbers that are not negative."""

    def emit(_, builder, __, arguments):
        return builder.udiv(*arguments)

    return types.int64(types.int64, types.int64), emit


@intrinsic
def _beyond(context, a, b):
    """The remainder of two numbers that are not negative."""

    def emit(_, builder, __, arguments):
        return builder.urem(*arguments)

    return types.int64(types.int64, types.int64), emit


def fast_year_of(month):
    """The year of a month."""
    return _over(month, MONTHS_PER_YEAR)


def fast_month_of_year(month):
    """1 to 12."""
    return _beyond(month, MONTHS_PER_YEAR) + 1


def fast_half_up(numerator, denominator):
    """A quotient, halves upward: half a denominator more, and where it is odd there are no halves."""
    return _over(numerator + (denominator >> 1), denominator)


def fast_ceiling(numerator, denominator):
    """A quotient, up to a whole."""
    return _over(numerator + denominator - 1, denominator)


def fast_multiply_divide(a, b, c):
    """Quotient and remainder of `a * b / c` from an estimate in floating point, then corrected.

    The estimate is off by less than 2**12, so the remainder it leaves is below 2**59 and exact in
    wrapping 64-bit arithmetic, however long the product is.
    """
    quotient = int(float(a) * float(b) / float(c))
    remainder = a * b - quotient * c
    if remainder < 0 or remainder >= c:
        step = remainder // c
        quotient += step
        remainder -= step * c
    return quotient, remainder


def fast_half_up_product(a, b, c, d):
    """`a * b / (c * d)`, halves upward."""
    quotient, remainder = multiply_divide(a, b, c)
    half = 1 if 2 * remainder >= c else 0
    return _over(quotient + ((half + d) >> 1), d)


def fast_round_up_product(a, b, c, d):
    """`a * b / (c * d)`, up to a whole."""
    quotient, remainder = multiply_divide(a, b, c)
    return ceiling(quotient + (1 if remainder > 0 else 0), d)


def fast_cut_product(a, b, c, d):
    """`a * b / (c * d)` without its fraction."""
    quotient, _ = multiply_divide(a, b, c)
    return _over(quotient, d)


_FASTER = {
    year_of: fast_year_of,
    month_of_year: fast_month_of_year,
    half_up: fast_half_up,
    ceiling: fast_ceiling,
    multiply_divide: fast_multiply_divide,
    half_up_product: fast_half_up_product,
    round_up_product: fast_round_up_product,
    cut_product: fast_cut_product,
}


def _always(other: Any) -> Any:
    return lambda *_: other


for _rule, _fast in _FASTER.items():
    instead(_rule)(_always(_fast))
