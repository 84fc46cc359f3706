"""法定退休年龄: the 408 rows of the official annexes and the points other calculators miss."""

import csv
from pathlib import Path

import pytest

import rules.law
from rules.month import Month
from rules.quantities import Months
from rules.retirement_age import (
    Retire,
    delay,
    earliest_month,
    payment_start,
    retirement_month,
    statutory_age,
    statutory_month,
)
from tests.synthetic import (
    CATEGORIES,
)

ANNEXES = Path(rules.law.__file__).with_name("retirement_ages.csv")
BY_NAME = {category.name: category for category in CATEGORIES}


def delayed(category: str, birth: str) -> int:
    known = BY_NAME[category]
    return delay(Month.parse(birth), known.first_affected, known.step, Months(known.cap))


def retires(category: str, birth: str) -> str:
    age = statutory_age(Months(BY_NAME[category].original_age), Months(delayed(category, birth)))
    return str(Month(statutory_month(Month.parse(birth), age)))


def test_the_formula_is_the_official_table_row_for_row() -> None:
    """F1: all 408 rows, not three points."""
    with ANNEXES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 408
    for row in rows:
        original = BY_NAME[row["category"]].original_age
        late = delayed(row["category"], row["birth"])
        assert (original, late) == (int(row["original_age"]), int(row["delay"]))
        assert statutory_age(Months(original), Months(late)) == int(row["statutory_age"])
        assert retires(row["category"], row["birth"]) == row["retirement"]


@pytest.mark.parametrize(
    ("category", "birth", "retirement"),
    [
        ("male_60", "1965-01", "2025-02"),
        ("male_60", "1976-09", "2039-09"),
        ("female_50", "1984-11", "2039-11"),
    ],
)
def test_f1_the_first_cohort_already_waits_a_month(
    category: str, birth: str, retirement: str
) -> None:
    assert retires(category, birth) == retirement


@pytest.mark.parametrize(
    ("birth", "retirement"),
    [("1965-01", "2025-02"), ("1965-05", "2025-07"), ("1965-09", "2025-12")],
)
def test_f2_the_first_month_of_each_step_belongs_to_it(birth: str, retirement: str) -> None:
    assert retires("male_60", birth) == retirement


def test_f2_a_man_of_1976_09_is_63() -> None:
    assert delayed("male_60", "1976-08") == 35
    assert delayed("male_60", "1976-09") == 36


def test_f3_a_man_of_1966_11_retires_in_2027_05() -> None:
    # Delay (22 // 4) + 1 = 6 months: 60 years 6 months.
    assert retires("male_60", "1966-11") == "2027-05"


def test_f4_women_of_both_categories_are_delayed() -> None:
    # Woman-50 of 1984-11: 55 years. Woman-55 of 1972-03: 26 // 4 + 1 = 7 months, 55 years 7 months.
    assert 600 + delayed("female_50", "1984-11") == 55 * 12
    assert 660 + delayed("female_55", "1972-03") == 55 * 12 + 7


@pytest.mark.parametrize(
    ("category", "birth", "retirement", "months"),
    [
        ("male_60", "1965-01", "2025-02", 1),
        ("male_60", "1965-12", "2026-03", 3),
        ("female_55", "1971-04", "2026-08", 4),
        ("male_60", "1963-12", "2023-12", 0),
        ("male_60", "1995-12", "2058-12", 36),
        ("female_50", "1995-12", "2050-12", 60),
    ],
)
def test_f31_the_rows_of_a_public_exercise(
    category: str, birth: str, retirement: str, months: int
) -> None:
    assert (retires(category, birth), delayed(category, birth)) == (retirement, months)


@pytest.mark.parametrize(
    ("category", "birth", "years", "months"),
    [
        # anchors of the annexes.
        ("male_60", "1965-05", 60, 2),
        ("male_60", "1976-08", 62, 11),
        ("female_55", "1970-01", 55, 1),
        ("female_55", "1981-09", 58, 0),
        ("female_50", "1975-01", 50, 1),
        ("female_50", "1975-03", 50, 2),
        ("female_50", "1984-11", 55, 0),
        ("male_60", "1964-12", 60, 0),
        ("male_60", "1972-06", 61, 11),
    ],
)
def test_anchors_of_the_annexes(category: str, birth: str, years: int, months: int) -> None:
    assert BY_NAME[category].original_age + delayed(category, birth) == 12 * years + months


def test_early_retirement_never_goes_below_the_original_age() -> None:
    # Man of 1965-05: 60 years 2 months; three years before would be 57, so from 60.
    birth = Month.of(1965, 5)
    earliest = earliest_month(birth, Months(720), Month.of(2025, 7), Months(36))
    assert earliest == Month.of(2025, 5)


def test_early_retirement_is_at_most_three_years_before_the_statutory_month() -> None:
    # Woman-50 of 1984-11: statutory 2039-11 at 55; not from 50 but from 52.
    earliest = earliest_month(Month.of(1984, 11), Months(600), Month.of(2039, 11), Months(36))
    assert earliest == Month.of(2036, 11)


def test_what_is_chosen_decides_the_month() -> None:
    month, statutory, earliest = (Month.of(year, 1) for year in (2033, 2034, 2032))
    chosen = [retirement_month(choice, month, statutory, earliest) for choice in Retire]
    assert chosen == [statutory, earliest, month]


def test_the_pension_starts_the_month_after() -> None:
    assert payment_start(Month.of(2034, 12)) == Month.of(2035, 1)
