"""个人账户: the worked checks of both methods and the edges of the last year."""

import pytest

from rules.individual_account import (
    annual_interest,
    annual_interest_by_year,
    closing_balance,
    interest_after_retirement,
    months_to_run,
)
from rules.quantities import Fen, Months, Ppm

FIVE_PERCENT = Ppm(50_000)


def test_the_monthly_product_of_the_worked_check_is_11732_50() -> None:
    # 10000 at 5%, 100 a month: product 100 x 78 = 7800, interest 500 + 32.50.
    product = Fen(10_000 * months_to_run(1, 12, 12))
    interest = annual_interest(Fen(1_000_000), Months(12), product, FIVE_PERCENT)
    assert closing_balance(Fen(1_000_000), Fen(120_000), interest) == 1_173_250


def test_the_yearly_formula_of_the_worked_check_is_11732_49() -> None:
    # 10000 x 1.05 + 1200 x (1 + 0.05 x 1.083 / 2) = 10500 + 1232.49
    interest = annual_interest_by_year(Fen(1_000_000), Fen(120_000), FIVE_PERCENT)
    assert closing_balance(Fen(1_000_000), Fen(120_000), interest) == 1_173_249


@pytest.mark.parametrize(("month", "interest"), [(1, 6_000), (12, 500)])
def test_f11_twelve_hundred_posted_once_earn_60_in_january_and_5_in_december(
    month: int, interest: int
) -> None:
    product = Fen(120_000 * months_to_run(month, month, 12))
    assert annual_interest(Fen(0), Months(12), product, FIVE_PERCENT) == interest


def test_f11_no_in_year_convention_of_other_calculators_is_used() -> None:
    # 100 a month at 5%: nothing 0, a flat half year 30.00, 13/24 of the year 32.50 by even credits only.
    # Six credits from July: 100 x 21 x 5% / 12 = 8.75; a flat half of the year would give 15.00.
    product = Fen(10_000 * months_to_run(7, 12, 12))
    assert annual_interest(Fen(0), Months(12), product, FIVE_PERCENT) == 875


def test_the_retirement_year_runs_to_the_retirement_month() -> None:
    # with R = August, 800 a month, 4%: 800 x (8 + 7 + ... + 1) = 800 x 36; x 4% / 12 = 96.00.
    product = Fen(80_000 * months_to_run(1, 8, 8))
    assert annual_interest(Fen(0), Months(8), product, Ppm(40_000)) == 9_600
    # The opening balance earns 8 months: 10000 x 4% x 8 / 12 = 266.67.
    assert annual_interest(Fen(1_000_000), Months(8), Fen(0), Ppm(40_000)) == 26_667


def test_with_full_year_weights_eight_months_weigh_68() -> None:
    # Published test of another project: 800 x 4% x 68 / 12 = 181.33, weights 12 to 5.
    assert months_to_run(1, 8, 12) == 68
    assert annual_interest(Fen(0), Months(12), Fen(80_000 * 68), Ppm(40_000)) == 18_133


def test_credits_after_the_last_earning_month_earn_nothing() -> None:
    assert months_to_run(5, 8, 4) == 0
    assert months_to_run(3, 8, 4) == 3
    assert months_to_run(1, 1, 0) == 0
    assert months_to_run(5, 8, 2) == 0


def test_f30_zero_and_negative_rates_are_lawful_inputs() -> None:
    assert annual_interest(Fen(1_000_000), Months(12), Fen(780_000), Ppm(0)) == 0
    # 10000 x -1% = -100
    assert annual_interest(Fen(1_000_000), Months(12), Fen(0), Ppm(-10_000)) == -10_000
    assert annual_interest_by_year(Fen(1_000_000), Fen(0), Ppm(-10_000)) == -10_000


def test_interest_is_rounded_half_up_once_a_year() -> None:
    # 1 yuan at 0.5% is half a fen.
    assert annual_interest(Fen(100), Months(12), Fen(0), Ppm(5_000)) == 1
    assert annual_interest(Fen(99), Months(12), Fen(0), Ppm(5_000)) == 0


def test_after_retirement_what_is_paid_out_earns_about_half_a_year() -> None:
    # (100000 - 12000) x 2% + 12000 x 2% x 0.5415 = 1760 + 129.96
    assert interest_after_retirement(Fen(10_000_000), Fen(1_200_000), Ppm(20_000)) == 188_996


def test_an_account_paid_out_within_the_year_earns_on_what_was_there() -> None:
    # 5000 left, 12000 paid: 5000 x 2% x 0.5415 = 54.15; the pension itself goes on.
    assert interest_after_retirement(Fen(500_000), Fen(1_200_000), Ppm(20_000)) == 5_415


def test_interest_after_retirement_is_rounded_half_up_to_the_fen() -> None:
    # 1 yuan at 0.5% is half a fen.
    assert interest_after_retirement(Fen(100), Fen(0), Ppm(5_000)) == 1
    # Paid out within the year at 2%: 45 x 0.01083 = 0.487 fen; 47 x 0.01083 = 0.509 fen.
    assert interest_after_retirement(Fen(45), Fen(100), Ppm(20_000)) == 0
    assert interest_after_retirement(Fen(47), Fen(100), Ppm(20_000)) == 1
