"""月份: reading, writing, and the calendar."""

from datetime import date

import pytest

from rules.month import Month, age_in_months, month_of_year, year_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-07",
        "2026/7",
        "2026.07",
        "2026年7月",
        "202607",
        "２０２６－０７",
        " 2026-07-31 ",
        "2026年7月31日",
    ],
)
def test_common_ways_of_writing_a_month_are_read(text: str) -> None:
    assert Month.parse(text) == Month.of(2026, 7)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-07", "July 2026", "2026-7-1-1"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_what_was_refused_is_named() -> None:
    with pytest.raises(ValueError, match=r"^'July 2026' is not a month$"):
        Month.parse("July 2026")


def test_month_zero_and_thirteen_do_not_exist() -> None:
    """F22: 0 is not a month and never means a missing one."""
    for number in (0, 13, -1):
        with pytest.raises(ValueError, match=f"^month {number} is not 1 to 12$"):
            Month.of(2026, number)


def test_years_carry_when_months_wrap() -> None:
    """F3: 1966-11 and 60 years 6 months is 2027-05, not 2026-05."""
    assert Month(Month.of(1966, 11) + 60 * 12 + 6) == Month.of(2027, 5)
    assert str(Month(Month.of(2025, 12) + 1)) == "2026-01"


def test_text_and_ordinal_round_trip_over_two_centuries() -> None:
    for ordinal in range(Month.of(1900, 1), Month.of(2100, 1)):
        month = Month(ordinal)
        assert Month.parse(str(month)) == ordinal
        assert (month.year, month.month_of_year) == (year_of(ordinal), month_of_year(ordinal))
        assert Month.of_date(month.first_day) == month


def test_a_month_begins_on_its_first_day() -> None:
    assert Month.of(2026, 7).first_day == date(2026, 7, 1)


def test_a_month_shows_itself() -> None:
    assert repr(Month.of(2026, 7)) == "Month('2026-07')"


def test_completed_months_by_the_calendar_wait_for_the_day() -> None:
    assert age_in_months(date(1965, 1, 31), date(2025, 1, 30)) == 719
    assert age_in_months(date(1965, 1, 31), date(2025, 1, 31)) == 720
    assert age_in_months(date(1964, 2, 29), date(2024, 2, 29)) == 720
