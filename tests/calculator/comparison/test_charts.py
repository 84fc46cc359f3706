"""图表: every picture complete and worded in both languages, its values those of the results."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.case import build
from calculator.charts import Axis, Chart, Unit, position, scaled
from calculator.charts.account import account_charts
from calculator.charts.ages import retirement_charts
from calculator.charts.death import death_charts
from calculator.charts.futures import future_charts
from calculator.charts.money import money_charts
from calculator.charts.outcomes import outcome_charts
from calculator.charts.parts import parts_of
from calculator.charts.places import place_charts
from calculator.charts.plans import irregular_charts, plan_charts
from calculator.charts.schemes import scheme_charts
from calculator.charts.stops import stop_charts
from calculator.charts.tiers import tier_charts
from calculator.comparison.ages import compare_ages
from calculator.comparison.money_back import money_back
from calculator.comparison.stops import compare_stops
from calculator.comparison.tiers import compare_tiers
from calculator.death import death_curve
from calculator.estimates import estimate
from calculator.i18n import LANGUAGES
from calculator.places import compare_places
from calculator.planning import IncomeMonth, plan_for_target, plan_irregular
from calculator.reports.comparisons.charts import worded
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.schemes.personal import personal_pension
from calculator.schemes.residents import compare_residents
from calculator.schemes.subsidies import subsidy_plan
from calculator.uncertainty import regimes, sensitivities, simulate
from rules.law import Law, load
from rules.month import Month
from rules.quantities import Fen
from tests.calculator.comparison.persons import TODAY, person

LAW = load()


@cache
def charts() -> tuple[Chart, ...]:
    """Every chart of a courier in Zhejiang registered in Henan."""
    result = person(LAW, registered="410000")
    scenario = result.scenario
    income = [IncomeMonth(month=Month(TODAY + at), income=Fen(400_000)) for at in range(12)]
    return (
        *outcome_charts(result),
        *tier_charts(compare_tiers(result, LAW)),
        *retirement_charts(compare_ages(result, LAW)),
        *stop_charts(compare_stops(result, LAW)),
        *money_charts(money_back(result, LAW)),
        *account_charts(result),
        *death_charts(death_curve(build(scenario, LAW), result.go_on.settlement)),
        *future_charts(
            regimes(scenario, LAW), sensitivities(scenario, LAW), simulate(scenario, LAW, draws=4)
        ),
        *place_charts(compare_places(scenario, LAW)),
        *plan_charts(plan_for_target(scenario, LAW, Fen(300_000))),
        *irregular_charts(plan_irregular(scenario, LAW, income)),
        *scheme_charts(
            compare_residents(scenario, LAW),
            personal_pension(scenario, LAW),
            subsidy_plan(scenario, LAW),
        ),
    )


def named(name: str) -> Chart:
    return next(chart for chart in charts() if chart.name == name)


def test_every_decision_has_its_pictures() -> None:
    assert {chart.name for chart in charts()} == {
        "outcomes", "tier_pension", "tier_payback", "step_parts", "retirement_pension", "retirement_value",
        "stop_pension", "stop_value", "gap_value", "money_back", "account", "death", "regimes",
        "sensitivity_pension", "sensitivity_later", "fan", "place_pension", "plan_years", "reach",
        "scheme_pension", "scheme_paid", "brackets_comprehensive", "brackets_business", "subsidy",
    }  # fmt: skip


def test_every_series_has_a_value_for_each_position() -> None:
    for chart in charts():
        assert chart.at, chart.name
        assert {len(series.values) for series in chart.series} == {len(chart.at)}, chart.name
        assert all(one < two for one, two in pairwise(chart.at)), chart.name
        assert (len(chart.labels) == len(chart.at)) == (chart.axis is Axis.NAMED), chart.name
        assert any(value is not None for series in chart.series for value in series.values)


def test_every_mark_stands_inside_its_picture() -> None:
    for chart in charts():
        for mark in chart.marks:
            assert chart.at[0] <= mark.at <= chart.at[-1], (chart.name, mark)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_worded(language: str) -> None:
    # a missing text or value is a warning, and warnings are errors here
    for chart in charts():
        words = worded(chart, Wording(LAW, language))
        assert len(words.positions) == len(chart.at)
        assert all((words.title, words.value, *words.series, *words.positions))
        assert len(words.marks) == len(chart.marks)


def test_values_and_positions_are_scaled_for_drawing() -> None:
    # 2016 tenths of a month are 16.8 years; 60% is 600,000 ppm; 30 years of age are 360 months
    payback, death = named("tier_payback"), named("death")
    assert scaled(payback, 2_016) == pytest.approx(16.8)
    assert position(payback, 600_000) == 60.0
    assert position(death, 360) == 30.0
    assert (death.unit, scaled(death, 12_345)) == (Unit.YUAN, 123.45)


def test_the_closed_form_of_payback_stands_in_the_picture(
    flat_law: Law, newcomer: Scenario
) -> None:
    # 118.6 months at 60%, 142.0 at 100%, 176.8 at 300%, 201.6 for every step (worked in test_tiers)
    compared = compare_tiers(estimate(newcomer, flat_law), flat_law)
    chart = next(one for one in tier_charts(compared) if one.name == "tier_payback")
    by_tier = dict(zip(chart.at, chart.series[0].values, strict=True))
    assert [by_tier[tier] for tier in (600_000, 1_000_000, 3_000_000)] == [1186, 1420, 1768]
    assert chart.series[1].values == (None, *[2016] * 8)


def test_the_parts_of_a_pension_add_up_to_it() -> None:
    rows = compare_tiers(person(LAW, registered="410000"), LAW).rows
    parts = [series.values for series in named("tier_pension").series]
    assert [sum(one) for one in zip(*parts, strict=True)] == [row.pension_today for row in rows]


def test_the_parts_of_the_three_figures_add_up_to_them() -> None:
    result = person(LAW, registered="410000")
    figures = [one.pension_today for one in (result.stop_now, result.go_on, result.most)]
    chart = named("outcomes")
    parts = [series.values for series in chart.series]
    assert [sum(one) for one in zip(*parts, strict=True)] == figures
    # 60 months paid are not enough: stopping now pays nothing a month
    assert [mark.at for mark in chart.marks] == [0]


@given(
    today=st.integers(0, 10**7),
    basic=st.integers(0, 10**7),
    account=st.integers(0, 10**7),
    rest=st.integers(0, 10**6),
)
def test_parts_in_todays_money_add_up_and_keep_their_proportion(
    today, basic, account, rest
) -> None:
    total = basic + account + rest
    parts = parts_of(today, total=total, basic=basic, account=account)
    assert sum(parts) == today
    # rounding of the account, and what is below a yuan, are in the basic part
    assert abs(parts.account * max(1, total) - today * account) <= max(1, total)
    assert (parts.other == 0) == (rest < 100 or (2 * today * rest + total) // (2 * total) == 0)


def test_what_rounding_adds_to_a_pension_is_no_part_of_its_own() -> None:
    # 1,806.35 + 1,154.74 = 2,961.09, carried up to 2,961.10: one fen is no other item
    assert parts_of(296_110, total=296_110, basic=180_635, account=115_474) == (180_636, 115_474, 0)
    # halved by prices, with 100.00 of transitional pension: 50.00 of 1,530.55
    parts = parts_of(153_055, total=306_110, basic=180_636, account=115_474)
    assert parts == (153_055 - 57_737 - 5_000, 57_737, 5_000)


def test_money_paid_and_received_cross_at_the_real_payback() -> None:
    course = money_back(person(LAW), LAW)
    assert course.even is not None
    for point in course.points:
        is_back = point.received >= point.paid
        if point.month < course.start or abs(point.month - course.even.month) > 1:
            assert is_back == (point.month >= course.even.month), point


def test_principal_and_interest_are_the_balance() -> None:
    ledger = person(LAW, registered="410000").go_on.settlement.ledger
    principal, interest = (series.values for series in named("account").series)
    assert [a + b for a, b in zip(principal, interest, strict=True)] == [
        line.closing for line in ledger
    ]
    assert principal[-1] == ledger[0].opening + sum(line.credited for line in ledger)


def test_the_fan_opens_with_the_first_pension_and_keeps_its_order() -> None:
    simulation = simulate(person(LAW).scenario, LAW, draws=4)
    (chart,) = [one for one in future_charts((), (), simulation) if one.name == "fan"]
    first = next(one for one in simulation.results if one.name == "pension_today")
    assert tuple(series.values[0] for series in chart.series) == first.values
    for lower, upper in pairwise(chart.series):
        assert all(a <= b for a, b in zip(lower.values, upper.values, strict=True))


def test_what_is_not_paid_is_said_or_left_out() -> None:
    # 60 months and 24 more are far from the minimum at the age
    result = person(LAW, plan_until=Month(TODAY + 23))
    pension = next(c for c in tier_charts(compare_tiers(result, LAW)) if c.name == "tier_pension")
    assert pension.caveat == "only_formula"
    assert retirement_charts(compare_ages(result, LAW)) == ()
    (back,) = money_charts(money_back(result, LAW))
    assert back.caveat == "refunded"
    futures = regimes(result.scenario, LAW), sensitivities(result.scenario, LAW)
    assert {chart.caveat for chart in future_charts(*futures)} == {"only_formula"}
    stops = stop_charts(compare_stops(result, LAW))
    assert set(stops[0].series[0].values) == {None}


def test_nothing_left_to_pay_leaves_nothing_to_draw() -> None:
    result = person(LAW, plan_until=Month(TODAY - 1))
    assert tier_charts(compare_tiers(result, LAW)) == ()
    assert stop_charts(compare_stops(result, LAW)) == ()
