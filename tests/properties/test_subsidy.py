"""社保补贴的规则: the period from the first approval, the amount of a month, published amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.quantities import Fen, Months, Ppm
from rules.subsidy import NEAR_RETIREMENT, contribution_subsidy, subsidy_months


def months(left, used=0, near=NEAR_RETIREMENT):
    return subsidy_months(Months(left), Months(36), Months(used), near)


def test_strictly_less_than_five_years_before_retirement_last_until_it():
    assert (months(60), months(59), months(1)) == (36, 59, 1)


def test_an_earlier_approval_keeps_its_three_years():
    assert (months(59, used=12), months(100, used=36)) == (24, 0)


def test_a_place_without_the_extension_gives_three_years():
    assert months(59, near=Months(0)) == 36


@given(st.integers(0, 500), st.integers(0, 36))
def test_nothing_is_paid_after_retirement(left, used):
    assert 0 <= months(left, used=used) <= left


@pytest.mark.parametrize(("floor", "printed"), [(7384, 110_760), (7460, 111_900), (7546, 113_190)])
def test_half_of_pension_and_medical_at_the_floor_is_what_shanghai_prints(floor, printed):
    # (20% + 10%) x floor x 50%: 1107.60, 1119.00, 1131.90
    contribution = Fen(floor * 30)
    assert contribution_subsidy(contribution, Ppm(500_000), Fen(0), contribution) == printed


def test_a_subsidy_stays_within_its_limit_and_what_was_paid():
    assert contribution_subsidy(Fen(150_000), Ppm(666_667), Fen(60_000), Fen(150_000)) == 60_000
    assert contribution_subsidy(Fen(150_000), Ppm(666_667), Fen(0), Fen(50_000)) == 50_000


def test_who_used_up_the_period_or_is_past_the_age_gets_nothing():
    assert subsidy_months(Months(100), Months(36), Months(40), NEAR_RETIREMENT) == 0
    assert subsidy_months(Months(-5), Months(36), Months(0), NEAR_RETIREMENT) == 0
