"""城乡居民养老保险的规则: hand calculations and the text of the conversion measure."""

from hypothesis import given
from hypothesis import strategies as st

from rules.quantities import Fen, Months, Ppm
from rules.resident_pension import (
    CONVERSION_PERIOD,
    RESIDENT_AGE,
    RESIDENT_PAYMENT_MONTHS,
    RESIDENT_PERIOD,
    Conversion,
    conversion,
    merged_account,
    resident_account_pension,
    resident_credit,
    resident_interest,
    resident_months,
    resident_pension,
    resident_years_missing,
)

money = st.integers(0, 10**9).map(Fen)


def test_the_account_is_divided_by_139():
    # 13,900 yuan / 139 = 100 yuan
    assert resident_account_pension(Fen(1_390_000), RESIDENT_PAYMENT_MONTHS) == 10_000


def test_the_subsidy_enters_the_account_with_the_payment():
    assert resident_credit(Fen(20_000), Fen(3_000)) == 23_000


def test_the_age_is_sixty_and_the_period_fifteen_years():
    assert (RESIDENT_AGE, RESIDENT_PERIOD) == (720, 180)


def test_basic_pension_addition_and_account_add_up():
    assert resident_pension(Fen(16_300), Fen(500), Fen(10_000)) == 26_800


def test_fifteen_years_lead_into_the_employees_scheme_and_a_month_less_does_not():
    assert conversion(Months(180), CONVERSION_PERIOD) is Conversion.INTO_EMPLOYEES
    assert conversion(Months(179), CONVERSION_PERIOD) is Conversion.INTO_RESIDENTS


def test_years_missing_are_whole_years():
    assert resident_years_missing(Months(180), RESIDENT_PERIOD) == 0
    assert resident_years_missing(Months(179), RESIDENT_PERIOD) == 1
    assert resident_years_missing(Months(0), RESIDENT_PERIOD) == 15


def test_a_month_in_both_schemes_counts_once():
    assert resident_months(Months(120), Months(60), Months(10)) == 170


@given(money, money)
def test_the_whole_balance_moves(own, moved):
    assert merged_account(own, moved) == own + moved


@given(money, money, st.integers(0, 12))
def test_without_a_rate_there_is_no_interest(opening, credited, left):
    assert resident_interest(opening, 12, Fen(credited * left), Ppm(0)) == 0


def test_a_credit_earns_the_months_after_it():
    # 1200 yuan credited in March earn nine months of 2.5%: 1200 x 9 x 2.5% / 12 = 22.50
    assert resident_interest(Fen(0), 12, Fen(120_000 * 9), Ppm(25_000)) == 2_250
