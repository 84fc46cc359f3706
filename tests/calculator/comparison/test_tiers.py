"""Tiers: the closed form of payback, and what must hold between tiers and steps of any person."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.comparison.tiers import TIERS, TierComparison, TierRow, compare_tiers
from calculator.estimates import estimate
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Scenario
from rules.law import Law, load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)

people = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["330000", "110000", "310000", "440000", "510000"]),
        "born": st.integers(Month.of(1970, 1), Month.of(2000, 12)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 1_000_000]),
        "paid": st.integers(0, 120),
        "inflation": st.sampled_from([None, 0, -10_000, 30_000]),
        "crediting_rate": st.sampled_from([None, 0, 83_100]),
        "wage_growth": st.sampled_from([None, 0, -20_000]),
        "discount": st.sampled_from([None, 0, -10_000]),
    }
)


def tenths(payback: Any) -> int:
    assert payback is not None
    return payback.tenths


@pytest.fixture
def flat(flat_law: Law, newcomer: Scenario) -> TierComparison:
    return compare_tiers(estimate(newcomer, flat_law), flat_law)


def by_tier(compared: TierComparison) -> dict[int, TierRow]:
    return {row.tier // 10_000: row for row in compared.rows}


def test_without_growth_and_interest_the_payback_is_the_closed_form(flat: TierComparison) -> None:
    # months of pension = 0.2 t / ((1 + t) / 2 / 1200 + 0.08 t / 139), whatever wage and years:
    # t = 0.6: 0.12 / (0.0006667 + 0.0003453) = 118.6;  t = 1: 0.2 / (0.0008333 + 0.0005755) = 142.0
    # t = 3: 0.6 / (0.0016667 + 0.0017266) = 176.8
    rows = by_tier(flat)
    assert [tenths(rows[tier].whole.plain) for tier in (60, 100, 300)] == [1186, 1420, 1768]


def test_every_step_above_the_lowest_tier_takes_the_same_longer_time(flat: TierComparison) -> None:
    # 0.2 / (1 / 2400 + 0.08 / 139) = 201.6 months of pension
    assert [tenths(step.whole.worth.plain) for step in flat.steps] == [2016] * 8


def test_of_a_step_the_account_part_comes_back_in_its_payment_months(flat: TierComparison) -> None:
    # account: 139 months; pooled: 0.12 / (1 / 2400) = 288 months
    assert {tenths(step.account.worth.plain) for step in flat.steps} == {1390}
    assert {tenths(step.pooled.worth.plain) for step in flat.steps} == {2880}


def test_payback_is_as_published_ten_years_at_the_bottom_and_seventeen_above(
    flat: TierComparison,
) -> None:
    # "lowest tier 15 years: about 10 years to recover; the part paid for higher tiers about 17"
    assert round(tenths(flat.rows[0].whole.plain) / 120) == 10
    assert {round(tenths(step.whole.worth.plain) / 120) for step in flat.steps} == {17}


def test_who_begins_today_has_paid_from_now_all_that_was_ever_paid(flat: TierComparison) -> None:
    for row in flat.rows:
        assert row.whole == row.further
        assert row.whole.paid == row.paid_from_now


def test_tiers_inside_the_limits_are_neither_limit_nor_held(flat: TierComparison) -> None:
    assert [row.tier for row in flat.rows] == list(TIERS)
    assert {(row.limit, row.held) for row in flat.rows} == {(None, None)}


def test_a_tier_under_the_floor_is_held_there_and_makes_no_step(
    flat_law: Law, newcomer: Scenario
) -> None:
    limits = flat_law.limits("330000")[-1]
    law = flat_law.with_limits("330000", [limits._replace(floor=750_000)])
    compared = compare_tiers(estimate(newcomer, law), law)
    # 60% and 70% of 10,000 lie under 7,500
    assert [row.held for row in compared.rows[:3]] == [TierLimit.FLOOR, TierLimit.FLOOR, None]
    assert [row.base for row in compared.rows[:3]] == [750_000, 750_000, 800_000]
    projected = [step for step in compared.steps if (step.lower, step.upper) == TIERS[:2]]
    assert all(step.whole.monthly == 0 for step in projected)


def test_a_floor_under_the_lowest_tier_stands_before_it(flat_law: Law, newcomer: Scenario) -> None:
    limits = flat_law.limits("330000")[-1]
    law = flat_law.with_limits("330000", [limits._replace(floor=500_000, ceiling=3_500_000)])
    compared = compare_tiers(estimate(newcomer, law), law)
    assert (compared.rows[0].limit, compared.rows[0].base) == (TierLimit.FLOOR, 500_000)
    assert (compared.rows[-1].limit, compared.rows[-1].base) == (TierLimit.CEILING, 3_500_000)
    assert compared.rows[0].tier == 500_000


def test_who_has_stopped_paying_has_no_tier_to_compare(newcomer: Scenario, flat_law: Law) -> None:
    stopped = newcomer.changed(plan_until=Month(TODAY - 1))
    compared = compare_tiers(estimate(stopped, flat_law), flat_law)
    assert (compared.rows, compared.plan, compared.steps) == ((), None, ())


def test_a_plan_at_a_tier_is_that_tier(flat: TierComparison) -> None:
    assert flat.plan is not None
    assert flat.plan.whole == flat.rows[0].whole


def test_months_known_only_as_a_balance_are_named(law: Law) -> None:
    scenario = Scenario(
        region="330000",
        born=Month.of(1990, 3),
        sex="female",
        today=TODAY,
        tier=600_000,
        paid=60,
        balance=3_000_000,
        balance_date=Month(TODAY - 1),
    )
    assert compare_tiers(estimate(scenario, law), law).basis.statement_months == 60


@settings(max_examples=6)
@given(values=people)
def test_more_paid_never_pays_less_and_the_parts_add_up(values: dict[str, Any]) -> None:
    compared = compare_tiers(estimate(Scenario(today=TODAY, **values), LAW), LAW)
    for low, high in pairwise(compared.rows):
        assert low.paid_from_now <= high.paid_from_now
        assert low.pension <= high.pension
    for step in compared.steps:
        for name in ("monthly", "pension"):
            parts = getattr(step.pooled, name) + getattr(step.account, name)
            assert parts == getattr(step.whole, name)
        assert step.pooled.worth.paid + step.account.worth.paid == step.whole.worth.paid
        for whole, pooled, account in zip(
            step.whole.worth.expected,
            step.pooled.worth.expected,
            step.account.worth.expected,
            strict=True,
        ):
            assert abs(whole.value - pooled.value - account.value) <= 4


@settings(max_examples=6)
@given(values=people)
def test_the_steps_add_up_to_the_difference_of_the_tiers(values: dict[str, Any]) -> None:
    compared = compare_tiers(estimate(Scenario(today=TODAY, **values), LAW), LAW)
    if compared.rows:
        added = sum(step.whole.pension for step in compared.steps)
        assert added == compared.rows[-1].pension - compared.rows[0].pension
