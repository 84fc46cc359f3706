"""不确定性: the observed years, paths that agree with the estimate, the same seed the same bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.case import build
from calculator.estimates import estimate
from calculator.reports.comparisons.plain_data import as_json
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from calculator.uncertainty import RegimeName, observed_years, regimes, sensitivities, simulate
from calculator.uncertainty.history import ObservedYear, Rates, departures
from calculator.uncertainty.paths import Path, Prices, outcome_on
from calculator.uncertainty.regimes import own_rates
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
COURIER = Scenario(
    region="330000", born=Month.of(1990, 3), sex=Sex.FEMALE, today=TODAY, wage=800_000, paid=60
)
NAMES = ("wage_growth", "crediting_rate", "indexation", "inflation")


def rates(wage_growth=0, crediting_rate=0, indexation=0, inflation=0):
    return Rates(
        wage_growth=wage_growth,
        crediting_rate=crediting_rate,
        indexation=indexation,
        inflation=inflation,
    )


def test_the_observed_years_are_those_published():
    observed = {year.year: year.rates for year in observed_years(LAW)}
    assert list(observed) == list(range(2016, 2026))
    # notices of the ministries: 8.31, 7.12, 8.29, 7.61, 6.04, 6.69, 6.12, 3.97, 2.62, 1.50
    assert [one.crediting_rate for one in observed.values()] == [
        83_100, 71_200, 82_900, 76_100, 60_400, 66_900, 61_200, 39_700, 26_200, 15_000,
    ]  # fmt: skip
    # 6.5, 5.5, 5, 5, 5, 4.5, 4, 3.8, 3, 2
    assert [one.indexation for one in observed.values()] == [
        65_000, 55_000, 50_000, 50_000, 50_000, 45_000, 40_000, 38_000, 30_000, 20_000,
    ]  # fmt: skip
    # 129441 / 124110 = 1.042954
    assert observed[2025].wage_growth == 42_954
    assert (observed[2019].inflation, observed[2025].inflation) == (29_000, 0)


def test_departures_take_level_and_trend_out():
    years = [
        ObservedYear(year=2016 + at, rates=rates(wage_growth=100_000 - 7_000 * at), grade="B")
        for at in range(10)
    ]
    assert all(one.wage_growth == 0 for one in departures(years))


@given(st.lists(st.integers(-100_000, 200_000), min_size=2, max_size=12))
def test_departures_add_up_to_nothing(values):
    years = [
        ObservedYear(year=at, rates=rates(inflation=value), grade="B")
        for at, value in enumerate(values)
    ]
    assert abs(sum(one.inflation for one in departures(years))) <= len(values)


@settings(max_examples=25)
@given(
    st.sampled_from(["330000", "310000", "110000", "440000", "610000"]),
    st.sampled_from([None, 0, 40_000]),
    st.sampled_from([None, 0, -10_000, 30_000]),
    st.sampled_from([{"wage": 800_000}, {"tier": 600_000}, {"base": 800_000, "moving": False}]),
    st.sampled_from(["wage", "limits"]),
)
def test_a_constant_path_is_the_estimate(region, growth, inflation, declared, limits):
    scenario = Scenario(
        region=region,
        born=Month.of(1990, 3),
        sex=Sex.FEMALE,
        today=TODAY,
        paid=20,
        wage_growth=growth,
        inflation=inflation,
        limits_projection=limits,
        **declared,
    )
    case = build(scenario, LAW)
    on_path = outcome_on(case, Path(2026, (own_rates(case.projection.assumptions),)))
    go_on = estimate(scenario, LAW).go_on
    assert (on_path.pension, on_path.pension_today) == (go_on.pension, go_on.pension_today)
    assert on_path.paid == go_on.paid_from_now


def test_wages_grow_by_the_years_of_the_path():
    path = Path(2027, (rates(wage_growth=100_000), rates(wage_growth=-50_000)))
    # after 2026 through 2029: 2027 +10%, 2028 -5%, 2029 as the last year, -5%
    grown, scale = path.wage_factor(2026, 2029)
    assert grown / scale == pytest.approx(1.1 * 0.95 * 0.95)


def test_prices_grow_by_the_months_of_each_year():
    path = Path(2026, (rates(inflation=21_000), rates(inflation=0)))
    # November 2026 to January 2027: two of twelve months at 2.1%, 2027 nothing
    assert float(Prices(path, TODAY).at(Month.of(2027, 12))) == pytest.approx(1.021 ** (2 / 12))
    assert Prices(path, TODAY).at(TODAY) == 1


def test_what_is_published_stays_as_it_is():
    case = build(COURIER, LAW)
    wild = outcome_on(case, Path(2016, (rates(wage_growth=300_000, crediting_rate=150_000),)))
    past = build(COURIER, LAW)
    assert past.settle(()).runs == case.settle(()).runs
    assert wild.pension > estimate(COURIER, LAW).go_on.pension


def test_every_named_regime_is_there_and_ones_own_is_the_estimate():
    found = {regime.name: regime for regime in regimes(COURIER, LAW)}
    assert set(found) == set(RegimeName)
    go_on = estimate(COURIER, LAW).go_on
    assert found[RegimeName.OWN].outcome.pension_today == go_on.pension_today
    assert found[RegimeName.MIDDLE].outcome == found[RegimeName.OWN].outcome
    assert found[RegimeName.RATE_STAYS].rates.crediting_rate == 15_000
    again = found[RegimeName.PAST_AGAIN]
    assert (again.first_year, again.last_year, again.is_constant) == (2016, 2025, False)


def test_ones_own_assumptions_do_not_move_the_named_ones():
    own = COURIER.changed(wage_growth=80_000, crediting_rate=0)
    first = {regime.name: regime.outcome for regime in regimes(COURIER, LAW)}
    second = {regime.name: regime.outcome for regime in regimes(own, LAW)}
    assert first[RegimeName.HIGH] == second[RegimeName.HIGH]
    assert first[RegimeName.OWN] != second[RegimeName.OWN]


def test_what_moves_the_answer_most_comes_first():
    swings = [one.swing for one in sensitivities(COURIER, LAW)]
    assert swings == sorted(swings, reverse=True)


def test_indexation_moves_the_later_pension_only():
    (one,) = [one for one in sensitivities(COURIER, LAW) if one.name == "indexation"]
    assert one.at_low.pension == one.at_high.pension
    assert one.at_low.later < one.at_high.later


def test_a_higher_crediting_rate_never_pays_less():
    (one,) = [one for one in sensitivities(COURIER, LAW) if one.name == "crediting_rate"]
    assert one.at_low.pension <= one.at_high.pension


def test_the_same_seed_gives_the_same_bytes():
    first = as_json({"simulation": simulate(COURIER, LAW, seed=7, draws=8)})
    second = as_json({"simulation": simulate(COURIER, LAW, seed=7, draws=8)})
    assert first.encode() == second.encode()
    assert first != as_json({"simulation": simulate(COURIER, LAW, seed=8, draws=8)})


def test_percentiles_are_in_order_and_all_draws_count():
    simulation = simulate(COURIER, LAW, seed=3, draws=20)
    for one in simulation.results:
        assert list(one.values) == sorted(one.values)
    assert simulation.payable == 20


def test_a_simulation_says_what_it_was_made_from():
    simulation = simulate(COURIER, LAW, seed=1, draws=1)
    assert len(simulation.observed) == len(simulation.departures) == 10
    own = own_rates(build(COURIER, LAW).projection.assumptions)
    assert simulation.centre == own
    # half of low to high: crediting 1.5% to 3%, indexation 0.5% to 2.5%, inflation 0.5% to 2.5%
    assert [getattr(simulation.spread, name) for name in NAMES[1:]] == [7_500, 10_000, 10_000]


@pytest.mark.parametrize(
    "values", [{"inflation": -10_000, "wage_growth": -20_000}, {"inflation": 0}]
)
def test_zero_and_negative_rates_are_simulated_too(values):
    simulation = simulate(COURIER.changed(**values), LAW, seed=1, draws=3)
    assert all(value > 0 for one in simulation.results for value in one.values)
