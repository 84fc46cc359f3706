"""个人养老金的税: the schedules of the tax law, brackets at both edges, 3% on payout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.personal_pension import (
    BUSINESS_INCOME,
    COMPREHENSIVE_INCOME,
    PERSONAL_PENSION_CAP,
    SCHEDULES,
    TaxedAs,
    income_tax,
    marginal_rate,
    pension_deduction,
    personal_pension_net,
    personal_pension_tax,
    tax_saved,
)
from rules.quantities import Fen

YUAN = 100
schedules = st.sampled_from([COMPREHENSIVE_INCOME, BUSINESS_INCOME])
incomes = st.integers(0, 3 * 10**8).map(Fen)


@pytest.mark.parametrize(
    ("taxable", "rate", "quick_deduction"),
    [  # 速算扣除数 of the table for comprehensive income
        (36_000, 3, 0),
        (144_000, 10, 2_520),
        (300_000, 20, 16_920),
        (420_000, 25, 31_920),
        (660_000, 30, 52_920),
        (960_000, 35, 85_920),
        (1_000_000, 45, 181_920),
    ],
)
def test_comprehensive_income_agrees_with_the_quick_deductions(taxable, rate, quick_deduction):
    expected = taxable * rate // 100 - quick_deduction
    assert income_tax(Fen(taxable * YUAN), COMPREHENSIVE_INCOME) == expected * YUAN
    assert marginal_rate(Fen(taxable * YUAN), COMPREHENSIVE_INCOME) == rate * 10_000


@pytest.mark.parametrize(
    ("taxable", "rate", "quick_deduction"),
    [
        (30_000, 5, 0),
        (90_000, 10, 1_500),
        (300_000, 20, 10_500),
        (500_000, 30, 40_500),
        (800_000, 35, 65_500),
    ],
)
def test_business_income_agrees_with_the_quick_deductions(taxable, rate, quick_deduction):
    expected = taxable * rate // 100 - quick_deduction
    assert income_tax(Fen(taxable * YUAN), BUSINESS_INCOME) == expected * YUAN


@pytest.mark.parametrize(
    ("schedule", "last_yuan", "rate", "next_rate"),
    [
        (COMPREHENSIVE_INCOME, 0, 0, 3),
        (COMPREHENSIVE_INCOME, 36_000, 3, 10),
        (COMPREHENSIVE_INCOME, 144_000, 10, 20),
        (COMPREHENSIVE_INCOME, 300_000, 20, 25),
        (COMPREHENSIVE_INCOME, 420_000, 25, 30),
        (COMPREHENSIVE_INCOME, 660_000, 30, 35),
        (COMPREHENSIVE_INCOME, 960_000, 35, 45),
        (BUSINESS_INCOME, 0, 0, 5),
        (BUSINESS_INCOME, 30_000, 5, 10),
        (BUSINESS_INCOME, 90_000, 10, 20),
        (BUSINESS_INCOME, 300_000, 20, 30),
        (BUSINESS_INCOME, 500_000, 30, 35),
    ],
)
def test_a_bracket_ends_with_its_last_fen(schedule, last_yuan, rate, next_rate):
    """不超过…元的部分: the printed yuan belong to the lower rate, a fen more to the next."""
    assert marginal_rate(Fen(last_yuan * YUAN), schedule) == rate * 10_000
    assert marginal_rate(Fen(last_yuan * YUAN + 1), schedule) == next_rate * 10_000


def test_a_loss_is_not_taxed_and_no_negative_payment_deducted():
    assert income_tax(Fen(-1), COMPREHENSIVE_INCOME) == 0
    assert marginal_rate(Fen(-1), BUSINESS_INCOME) == 0
    assert pension_deduction(Fen(-1), PERSONAL_PENSION_CAP) == 0


def test_what_remains_of_a_payout_is_the_payout_less_its_tax():
    # 12000 yuan less 3%: 11640.
    assert personal_pension_net(Fen(1_200_000), personal_pension_tax(Fen(1_200_000))) == 1_164_000


def test_the_schedule_follows_the_kind_of_income():
    assert SCHEDULES[TaxedAs.COMPREHENSIVE] is COMPREHENSIVE_INCOME
    assert SCHEDULES[TaxedAs.BUSINESS] is BUSINESS_INCOME


@given(incomes, incomes, schedules)
def test_more_income_never_pays_less_tax(one, other, schedule):
    low, high = sorted((one, other))
    assert income_tax(low, schedule) <= income_tax(high, schedule)


@given(incomes, schedules)
def test_a_deduction_saves_at_most_the_highest_rate_on_it(taxable, schedule):
    after = Fen(taxable - PERSONAL_PENSION_CAP)
    saved = tax_saved(income_tax(taxable, schedule), income_tax(after, schedule))
    assert 0 <= saved <= PERSONAL_PENSION_CAP * marginal_rate(taxable, schedule) // 10**6 + 1


def test_who_pays_no_tax_saves_none():
    assert income_tax(Fen(-500), COMPREHENSIVE_INCOME) == 0
    assert marginal_rate(Fen(0), COMPREHENSIVE_INCOME) == 0


def test_only_the_cap_is_deductible():
    assert pension_deduction(Fen(1_500_000), PERSONAL_PENSION_CAP) == 1_200_000
    assert pension_deduction(Fen(100_000), PERSONAL_PENSION_CAP) == 100_000


def test_a_payout_is_taxed_at_three_percent():
    assert personal_pension_tax(Fen(10_000_00)) == 300_00
