"""A law made for closed forms: one wage for everything, from today on."""

import pytest

from calculator.scenario.model import Scenario
from rules.law import Law
from rules.month import Month
from rules.quantities import Fen, Micro

TODAY = Month.of(2026, 11)
WAGE = 10_000


@pytest.fixture(scope="session")
def flat_law(law: Law) -> Law:
    """Zhejiang with a reference wage and a calculation base of 10,000 yuan."""
    now = law.limits("330000")[-1]._replace(
        start=TODAY,
        end=Month(TODAY + 11),
        reference_wage=Micro(WAGE * 1_000_000),
        floor=Fen(WAGE * 60),
        ceiling=Fen(WAGE * 300),
    )
    base = law.calculation_base("330000", 2025)._replace(
        start=Month.of(2026, 1), end=Month.of(2026, 12), amount=WAGE * 1_000_000, region="330000"
    )
    return law.with_limits("330000", [now]).extended("calculation_base", "330000", [base])


@pytest.fixture
def newcomer() -> Scenario:
    """A man who begins to pay today and retires at 60, with 139 payment months."""
    return Scenario(
        region="330000",
        born=Month.of(1990, 11),
        sex="male",
        today=TODAY,
        tier=600_000,
        retire="earliest",
        years_mode="exact",
        amount_rounding="fen",
    )
