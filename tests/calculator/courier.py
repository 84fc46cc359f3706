"""骑手: the scenario most tests start from, and how its problems are asked for."""

import pytest

from calculator.scenario import (
    ScenarioProblems,
    from_mapping,
    load,
)
from rules.law import load as load_law
from rules.month import Month

LAW = load_law()
TODAY = Month.of(2026, 11)
GOOD = 'region = "浙江"\nborn = "1990-03"\nsex = "女"\nwage = 8000\npaid = "5年"\n'
COURIER = {"region": "浙江", "born": "1990-03", "sex": "女", "wage": "8千", "paid": "5年"}


def read(**given_too):
    """The courier with other keys; None leaves a key out."""
    return from_mapping(COURIER | given_too, LAW, TODAY)


def problems(**given_too):
    with pytest.raises(ScenarioProblems) as raised:
        read(**given_too)
    return raised.value.problems


def file_problem(source):
    with pytest.raises(ScenarioProblems) as raised:
        load(source, LAW, TODAY)
    (problem,) = raised.value.problems
    return problem


def segment(**keys):
    return {"history": [{"from": "2015-01", "to": "2019-12", "tier": "60%"} | keys], "paid": None}
