"""规划的人: the lives plans are tested on."""

from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario
from rules.law import load
from rules.month import Month

__all__ = ["LAW", "TODAY", "YOUNG", "near_retirement"]

LAW = load()
TODAY = Month.of(2026, 11)
YOUNG = Scenario(
    region="330000", born=Month.of(1990, 3), sex=Sex.FEMALE, today=TODAY, wage=800_000, paid=60
)
BORN = Month.of(1968, 3)


def near_retirement(region="330000", paid=170, born=BORN, **values):
    """A man of 1968-03 retires in 2029-01: four calendar years to choose for."""
    given_values = {
        "region": region,
        "born": born,
        "sex": Sex.MALE,
        "today": TODAY,
        "tier": 600_000,
        "paid": paid,
    }
    return Scenario(**(given_values | values))
