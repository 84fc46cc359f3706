"""城乡居民养老保险的并列测算: by hand without interest, both ways of the conversion, unknown figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.estimates import estimate
from calculator.reports.contents import contents
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from calculator.schemes.facts import Standing
from calculator.schemes.resident_figures import basic_minimum, ladder
from calculator.schemes.residents import compare_residents
from rules.law import load
from rules.month import Month
from rules.quantities import half_up
from rules.resident_pension import Conversion

LAW = load()
TODAY = Month.of(2026, 11)
FLAT = {"wage_growth": 0, "inflation": 0, "crediting_rate": 0, "indexation": 0}


def person(**values):
    given_values = {
        "region": "330000",
        "born": Month.of(1990, 3),
        "sex": Sex.FEMALE,
        "today": TODAY,
        "tier": 600_000,
        "paid": 0,
    }
    return Scenario(**(given_values | values))


def outcome(scenario, tier, rate=0):
    (one,) = compare_residents(scenario, LAW, rate=rate, tiers=[tier]).outcomes
    return one


def test_the_plan_paid_on_until_it_is_payable_stands_beside_the_residents_scheme():
    late = person(region="510000", born=Month.of(1972, 6), sex=Sex.MALE, paid=76)
    compared = compare_residents(late, LAW)
    assert not compared.go_on.payable
    # 2034-05 asks for 210 months, 76 + 91 are there: the 43 missing end in 2037-12
    assert compared.paid_on.payable
    assert compared.paid_on.start == Month.of(2038, 1)
    assert compare_residents(late.changed(extend=True), LAW).paid_on is None
    assert compare_residents(late.changed(plan_until=Month.of(2030, 1)), LAW).paid_on is None


def test_a_residents_pension_by_hand():
    one = outcome(person(**FLAT), 200_000)
    # paid every November from 2026 to 2049 (60 in 2050-03): 24 times 2000 and the national 60 of subsidy
    assert (one.years, one.back_years, one.paid) == (24, 0, 4_800_000)
    assert one.subsidies == 144_000
    assert one.account == 24 * 206_000
    # 49,440 / 139 = 355.68; the national minimum of 2026 is 163
    assert (one.account_pension, one.basic, one.pension) == (35_568, 16_300, 51_868)
    assert str(one.start) == "2050-04"


def test_interest_runs_from_the_month_after_a_payment():
    late = person(born=Month.of(1968, 1), sex=Sex.MALE, **FLAT)
    one = outcome(late, 100_000, rate=120_000)
    # November 2026 and 2027, 60 in 2028-01, gathered at the statutory age; 13 more years at once at 60
    assert (one.years, one.back_years) == (2, 13)
    # 2026: 1060 x 1 month x 12% / 12 = 10.60; 2027: 1070.60 x 12% + 1060 x 1% = 128.472 + 10.60
    first = 106_000 + 1_060
    second = first + 106_000 + round(first * 0.12 + 1_060)
    assert one.account > second + 13 * 100_000


def test_missing_years_are_paid_at_sixty_without_subsidy():
    one = outcome(person(born=Month.of(1976, 11), **FLAT), 100_000)
    # 2026-11 to 2035-11 are 10 payments before 2036-11; 5 more make 15
    assert (one.years, one.back_years) == (10, 5)
    assert (one.paid, one.subsidies) == (1_500_000, 60_000)
    assert one.account == 1_560_000


def test_a_month_paid_in_both_schemes_counts_once():
    # born 1976-11: ten payments from 2026-11 to 2035-11 are 120 months, of which 2026 holds the ten
    # employee months from 2026-01 to 2026-10: 120 + 58 - 10 = 168 of 180, one year more to pay
    one = outcome(person(born=Month.of(1976, 11), paid=58, **FLAT), 100_000)
    assert (one.years, one.back_years) == (10, 1)
    # with 70 months 120 + 70 - 10 = 180
    assert outcome(person(born=Month.of(1976, 11), paid=70, **FLAT), 100_000).back_years == 0
    assert outcome(person(born=Month.of(1976, 11), paid=69, **FLAT), 100_000).back_years == 1


def test_short_employee_months_are_gathered_in_and_count():
    gathered = compare_residents(person(paid=60, **FLAT), LAW, rate=0, tiers=[100_000])
    assert gathered.gathering.direction is Conversion.INTO_RESIDENTS
    (one,) = gathered.outcomes
    alone = outcome(person(**FLAT), 100_000)
    assert one.account == alone.account + gathered.gathering.balance
    # what the pooled fund got stays behind: 12% beside the account's 8%, so 1.5 times as much
    credited = gathered.stop_now.settlement.credited_total
    assert gathered.gathering.pool_lost == credited * 3 // 2


def test_fifteen_employee_years_take_the_account_and_not_the_years():
    compared = compare_residents(person(paid=180, **FLAT), LAW, rate=0, tiers=[100_000])
    assert compared.gathering.direction is Conversion.INTO_EMPLOYEES
    assert compared.gathering.below_minimum  # 2048 asks for 240 months
    (one,) = compared.outcomes
    assert one.basic == 0
    stopped = compared.stop_now.settlement
    # 22 payments of 1060 until retirement in 2048-03 enter the employees' account
    assert one.account == stopped.balance + 22 * 106_000
    extra = one.pension - stopped.award.total
    assert abs(extra - 22 * 106_000 * 10 / stopped.payment_months) <= 10
    assert not one.payable


def test_a_figure_of_the_nation_is_a_lower_bound_and_says_so():
    minimum = basic_minimum(LAW, LAW.region("浙江"), TODAY)
    assert (minimum.standing, minimum.value, minimum.year) == (Standing.LOWER_BOUND, 16_300, 2026)


def test_a_published_figure_is_the_places_own():
    minimum = basic_minimum(LAW, LAW.region("上海"), TODAY)
    assert minimum.standing is Standing.PUBLISHED
    assert minimum.value >= 149_000  # 1490 in 2024


def test_the_residents_scheme_is_that_of_the_household_registration():
    # 国发〔2014〕8号: joined where one's household is registered. Shanghai's basic pension is over 1490,
    # Zhejiang's not known: the national 163 stands in for it.
    migrant = person(region="310000", born=Month.of(1968, 6), sex=Sex.MALE, paid=144, **FLAT)
    at_home = compare_residents(migrant.changed(registered="330000"), LAW, rate=0)
    assert (at_home.home, at_home.home_assumed) == ("330000", False)
    assert {one.basic for one in at_home.outcomes} == {16_300}
    unsaid = compare_residents(migrant, LAW, rate=0)
    assert (unsaid.home, unsaid.home_assumed) == ("310000", True)
    assert all(one.basic >= 149_000 for one in unsaid.outcomes)


def test_the_way_out_into_the_residents_scheme_leads_home():
    # 12 years and 31 months to 2029-05 are short by 5 of 15 years in Shanghai
    migrant = person(region="310000", born=Month.of(1968, 6), sex=Sex.MALE, paid=144, **FLAT)
    home = estimate(migrant.changed(registered="330000"), LAW)
    (way,) = (one for one in home.remedies if one.name == "residents")
    # one year at the national lowest tier of 100 and the balance, with 2.5% on nothing: all at once
    balance = home.go_on.settlement.balance
    assert way.monthly == 16_300 + half_up(balance + 10_000, 139)
    assert "residents_at_home" not in {one.code for one in home.notices}
    assert "residents_at_home" in {one.code for one in estimate(migrant, LAW).notices}


def test_no_province_is_below_the_national_minimum():
    for region in LAW.regions.values():
        if region.kind == "province":
            assert basic_minimum(LAW, region, TODAY).value >= 16_300


def test_a_ladder_without_subsidies_takes_the_national_floor():
    steps = {step.tier: step.subsidy for step in ladder(LAW, LAW.region("广东"))}
    assert (steps[18_000].value, steps[480_000].value) == (3_000, 6_000)
    assert all(fact.standing is Standing.LOWER_BOUND for fact in steps.values())


def test_what_nobody_published_is_named_and_not_counted():
    facts = {fact.name: fact for fact in compare_residents(person(), LAW).facts}
    for name in ("long_payment", "age_65"):
        assert (facts[name].standing, facts[name].value) == (Standing.UNKNOWN, None)


def test_the_assumed_rate_is_marked_and_a_stated_one_too():
    assert compare_residents(person(), LAW).rate.standing is Standing.ASSUMED
    assert compare_residents(person(), LAW, rate=30_000).rate.standing is Standing.STATED


@settings(max_examples=20)
@given(st.integers(0, 240), st.sampled_from([0, 25_000, 40_000]))
def test_a_higher_tier_never_pays_less(paid, rate):
    compared = compare_residents(person(paid=paid), LAW, rate=rate)
    pensions = [one.pension for one in compared.outcomes]
    assert pensions == sorted(pensions)


@pytest.mark.parametrize("inflation", [-5_000, 0, 15_000])
def test_the_basic_pension_keeps_its_purchasing_power(inflation):
    one = outcome(person(inflation=inflation, wage_growth=0), 100_000)
    real = one.basic / (1 + inflation / 10**6) ** ((one.start - TODAY) / 12)
    # 163 of 2026 in the prices of November 2026; months within the first and last year differ
    assert real == pytest.approx(16_300, rel=0.02)


def test_the_ways_out_are_told_in_todays_money_too():
    # prices rise 1.5% a year: what is paid from 2029-11 on is 36 months away
    late = person(region="310000", born=Month.of(1968, 6), sex=Sex.MALE, paid=144)
    result = estimate(late, LAW)
    (way,) = (one for one in result.remedies if one.name == "extension")
    assert way.start == Month.of(2029, 11)
    (table,) = (one for one in contents(result, LAW, "zh").sections if one.id == "remedies")
    told = dict(table.rows[0].details)["今天的钱"]
    assert told == f"可得合每月 {round(way.monthly / 100 / 1.015**3):,} 元"
