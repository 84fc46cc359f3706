"""期初: what a statement says is what the estimate goes on from, however the place divides."""

import pytest

from calculator.estimates import estimate
from calculator.scenario import Scenario
from calculator.scenario.choices import IndexDenominator
from rules.law import load
from rules.month import Month
from rules.quantities import INDEX_ONE

LAW = load()
TODAY = Month.of(2026, 11)
STATED = 8 * INDEX_ONE // 10


PERSON = {
    "region": "370000",
    "born": Month.of(1966, 6),
    "sex": "male",
    "today": TODAY,
    "tier": 600_000,
    "paid": 120,
    "balance": 5_000_000,
    "balance_date": TODAY,
    "average_index": STATED,
    "first_paid": Month.of(2000, 1),
    "plan_until": Month.of(2026, 10),
}
"""A man whose statutory month is 2026-11, with 120 months paid and a statement."""


def stated(**given):
    """What comes of him, otherwise as given."""
    return estimate(Scenario(**PERSON | given), LAW).go_on.settlement


@pytest.mark.parametrize("denominator", IndexDenominator)
def test_a_stated_average_is_the_average_when_nothing_follows(denominator):
    # 120 months paid since 2000-01, 323 months due by 2026-11: the sheet printed 0.8 all the same.
    settled = stated(index_denominator=denominator)
    assert settled.counted == 120
    assert settled.average_index == STATED


@pytest.mark.parametrize(
    ("denominator", "index"),
    [
        # Statement of 2025-12 with 120 months at 0.8, 312 due. Of the eleven months after it ten are
        # paid, on the level of the average stated.
        ("paid_months", 0.8),
        ("months_due", (312 * 0.8 + 10 * 0.8) / 323),
        # The 192 months unpaid before are in the 0.8 stated; of 2026 one more month is unpaid.
        ("months_due_unpaid_60", (312 * 0.8 + 10 * 0.8 + 0.6) / 323),
        ("calendar_years", (120 * 0.8 + 10 * 0.8) / 132),
    ],
)
def test_months_after_a_statement_are_averaged_as_the_place_divides(denominator, index):
    settled = stated(index_denominator=denominator, paid=130, balance_date=Month.of(2025, 12))
    assert settled.average_index / INDEX_ONE == pytest.approx(index, abs=1e-5)


# Zhejiang, 22 months to 2026-10 at the index 1: the base of 2025 is 8,433 yuan, 674.64 a month enter the
# account, 8,095.68 in the year. By the months (78 of them) 52,621.92 x 1.5% / 12 = 65.78; by the year
# 8,095.68 x 1.5% x 1.083 / 2 = 65.76.
@pytest.mark.parametrize(
    ("practice", "balance"),
    [
        ({}, 8_161_46),
        ({"interest_method": "annual"}, 8_161_44),
        ({"retirement_interest": "through_previous"}, 8_161_46),
        ({"retirement_interest": "full_year"}, 8_161_46),
    ],
)
def test_a_balance_is_built_up_to_the_end_of_a_closed_year(practice, balance):
    person = {"region": "330000", "paid": 22, "average_index": INDEX_ONE, "balance": None}
    nothing = {"balance_date": None, "first_paid": None}
    facts = {"born": Month.of(1966, 7), "plan_until": None}
    found = estimate(Scenario(**PERSON | person | nothing | facts | practice), LAW)
    assert found.opening == (Month.of(2025, 12), 12, 12, 12 * INDEX_ONE, balance)
