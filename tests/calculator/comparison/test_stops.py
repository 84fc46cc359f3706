"""Stopping and gaps: the minimum period, sums of stretches, the price of a year left out."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.comparison.ages import compare_ages
from calculator.comparison.stops import Stop, StopComparison, compare_stops
from calculator.comparison.tiers import compare_tiers
from calculator.estimates import estimate
from calculator.scenario.model import Scenario
from rules.law import Law, load
from rules.month import Month
from tests.calculator.comparison.persons import TODAY, person

LAW = load()

people = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["330000", "110000", "310000", "440000"]),
        "born": st.integers(Month.of(1970, 1), Month.of(1995, 12)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 3_000_000]),
        "paid": st.integers(0, 200),
        "inflation": st.sampled_from([None, 0, -10_000]),
        "crediting_rate": st.sampled_from([None, 0]),
    }
)


def compared_with(law: Law, **values: Any) -> StopComparison:
    return compare_stops(person(law, **values), law)


def test_the_minimum_is_complete_with_the_last_missing_month(law: Law) -> None:
    # 60 paid through 2026-10, 240 needed in 2048: 180 months from 2026-11 are 15 years, to 2041-10
    compared = compared_with(law)
    assert str(compared.minimum) == "2041-10"
    minimum = next(row for row in compared.rows if row.stop is Stop.MINIMUM)
    assert (minimum.counted, minimum.missing, minimum.payable) == (240, 0, True)


def test_one_year_short_of_the_minimum_nothing_is_paid_but_the_account(law: Law) -> None:
    rows = compared_with(law).rows
    before = next(row for row in rows if str(row.last) == "2040-10")
    assert (before.missing, before.payable) == (12, False)
    assert before.refund > 0
    assert {remedy.name for remedy in before.remedies} == {
        "extension",
        "one_off_payment",
        "residents",
        "refund",
    }


def test_who_stopped_can_pay_the_missing_months_after_the_age(law: Law) -> None:
    rows = compared_with(law).rows
    before = next(row for row in rows if str(row.last) == "2040-10")
    extension = next(remedy for remedy in before.remedies if remedy.name == "extension")
    # claim month 2048-03 + 12 missing months, first pension the month after
    assert extension.open_to
    assert (extension.months, str(extension.start)) == (12, "2049-04")


def test_a_minimum_that_is_met_already_is_named_before_today(law: Law) -> None:
    compared = compared_with(law, paid=240)
    assert compared.minimum == TODAY - 1
    assert all(row.payable for row in compared.rows)
    assert all(row.stop is not Stop.MINIMUM for row in compared.rows)


def test_a_minimum_that_no_extension_meets_before_70_is_none(law: Law) -> None:
    # statutory 2028-12 (60y10m), 26 of 180 months paid by then: the rest would take to 2041-10, past 73
    compared = compared_with(law, born=Month.of(1968, 2), sex="male", paid=0)
    assert compared.minimum is None
    assert not any(row.payable for row in compared.rows)
    assert compared.basis.claimed == compared.basis.asked == Month.of(2028, 12)


def test_who_is_short_at_the_age_is_compared_with_the_extension(law: Law) -> None:
    # 144 + 26 months by 2028-12 of 180: ten more, claimed in 2029-10
    compared = compared_with(law, born=Month.of(1968, 2), sex="male", paid=144)
    basis = compared.basis
    assert (str(basis.asked), str(basis.claimed), basis.missing) == ("2028-12", "2029-10", 10)
    end = compared.rows[-1]
    assert (end.stop, str(end.last), end.payable) == (Stop.MINIMUM, "2029-10", True)
    # who stops before is refunded at the age
    assert [str(row.start) for row in compared.rows if not row.payable][:2] == ["2029-01"] * 2


def test_stops_are_now_every_year_and_the_end(law: Law) -> None:
    compared = compared_with(law)
    assert [row.stop for row in compared.rows[:2]] == [Stop.NOW, Stop.YEAR]
    assert compared.rows[-1].stop is Stop.END
    assert str(compared.rows[-1].last) == "2048-03"
    assert compared.rows[0].months_from_now == 0
    assert {later.last - sooner.last for sooner, later in pairwise(compared.rows[:-1])} == {12}


def test_the_end_is_the_plan_itself(law: Law) -> None:
    result = person(law)
    row = compare_stops(result, law).rows[-1]
    assert (row.pension, row.paid_from_now) == (result.go_on.pension, result.go_on.paid_from_now)


def test_a_year_of_the_flat_law_comes_back_by_the_closed_form(
    flat_law: Law, newcomer: Scenario
) -> None:
    # an own year at 60%, years and index of it: the closed form of a month, 118.6
    compared = compare_stops(estimate(newcomer, flat_law), flat_law)
    payable = [row for row in compared.rows if row.payable and row.stop is Stop.YEAR]
    stretches = [row.stretch_payback for row in payable if row.last - TODAY > 252]
    assert {stretch.tenths for stretch in stretches if stretch} == {1186}
    safe = [g for g in compared.gaps if g.missing == 0 and g.last == g.first + 11]
    assert {gap.payback.tenths for gap in safe if gap.payback} == {1186}


def test_a_gap_year_saves_a_years_payments_and_is_no_loss_of_what_was_paid(
    flat_law: Law, newcomer: Scenario
) -> None:
    gap = compare_stops(estimate(newcomer, flat_law), flat_law).gaps[0]
    # 20% of 6,000 yuan for twelve months
    assert gap.saved == 12 * 120_000
    assert gap.last == gap.first + 11


def test_a_gap_that_breaks_the_minimum_delays_the_pension(law: Law) -> None:
    values = {"region": "110000", "born": Month.of(1972, 6), "sex": "male", "paid": 120}
    gap = compare_stops(person(law, **values, wage_growth=0), law).gaps[0]
    # 211 months by 2034-05, 210 needed: twelve fewer leave eleven to pay after the age
    assert (gap.delayed, str(gap.start), gap.missing) == (11, "2035-05", 0)
    # 211 months without the gap, 210 with it: one is saved, at the floor that stands still
    floor = law.limit_at("110000", TODAY).floor
    assert gap.saved == round(floor * 0.2)


def test_a_gap_of_a_plan_that_ends_costs_the_whole_pension(law: Law) -> None:
    values = {"region": "110000", "born": Month.of(1972, 6), "sex": "male", "paid": 120}
    result = person(law, **values, plan_until=Month.of(2034, 5))
    gap = compare_stops(result, law).gaps[0]
    assert (gap.missing, gap.delayed) == (11, 0)
    assert gap.lost == result.go_on.pension


@settings(max_examples=6)
@given(values=people)
def test_paying_longer_never_pays_less_and_stretches_add_up(values: dict[str, Any]) -> None:
    compared = compare_stops(estimate(Scenario(today=TODAY, **values), LAW), LAW)
    rows = compared.rows
    for sooner, later in pairwise(rows):
        assert sooner.paid_from_now <= later.paid_from_now
        assert sooner.pension <= later.pension
        assert sooner.missing >= later.missing
    assert sum(row.stretch_paid for row in rows) == rows[-1].paid_from_now
    assert sum(row.stretch_pension for row in rows) == rows[-1].pension - rows[0].pension
    for gap in compared.gaps:
        assert gap.delayed >= 0
        if not gap.delayed:
            assert gap.saved > 0
            assert gap.lost >= 0


def test_a_person_at_the_end_of_the_plan_has_one_row(law: Law) -> None:
    compared = compared_with(law, plan_until=Month(TODAY - 1))
    assert [row.stop for row in compared.rows] == [Stop.NOW]
    assert compared.gaps == ()


def test_the_payback_of_a_stretch_that_is_not_paid_out_is_never(law: Law) -> None:
    row = compared_with(law).rows[1]
    assert (row.payable, row.stretch_payback) == (False, None)
    assert row.value < compared_with(law).rows[0].value


@pytest.mark.parametrize("paid", [60, 239])
def test_missing_months_go_to_nothing_exactly_at_the_minimum(law: Law, paid: int) -> None:
    compared = compared_with(law, paid=paid)
    assert compared.minimum == TODAY - 1 + (240 - paid)


@pytest.mark.parametrize(
    "rates",
    [
        {"wage_growth": 0, "inflation": 0, "crediting_rate": 0, "indexation": 0, "discount": 0},
        # real rates below nothing: prices rise faster than wages, interest and pensions
        {"wage_growth": 10_000, "inflation": 40_000, "crediting_rate": 5_000, "indexation": 0},
        {"wage_growth": -20_000, "inflation": -10_000, "discount": -10_000},
    ],
)
def test_zero_and_negative_real_rates_are_compared_too(law: Law, rates: dict[str, int]) -> None:
    result = person(law, **rates)
    stops, tiers, ages = (
        compare(result, law) for compare in (compare_stops, compare_tiers, compare_ages)
    )
    pensions = [row.pension for row in stops.rows if row.payable]
    assert pensions == sorted(pensions)
    assert [row.pension for row in tiers.rows] == sorted(row.pension for row in tiers.rows)
    assert sum(step.whole.pension for step in tiers.steps) == (
        tiers.rows[-1].pension - tiers.rows[0].pension
    )
    assert sum(row.best for row in ages.rows) == 1
    for row in (*stops.rows[1:], *tiers.rows):
        assert row.further is not None
        assert row.further.expected[0].value == (
            row.further.expected[0].received
            + row.further.expected[0].left
            - row.further.expected[0].paid
        )
