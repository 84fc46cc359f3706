"""法定退休年龄, elastic window and minimum years: what holds for every birth month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.contribution_period import missing_months, reference_year, required_months
from rules.month import Month, age_in_months
from rules.quantities import Months
from rules.retirement_age import delay, earliest_month, statutory_age, statutory_month
from tests.strategies import births, months
from tests.synthetic import (
    CATEGORIES,
    Category,
)

BIRTHS = range(Month.of(1940, 1), Month.of(2020, 1))


def age_of(category: Category, birth: int) -> int:
    late = delay(birth, category.first_affected, category.step, Months(category.cap))
    return statutory_age(Months(category.original_age), late)


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.name)
def test_the_cohort_before_the_change_keeps_the_old_age_and_the_next_has_one_month_more(
    category: Category,
) -> None:
    assert age_of(category, category.first_affected - 1) == category.original_age
    assert age_of(category, category.first_affected) == category.original_age + 1


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.name)
def test_age_rises_by_at_most_a_month_and_the_retirement_month_by_one_or_two(
    category: Category,
) -> None:
    """F2, F3: over every birth month; steps come exactly every 4 (or 2) months."""
    for birth in BIRTHS:
        later = age_of(category, birth + 1) - age_of(category, birth)
        assert later in {0, 1}
        since = birth + 1 - category.first_affected
        if 0 < since < category.step * category.cap:
            assert later == (since % category.step == 0)
        before = statutory_month(birth, Months(age_of(category, birth)))
        assert statutory_month(birth + 1, Months(age_of(category, birth + 1))) - before in {1, 2}


def test_the_caps_are_reached_at_the_cohorts_of_the_annex_and_stay() -> None:
    # Annexes 1 to 3: 63 from 1976-09, 58 from 1981-09, 55 from 1984-11.
    caps = [
        (Month.of(1976, 9), 63 * 12),
        (Month.of(1981, 9), 58 * 12),
        (Month.of(1984, 11), 55 * 12),
    ]
    for category, (cohort, age) in zip(CATEGORIES, caps, strict=True):
        assert age_of(category, cohort - 1) == age - 1
        assert {age_of(category, birth) for birth in BIRTHS if birth >= cohort} == {age}


@given(st.sampled_from(CATEGORIES).flatmap(lambda c: st.tuples(st.just(c), births(c))))
def test_the_early_window_opens_at_the_former_age_and_at_most_36_months_early(
    who: tuple[Category, Month],
) -> None:
    category, birth = who
    statutory = birth + age_of(category, birth)
    earliest = earliest_month(birth, Months(category.original_age), statutory, Months(36))
    assert birth + category.original_age <= earliest <= statutory
    assert statutory - earliest <= 36
    assert earliest in {birth + category.original_age, statutory - 36}


@given(st.dates(date(1940, 1, 1), date(2019, 12, 31)), st.sampled_from(CATEGORIES))
def test_only_the_month_of_birth_matters(born: date, category: Category) -> None:
    month = Month.of_date(born)
    assert month == Month.of_date(born.replace(day=1)) == Month.of(born.year, born.month)
    assert age_of(category, month) == age_of(category, Month.parse(born.isoformat()))


@given(months(), months())
def test_ages_by_month_arithmetic_are_ages_by_the_calendar(one: Month, other: Month) -> None:
    birth, later = min(one, other), max(one, other)
    assert age_in_months(birth.first_day, later.first_day) == later - birth


@given(st.integers(1990, 2100))
def test_the_minimum_period_rises_by_six_months_a_year_and_never_falls(year: int) -> None:
    def required(at: int) -> int:
        return required_months(at, Months(180), 2029, Months(6), Months(240))

    step = required(year + 1) - required(year)
    assert step == (6 if 2029 <= year < 2039 else 0)
    assert required(min(year, 2029)) == 180
    assert required(max(year, 2039)) == 240


@given(months(), st.integers(0, 36), st.integers(0, 120))
def test_retiring_later_than_the_statutory_month_never_raises_the_requirement(
    statutory: Month, early: int, late: int
) -> None:
    assert reference_year(statutory - early, statutory) == (statutory - early) // 12
    assert reference_year(statutory + late, statutory) == statutory.year


@given(st.integers(0, 240), st.integers(0, 600))
def test_missing_months_complete_the_requirement_exactly(required: int, counted: int) -> None:
    missing = missing_months(Months(required), Months(counted))
    assert max(required, counted) == counted + missing
