"""Valuation: closed forms, published life expectancies, and other people's solvers as oracles."""

from datetime import date
from itertools import pairwise
from math import isnan
from typing import Any

import numpy as np
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from numba.extending import overload
from scipy.optimize import brentq

from calculator.case import build
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from calculator.valuation import (
    GENERAL,
    INSURED,
    LifeTable,
    LifeTableUnreadable,
    Part,
    Stream,
    break_even,
    life_table,
    outlook_of,
    past_payments,
    payback_of,
    present_value,
    rate_of_return,
    read_life_table,
    stream_of,
    valuation_of,
    value_of,
)
from calculator.valuation import rate_of_return as solver_source
from rules.law import Law, load
from rules.month import Month
from rules.quantities import Months, Ppm
from rules.survivor import inheritance

LAW = load()
TODAY = Month.of(2026, 11)
COURIER = Scenario(
    region="330000",
    born=Month.of(1990, 3),
    sex=Sex.FEMALE,
    today=TODAY,
    paid=Months(60),
    tier=Ppm(600_000),
)


def yearly(*amounts: float) -> list[float]:
    """Amounts a year apart as monthly flows."""
    flows: list[float] = []
    for amount in amounts:
        flows += [amount, *[0.0] * 11]
    return flows


# Present value, return and payback


def test_a_payment_a_year_away_is_worth_its_discounted_amount() -> None:
    # 105 / 1.05 = 100; the same one year later is worth 105 again
    assert present_value(yearly(0.0, 105.0), 0, 0.05) == pytest.approx(100.0)
    assert present_value(yearly(0.0, 105.0), 12, 0.05) == pytest.approx(105.0)


def test_a_perpetuity_due_is_worth_its_closed_form() -> None:
    # 100 a year for 30 years at 4%, first payment now: 100 x (1 - 1.04^-30) / (1 - 1.04^-1)
    closed = 100 * (1 - 1.04**-30) / (1 - 1.04**-1)
    assert present_value(yearly(*[100.0] * 30), 0, 0.04) == pytest.approx(closed, rel=1e-12)


@pytest.mark.parametrize("rate", [-0.5, -0.02, 0.0, 0.003, 0.05, 0.4, 3.0])
def test_the_return_of_a_loan_is_its_rate(rate: float) -> None:
    assert rate_of_return(yearly(-1000.0, 1000.0 * (1 + rate))) == pytest.approx(rate, abs=1e-12)


def test_a_stream_that_never_pays_back_has_no_return() -> None:
    assert isnan(rate_of_return([-1.0, -1.0, -1.0]))
    assert isnan(rate_of_return([1.0, 1.0]))
    assert isnan(rate_of_return([0.0, 0.0]))


saving = st.tuples(
    st.lists(st.floats(1.0, 1e5), min_size=12, max_size=120),
    st.lists(st.floats(1.0, 1e5), min_size=12, max_size=120),
).map(lambda parts: [*(-paid for paid in parts[0]), *parts[1]])


@given(flows=saving)
def test_the_return_agrees_with_pyxirr_and_brentq(flows: list[float]) -> None:
    """First paid and then received: one rate only, so all three must find the same."""
    ours = rate_of_return(flows)
    low, high = -0.99, 10.0
    if isnan(ours):
        assert (present_value(flows, 0, low) < 0) == (present_value(flows, 0, high) < 0)
        return
    theirs = brentq(lambda rate: present_value(flows, 0, rate), low, high, xtol=1e-15, rtol=1e-14)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-11)
    monthly = pyxirr.irr(flows)
    if monthly is not None:
        assert ours == pytest.approx((1 + monthly) ** 12 - 1, rel=1e-8, abs=1e-10)


