"""城乡居民养老金, 遗属待遇, 养老金调整: worked numbers, and the oracle where it knows the rule."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.adjustment import adjusted_pension
from rules.quantities import Fen, Months, Ppm
from rules.resident_pension import (
    RESIDENT_PAYMENT_MONTHS,
    resident_account_pension,
    resident_pension,
)
from rules.survivor import (
    capped_grants,
    funeral_grant,
    inheritance,
    survivor_grant,
    survivor_months,
    survivor_months_retired,
)
from tests import reference_death
from tests.strategies import fen


def test_sixty_thousand_at_sixty_add_431_65_to_the_resident_minimum() -> None:
    # 60000 / 139 = 431.654...; 961 + 431.65 = 1392.65
    account = resident_account_pension(Fen(6_000_000), RESIDENT_PAYMENT_MONTHS)
    assert account == 43_165
    assert resident_pension(Fen(96_100), Fen(0), account) == 139_265


@pytest.mark.parametrize(
    ("months", "hundredths"),
    [
        (0, 300),
        (59, 300),
        (60, 600),
        (119, 600),
        (120, 900),
        (180, 900),
        (181, 908),
        (186, 950),
        (246, 1_450),
        (360, 2_400),
        (480, 2_400),
    ],
)
def test_months_of_the_survivor_grant_before_a_pension(months: int, hundredths: int) -> None:
    # 9 + (15y1m - 15) = 9.08; 9 + 5.5 = 14.5; from 30 years 24.
    assert survivor_months(Months(months)) == hundredths


def test_a_pensioner_s_survivors_lose_a_month_per_year_drawn_and_keep_nine() -> None:
    assert survivor_months_retired(Months(360), Months(0)) == 2_400
    assert survivor_months_retired(Months(360), Months(30)) == 2_150
    # two months drawn are 0.1666... of a year
    assert survivor_months_retired(Months(360), Months(2)) == 2_383
    assert survivor_months_retired(Months(360), Months(240)) == 900


def test_wuhan_s_grants_after_15_years_are_7831_and_35240() -> None:
    # 46987 / 12 = 3915.58 a month of disposable income: x 2 = 7831.17, x 9 = 35240.25.
    assert funeral_grant(Fen(4_698_700)) == 783_117
    assert survivor_grant(Fen(4_698_700), 900) == 3_524_025


def test_under_five_years_the_grants_are_held_to_what_went_into_the_account() -> None:
    assert capped_grants(Fen(783_117), Fen(1_174_675), Months(59), Fen(1_500_000)) == 1_500_000
    assert capped_grants(Fen(783_117), Fen(1_174_675), Months(59), Fen(9_000_000)) == 1_957_792
    assert capped_grants(Fen(783_117), Fen(2_349_350), Months(60), Fen(1_500_000)) == 3_132_467


def test_what_is_left_of_the_account_is_inherited_and_never_less_than_nothing() -> None:
    assert inheritance(Fen(10_000_000), Fen(4_000_000)) == 6_000_000
    assert inheritance(Fen(10_000_000), Fen(14_000_000)) == 0


@given(
    paid=st.integers(0, 600),
    income=st.integers(100_000, 12_000_000),
    drawn=st.integers(0, 480),
    credited=fen(30_000_000),
    retired=st.booleans(),
)
def test_rules_and_oracle_pay_the_same_grants(
    paid: int, income: int, drawn: int, credited: int, retired: bool
) -> None:
    # A pensioner has at least ten years behind him: the cap below five never meets a pension.
    paid = max(paid, 120) if retired else paid
    expected = reference_death.survivor_grants(
        Fraction(paid, 12),
        Fraction(income, 1_200),  # type: ignore[arg-type]
        Fraction(drawn, 12),
        Decimal(credited) / 100,
        retired=retired,
    )
    months = (
        survivor_months_retired(Months(paid), Months(drawn))
        if retired
        else survivor_months(Months(paid))
    )
    funeral, grant = funeral_grant(Fen(income)), survivor_grant(Fen(income), months)
    total = capped_grants(funeral, grant, Months(paid), Fen(credited))
    assert total == expected["total"] * 100


def test_two_percent_of_3000_50_add_60_01() -> None:
    assert adjusted_pension(Fen(300_050), Ppm(20_000)) == 306_051
    assert adjusted_pension(Fen(300_050), Ppm(0)) == 300_050
    # -1% of 1000.50 is -10.005: 990.495 -> 990.50
    assert adjusted_pension(Fen(100_050), Ppm(-10_000)) == 99_050
