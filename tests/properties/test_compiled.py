"""The compiled rules give what the interpreted ones give, field by field."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numba import njit

from rules.career import Choice, Spell
from rules.month import Month
from rules.quantities import PPM, multiply_divide
from tests.compiled import register, settle_compiled
from tests.strategies import cases
from tests.synthetic import (
    CATEGORIES,
    FIRST,
    LAST,
    PLAIN_PRACTICE,
    Case,
    calendar_stretches,
    flat_law,
    person_of,
)

THOROUGH = settings(max_examples=max(200, settings().max_examples))
INT64_MAX = 2**63 - 1


def hold_to_the_interpreter(case: Case) -> None:
    """Assert that both evaluators agree."""
    compiled, interpreted = settle_compiled(case), case.settle()
    for name, ours in zip(interpreted._fields, interpreted, strict=True):
        assert getattr(compiled, name) == ours, name


@THOROUGH
@given(cases(local=True))
def test_compiled_and_interpreted_settlements_agree_in_every_field(case: Case) -> None:
    hold_to_the_interpreter(case)


def test_sixty_years_at_three_times_twice_the_highest_wage_stay_within_64_bits() -> None:
    # Shanghai's reference wage of 2026-07 is 12577 yuan; twice that, growing 2.5% a year, 300% paid at 24%
    # for sixty years, credited at 8.31%, the highest rate ever announced.
    places = (calendar_stretches(2 * 12_577_000_000, 25_000, 7),)
    law = flat_law(rate=83_100, base=100_000)
    case = Case(
        category=CATEGORIES[0],
        person=person_of(CATEGORIES[0], Month.of(1990, 1), choice=2, month=LAST - 12),
        law=type(law)(places, law.terms),
        spells=(Spell(FIRST, LAST, Choice.CEILING, 0, 0, 0, 0, 0),),
        practice=PLAIN_PRACTICE._replace(years_mode=5, transitional_shape=3),
    )
    settled = case.settle()
    assert 0 < settled.balance < INT64_MAX // (2 * 12 * 83_100)
    assert all(0 <= line.interest <= line.closing for line in settled.ledger)
    hold_to_the_interpreter(case)


@njit
def _compiled_multiply_divide(a, b, c):  # type: ignore[no-untyped-def]
    return multiply_divide(a, b, c)


@given(
    a=st.integers(0, 2**62 - 1),
    b=st.integers(0, 2**47 - 1),
    c=st.integers(1, 2**47 - 1),
)
@example(a=2**62 - 1, b=1, c=1)
@example(a=10**12, b=10**12, c=1_193_700 * PPM // 100)
@example(a=INT64_MAX // 3, b=3, c=1)
@example(a=0, b=0, c=1)
def test_long_division_is_exact_in_both_evaluators(a: int, b: int, c: int) -> None:
    assert multiply_divide(a, b, c) == divmod(a * b, c)
    if a * b // c <= INT64_MAX:
        register()
        found = _compiled_multiply_divide(np.int64(a), np.int64(b), np.int64(c))
        assert tuple(map(int, found)) == divmod(a * b, c)
