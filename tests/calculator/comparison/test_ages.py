"""The retirement frontier: every lawful month, and only those; monotone between its jumps."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.comparison.ages import BAND, AgeComparison, Way, compare_ages
from calculator.comparison.footing import Mortality
from calculator.comparison.jumps import Cause
from calculator.estimates import estimate
from calculator.reform.reading import read_reform
from calculator.scenario.model import Scenario
from calculator.valuation import LifeTable
from rules.law import Law, load
from rules.month import Month
from tests.calculator.comparison.persons import TODAY, person

LAW = load()

people = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["330000", "110000", "310000", "440000", "350000"]),
        "born": st.integers(Month.of(1968, 1), Month.of(1995, 12)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 1_000_000]),
        "paid": st.integers(60, 200),
        "inflation": st.sampled_from([None, 0, -10_000]),
        "crediting_rate": st.sampled_from([None, 0]),
        "wage_growth": st.sampled_from([None, 0]),
    }
)


def compared_with(law: Law, **values: Any) -> AgeComparison:
    return compare_ages(person(law, **values), law)


def test_a_woman_of_1990_03_can_retire_from_55_to_58(law: Law) -> None:
    rows = compared_with(law).rows
    assert (str(rows[0].month), str(rows[-1].month)) == ("2045-03", "2048-03")
    assert [row.month for row in rows] == list(range(rows[0].month, rows[-1].month + 1))
    assert [row.way for row in rows] == [Way.EARLY] * 36 + [Way.STATUTORY]


def test_early_months_without_the_minimum_period_are_not_open(law: Law) -> None:
    # 120 paid through 2026-10. Needed: 2033 204 months, reached with 2033-10 (84 more);
    # 2034 210 months, reached with 2034-04 (90 more); so 2034-01 to 2034-03 are closed again
    rows = compared_with(law, region="110000", born=Month.of(1972, 6), sex="male", paid=120).rows
    months = [str(row.month) for row in rows]
    assert months == ["2033-10", "2033-11", "2033-12", "2034-04", "2034-05"]


def test_where_the_minimum_rises_the_jump_says_so(law: Law) -> None:
    jumps = compared_with(law, region="110000", born=Month.of(1972, 6), sex="male", paid=120).jumps
    found = [(str(jump.month), jump.before, jump.after) for jump in jumps]
    assert found == [("2033-10", 1, 0), ("2034-01", 0, 3), ("2034-04", 1, 0)]
    assert {jump.cause for jump in jumps} == {Cause.MINIMUM_PERIOD}


def test_late_months_are_open_only_by_own_declaration(law: Law) -> None:
    values = {"born": Month.of(1972, 6), "sex": "male", "paid": 180}
    assert compared_with(law, **values).rows[-1].way is Way.STATUTORY
    late = compared_with(law, **values, late_retirement="own_declaration").rows
    assert [row.way for row in late[-36:]] == [Way.LATE] * 36
    assert late[-1].month == Month.of(2037, 5)


def test_waiting_without_paying_adds_no_payment(law: Law) -> None:
    values = {"born": Month.of(1972, 6), "sex": "male", "paid": 180}
    late = compared_with(law, **values, late_retirement="without_paying").rows[-36:]
    assert {row.added for row in late} == {0}
    assert late[0].pension < late[-1].pension


def test_who_is_short_at_the_age_has_the_extension(law: Law) -> None:
    rows = compared_with(law, born=Month.of(1968, 2), sex="male", paid=144).rows
    # statutory 2028-12 (60y10m) needs 180 months: 144 + 26 paid to 2028-12 = 170, ten more
    assert [(str(row.month), row.way, row.payable) for row in rows] == [
        ("2028-12", Way.STATUTORY, False),
        ("2029-10", Way.EXTENSION, True),
    ]


def test_nobody_retires_before_today(law: Law) -> None:
    rows = compared_with(law, born=Month.of(1965, 6), sex="male", paid=240).rows
    # 60y2m in 2025-08 has passed
    assert all(row.month >= TODAY for row in rows)
    assert rows


def test_the_statutory_month_is_what_others_are_compared_with(law: Law) -> None:
    compared = compared_with(law)
    statutory = next(row for row in compared.rows if row.month == compared.statutory)
    assert (statutory.added, statutory.even) == (0, None)
    assert all(row.added < 0 for row in compared.rows if row.month < compared.statutory)


def test_contributions_saved_are_those_of_the_months_not_paid(law: Law) -> None:
    rows = compared_with(law, wage_growth=0).rows
    # wages stand still: every month costs the same, and 36 are saved at the earliest date
    monthly = rows[-1].paid_from_now // rows[-1].months_from_now
    assert rows[0].added == pytest.approx(-36 * monthly, abs=36)


def test_who_dies_soon_does_best_by_retiring_first(law: Law) -> None:
    # everybody alive until 60, nobody after 61
    short = LifeTable("own", (*(0.0,) * 60, 0.9, 1.0))
    compared = compare_ages(person(law), law, Mortality(short))
    assert compared.rows[0].best
    assert compared.basis.tables[0][0] == "own"


def test_who_never_dies_does_best_by_retiring_late(law: Law) -> None:
    compared = compare_ages(person(law), law, Mortality(LifeTable("own", (0.0,) * 106)))
    assert compared.rows[-3].month <= next(r.month for r in compared.rows if r.best)


def test_delay_lowers_the_lifetime_wealth_of_a_low_earning_man_and_not_of_a_woman(
    law: Law,
) -> None:
    """Lin Xi and Lin Yi, Population & Economics 2015(6): men and low earners can lose by delay."""
    common = {"born": Month.of(1980, 6), "paid": 180, "tier": 600_000}
    man = compared_with(law, sex="male", **common).rows
    woman = compared_with(law, sex="female", **common).rows
    assert man[-1].pension > man[0].pension
    assert man[-1].value < man[0].value
    assert woman[-1].value > woman[0].value


def test_the_break_even_is_the_age_at_which_the_later_choice_is_ahead(law: Law) -> None:
    """Without growth: the pension forgone and the payments, over the pension gained."""
    rates = {"wage_growth": 0, "inflation": 0, "crediting_rate": 0, "indexation": 0}
    compared = compared_with(law, **rates, retirement_year_rate=0)
    early, late = compared.rows[0], compared.rows[-1]
    forgone = (late.month - early.month) * early.pension - early.added
    # months of the later pension until its surplus has made up for it
    months = forgone / (late.pension - early.pension)
    assert early.even is not None
    assert early.even.tenths == pytest.approx(months * 10, abs=5)


def test_a_january_takes_the_calculation_base_of_the_new_year(law: Law) -> None:
    jumps = compared_with(law).jumps
    assert [(str(jump.month), jump.cause) for jump in jumps] == [
        (f"{year}-01", Cause.CALCULATION_BASE) for year in (2046, 2047, 2048)
    ]


def test_without_growth_of_wages_a_january_is_no_jump(law: Law) -> None:
    assert compared_with(law, wage_growth=0).jumps == ()


def test_another_share_a_year_is_the_cause_it_is(law: Law) -> None:
    """1% a year becomes 1.05% in 2047: that January alone, five hundredths more of the basic pension."""
    reform = 'title = "x"\nfrom = "2047-01"\n[basic_pension]\nper_year = "1.05%"\n'
    reformed = law.reformed(read_reform(reform, law))
    compared = compare_ages(person(law, wage_growth=0), reformed)
    (jump,) = [jump for jump in compared.jumps if jump.cause is Cause.BASIC_RATE]
    assert str(jump.month) == "2047-01"
    before = person(law, wage_growth=0, retire=Month.of(2046, 12)).go_on
    # Rounded to the fen, once as it is and once with 1.05%: at most half a fen on either side.
    assert abs(jump.change - before.settlement.award.basic * 5 / 100) <= 1


def test_whole_ages_make_the_payment_months_jump_at_birthdays(law: Law) -> None:
    jumps = compared_with(law, divisor_rule="whole_age", wage_growth=0).jumps
    # born in March: 56 and 57 and 58 are reached in March
    assert [(str(jump.month), jump.cause) for jump in jumps] == [
        (f"{year}-03", Cause.PAYMENT_MONTHS) for year in (2046, 2047, 2048)
    ]


def test_half_years_make_the_years_jump_twice_a_year(law: Law) -> None:
    jumps = compared_with(law, years_mode="half_year_up", wage_growth=0).jumps
    assert {jump.cause for jump in jumps} == {Cause.YEARS}
    assert {later.month - sooner.month for sooner, later in pairwise(jumps)} == {6}


@settings(max_examples=6)
@given(values=people)
def test_the_frontier_rises_from_month_to_month_but_for_its_jumps(values: dict[str, Any]) -> None:
    compared = compare_ages(estimate(Scenario(today=TODAY, **values), LAW), LAW)
    jumping = {jump.month for jump in compared.jumps}
    for sooner, later in pairwise(row for row in compared.rows if row.payable):
        if later.month not in jumping and later.month == sooner.month + 1:
            assert sooner.pension <= later.pension
            assert sooner.paid_from_now <= later.paid_from_now


@settings(max_examples=6)
@given(values=people)
def test_the_band_holds_the_best_month_and_all_within_one_percent(values: dict[str, Any]) -> None:
    rows = compare_ages(estimate(Scenario(today=TODAY, **values), LAW), LAW).rows
    payable = [row for row in rows if row.payable]
    best = max((row.value for row in payable), default=0)
    for row in payable:
        assert row.best == (row.value == best)
        assert row.good == (row.value >= best - abs(best) * BAND // 1_000_000)
    assert not any(row.good for row in rows if not row.payable)


def test_rows_are_plain_values(law: Law) -> None:
    row = compared_with(law).rows[0]
    assert replace(row) == row