def test_the_return_agrees_with_pyxirr_on_dated_yearly_amounts() -> None:
    # 2026-01-01 to 2029-01-01: pyxirr counts days of 365, so the leap day of 2028 shows
    amounts = [-10_000.0, 2_000.0, 3_000.0, 7_000.0]
    dates = [date(year, 1, 1) for year in (2026, 2027, 2028, 2029)]
    assert rate_of_return(yearly(*amounts)) == pytest.approx(pyxirr.xirr(dates, amounts), abs=1e-4)


@given(flows=saving)
def test_at_its_return_a_stream_is_worth_nothing(flows: list[float]) -> None:
    rate = rate_of_return(flows)
    if not isnan(rate):
        size = present_value([abs(flow) for flow in flows], 0, rate)
        assert abs(present_value(flows, 0, rate)) <= 1e-11 * size


def test_of_several_rates_the_one_nearest_to_nothing_is_found() -> None:
    # -1000 + 2250/(1+r) - 1260/(1+r)^2 = 0 for 1 + r = 1.05 and 1.2
    assert rate_of_return(yearly(-1000.0, 2250.0, -1260.0)) == pytest.approx(0.05)


@given(flows=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200))
def test_after_the_break_even_the_sum_never_is_below_zero_again(flows: list[float]) -> None:
    position = break_even(flows)
    sums = [float(total) for total in np.cumsum(flows)]
    if isnan(position):
        assert sums[-1] < 0
    else:
        assert all(total >= 0 for total in sums[int(position) :])
        assert position == 0 or sums[int(position) - 1] < 0 or sums[0] < 0 <= sums[int(position)]


def test_the_solver_compiles_and_gives_the_same_numbers() -> None:
    for name in ("present_value", "_between"):
        function = getattr(_module(), name)
        overload(function, strict=False)(lambda *_, source=function: source)
    flows = np.array([-100.0] * 24 + [20.0] * 240)
    assert njit(rate_of_return)(flows) == pytest.approx(rate_of_return(list(flows)), rel=1e-12)
    assert njit(break_even)(flows) == break_even(list(flows))


def _module() -> Any:
    import importlib  # noqa: PLC0415

    return importlib.import_module(solver_source.__module__)


# Life tables


@pytest.mark.parametrize(
    ("table", "sex", "age", "years", "within"),
    [
        # published for China 2020-2025: 75.3674 and 81.0101 at birth; 19.6 and 23.8 at 60
        (GENERAL, Sex.MALE, 0, 75.37, 0.1),
        (GENERAL, Sex.FEMALE, 0, 81.01, 0.1),
        (GENERAL, Sex.MALE, 60, 19.6, 0.1),
        (GENERAL, Sex.FEMALE, 60, 23.8, 0.1),
        # fourth industry table (2025), CL1: 27.1 and 30.1 at 60
        (INSURED, Sex.MALE, 60, 27.1, 0.1),
        (INSURED, Sex.FEMALE, 60, 30.1, 0.1),
    ],
)
def test_life_expectancies_are_the_published_ones(
    table: str, sex: Sex, age: int, years: float, within: float
) -> None:
    left = life_table(LAW, table, sex).months_left(Months(12 * age))
    assert left / 12 == pytest.approx(years, abs=within)


def test_after_a_year_of_age_the_share_alive_is_that_of_the_table() -> None:
    # un-2020-2025, men of 60: 0.011490 die within the year
    alive = life_table(LAW, GENERAL, Sex.MALE).survival(Months(720))
    assert alive[12] == pytest.approx(1 - 0.011490, abs=1e-12)
    assert alive[6] == pytest.approx((1 - 0.011490) ** 0.5, abs=1e-12)


def test_nobody_lives_beyond_the_age_of_106_and_chances_only_fall() -> None:
    alive = life_table(LAW, INSURED, Sex.FEMALE).survival(Months(480))
    assert len(alive) == (106 - 40) * 12 + 1
    assert alive[-1] == 0.0
    assert all(then <= now for now, then in pairwise(alive))


