"""身故时家人可得: grants by hand, the account to the fen, the curve's shape."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.case import build
from calculator.death import death_at, death_curve, income_basis
from calculator.estimates import estimate
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario, Segment
from rules.law import Status, load
from rules.month import Month
from rules.quantities import Fen

LAW = load()
TODAY = Month.of(2026, 11)
FLAT = {
    "wage_growth": 0,
    "inflation": 0,
    "crediting_rate": 0,
    "retirement_year_rate": 0,
    "indexation": 0,
}


def courier(**values):
    given_values = {
        "region": "330000",
        "born": Month.of(1990, 3),
        "sex": Sex.FEMALE,
        "today": TODAY,
        "wage": 800_000,
        "paid": 60,
        "disposable_income": 6_000_000,
    }
    return Scenario(**(given_values | values))


def settled(scenario):
    case = build(scenario, LAW)
    return case, case.settle(case.plan)


def at(scenario, month):
    case, plan = settled(scenario)
    return death_at(case, plan, month, income_basis(case))


def test_funeral_and_survivor_grant_before_retirement_by_hand():
    point = at(courier(paid=72), TODAY)
    # income 60,000 a year, 5,000 a month: funeral 2 x 5,000; 72 months paid are 6 years: 6 x 5,000
    assert (point.funeral, point.survivor, point.grants) == (1_000_000, 3_000_000, 4_000_000)
    assert point.income_status is Status.PUBLISHED


def test_under_five_years_both_grants_stay_within_the_credits():
    point = at(courier(paid=6, base=500_000, wage=None, clamp=True), TODAY)
    # 3 months' grant and funeral would be 25,000; six months of about 5,000 x 8% are about 2,400
    assert point.grants < 300_000
    assert point.funeral + point.survivor == 2_500_000


def test_the_cap_counts_what_was_credited_and_no_interest():
    # 12 months of 5,122 (the floor from 2025 on) x 8% = 409.76 a month: 4,917.12
    last = Month.of(2026, 10)
    history = (Segment(first=Month.of(2025, 11), last=last, base=Fen(512_200)),)
    stated = courier(paid=None, history=history, balance=500_000, balance_date=last)
    assert at(stated, TODAY).grants == 491_712
    assert at(courier(paid=None, history=history), TODAY).grants == 491_712


def test_the_estimate_tells_of_a_death_now_and_at_the_start_as_the_curve_does():
    result = estimate(courier(disposable_income=None), LAW)
    now, start = result.deaths
    # Zhejiang 2024: 78,251 yuan, a year on at 3.53% 81,013.26; two months of it, and six months
    assert (now.funeral, now.survivor) == (1_350_221, 4_050_663)
    assert now.income_status is Status.PROJECTED
    assert (result.grants_income.year, result.grants_income.income) == (2024, 7_825_100)
    case, plan = settled(courier(disposable_income=None))
    points = death_curve(case, plan).points
    assert now == points[0]
    assert start in points
    assert start.retired


def test_who_is_not_paid_has_no_death_after_the_start():
    result = estimate(courier(plan_until=Month.of(2028, 12)), LAW)
    assert [one.month for one in result.deaths] == [TODAY]


def test_a_pensioner_loses_a_month_for_each_year_drawn_down_to_nine():
    scenario = courier(paid=0, **FLAT)
    case, plan = settled(scenario)
    assert plan.counted == 257  # 2026-11 to 2048-03
    income = income_basis(case)
    # 257 months: 9 + (257 - 180) / 12 = 15.42 months; after 3 years 12.42; after 10 years 9
    after_three = death_at(case, plan, Month(plan.start + 35), income)
    after_ten = death_at(case, plan, Month(plan.start + 119), income)
    assert (after_three.survivor, after_ten.survivor) == (6_210_000, 4_500_000)


def test_without_interest_account_and_pension_part_add_up_to_the_balance():
    case, plan = settled(courier(**FLAT))
    for drawn in (1, 12, 60, 100):
        point = death_at(case, plan, Month(plan.start + drawn - 1), None)
        assert point.inheritance == max(0, plan.balance - drawn * plan.award.account)


def test_after_the_payment_months_nothing_is_left_to_inherit():
    case, plan = settled(courier(**FLAT))
    months = plan.payment_months // 10 + 1
    assert death_at(case, plan, Month(plan.start + months), None).inheritance == 0


def test_the_pension_of_the_month_of_death_is_drawn():
    case, plan = settled(courier(**FLAT))
    point = death_at(case, plan, Month(plan.start + 23), None)
    assert point.drawn == 24 * plan.award.total


def test_the_first_adjustment_comes_in_the_january_after_retirement():
    case, plan = settled(courier(**(FLAT | {"indexation": 100_000})))
    # retired 2048-03, drawn from 2048-04: nine months of 2048, then 10% more
    point = death_at(case, plan, Month.of(2049, 1), None)
    raised = (plan.award.total * 11 + 5) // 10
    assert abs(point.drawn - (9 * plan.award.total + raised)) <= 1


def test_the_balance_before_retirement_is_the_ledgers():
    case, plan = settled(courier())
    december = Month.of(2030, 12)
    line = next(line for line in plan.ledger if line.year == 2030)
    assert death_at(case, plan, Month(december + 1), None).inheritance == line.closing


def test_the_account_only_grows_before_retirement():
    case, plan = settled(courier())
    left = [death_at(case, plan, Month(m), None).inheritance for m in range(TODAY, TODAY + 60)]
    assert all(before <= after for before, after in pairwise(left))


def test_an_unknown_income_leaves_the_grants_unknown():
    case, plan = settled(courier(disposable_income=None))
    point = death_at(case, plan, TODAY, None)
    assert (point.funeral, point.survivor, point.grants) == (None, None, None)
    assert point.family == point.inheritance


def test_an_income_carried_on_says_so():
    case, plan = settled(courier(disposable_income=None))
    basis = income_basis(case)
    assert not basis.stated
    assert death_at(case, plan, Month.of(2040, 1), basis).income_status is Status.PROJECTED


def test_a_curve_without_the_minimum_period_shows_no_retirement():
    scenario = courier(plan_until=Month.of(2028, 12))
    curve = death_curve(*settled(scenario))
    assert not curve.payable
    assert not any(point.retired for point in curve.points)


def test_months_known_by_a_statement_are_named():
    scenario = courier(balance=3_000_000, average_index=10**12, balance_date=Month.of(2026, 10))
    curve = death_curve(*settled(scenario))
    assert curve.paid_by_statement == 60
    assert curve.points[0].paid_in == 0
    assert curve.points[0].inheritance >= 3_000_000


@settings(max_examples=25)
@given(
    st.integers(0, 200),
    st.sampled_from([0, 15_000, 60_000]),
    st.sampled_from([600_000, 1_000_000, 3_000_000]),
    st.sampled_from(["330000", "310000", "110000", "440000"]),
)
def test_sums_add_up_at_every_point(paid, rate, tier, region):
    scenario = courier(paid=paid, crediting_rate=rate, tier=tier, wage=None, region=region)
    curve = death_curve(*settled(scenario))
    for point in curve.points:
        assert point.family == point.inheritance + (point.grants or 0)
        assert point.inheritance >= 0
    paid_in = [point.paid_in for point in curve.points]
    drawn = [point.drawn for point in curve.points]
    assert paid_in == sorted(paid_in)
    assert drawn == sorted(drawn)


@pytest.mark.parametrize("inflation", [-10_000, 0, 30_000])
def test_todays_money_is_dearer_with_inflation(inflation):
    curve = death_curve(*settled(courier(inflation=inflation, wage_growth=20_000)))
    last = curve.points[-1]
    assert (last.family_today < last.family) == (inflation > 0)
    assert (last.family_today > last.family) == (inflation < 0)
