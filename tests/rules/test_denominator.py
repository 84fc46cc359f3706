"""平均缴费指数的分母: gaps, statements and deemed months under each way of dividing."""

from dataclasses import replace

import pytest

from rules.contribution_index import FOUR_DECIMALS, Denominator
from rules.contribution_period import YearsMode
from rules.estimation import Opening, Transition
from rules.month import Month
from rules.quantities import INDEX_ONE
from tests.rules.lives import man, paying

YEAR = 12_000
GAP = (
    paying(Month.of(2011, 1), Month.of(2015, 12), 6_000),
    paying(Month.of(2021, 1), Month.of(2025, 12), 6_000),
)
"""Five years at 0.6, five years nothing, five years at 0.6; retiring in 2025-12."""


@pytest.mark.parametrize(
    ("denominator", "due_from", "index"),
    [
        # 72 / 120 months paid; 72 / 180 due; 10 calendar years; the gap of 60 months at 0.6.
        (Denominator.PAID_MONTHS, 0, 600_000_000_000),
        (Denominator.MONTHS_DUE, 0, 400_000_000_000),
        (Denominator.CALENDAR_YEARS, 0, 600_000_000_000),
        (Denominator.MONTHS_DUE_UNPAID_60, 0, 600_000_000_000),
        # Due only from 2013-01: 156 months, of them 60 unpaid; the 24 months before are paid all the same.
        (Denominator.MONTHS_DUE, Month.of(2013, 1), 461_538_461_538),  # 72 / 156
        (Denominator.MONTHS_DUE_UNPAID_60, Month.of(2013, 1), 692_307_692_308),  # (72 + 36) / 156
    ],
)
def test_f16_each_denominator_treats_a_gap_in_its_way(
    denominator: int, due_from: int, index: int
) -> None:
    case = man(Month.of(1965, 9), *GAP, retire=Month.of(2025, 12))
    settled = case.practising(denominator=denominator, due_from=due_from).settle()
    assert settled.average_index == index


def test_beijing_keeps_due_years_at_two_decimals_and_the_index_at_four() -> None:
    # 181 months due = 15.08 years: 72 / 12 / 15.08 = 0.39787... -> 0.3979
    case = man(Month.of(1965, 9), *GAP, retire=Month.of(2026, 1))
    settled = case.practising(
        denominator=Denominator.MONTHS_DUE,
        due_years_mode=YearsMode.ROUND2,
        index_precision=FOUR_DECIMALS,
    ).settle()
    assert settled.denominator == 1_508 * YEAR // 100
    assert settled.average_index == 3_979 * FOUR_DECIMALS


