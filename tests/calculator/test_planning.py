"""缴费方案: optimal by exhaustive search on small lives, lawful, and proven on large ones."""

from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calculator.case import build
from calculator.charts.plans import plan_charts
from calculator.estimates import estimate
from calculator.planning import (
    family,
    plan_for_budget,
    plan_for_target,
)
from calculator.planning.offers import CEILING, FLOOR, Offer, offers_of
from calculator.planning.pension_line import PensionOf
from calculator.planning.plans import _is_payable, _nominal
from calculator.planning.search import cheapest
from calculator.planning.years import grown_balance, year_table
from calculator.real_money import in_todays_money
from calculator.reports.comparisons.plans import plan_document
from calculator.reports.wording import Wording
from calculator.scenario.choices import Sex
from calculator.scenario.model import Span
from rules.career import Choice
from rules.month import Month
from rules.quantities import Fen
from tests.calculator.planned_lives import LAW, TODAY, YOUNG, near_retirement

FEW = (FLOOR, Offer(Choice.TIER, 1_000_000), CEILING)
REGIONS = ("330000", "310000", "110000", "440000", "350000", "450000", "500000")


def small_table(scenario, *, may_pause):
    case = build(scenario, LAW)
    offers = dict.fromkeys(range(len(case.places)), FEW)
    return year_table(case, offers, may_pause=may_pause)


def every_plan(table):
    """Every choice with its exact cost and settlement, by the rules themselves."""
    for chosen in product(*(year.entries for year in table.years)):
        yield chosen, sum(entry.cost for entry in chosen), table.settle(chosen)


def rows(table):
    return [(cost, settled) for _, cost, settled in every_plan(table) if settled.missing == 0]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("may_pause", [False, True])
