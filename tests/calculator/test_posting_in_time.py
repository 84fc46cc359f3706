"""到账不早不晚: what is paid by now was posted by last month, what is to be paid is posted from today on."""

import pytest

from calculator import estimate, read_scenario
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
PERSON = {"region": "浙江", "born": "1975-05", "sex": "female", "tier": "100%", "rhythm": "yearly"}
CREDIT = 68_296
"""8% of 8,537 yuan, the reference wage of 2026, fen."""


def ledger_of_2026(outcome):
    return next(line for line in outcome.settlement.ledger if line.year == 2026)


@pytest.mark.parametrize("told", ["months", "history"])
def test_a_month_paid_for_in_a_year_still_open_was_posted_by_last_month(told):
    # 2026-10 is paid. Of the usual December it would earn one month, of October it earns three.
    segment = {"from": "2026-10", "to": "2026-10", "tier": "100%"}
    past = {"paid": "1m"} if told == "months" else {"history": [segment]}
    found = estimate(read_scenario(PERSON | past, LAW, TODAY), LAW)
    assert ledger_of_2026(found.stop_now).monthly_product == 3 * CREDIT


@pytest.mark.parametrize("outcome", ["go_on", "most"])
def test_a_month_to_be_paid_is_posted_no_earlier_than_today(outcome):
    # Paid once a year in April: November and December of 2026 can be paid from November on only, and
    # earn two months each.
    told = {"paid": "0m", "payment_month": "4"}
    found = estimate(read_scenario(PERSON | told, LAW, TODAY), LAW)
    credit = CREDIT if outcome == "go_on" else 3 * CREDIT
    assert ledger_of_2026(getattr(found, outcome)).monthly_product == 2 * 2 * credit
