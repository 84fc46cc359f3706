"""方案搜索的界: no bound exceeds a real choice, whatever the prices of months and steps."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.planning.bounds import (
    Point,
    Prices,
    bounds_of,
    by_value,
    corners,
    reach_of,
    relaxed,
)

POINTS = st.lists(
    st.lists(
        st.tuples(
            st.integers(0, 1000), st.integers(0, 300), st.sampled_from([0, 12]), st.integers(0, 5)
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)
PRICES = st.builds(
    Prices, st.sampled_from([0.0, 5.0, 40.0, -20.0]), st.sampled_from([0.0, 90.0, -30.0])
)


def sum_of(chosen, at):
    return sum(point[at] for point in chosen)


@settings(max_examples=150)
@given(POINTS, st.integers(0, 600), PRICES)
def test_the_bound_never_exceeds_a_real_choice(years, wanted, prices):
    points = [by_value([Point(c, float(v), m, s) for c, v, m, s in own]) for own in years]
    choice = relaxed(points, prices, float(wanted))
    bound = bounds_of(points, prices)[0]
    assert bound.least_cost(float(wanted)) == pytest.approx(choice.cost)
    for chosen in product(*points):
        if sum_of(chosen, 1) >= wanted:
            least = choice.cost + prices.of(sum_of(chosen, 2), sum_of(chosen, 3))
            assert least <= sum_of(chosen, 0) + 1e-6


@settings(max_examples=100)
@given(POINTS, st.integers(0, 600), st.sampled_from([0.0, 5.0, 40.0, -20.0]))
def test_the_corners_of_a_year_give_the_bound_of_all_its_points(years, wanted, month):
    points = [[Point(c, float(v), m, s) for c, v, m, s in own] for own in years]
    prices = Prices(month, 0.0)
    whole = relaxed([by_value(own) for own in points], prices, float(wanted))
    assert relaxed([corners(own) for own in points], prices, float(wanted)).cost == pytest.approx(
        whole.cost
    )


@settings(max_examples=100)
@given(POINTS, PRICES)
def test_no_choice_adds_more_than_the_reach(years, prices):
    points = [[Point(c, float(v), m, s) for c, v, m, s in own] for own in years]
    most = reach_of(points, prices)[0].cost
    for chosen in product(*points):
        held = prices.of(sum_of(chosen, 2), sum_of(chosen, 3))
        assert sum_of(chosen, 1) <= most + held + 1e-6
