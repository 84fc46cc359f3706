"""年限不够: months missing at the age are a result, with the ways out the law offers."""

from typing import Any

from calculator.estimates import estimate
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Change, Scenario, Span
from rules.law import load
from rules.month import Month
from rules.quantities import Ppm

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


PAUSED = {
    "region": "500000",
    "sex": "male",
    "born": Month.of(1983, 8),
    "wage": 800_000,
    "paid": 0,
    "extend": True,
    "pauses": (Span(first=Month.of(2046, 7), last=Month.of(2050, 9)),),
}
"""Sixty-three in 2046-08; 2026-11 to 2046-06 are 236 months of 240."""


def test_an_extension_waits_for_the_end_of_a_pause() -> None:
    plan = estimate(Scenario(today=TODAY, **PAUSED), LAW).go_on.settlement
    # The four missing are 2050-10 to 2051-01.
    assert (plan.missing, plan.required, plan.counted) == (0, 240, 240)
    assert str(Month(plan.retirement)) == "2051-01"


def test_the_most_of_an_extension_is_paid_no_longer_than_until_the_minimum() -> None:
    most = estimate(Scenario(today=TODAY, **PAUSED), LAW).most.settlement
    # Without a pause 238 months to 2046-08, and two more: 社会保险法 article 16 lets nobody pay on beyond.
    assert (most.missing, most.counted, str(Month(most.retirement))) == (0, 240, "2046-10")


def test_a_pause_that_never_ends_leaves_the_months_missing() -> None:
    ever = (Span(first=Month.of(2046, 7), last=Month.of(2099, 12)),)
    result = estimate(Scenario(today=TODAY, **(PAUSED | {"pauses": ever})), LAW)
    settled = result.go_on.settlement
    assert (settled.missing, str(Month(settled.retirement))) == (4, "2046-08")
    # What the law offers is to pay them all the same: 2046-09 to 2046-12.
    extension = result.remedies[0]
    assert (extension.months, str(extension.start)) == (4, "2047-01")


def test_a_plan_that_has_ended_is_not_extended() -> None:
    # Nothing is paid after 2030-01, so that no month after the age would bring the minimum nearer.
    ended = SHORT | {"extend": True, "plan_until": Month.of(2030, 1)}
    settled = estimate(scenario(**ended), LAW).go_on.settlement
    assert (settled.counted, settled.missing, str(Month(settled.retirement))) == (
        140,
        70,
        "2034-05",
    )


def test_the_most_is_the_same_whatever_turns_the_plan_takes() -> None:
    plain = PAUSED | {"pauses": (), "extend": False, "paid": 120}
    turns = (
        Change(first=Month.of(2030, 5), tier=Ppm(800_000)),
        Change(first=Month.of(2033, 11), tier=TierLimit.FLOOR),
    )
    straight = estimate(Scenario(today=TODAY, **plain), LAW).most
    turning = estimate(Scenario(today=TODAY, **(plain | {"changes": turns})), LAW).most
    assert turning.settlement.award == straight.settlement.award
    assert turning.paid_from_now_today == straight.paid_from_now_today


def test_the_most_is_paid_where_one_is_until_a_move_though_the_plan_pauses() -> None:
    # Shaanxi to 2026-11, Tianjin from 2026-12 on; the plan pays nothing before 2027-12.
    mover = {
        "region": "610000",
        "born": Month.of(1979, 10),
        "paid": 60,
        "changes": (Change(first=Month.of(2026, 12), region="120000"),),
        "pauses": (Span(first=TODAY, last=Month.of(2027, 11)),),
    }
    most = estimate(scenario(**mover), LAW).most
    # 陕人社函〔2026〕326号: 23,685 yuan at most, of which 20%.
    assert most.monthly_payment == 473_700


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
