"""个人养老金、社保补贴、职业伤害保障 beside a plan."""

import pytest

from calculator.case import build
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario, Span
from calculator.schemes.facts import Standing
from calculator.schemes.injury import injury_cover
from calculator.schemes.personal import personal_pension
from calculator.schemes.subsidies import Applicant, SubsidyBase, subsidy_plan
from rules.law import load
from rules.month import Month
from rules.personal_pension import TaxedAs

LAW = load()
TODAY = Month.of(2026, 11)


def woman(**values):
    given_values = {
        "region": "310000",
        "born": Month.of(1980, 3),
        "sex": Sex.FEMALE,
        "today": TODAY,
        "tier": 600_000,
        "paid": 36,
    }
    return Scenario(**(given_values | values))


def test_the_tax_effect_turns_at_three_percent():
    gains = {(one.taxed_as, one.rate): one.gain for one in personal_pension(woman(), LAW).brackets}
    # 12,000 x (rate - 3%): -360 without tax, 0 at 3%, 840 at 10%, 2,040 at 20%
    assert gains[TaxedAs.COMPREHENSIVE, 0] == -36_000
    assert gains[TaxedAs.COMPREHENSIVE, 30_000] == 0
    assert gains[TaxedAs.COMPREHENSIVE, 100_000] == 84_000
    assert gains[TaxedAs.BUSINESS, 200_000] == 204_000


def test_a_payment_across_two_brackets_saves_at_both_rates():
    found = personal_pension(woman(), LAW, taxable=4_200_000)
    # 42,000 less 12,000: 6,000 saved at 10%, 6,000 at 3%: 600 + 180
    assert found.tax_case.saved == 78_000


def test_without_growth_the_payout_is_what_was_paid_less_three_percent():
    found = personal_pension(woman(inflation=0, wage_growth=0), LAW, growth=0)
    # born 1980-03: (122 months after 1970-01) // 4 + 1 = 31 months after 2035-03 is 2037-10: 11 payments
    assert found.years == 11
    assert (found.paid_in_all, found.balance) == (13_200_000, 13_200_000)
    assert (found.tax, found.net) == (396_000, 12_804_000)
    assert found.net_today == found.net


def test_an_unknown_income_leaves_the_saving_unknown():
    found = personal_pension(woman(), LAW)
    assert (found.tax_case, found.saved_in_all) == (None, None)


def test_payments_above_the_cap_are_named_and_not_counted():
    found = personal_pension(woman(), LAW, paid=1_500_000)
    assert (found.paid, found.over_cap) == (1_200_000, 300_000)


def test_shanghai_pays_half_of_the_pension_contribution_at_the_floor():
    (plan,) = subsidy_plan(woman(), LAW)
    # floor 7546 from 2026-07: 7546 x 20% x 50%
    assert plan.monthly.value == 75_460
    assert plan.monthly.standing is Standing.PUBLISHED


def test_a_base_above_the_floor_is_subsidised_at_the_floor():
    (plan,) = subsidy_plan(woman(tier=3_000_000), LAW)
    assert abs(plan.monthly.value - 75_460) <= 1


def test_where_the_text_gives_a_share_of_what_is_paid_a_higher_base_gets_more():
    # Guangdong, 2/3 of what is actually paid; Chongqing, 2/3 of the floor
    low, high = (
        subsidy_plan(woman(region="440000", tier=tier), LAW)[0] for tier in (600_000, 1_200_000)
    )
    assert low.terms.share_of is SubsidyBase.PAID
    assert abs(high.monthly.value - 2 * low.monthly.value) <= 100
    low, high = (
        subsidy_plan(woman(region="500000", tier=tier), LAW)[0] for tier in (600_000, 1_200_000)
    )
    assert low.terms.share_of is SubsidyBase.FLOOR
    assert abs(high.monthly.value - low.monthly.value) <= 1


