"""Roundings: the named edges."""

import pytest

from rules.quantities import (
    ceiling,
    clamp,
    cut_product,
    half_up,
    half_up_product,
    multiply_divide,
    round_up_product,
)


def test_halves_go_up_not_to_the_even_neighbour() -> None:
    """F5: half-even and half-up disagree at 0.5, 2.5, 4.5."""
    assert [half_up(n, 2) for n in (1, 3, 5, 7, 9)] == [1, 2, 3, 4, 5]


def test_just_below_a_half_goes_down() -> None:
    assert half_up(499_999, 1_000_000) == 0
    assert half_up(500_000, 1_000_000) == 1


def test_a_negative_half_goes_toward_zero() -> None:
    # 四舍五入 of a negative real rate's interest: -0.5 -> 0, -0.51 -> -1, -1.5 -> -1.
    assert [half_up(-50, 100), half_up(-51, 100), half_up(-150, 100)] == [0, -1, -1]


def test_up_stays_on_whole_values_and_lifts_any_fraction() -> None:
    assert [ceiling(n, 10) for n in (0, 1, 9, 10, 11)] == [0, 1, 1, 1, 2]


def test_crossing_bounds_give_the_lower_one() -> None:
    assert clamp(5, 10, 7) == 10


@pytest.mark.parametrize(
    ("a", "b", "c", "d"),
    [
        (7, 3, 2, 5),  # 21 / 10 = 2.1
        (5, 5, 2, 5),  # 25 / 10 = 2.5, the half the first division left over is carried
        (5, 1, 2, 5),  # 5 / 10 = 0.5
        (49, 1, 20, 5),  # 49 / 100
        (19, 1, 2, 10),  # 0.95: one above nine and a half is ten, not eleven
        (33, 1, 3, 10),  # 1.1: eleven and nothing over is eleven
        (10**15, 10**12, 7, 10**6),
        (2**62 - 1, 2**47 - 1, 2**47 - 1, 3),
    ],
)
def test_products_are_rounded_once_over_the_whole_quotient(a: int, b: int, c: int, d: int) -> None:
    assert half_up_product(a, b, c, d) == (2 * a * b + c * d) // (2 * c * d)
    assert round_up_product(a, b, c, d) == -(-a * b // (c * d))
    assert cut_product(a, b, c, d) == a * b // (c * d)


def test_a_product_that_divides_exactly_is_not_lifted() -> None:
    assert round_up_product(6, 5, 3, 10) == 1
    assert round_up_product(10**15, 10**12, 10**12, 10**6) == 10**9


def test_long_division_beyond_64_bits_keeps_its_remainder() -> None:
    # 10^27 = 7 x 142857142857142857142857142 + 6
    assert multiply_divide(10**15, 10**12, 7) == (142857142857142857142857142, 6)
