"""Random whole cases: the rules and the naive oracle agree in every field."""

from fractions import Fraction

from hypothesis import given, note, target

from rules.quantities import INDEX_ONE
from tests.properties.oracle_case import (
    by_the_oracle,
    exact_fields,
    index_fields,
    oracle_bounds,
    oracle_fields,
)
from tests.strategies import cases
from tests.synthetic import (
    Case,
)

INDEX_SUM_SLACK = Fraction(1, 10**10)
WAGE_SLACK = Fraction(1, 10**9)


def hold_to_the_oracle(case: Case) -> None:
    """Assert that rules and oracle agree, field by field."""
    settled = case.settle()
    expected = by_the_oracle(case)
    theirs = oracle_fields(case, expected)
    for name, value in exact_fields(settled).items():
        assert value == theirs[name], name
    distance = abs(Fraction(settled.index_sum, INDEX_ONE) - expected["index_sum"])
    target(float(distance), label="distance of the index sums")
    # Each month is rounded at the twelfth decimal; 888 months fit into the law.
    assert distance <= max(INDEX_SUM_SLACK, Fraction(len(expected["runs"]), 2 * INDEX_ONE))
    low, high = oracle_bounds(case, expected)
    for name, number in index_fields(settled).items():
        slack = WAGE_SLACK if name == "indexed_wage" else 0
        note(f"{name}: {float(low[name])} <= {float(number)} <= {float(high[name])}")
        assert Fraction(low[name]) - slack <= number <= Fraction(high[name]) + slack, name


@given(cases())
def test_rules_and_oracle_agree_in_every_field(case: Case) -> None:
    hold_to_the_oracle(case)