def test_a_multiplier_of_two_doubles_the_rates_and_shortens_lives() -> None:
    one = life_table(LAW, GENERAL, Sex.MALE)
    two = life_table(LAW, GENERAL, Sex.MALE, Ppm(2_000_000))
    assert two.survival(Months(720))[12] == pytest.approx(1 - 2 * 0.011490)
    assert two.months_left(Months(720)) < one.months_left(Months(720))


def test_a_table_of_ones_own_ends_all_lives_after_its_last_age() -> None:
    own = read_life_table("age,qx\n0,0\n1,0\n2,0.5\n")
    alive = own.survival(Months(0))
    assert alive[24] == 1.0
    assert alive[36] == pytest.approx(0.5)
    assert alive[48] == 0.0


@pytest.mark.parametrize(
    ("content", "line"),
    [("", 1), ("age,qx\n0,2\n", 2), ("0,0.1\n2,0.1\n", 2), ("0,0.1\n1\n", 2), ("0,x\n", 1)],
)
def test_a_table_that_is_none_is_refused_with_its_line(content: str, line: int) -> None:
    with pytest.raises(LifeTableUnreadable) as refused:
        read_life_table(content)
    assert refused.value.line == line


def test_a_table_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        life_table(LAW, "no-such-table", Sex.MALE)


# Streams of a case


def test_the_stream_of_a_plan_holds_what_the_rules_settle() -> None:
    case = build(COURIER, LAW)
    settled = case.settle(case.plan)
    whole = stream_of(case, settled)
    assert sum(whole.paid) + sum(past_payments(case, settled).paid) == settled.paid_total
    at_start = settled.start - TODAY
    assert not any(whole.received[:at_start])
    assert whole.received[at_start] == settled.award.total
    assert whole.left[settled.retirement - TODAY] == settled.balance


def test_pooled_part_and_account_part_add_up_to_the_whole() -> None:
    case = build(COURIER, LAW)
    settled = case.settle(case.plan)
    whole = stream_of(case, settled)
    parts = [stream_of(case, settled, part) for part in (Part.POOLED, Part.ACCOUNT)]
    for name in ("paid", "received", "left"):
        added = [sum(months) for months in zip(*(getattr(p, name) for p in parts), strict=True)]
        assert added == list(getattr(whole, name))


def test_the_pension_rises_every_january_from_the_year_after_retirement() -> None:
    case = build(COURIER.changed(indexation=Ppm(10_000)), LAW)
    settled = case.settle(case.plan)
    received = stream_of(case, settled).received
    # retired 2048-03, paid from 2048-04: nine months unchanged, then 1% more
    first = settled.start - TODAY
    assert set(received[first : first + 9]) == {settled.award.total}
    assert received[first + 9] == round(settled.award.total * 1.01)


def test_what_is_left_to_heirs_falls_to_nothing_when_the_account_is_used_up() -> None:
    # without interest the account of 152 payment months lasts 152 months (12.67 years)
    rates = {"crediting_rate": Ppm(0), "retirement_year_rate": Ppm(0)}
    case = build(COURIER.changed(**rates), LAW)
    settled = case.settle(case.plan)
    left = stream_of(case, settled).left
    first = settled.start - TODAY
    assert left[first + 11] == pytest.approx(settled.balance - 12 * settled.award.account)
    assert left[first + 144] > 0
    assert left[first + 156] == 0


def test_without_the_minimum_period_the_account_comes_back_once() -> None:
    case = build(COURIER, LAW)
    settled = case.settle(())
    stream = stream_of(case, settled)
    assert settled.missing > 0
    assert sum(stream.received) == inheritance(settled.balance, 0) == settled.balance
    assert not any(stream.left[settled.start - TODAY :])


