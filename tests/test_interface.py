"""对外接口: the names `calculator` offers other programs, and when they are loaded."""

from decimal import Decimal

import pytest

import calculator
import calculator.estimates
from calculator import (
    BatchError,
    Month,
    RulesError,
    ScenarioProblems,
    as_data,
    estimate,
    estimate_frame,
    explain,
    load_law,
    load_scenario,
    read_scenario,
    render,
    write_scenario,
)

LAW = load_law()
TODAY = Month.of(2026, 11)
FACTS = {"region": "浙江", "born": "1990-03", "sex": "女", "tier": "100%", "paid": "5年"}


def test_every_public_name_is_there_and_known_to_type_checkers() -> None:
    assert set(calculator._HOME) == set(calculator.__all__)
    for name in calculator.__all__:
        assert getattr(calculator, name) is not None
        assert name in dir(calculator)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(calculator, "guess")


def test_loading_the_module_of_estimates_does_not_hide_the_function() -> None:
    assert estimate is calculator.estimates.estimate is calculator.estimate


def test_a_scenario_is_read_estimated_explained_and_written() -> None:
    person = read_scenario(FACTS, LAW, TODAY)
    result = estimate(person, LAW, trace=True)
    # 58 years for a woman born in 1990-03; 20% of the reference wage of 8537 yuan.
    assert (str(result.go_on.start), result.go_on.monthly_payment) == ("2048-04", 170_740)
    assert as_data(result)["region"] == "330000"
    assert render(result, "table", "en", law=LAW)
    assert explain(result, LAW, "zh").unequal == ()
    assert load_scenario(write_scenario(person), LAW, TODAY) == person


def test_a_table_of_people_has_the_figures_of_the_single_estimate() -> None:
    pl = pytest.importorskip("polars")
    people = pl.DataFrame({**FACTS, "name": "甲"})
    found = estimate_frame(people, law=LAW, today=TODAY, select=["start", "monthly_payment"])
    # The same person as above.
    assert found["monthly_payment"].to_list() == [Decimal("1707.40")]
    assert found["start"].to_list() == ["2048-04"]
    with pytest.raises(BatchError):
        estimate_frame(pl.DataFrame({"a": [1]}))


def test_a_scenario_that_cannot_be_used_names_all_its_problems() -> None:
    with pytest.raises(ScenarioProblems) as found:
        read_scenario({"region": "浙江"}, LAW, TODAY)
    assert {"born", "sex"} <= {problem.field for problem in found.value.problems}


def test_what_the_law_does_not_know_is_an_error_of_the_interface() -> None:
    with pytest.raises(RulesError):
        LAW.crediting_rate(1990)