def test_chengdu_gives_its_share_up_to_the_tier_of_the_full_wage():
    one, three = (
        subsidy_plan(woman(region="510100", tier=tier), LAW)[0] for tier in (1_000_000, 3_000_000)
    )
    # 70% of 20% of the reference wage
    wage = LAW.limit_at("510100", TODAY).reference_wage // 10_000
    assert one.terms.share_of is SubsidyBase.PAID_TO_WAGE
    assert abs(one.monthly.value - wage * 14 // 100) <= 10
    assert abs(three.monthly.value - one.monthly.value) <= 10


def test_five_years_before_retirement_count_only_where_the_text_says_so():
    # Wuhan: men from 55, women from 45 up to 60 months, which is another rule
    (plan,) = subsidy_plan(woman(region="420100"), LAW)
    assert (plan.terms.near, plan.near_from) == (False, None)


def test_waiting_for_the_last_five_years_opens_more_months():
    (plan,) = subsidy_plan(woman(), LAW)
    # statutory month 2037-10: 59 months are left in 2032-11, 60 in 2032-10
    assert str(plan.near_from) == "2032-11"
    assert (plan.now.months, plan.best.months) == (36, 59)
    assert str(plan.best.start) == "2032-11"


def test_the_best_time_is_best_by_trying_every_month():
    (plan,) = subsidy_plan(woman(), LAW)
    assert plan.best.total_today >= plan.now.total_today
    late = woman(born=Month.of(1974, 6))
    (near,) = subsidy_plan(late, LAW)
    # (53 // 4 + 1) = 14 months after 2029-06 is 2030-08: 45 months left, until retirement at once
    assert near.now.months == 45
    assert near.best.start == near.now.start == TODAY


def test_months_drawn_before_are_not_drawn_again():
    (plan,) = subsidy_plan(woman(), LAW, used=24)
    assert plan.best.months == 12


def test_months_that_are_not_paid_bring_no_subsidy():
    resting = woman(pauses=(Span(first=Month(TODAY + 6), last=Month(TODAY + 17)),))
    (plan,) = subsidy_plan(resting, LAW)
    assert plan.now.months == 24


def test_without_terms_of_its_own_a_place_takes_the_nations_as_an_assumption():
    plans = {plan.terms.who: plan for plan in subsidy_plan(woman(region="330000"), LAW)}
    assert set(plans) == {Applicant.HARD_TO_EMPLOY, Applicant.GRADUATE}
    assert plans[Applicant.HARD_TO_EMPLOY].monthly.standing is Standing.ASSUMED


def test_who_left_school_lately_is_advised_of_no_later_time():
    plans = {plan.terms.who: plan for plan in subsidy_plan(woman(region="330000"), LAW)}
    graduate = plans[Applicant.GRADUATE]
    assert graduate.best == graduate.now
    assert graduate.now.start == TODAY
    assert plans[Applicant.HARD_TO_EMPLOY].best.start > TODAY


@pytest.mark.parametrize(
    ("sex", "first"), [(Sex.FEMALE, Month.of(2030, 3)), (Sex.MALE, Month.of(2040, 3))]
)
def test_a_subsidy_by_age_begins_at_that_age(sex, first):
    young = woman(region="430000", born=Month.of(1990, 3), sex=sex)
    plans = {plan.terms.who: plan for plan in subsidy_plan(young, load("ABCD"))}
    by_age = plans[Applicant.BY_AGE]
    assert by_age.now is None
    assert by_age.windows[0].start == first


def test_terms_that_ran_out_are_only_assumed_to_go_on():
    (plan,) = subsidy_plan(woman(region="110000"), LAW)
    assert str(plan.terms.end) == "2026-06"
    assert plan.monthly.value == 95_493
    assert plan.monthly.standing is Standing.ASSUMED


def test_a_plan_that_pays_nothing_gets_no_subsidy():
    stopped = woman(plan_until=Month(TODAY - 1))
    (plan,) = subsidy_plan(stopped, LAW)
    assert (plan.now, plan.best, plan.monthly.value) == (None, None, None)


@pytest.mark.parametrize(
    ("today", "nationwide", "count"),
    [
        ("2022-06", False, None),
        ("2023-01", False, 7),
        ("2026-06", False, 17),
        ("2026-07", True, None),
    ],
)
def test_the_cover_by_its_steps(today, nationwide, count):
    cover = injury_cover(woman(today=Month.parse(today), paid=0), LAW)
    assert cover.is_nationwide is nationwide
    if cover.in_force is not None:
        assert cover.in_force.provinces == count
    assert [step.platforms for step in cover.steps if "美团" in step.platforms]


def test_the_cover_names_its_documents():
    for step in injury_cover(woman(), LAW).steps:
        assert LAW.instrument(step.instrument).number


def test_other_schemes_leave_the_plan_alone():
    scenario = woman()
    before = build(scenario, LAW).settle(build(scenario, LAW).plan)
    subsidy_plan(scenario, LAW)
    personal_pension(scenario, LAW)
    assert build(scenario, LAW).settle(build(scenario, LAW).plan) == before
