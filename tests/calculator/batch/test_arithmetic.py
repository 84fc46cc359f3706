"""64 位算术: the fast divisions give what the rules' own give, over the whole domain of the rules."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from numba import njit

from calculator.batch.compiled import arithmetic, kernel
from rules import month, quantities

MANY = settings(max_examples=1_000)
LONG = st.integers(0, 2**62 - 1)
SHORT = st.integers(0, 2**47 - 1)
DIVISOR = st.integers(1, 2**47 - 1)
FITS = 2**61
PRODUCTS = ("half_up_product", "round_up_product", "cut_product")
QUOTIENTS = ("half_up", "ceiling")


@pytest.fixture(scope="module")
def compiled():
    """The fast function behind a name, compiled, on 64-bit integers."""
    assert kernel.OUT
    names = [name for name in arithmetic.__all__ if name.startswith("fast_")]
    made = {name.removeprefix("fast_"): njit(getattr(arithmetic, name)) for name in names}

    def call(name, *numbers):
        found = made[name](*map(np.int64, numbers))
        return tuple(map(int, found)) if isinstance(found, tuple) else int(found)

    return call


@MANY
@given(a=LONG, b=SHORT, c=DIVISOR)
@example(a=2**62 - 1, b=1, c=1)
@example(a=2**62 - 1, b=2**47 - 1, c=2**47 - 1)
@example(a=10**15, b=10**12, c=10**12 + 1)
@example(a=0, b=0, c=1)
def test_long_division_is_exact_wherever_the_quotient_fits(compiled, a, b, c):
    if a * b // c < 2**63:
        assert compiled("multiply_divide", a, b, c) == divmod(a * b, c)


@pytest.mark.parametrize("name", PRODUCTS)
@MANY
@given(a=LONG, b=SHORT, c=DIVISOR, d=st.integers(1, 2**40))
@example(a=1, b=1, c=2, d=1)
@example(a=5, b=1, c=5, d=2)
@example(a=15, b=1, c=2, d=5)
def test_products_over_two_divisors_are_rounded_as_the_rules_round(compiled, name, a, b, c, d):
    if a * b // c < FITS:
        assert compiled(name, a, b, c, d) == getattr(quantities, name)(a, b, c, d)


@pytest.mark.parametrize("name", QUOTIENTS)
@MANY
@given(numerator=st.integers(0, 2**61), denominator=st.integers(1, 2**60))
@example(numerator=1, denominator=2)
@example(numerator=1, denominator=3)
@example(numerator=3, denominator=6)
@example(numerator=7, denominator=5)
def test_quotients_are_rounded_as_the_rules_round(compiled, name, numerator, denominator):
    expected = getattr(quantities, name)(numerator, denominator)
    assert compiled(name, numerator, denominator) == expected


@given(ordinal=st.integers(0, 12 * 10_000))
def test_months_fall_into_their_years(compiled, ordinal):
    assert compiled("year_of", ordinal) == month.year_of(ordinal)
    assert compiled("month_of_year", ordinal) == month.month_of_year(ordinal)


def test_every_fast_function_stands_for_one_of_the_rules():
    names = {name.removeprefix("fast_") for name in arithmetic.__all__}
    assert names == {*PRODUCTS, *QUOTIENTS, "multiply_divide", "year_of", "month_of_year"}
