"""收入不稳定的方案与可选档次: months out of reach, the cheapest pattern, the tiers a place offers."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.case import build
from calculator.planning import plan_irregular, read_income
from calculator.planning.offers import CEILING, FLOOR, OffersAre, offers_of
from calculator.real_money import in_todays_money
from calculator.scenario.problems import ScenarioProblems
from rules.month import Month
from rules.quantities import Fen
from tests.calculator.planned_lives import LAW, TODAY, YOUNG, near_retirement

SERIES = "month,income\n" + "\n".join(f"2026-{m:02d},{i}" for m, i in enumerate([8000] * 10, 1))


def test_the_cheapest_pattern_is_the_cheapest_affordable_months():
    # income of 6000 in odd and 3000 in even months of a year; 20% of the floor 5122 is 1024.40
    text = "月份,收入\n" + "\n".join(
        f"2025-{m:02d},{6000 if m % 2 else 3000}" for m in range(1, 13)
    )
    scenario = near_retirement(paid=168, wage_growth=0)
    plan = plan_irregular(scenario, LAW, read_income(text), share=250_000)
    # 12 of 180 months are missing; 25% of 6000 is 1500, enough; of 3000 750, not enough; of the 27
    # months from 2026-11 to 2029-01 fourteen are odd
    assert (plan.needed, plan.months, plan.every.months) == (12, 27, 14)
    assert plan.short == 0
    assert plan.cheapest.months == 12
    assert plan.cheapest.payable
    assert all(first.month_of_year % 2 for first, _ in plan.every.spans)
    floor = next(one for one in plan.out_of_reach if one.offer == FLOOR)
    assert all(month.month_of_year % 2 == 0 for month in floor.months)


def test_with_an_extension_the_months_go_on_past_the_age():
    # 180 in 2029-01, 120 + 27 there: 33 more end in 2031-10, so that all 60 from 2026-11 on are needed
    scenario = near_retirement(paid=120)
    short = plan_irregular(scenario, LAW, read_income(SERIES))
    assert (short.needed, short.short, short.cheapest.payable) == (60, 33, False)
    plan = plan_irregular(scenario.changed(extend=True), LAW, read_income(SERIES))
    assert (plan.months, plan.needed, plan.short) == (60, 60, 0)
    assert (plan.cheapest.payable, plan.cheapest.start) == (True, Month.of(2031, 11))


def test_the_cheapest_pattern_is_best_by_exhaustive_search():
    text = "month,income\n" + "\n".join(f"2026-{m:02d},9000" for m in range(1, 11))
    # born 1967-08: 31 // 4 + 1 = 8 months later than 2027-08, so 18 months from 2026-11 to 2028-04
    scenario = near_retirement(paid=177, wage_growth=40_000, born=Month.of(1967, 8))
    plan = plan_irregular(scenario, LAW, read_income(text))
    assert (plan.needed, plan.months) == (3, 18)
    case = build(scenario, LAW)
    inflation = case.projection.assumptions.inflation
    costs = {}
    for month in range(TODAY, TODAY + 18):
        paid = Fen((case.projection.limits_at("330000", month).floor * 20 + 50) // 100)
        costs[month] = in_todays_money(paid, month - TODAY, inflation)
    best = min(sum(chosen) for chosen in combinations(costs.values(), 3))
    paid_months = [m for first, last in plan.cheapest.spans for m in range(first, last + 1)]
    assert sum(costs[month] for month in paid_months) == best


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from([0, 3_000, 6_000, 9_000]), min_size=12, max_size=12),
    st.sampled_from([200_000, 300_000, 1_000_000]),
    st.integers(160, 179),
)
def test_no_affordable_months_complete_the_minimum_for_less(incomes, share, paid):
    text = "month,income\n" + "\n".join(f"2025-{m:02d},{i}" for m, i in enumerate(incomes, 1))
    scenario = near_retirement(paid=paid, wage_growth=0)
    plan = plan_irregular(scenario, LAW, read_income(text), share=share)
    case = build(scenario, LAW)
    inflation = case.projection.assumptions.inflation
    costs = {}
    for month in range(TODAY, TODAY + 27):  # to 2029-01; 180 months are needed
        paid_then = (case.projection.limits_at("330000", month).floor * 20 + 50) // 100
        if incomes[month % 12] * 100 * share >= paid_then * 10**6:
            costs[month] = in_todays_money(Fen(paid_then), month - TODAY, inflation)
    chosen = [m for first, last in plan.cheapest.spans for m in range(first, last + 1)]
    needed = 180 - paid
    assert (plan.needed, plan.short) == (needed, max(0, needed - len(costs)))
    assert sum(costs[month] for month in chosen) == sum(sorted(costs.values())[:needed])
    assert plan.cheapest.payable == (len(costs) >= needed)


def test_months_out_of_reach_grow_with_the_tier():
    plan = plan_irregular(YOUNG, LAW, read_income(SERIES), share=200_000)
    counts = [len(one.months) for one in plan.out_of_reach]
    assert counts == sorted(counts)


def test_income_paid_in_a_yearly_rhythm_is_taken_together():
    text = "month,income\n" + "\n".join(
        f"2025-{m:02d},{30_000 if m in (6, 12) else 0}" for m in range(1, 13)
    )
    monthly = plan_irregular(YOUNG, LAW, read_income(text), share=500_000)
    yearly = plan_irregular(YOUNG.changed(rhythm="yearly"), LAW, read_income(text), share=500_000)
    assert monthly.short > 0
    assert yearly.short == 0


def test_too_little_income_names_the_months_short():
    text = "month,income\n2026-01,0\n"
    plan = plan_irregular(YOUNG, LAW, read_income(text))
    assert (plan.short, plan.needed) == (180, 180)
    assert not plan.cheapest.payable


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", {"income_columns"}),
        (",\n", {"income_columns"}),
        ("a,b\n1,2\n", {"income_columns"}),
        ("month,income\n", {"income_empty"}),
        ("month,income\n2026-01,x\n2026-13,5\n", {"amount_unreadable", "month_unreadable"}),
        ("month,income\n2026-01,1\n2026-03,1\n", {"income_missing"}),
        ("month,income\n2026-01,1\n2026-01,2\n", {"income_twice"}),
        ("month,income\n2026-01\n", {"empty"}),
    ],
)
def test_a_bad_series_is_refused_with_every_problem(text, codes):
    with pytest.raises(ScenarioProblems) as raised:
        read_income(text)
    assert codes <= {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_series_may_be_separated_as_spreadsheets_do(separator, end):
    text = end.join(separator.join(row) for row in (("月份", "收入"), ("2026-01", "5千"), ("", "")))
    assert [(str(one.month), one.income) for one in read_income(text)] == [("2026-01", 500_000)]


def test_zero_income_is_a_month_and_a_missing_month_is_not():
    series = read_income("收入,月份\n0,2026-01\n5000,2026-02\n")
    assert [(str(one.month), one.income) for one in series] == [
        ("2026-01", 0),
        ("2026-02", 500_000),
    ]


@pytest.mark.parametrize(
    ("region", "known", "tiers"),
    [
        # Jiangsu 2025 lists yuan; 4952 and 24762 are its floor and ceiling
        ("320000", OffersAre.LISTED, 10),
        ("540000", OffersAre.LISTED, 4),
        # Sichuan listed 40% to 100% for 2016 and leaves the base free since its notice of 2025
        ("510000", OffersAre.FREE, 7),
        ("310000", OffersAre.FREE, 7),
        # Shanxi's list of 2014 ended with the range of 2019
        ("140000", OffersAre.UNKNOWN, 7),
    ],
)
def test_offers_are_those_of_the_last_notice_that_speaks_of_them(region, known, tiers):
    offers, are = offers_of(LAW, region, TODAY)
    assert (are, len(offers) - 2) == (known, tiers)
    assert (offers[0], offers[-1]) == (FLOOR, CEILING)


def test_a_list_in_yuan_is_taken_as_shares_of_the_wage():
    # 10000 / 8254 = 121.15%
    shares = [offer.amount for offer in offers_of(LAW, "320000", TODAY)[0]]
    assert 1_211_534 in shares