def test_no_choice_reaches_the_target_for_less(region, may_pause):
    table = small_table(near_retirement(region), may_pause=may_pause)
    payable = rows(table)
    pensions = sorted({settled.award.total for _, settled in payable})
    for target in (pensions[0], pensions[len(pensions) // 3], pensions[-2], pensions[-1]):
        found = cheapest(table, _is_payable, Fen(target))
        best = min(cost for cost, settled in payable if settled.award.total >= target)
        assert found.cost == best
        assert found.pension >= target
        assert found.is_proven


@pytest.mark.parametrize(
    "values",
    [
        {"index_denominator": "calendar_years"},
        {"index_denominator": "months_due"},
        {"index_denominator": "months_due_unpaid_60"},
        {"index_decimals": 3},
        {"years_mode": "half_year_up", "amount_rounding": "jiao_up_exact"},
        {"interest_method": "annual"},
        {"average_index": 4 * 10**11, "region": "440000"},
        {"balance": 5_000_000, "balance_date": Month.of(2026, 6)},
        {"index_denominator": "months_due", "first_paid": Month.of(2000, 1)},
    ],
)
def test_local_practice_changes_nothing_about_being_best(values):
    table = small_table(near_retirement(**values), may_pause=True)
    payable = rows(table)
    pensions = sorted({settled.award.total for _, settled in payable})
    for target in pensions[:: max(1, len(pensions) // 4)]:
        best = min(cost for cost, settled in payable if settled.award.total >= target)
        found = cheapest(table, _is_payable, Fen(target))
        assert (found.cost, found.is_proven) == (best, True)


@pytest.mark.parametrize("denominator", ["paid_months", "months_due", "calendar_years"])
def test_a_life_that_begins_now_is_planned_best_too(denominator):
    scenario = near_retirement(paid=0, index_denominator=denominator)
    table = small_table(scenario, may_pause=True)
    plans = list(every_plan(table))
    pensions = sorted({settled.award.total for _, _, settled in plans if settled.award.total})
    for target in pensions[:: max(1, len(pensions) // 5)]:
        best = min(cost for _, cost, settled in plans if settled.award.total >= target)
        assert cheapest(table, lambda settled: True, Fen(target)).cost == best


@pytest.mark.parametrize("region", REGIONS)
def test_the_line_the_search_prunes_by_never_lies_below_the_pension(region):
    """Were it too low by a fen, the cheapest plan could be dropped; twice its slack is all it may be off."""
    table = small_table(near_retirement(region), may_pause=True)
    for chosen, _, settled in list(every_plan(table))[::9]:
        family = PensionOf(table, chosen)
        pension = family.exact(settled.index_sum, settled.balance)
        line = family.upper(settled.index_sum, settled.balance)
        assert pension == settled.award.total
        assert family.wanted(pension) <= line
        if region != "440000":  # the low-index factor lies below the line by what it takes off
            assert line <= pension + 2 * family.slack


LIVES = st.fixed_dictionaries(
    {
        "region": st.sampled_from([*REGIONS, "320000", "370000", "210000"]),
        "born": st.integers(Month.of(1966, 12), Month.of(1968, 6)).map(Month),
        "paid": st.integers(120, 190),
        "wage_growth": st.sampled_from([-10_000, 0, 15_000, 40_000]),
        "inflation": st.sampled_from([0, 15_000]),
        "crediting_rate": st.sampled_from([0, 15_000, 60_000]),
        "pauses": st.one_of(
            st.just(()),
            st.integers(0, 20).map(
                lambda first: (Span(first=Month(TODAY + first), last=Month(TODAY + first + 3)),)
            ),
        ),
        "rhythm": st.sampled_from(["monthly", "yearly"]),
        "index_denominator": st.sampled_from(
            [None, "calendar_years", "months_due", "months_due_unpaid_60"]
        ),
        "average_index": st.sampled_from([5 * 10**11, 10**12]),
    }
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, st.booleans(), st.integers(0, 100))
def test_any_life_is_planned_best(values, may_pause, part):
    """Gaps, floors of the place's own and tiers in yuan among them; real wages may stand still."""
    scenario = near_retirement(**values)
    case = build(scenario, LAW)
    own = offers_of(LAW, scenario.region, TODAY)[0]
    few = (own[0], own[len(own) // 2], own[-1])
    table = year_table(case, dict.fromkeys(range(len(case.places)), few), may_pause=may_pause)
    plans = [(cost, settled) for _, cost, settled in every_plan(table)]
    pensions = sorted({settled.award.total for _, settled in plans})
    target = pensions[part * (len(pensions) - 1) // 100]
    best = min(cost for cost, settled in plans if settled.award.total >= target)
    found = cheapest(table, lambda settled: True, Fen(target))
    assert (found.cost, found.least, found.is_proven) == (best, best, True)


def test_a_year_covered_already_is_told_from_one_that_is_not():
    """A man of 1967-06 retires in 2028-02 and has paid this year: its last two months add no calendar year
    to the divisor, the two of 2028 do. Two plans of as many months then have different pensions.
    """
    scenario = near_retirement(
        "440000",
        born=Month.of(1967, 6),
        paid=180,
        average_index=5 * 10**11,
        index_denominator="calendar_years",
        wage_growth=0,
        crediting_rate=60_000,
    )
    table = small_table(scenario, may_pause=True)
    plans = [(cost, settled.award.total) for _, cost, settled in every_plan(table)]
    for target in sorted({pension for _, pension in plans}):
        found = cheapest(table, lambda settled: True, Fen(target))
        assert found.cost == min(cost for cost, pension in plans if pension >= target)


@pytest.mark.parametrize("steps", [True, False])
def test_what_is_not_proven_is_bounded(steps, monkeypatch):
    """Cut off early, the search still says how far from the best it can be."""
    monkeypatch.setattr(family, "_NARROW", 1)
    monkeypatch.setattr(family, "_WIDE", (1,))
    monkeypatch.setattr(family, "_SPLIT", (1, 1))
    monkeypatch.setattr(family, "_ANY_COST", 1)
    monkeypatch.setattr(family, "_MOST_SUMS", 1 if steps else 0)
    table = small_table(near_retirement(), may_pause=True)
    payable = rows(table)
    for target in sorted({settled.award.total for _, settled in payable})[::20]:
        best = min(cost for cost, settled in payable if settled.award.total >= target)
        found = cheapest(table, _is_payable, Fen(target))
        assert found.least <= best <= found.cost


def test_a_life_whose_real_wage_stands_still_is_proven():
    """Every tier costs as much in each year: thousands of ways differ by some fen."""
    scenario = YOUNG.changed(born=Month.of(1990, 12), sex=Sex.MALE, wage_growth=15_000)
    plan = plan_for_target(scenario, LAW, Fen(800_000))
    assert plan.is_proven
    assert plan.saving_at_most == 0


def test_a_target_nobody_reaches_is_not_found():
    table = small_table(near_retirement(), may_pause=True)
    most = max(settled.award.total for _, settled in rows(table))
    assert cheapest(table, _is_payable, Fen(most + 1)) is None


@pytest.mark.parametrize(
    "assumed",
    [
        {"wage_growth": 0, "inflation": 0, "crediting_rate": 0},
        {"wage_growth": -20_000, "inflation": -10_000, "crediting_rate": 0},
        {"wage_growth": 50_000, "inflation": 0, "crediting_rate": 80_000},
    ],
)
def test_zero_and_negative_real_rates_change_nothing_about_being_best(assumed):
    table = small_table(near_retirement(**assumed), may_pause=True)
    payable = rows(table)
    target = sorted(settled.award.total for _, settled in payable)[len(payable) // 2]
    best = min(cost for cost, settled in payable if settled.award.total >= target)
    assert cheapest(table, _is_payable, Fen(target)).cost == best


@pytest.mark.parametrize("values", [{"interest_method": "annual"}, {"rhythm": "yearly"}])
def test_the_table_adds_up_to_the_settlement(values):
    table = small_table(near_retirement(**values), may_pause=True)
    for chosen, _, settled in list(every_plan(table))[::37]:
        balance = table.opening
        for year, entry in zip(table.years, chosen, strict=True):
            balance = grown_balance(year.frame, balance, entry)
        assert balance == settled.balance


def test_a_young_persons_plan_reaches_its_target_and_is_proven():
    plan = plan_for_target(YOUNG, LAW, Fen(500_000))
    assert plan.reached
    assert plan.is_proven
    assert 500_000 <= plan.pension_today < 500_500
    assert plan.payable


def test_a_plan_for_a_fen_more_never_costs_less():
    costs = [plan_for_target(YOUNG, LAW, Fen(t)).paid_today for t in (400_000, 450_000, 500_000)]
    assert costs == sorted(costs)


def test_a_target_out_of_reach_shows_the_dearest_plan():
    plan = plan_for_target(YOUNG, LAW, Fen(5_000_000))
    assert not plan.reached
    assert all(year.offer == CEILING for year in plan.years)


def test_pausing_is_only_cheaper():
    with_pauses = plan_for_target(YOUNG, LAW, Fen(300_000))
    every_month = plan_for_target(YOUNG, LAW, Fen(300_000), may_pause=False)
    assert with_pauses.paid_today <= every_month.paid_today
    assert all(year.months for year in every_month.years)


def test_a_cheap_target_still_meets_the_minimum_period():
    plan = plan_for_target(YOUNG, LAW, Fen(1))
    # a woman retiring in 2048 needs 240 months and has 60: 15 whole years at the floor
    assert plan.settlement.counted == 240
    assert plan.payable


def test_pauses_of_the_scenario_stay_unpaid():
    resting = YOUNG.changed(pauses=(Span(first=Month.of(2030, 1), last=Month.of(2030, 12)),))
    plan = plan_for_target(resting, LAW, Fen(450_000), may_pause=False)
    assert [year.months for year in plan.years if year.year == 2030] == [0]


def test_the_years_of_a_plan_add_up():
    plan = plan_for_target(YOUNG, LAW, Fen(500_000))
    assert sum(year.paid for year in plan.years) == plan.paid
    assert sum(year.months for year in plan.years) + 60 == plan.settlement.counted


@pytest.mark.parametrize("budget", [110_000, 180_000, 400_000, 10_000_000])
def test_no_affordable_choice_pays_more_than_the_budget_plan(budget):
    scenario = near_retirement()
    table = small_table(scenario, may_pause=True)
    affordable = [
        settled
        for chosen, _, settled in every_plan(table)
        if all(entry.dearest <= budget for entry in chosen) and settled.missing == 0
    ]
    case_offers = tuple(offers_of(LAW, "330000", TODAY)[0])
    assert {offer.choice for offer in FEW} <= {offer.choice for offer in case_offers}
    plan = plan_for_budget(scenario, LAW, Fen(budget))
    assert plan.settlement.award.total >= max(
        (settled.award.total for settled in affordable), default=0
    )


def test_no_month_of_a_budget_plan_costs_more_than_the_budget():
    plan = plan_for_budget(YOUNG, LAW, Fen(150_000))
    case = build(YOUNG, LAW)
    inflation = case.projection.assumptions.inflation
    for run in plan.settlement.runs:
        if run.first >= TODAY:
            assert in_todays_money(Fen(run.total), run.first - TODAY, inflation) <= 150_000


@pytest.mark.parametrize("scenario", [YOUNG, near_retirement(paid=160), near_retirement()])
def test_the_least_budget_is_enough_and_a_fen_less_is_not(scenario):
    least = plan_for_budget(scenario, LAW, Fen(10_000)).least_budget
    assert plan_for_budget(scenario, LAW, least).reached
    assert not plan_for_budget(scenario, LAW, Fen(least - 1)).reached


@pytest.mark.parametrize("extend", [False, True])
def test_a_plan_with_too_few_months_is_paid_on_until_they_are_there(extend):
    # 2029-01 asks for 180 months; 120 + 27 (2026-11 to 2029-01) are there, 33 more end in 2031-10
    scenario = near_retirement(paid=120, extend=extend)
    plan = plan_for_target(scenario, LAW, Fen(100_000))
    assert (plan.reached, plan.payable, plan.missing) == (True, True, 33)
    assert (plan.asked, plan.start) == (Month.of(2029, 1), Month.of(2031, 11))
    assert plan.settlement.counted == 180
    for_budget = plan_for_budget(scenario, LAW, Fen(300_000))
    assert (for_budget.reached, for_budget.start) == (True, plan.start)


def test_with_an_extension_beyond_seventy_the_plan_is_that_of_the_estimate():
    # nothing paid at 58: 180 months from 2026-11 on end in 2041-10, at 73, where the annex has no months
    scenario = near_retirement(paid=0, extend=True)
    plan = plan_for_budget(scenario, LAW, Fen(10**7))
    go_on = estimate(scenario, LAW).go_on
    assert (plan.payable, plan.start) == (True, go_on.start) == (True, Month.of(2041, 11))


def test_no_tier_is_planned_where_none_brings_a_pension():
    scenario = near_retirement(paid=120, plan_until=Month.of(2028, 12))
    plan = plan_for_target(scenario, LAW, Fen(100_000))
    assert plan.never_payable
    # 120 + 26 months to 2028-12
    assert plan.missing == 34
    assert plan_charts(plan) == ()
    headline, *others = plan_document(scenario, plan, Wording(LAW, "zh")).sections
    assert "还差 34个月，缴哪一档都不能按月领取" in headline.paragraphs[0]
    assert not others


def test_no_budget_is_enough_where_the_months_are_too_few():
    # 180 are needed; from 2026-11 to the age of 70, 2038-03, there are 137
    assert plan_for_budget(near_retirement(paid=0), LAW, Fen(10**7)).least_budget is None


def test_a_budget_below_the_floor_pays_nothing_and_reaches_nothing():
    plan = plan_for_budget(YOUNG, LAW, Fen(10_000))
    assert (plan.paid, plan.reached, plan.payable) == (0, False, False)


@given(st.integers(1, 10**7), st.integers(-60, 480), st.sampled_from([-10_000, 0, 15_000, 60_000]))
def test_the_nominal_target_is_the_smallest_that_is_worth_it(amount, ahead, inflation):
    case = build(YOUNG.changed(inflation=inflation), LAW)
    assume(ahead >= 0)
    nominal = _nominal(case, Fen(amount), TODAY + ahead)
    assert in_todays_money(nominal, ahead, inflation) >= amount
    assert in_todays_money(Fen(nominal - 1), ahead, inflation) < amount