def test_a_payment_once_a_year_is_made_in_its_month() -> None:
    case = build(COURIER.changed(rhythm="yearly", payment_month=12), LAW)
    settled = case.settle(case.plan)
    paid = stream_of(case, settled).paid
    months = {(TODAY + at) % 12 for at, amount in enumerate(paid) if amount}
    # December, and the retirement month 2048-03 for the months of the last year
    assert months == {11, 2}
    assert sum(paid) == settled.paid_total - sum(past_payments(case, settled).paid)


# Valuations


def outlook(law: Law, **values: Any) -> Any:
    scenario = COURIER.changed(**values)
    return outlook_of(scenario, build(scenario, law).projection.assumptions, law)


def even(paid: float, months: int, received: float, length: int = 826) -> Stream:
    rest = length - months
    return Stream(
        TODAY,
        (*[paid] * months, *[0.0] * rest),
        (*[0.0] * months, *[received] * rest),
        (0.0,) * length,
    )


def test_payback_counts_the_months_of_pension_until_the_money_is_back(law: Law) -> None:
    # 10 x 100 paid, 40 a month received: 1000 / 40 = 25 months, that is month 35 from today
    found = payback_of(outlook(law), even(100.0, 10, 40.0), Month(TODAY + 10))
    assert found is not None
    assert found.tenths == 250
    assert found.month == TODAY + 35
    assert found.age == TODAY + 35 - COURIER.born


def test_money_that_never_comes_back_has_no_payback(law: Law) -> None:
    assert payback_of(outlook(law), even(100.0, 100, 0.1), Month(TODAY + 100)) is None


def test_without_inflation_real_and_nominal_figures_are_the_same(law: Law) -> None:
    worth = valuation_of(outlook(law, inflation=0), even(100.0, 100, 50.0), Month(TODAY + 100))
    assert worth.nominal == worth.real
    assert worth.paid == worth.paid_today
    assert all(one.rate == one.real_rate for one in worth.expected)


@pytest.mark.parametrize("inflation", [-20_000, 30_000])
def test_the_real_return_is_the_nominal_one_over_inflation(law: Law, inflation: int) -> None:
    at = outlook(law, inflation=inflation, wage_growth=0)
    for one in valuation_of(at, even(100.0, 100, 50.0), Month(TODAY + 100)).expected:
        assert one.rate is not None
        exact = (1 + one.rate / 1e6) / (1 + inflation / 1e6) - 1
        assert one.real_rate == pytest.approx(exact * 1e6, abs=2)


def test_the_value_is_the_balance_of_its_three_parts(law: Law) -> None:
    case = build(COURIER, law)
    stream = stream_of(case, case.settle(case.plan))
    at = outlook(law)
    worth = valuation_of(at, stream, Month(case.settle(case.plan).start))
    for one in (worth.fixed, *worth.expected):
        assert one.value == one.received + one.left - one.paid
    assert abs(worth.expected[0].value - value_of(at, stream)) <= 2


def test_somebody_who_never_dies_early_pays_all_and_leaves_nothing(law: Law) -> None:
    at = outlook_of(
        COURIER,
        build(COURIER.changed(discount=Ppm(0)), law).projection.assumptions,
        law,
        own=LifeTable("own", (0.0,) * 106),
    )
    stream = even(100.0, 100, 50.0)
    one = valuation_of(at, stream, Month(TODAY + 100)).expected[0]
    # all 100 payments; the pension of the months to the age of 105, and half of the year after
    assert one.paid == 10_000
    assert one.left == 0
    months = 105 * 12 - (TODAY - COURIER.born) - 100
    assert 50 * months <= one.received <= 50 * (months + 12)


def test_living_longer_makes_a_pension_worth_more(law: Law) -> None:
    case = build(COURIER, law)
    settled = case.settle(case.plan)
    worth = valuation_of(outlook(law), stream_of(case, settled), Month(settled.start))
    general, insured = worth.expected
    assert (general.table, insured.table) == (GENERAL, INSURED)
    assert general.months_left < insured.months_left
    assert general.received < insured.received
