"""年限不够: months missing at the age are a result, with the ways out the law offers."""

from typing import Any

from calculator.estimates import estimate
from calculator.scenario.model import Scenario
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)


def scenario(**values: Any) -> Scenario:
    return Scenario(**({"today": TODAY, "sex": "female", "paid": 60, "wage": 800_000} | values))


SHORT = {"region": "330000", "born": Month.of(1972, 6), "sex": "male", "paid": 101}
"""Statutory 2034-05, 210 months required; 101 + 91 (2026-11 to 2034-05) = 192 paid: 18 short."""


def test_a_shortage_is_a_result_with_four_ways_out() -> None:
    result = estimate(scenario(**SHORT, balance=6_000_000), LAW)
    settled = result.go_on.settlement
    assert (settled.required, settled.counted, settled.missing) == (210, 192, 18)
    assert not result.go_on.payable
    assert [remedy.name for remedy in result.remedies] == [
        "extension",
        "one_off_payment",
        "residents",
        "refund",
    ]
    extension = result.remedies[0]
    assert (extension.months, str(extension.start)) == (18, "2035-12")
    assert result.remedies[3].once == settled.balance


def test_extending_meets_the_minimum_of_the_statutory_year() -> None:
    result = estimate(scenario(**SHORT, balance=6_000_000, extend=True), LAW)
    settled = result.go_on.settlement
    assert (settled.missing, settled.required, settled.counted) == (0, 210, 210)
    assert str(Month(settled.retirement)) == "2035-11"


def test_who_was_insured_before_july_2011_may_pay_the_rest_at_once_after_five_years() -> None:
    old = SHORT | {"paid": 20, "born": Month.of(1972, 6), "first_paid": Month.of(2008, 1)}
    result = estimate(scenario(**old, balance=800_000), LAW)
    one_off = result.remedies[1]
    # 20 + 91 = 111 by 2034-05, 171 after five more years; 39 of 210 remain: 60 + 39 = 99
    assert (one_off.open_to, one_off.months, str(one_off.start)) == (True, 99, "2039-06")
    assert one_off.cost > result.remedies[0].cost * 60 // 99
    new = estimate(scenario(**(old | {"first_paid": Month.of(2012, 1)}), balance=800_000), LAW)
    assert new.remedies[1].reason == "insured_since_2011"


def test_moving_to_the_residents_scheme_pays_up_to_fifteen_years() -> None:
    level = {"wage_growth": 0, "inflation": 0, "crediting_rate": 0}
    result = estimate(scenario(**(SHORT | {"paid": 20}), **level, balance=800_000), LAW)
    settled, residents = result.go_on.settlement, result.remedies[2]
    # 20 + 91 = 111 months: 69 of 180 are missing, 6 years at the nation's lowest tier of 100 yuan
    assert (settled.counted, residents.open_to, residents.months) == (111, True, 72)
    assert residents.cost == 60_000
    # moved in 2034-05, past 60: account / 139 and the national 163 of 2026 at unchanged prices
    account = settled.balance + 60_000
    assert residents.monthly == 16_300 + (account * 10 * 2 + 1_390) // (2 * 1_390)
    assert str(residents.start) == "2034-06"


def test_who_has_fifteen_years_is_not_sent_to_the_residents_scheme() -> None:
    residents = estimate(scenario(**SHORT, balance=6_000_000), LAW).remedies[2]
    assert (residents.open_to, residents.reason) == (False, "fifteen_years_there")
    assert (residents.monthly, residents.start) == (0, None)


def test_who_pays_on_long_past_the_age_claims_no_earlier_than_last_month() -> None:
    # Hebei, a woman of 50 in 2015-01, when no base is known: 60 of 180 months by 2026-10, the other
    # 120 from 2026-11 to 2036-10. With 180 she can claim at once, on the base of 2026.
    woman = {"region": "130000", "born": Month.of(1965, 1), "category": "female_50", "extend": True}
    short = estimate(scenario(**woman, paid=60), LAW)
    assert (short.stop_now.payable, str(short.go_on.start)) == (False, "2036-11")
    enough = estimate(scenario(**woman, paid=180), LAW)
    assert [str(one.start) for one in (enough.stop_now, enough.go_on)] == ["2026-11", "2026-11"]
    assert enough.go_on.settlement.required == 180
