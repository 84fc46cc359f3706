"""默认值: what a scenario leaves open and what is assumed for it.

Only assumptions that move the answer and are made by the scenario itself; rates are in
`calculator.assumptions`, local practice is law data.
"""

from typing import Any

from calculator.scenario.choices import PlanEnd
from calculator.scenario.fields import FIELDS
from calculator.scenario.model import Scenario
from rules.month import Month

__all__ = ["assumed_defaults"]

_STANDING = ("rhythm", "retire", "assumption_set", "retirement_year_rate")


def assumed_defaults(scenario: Scenario) -> dict[str, Any]:
    """The value assumed for each field that was left open, by field name in the order of the table.

    Months, booleans, region codes and words of `choices`, as the field holds them.
    """
    assumed: dict[str, Any] = {}
    if scenario.category is None:
        assumed["category"] = scenario.retirement_category
    if scenario.moving is None and scenario.tier is None:
        assumed["moving"] = scenario.wage is not None
    if scenario.paid_through is None:
        assumed["paid_through"] = scenario.last_paid
    if scenario.balance is not None and scenario.balance_date is None:
        assumed["balance_date"] = Month(scenario.today - scenario.today.month_of_year)
    if scenario.plan_until is None:
        assumed["plan_until"] = PlanEnd.RETIREMENT
    if scenario.claim is None and scenario.registered is None:
        assumed["claim"] = scenario.region
    defaults = {entry.name: entry.default for entry in FIELDS}
    for name in _STANDING:
        if getattr(scenario, name) == defaults[name]:
            assumed[name] = defaults[name]
    return {entry.name: assumed[entry.name] for entry in FIELDS if entry.name in assumed}
