"""Quantities of the law and the only roundings there are.

Money is whole fen; published wages are micro-yuan because projected ones are carried unrounded;
rates are parts per million; indices are parts per million million. All are plain integers, so the
same functions run in the interpreter and in compiled code. Products that would not fit into 64 bits
go through `multiply_divide`, of which compiled code has a version of its own.
"""

from typing import NewType

__all__ = [
    "FEN_PER_YUAN",
    "INDEX_ONE",
    "MICRO_PER_FEN",
    "MICRO_PER_YUAN",
    "PICO_PER_FEN",
    "PPM",
    "TENTH",
    "YEAR_UNITS",
    "Fen",
    "IndexE12",
    "Micro",
    "Months",
    "Pico",
    "Ppm",
    "YearUnits",
    "ceiling",
    "clamp",
    "cut_product",
    "half_up",
    "half_up_product",
    "multiply_divide",
    "round_up_product",
]

Fen = NewType("Fen", int)
"""Money, 0.01 yuan."""
Micro = NewType("Micro", int)
"""A published or projected wage or calculation base, 0.000001 yuan."""
Pico = NewType("Pico", int)
"""A wage derived inside the calculation (indexed wage), 0.000000000001 yuan."""
Ppm = NewType("Ppm", int)
"""A rate in parts per million: 3.97% is 39_700."""
IndexE12 = NewType("IndexE12", int)
"""A contribution index; 1 is 1_000_000_000_000."""
Months = NewType("Months", int)
"""A count of months."""
YearUnits = NewType("YearUnits", int)
"""Years of contribution in twelve-thousandths: every local way of writing part years is whole in it."""

FEN_PER_YUAN = 100
MICRO_PER_YUAN = 1_000_000
MICRO_PER_FEN = 10_000
PICO_PER_FEN = 10_000_000_000
PPM = 1_000_000
INDEX_ONE = 1_000_000_000_000
YEAR_UNITS = 12_000
TENTH = 10
"""Payment months are kept in tenths; ten fen are one jiao."""


def clamp(value: int, low: int, high: int) -> int:
    """`value` held between `low` and `high`; `low` wins where the two cross."""
    held = high if value > high else value
    return low if held < low else held


def half_up(numerator: int, denominator: int) -> int:
    """Round a non-negative quotient to the nearest whole, halves upward (四舍五入).

    >>> half_up(5, 2), half_up(4, 3), half_up(0, 7)
    (3, 1, 0)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def ceiling(numerator: int, denominator: int) -> int:
    """Round a quotient up to a whole (见分进角 and alike).

    >>> ceiling(10, 5), ceiling(11, 5)
    (2, 3)
    """
    return -(-numerator // denominator)


def multiply_divide(a: int, b: int, c: int) -> tuple[int, int]:
    """Quotient and remainder of `a * b / c`, exact however long the product is.

    Compiled code has 64 bits and a version of its own, for non-negative `a` below 2**62 and `b`, `c`
    below 2**47.

    >>> multiply_divide(10**15, 10**12, 7)
    (142857142857142857142857142, 6)
    """
    return divmod(a * b, c)


def half_up_product(a: int, b: int, c: int, d: int) -> int:
    """`a * b / (c * d)` rounded half up once, within the bounds of `multiply_divide`.

    Dividing by `c` first and by `d` after is exact: a nested floor is the floor of the whole, and
    the half that `c` left over is carried along.
    """
    quotient, remainder = multiply_divide(a, b, c)
    return (2 * quotient + 2 * remainder // c + d) // (2 * d)


def round_up_product(a: int, b: int, c: int, d: int) -> int:
    """`a * b / (c * d)` rounded up once, within the bounds of `multiply_divide`."""
    quotient, remainder = multiply_divide(a, b, c)
    return ceiling(quotient + (1 if remainder > 0 else 0), d)


def cut_product(a: int, b: int, c: int, d: int) -> int:
    """`a * b / (c * d)` without its fraction, within the bounds of `multiply_divide`."""
    quotient, _ = multiply_divide(a, b, c)
    return quotient // d
