"""决策数字: the flat figures are those of the comparisons, and a closed form stands among them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.comparison.ages import compare_ages
from calculator.comparison.tiers import compare_tiers
from calculator.decision_figures import FIGURES, FigureUnit, decision_figures
from calculator.estimates import estimate
from calculator.scenario.model import Scenario
from rules.law import Law, load
from rules.month import Month
from tests.calculator.comparison.persons import TODAY, person

LAW = load()


def test_the_closed_form_of_payback_stands_among_the_figures(
    flat_law: Law, newcomer: Scenario
) -> None:
    # 118.6 months at 60%, 201.6 for the step to 70% (worked in test_tiers); 10% of 10,000 yuan cost
    # 20%, 200 yuan a month
    found = decision_figures(estimate(newcomer, flat_law), flat_law)
    assert (found["payback"], found["next_tier_payback"]) == (1186, 2016)
    assert (found["next_tier"], found["next_tier_monthly"]) == (700_000, 20_000)


def test_the_figures_are_those_of_the_comparisons(law: Law) -> None:
    result = person(law)
    found = decision_figures(result, law)
    tiers, ages = compare_tiers(result, law), compare_ages(result, law)
    assert tiers.plan is not None
    whole = tiers.plan.whole
    assert whole.plain is not None
    assert whole.real is not None
    assert found["payback"] == whole.plain.tenths
    assert found["break_even_age"] == whole.real.age
    assert found["return_real"] == whole.expected[0].real_rate
    best = next(row for row in ages.rows if row.best)
    assert (found["best_month"], found["best_value"]) == (best.month, best.value)
    assert found["earliest_month"] == ages.rows[0].month == Month.of(2045, 3)
    assert found["statutory_pension_today"] == result.go_on.pension_today


def test_a_step_is_worthwhile_as_long_as_its_value_is_not_below_nothing(law: Law) -> None:
    result = person(law)
    steps = compare_tiers(result, law).steps
    reached = 600_000
    for step in steps:
        if step.whole.worth.expected[0].value < -2:
            break
        reached = step.upper
    assert decision_figures(result, law, ["worthwhile_tier"])["worthwhile_tier"] == reached
    # money back one for one at a high discount is no bargain: only the lowest tier stays
    dear = person(law, discount=200_000)
    assert decision_figures(dear, law, ["worthwhile_tier"])["worthwhile_tier"] == 600_000


def test_who_is_short_has_the_figures_of_the_extension(law: Law) -> None:
    # a man of 1968-02 with 144 months: 170 by 2028-12 of 180, ten more to 2029-10
    found = decision_figures(person(law, born=Month.of(1968, 2), sex="male", paid=144), law)
    assert (found["claim_month"], found["extended_months"]) == (Month.of(2029, 10), 10)
    assert found["statutory_month"] == Month.of(2029, 10)
    assert found["payback"] is not None


def test_what_there_is_not_is_none_and_never_an_error(law: Law) -> None:
    found = decision_figures(person(law, plan_until=Month(TODAY - 1)), law)
    none = {name for name, value in found.items() if value is None}
    assert {"payback", "best_month", "next_tier", "worthwhile_tier", "earliest_month"} <= none
    assert found["present_value"] is not None


@settings(max_examples=8)
@given(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from(["330000", "110000", "310000", "440000"]),
            "born": st.integers(Month.of(1967, 1), Month.of(2005, 12)).map(Month),
            "sex": st.sampled_from(["male", "female"]),
            "paid": st.integers(0, 200),
            "tier": st.sampled_from([600_000, 3_000_000]),
            "wage_growth": st.sampled_from([None, 0, -20_000]),
            "inflation": st.sampled_from([None, 0, -10_000]),
        }
    )
)
def test_every_figure_is_a_whole_number_of_its_unit_or_none(values: dict[str, object]) -> None:
    found = decision_figures(estimate(Scenario(today=TODAY, **values), LAW), LAW)
    assert list(found) == list(FIGURES)
    for name, value in found.items():
        assert value is None or isinstance(value, int), name
        if FIGURES[name].unit is FigureUnit.MONTH and value is not None:
            assert value >= TODAY - 240, name


def test_an_unknown_figure_is_refused(law: Law) -> None:
    with pytest.raises(KeyError):
        decision_figures(person(law), law, ["happiness"])