STATED = Opening(Month.of(2020, 12), 100, 120, 100 * INDEX_ONE, 0)
"""100 months at index 1 in 120 due."""
DEEMED = Transition(20, 12 * INDEX_ONE // 10, -1, 0, 0)
"""20 months at 1.2."""


@pytest.mark.parametrize(
    ("denominator", "index"),
    [
        # 2021 to 2024 paid at 1, 2025 not: indices 100 + 48 + 24 = 172; months 100 + 48 + 20 = 168;
        # due 120 + 60 + 20 = 200; calendar years 4 x 12 + 120 = 168; 200 - 120 - 48 = 32 unpaid at 0.6.
        (Denominator.PAID_MONTHS, 1_023_809_523_810),  # 172 / 168
        (Denominator.CALENDAR_YEARS, 1_023_809_523_810),
        (Denominator.MONTHS_DUE, 860_000_000_000),  # 172 / 200
        (Denominator.MONTHS_DUE_UNPAID_60, 956_000_000_000),  # 191.2 / 200
    ],
)
def test_a_statement_and_deemed_months_enter_every_denominator(
    denominator: int, index: int
) -> None:
    paid = paying(Month.of(2021, 1), Month.of(2024, 12))
    life = man(
        Month.of(1965, 9), paid, opening=STATED, transition=DEEMED, retire=Month.of(2025, 12)
    )
    # What is due before a statement it says itself: the month from which the place counts has passed.
    settled = life.practising(denominator=denominator, due_from=Month.of(2023, 1)).settle()
    assert settled.average_index == index


def test_more_months_in_a_statement_than_were_due_leave_none_unpaid() -> None:
    # 150 paid in 120 due, then all 60: (150 + 60) / (120 + 60) = 1.1666...
    opening = Opening(Month.of(2020, 12), 150, 120, 150 * INDEX_ONE, 0)
    paid = paying(Month.of(2021, 1), Month.of(2025, 12))
    life = man(Month.of(1965, 9), paid, opening=opening, retire=Month.of(2025, 12))
    settled = life.practising(denominator=Denominator.MONTHS_DUE_UNPAID_60).settle()
    assert settled.average_index == 1_166_666_666_667


def test_a_statement_of_the_retirement_month_leaves_nothing_more_due() -> None:
    life = man(Month.of(1965, 9), opening=STATED, retire=Month.of(2020, 12))
    for retired_before in (life, replace(life, opening=STATED._replace(month=Month.of(2021, 6)))):
        settled = retired_before.practising(denominator=Denominator.MONTHS_DUE).settle()
        assert settled.denominator == 10 * YEAR


def test_an_unpaid_month_counts_exactly_0_6() -> None:
    # One month at 1 and 60 unpaid: (1 + 36) / 61 = 0.606557377049 18...
    life = man(
        Month.of(1965, 9), paying(Month.of(2020, 12), Month.of(2020, 12)), retire=Month.of(2025, 12)
    )
    settled = life.practising(denominator=Denominator.MONTHS_DUE_UNPAID_60).settle()
    assert settled.average_index == 606_557_377_049


@pytest.mark.parametrize("denominator", Denominator)
def test_who_never_paid_owes_no_month_and_has_no_index(denominator: int) -> None:
    settled = man(Month.of(1965, 9)).practising(denominator=denominator).settle()
    assert (settled.denominator, settled.average_index) == (0, 0)


def test_before_the_place_counts_months_none_is_due() -> None:
    life = man(
        Month.of(1965, 9), paying(Month.of(2011, 1), Month.of(2015, 12)), retire=Month.of(2025, 12)
    )
    settled = life.practising(denominator=Denominator.MONTHS_DUE, due_from=Month.of(2027, 1))
    assert settled.settle().denominator == 0


def test_a_broken_year_is_one_calendar_year() -> None:
    # Six months at 0.6 in one year: 3.6 / 12 = 0.3.
    spring = paying(Month.of(2024, 1), Month.of(2024, 3), 6_000)
    autumn = paying(Month.of(2024, 7), Month.of(2024, 9), 6_000)
    life = man(Month.of(1965, 9), spring, autumn, retire=Month.of(2025, 12))
    settled = life.practising(denominator=Denominator.CALENDAR_YEARS).settle()
    assert (settled.denominator, settled.average_index) == (YEAR, 300_000_000_000)


def test_one_month_at_the_average_wage_is_a_life_at_index_one() -> None:
    paid = paying(Month.of(2025, 12), Month.of(2025, 12))
    assert (
        man(Month.of(1965, 9), paid, retire=Month.of(2025, 12)).settle().average_index == INDEX_ONE
    )


def test_a_statement_inside_a_year_and_the_months_after_it_make_one_calendar_year() -> None:
    # 18 months of 2024 and 2025 on the statement, six of 2025 after it, all at 1: 24 / 2 years = 1.
    opening = Opening(Month.of(2025, 6), 18, 18, 18 * INDEX_ONE, 0)
    paid = paying(Month.of(2025, 7), Month.of(2025, 12))
    life = man(Month.of(1965, 9), paid, opening=opening, retire=Month.of(2025, 12))
    settled = life.practising(denominator=Denominator.CALENDAR_YEARS).settle()
    assert (settled.denominator, settled.average_index) == (2 * YEAR, INDEX_ONE)
    # With two months on it, both of 2025, the eight months are one year: 8 / 12.
    short = replace(life, opening=Opening(Month.of(2025, 6), 2, 2, 2 * INDEX_ONE, 0))
    settled = short.practising(denominator=Denominator.CALENDAR_YEARS).settle()
    assert (settled.denominator, settled.average_index) == (YEAR, 666_666_666_667)
    # Paying on for another year adds that year: 18 + 6 + 12 months over three years.
    going_on = paying(Month.of(2026, 1), Month.of(2026, 12))
    longer = man(Month.of(1965, 9), paid, going_on, opening=opening, retire=Month.of(2026, 12))
    settled = longer.practising(denominator=Denominator.CALENDAR_YEARS).settle()
    assert (settled.denominator, settled.average_index) == (3 * YEAR, INDEX_ONE)
