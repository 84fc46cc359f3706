"""A person for the tests of comparisons."""

from typing import Any

from calculator.estimates import estimate
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from rules.law import Law
from rules.month import Month

__all__ = ["TODAY", "person"]

TODAY = Month.of(2026, 11)


def person(law: Law, **values: Any) -> Estimate:
    """The estimate of a woman in Zhejiang with five years paid, changed by `values`."""
    given = {
        "region": "330000",
        "born": Month.of(1990, 3),
        "sex": "female",
        "today": TODAY,
        "paid": 60,
    } | values
    if not {"tier", "wage", "base"} & given.keys():
        given["tier"] = 600_000
    return estimate(Scenario(**given), law)
