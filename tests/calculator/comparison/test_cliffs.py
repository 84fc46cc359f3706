"""Cliffs: found by asking the rules, at the months the law texts give."""

from typing import Any

import pytest

from calculator.comparison.cliffs import Cliff, CliffSearch, Topic, find_cliffs
from calculator.schemes.subsidies import subsidy_plan
from rules.law import Law
from rules.month import Month
from tests.calculator.comparison.persons import TODAY, person


def found_for(law: Law, **values: Any) -> CliffSearch:
    return find_cliffs(person(law, **values), law)


def coded(search: CliffSearch, code: str) -> list[Cliff]:
    return [cliff for cliff in search.cliffs if cliff.code == code]


def test_the_tenth_year_in_a_place_makes_it_the_paying_place(law: Law) -> None:
    # 60 months paid in Zhejiang through 2026-10, registered in Henan: the 120th is 2031-10
    (cliff,) = coded(found_for(law, registered="410000"), "paying_place")
    assert (str(cliff.month), cliff.values["before"], cliff.values["after"]) == (
        "2031-10",
        "410000",
        "330000",
    )


def test_who_is_registered_where_he_pays_has_no_cliff_of_place(law: Law) -> None:
    assert coded(found_for(law, registered="330000"), "paying_place") == []


def test_without_the_place_of_registration_the_probe_is_named_as_unasked(law: Law) -> None:
    assert Topic.PLACE in found_for(law).unasked
    assert Topic.PLACE not in found_for(law, registered="410000").unasked


def test_a_first_approval_in_the_last_five_years_lasts_until_retirement(law: Law) -> None:
    # statutory 2048-03: from 2043-04 on 59 months are left, fewer than 60
    result = person(law)
    for cliff in coded(find_cliffs(result, law), "subsidy_window"):
        assert (str(cliff.month), cliff.values["after"]) == ("2043-04", 59)
        assert cliff.month in {plan.near_from for plan in subsidy_plan(result.scenario, law)}


def test_the_survivor_grant_rises_with_five_and_ten_years(law: Law) -> None:
    # nothing paid so far: 3 months of income under five years, 6 from five, 9 from ten
    found = coded(found_for(law, paid=0, disposable_income=6_000_000), "survivor_grant")
    assert [(cliff.values["paid"], str(cliff.month)) for cliff in found] == [
        (60, "2031-10"),
        (120, "2036-10"),
    ]
    # three months of 60,000 yuan a year
    assert {cliff.gain for cliff in found} == {1_500_000}


def test_the_cohort_step_of_a_birth_month_is_found_on_both_sides(law: Law) -> None:
    # men: a month later for every four birth months from 1965-01: 1972-05 to 1972-08 are one step
    search = found_for(law, born=Month.of(1972, 6), sex="male", paid=180)
    assert str(coded(search, "cohort_before")[0].month) == "1972-05"
    assert str(coded(search, "cohort_after")[0].month) == "1972-09"
    assert {cliff.values["months"] for cliff in search.cliffs if cliff.topic is Topic.BIRTH} == {1}


def test_after_the_last_cohort_there_is_no_step_of_birth(law: Law) -> None:
    assert [c for c in found_for(law).cliffs if c.topic is Topic.BIRTH] == []


def test_the_rise_of_the_minimum_in_january_is_told_with_its_months(law: Law) -> None:
    search = found_for(law, region="110000", born=Month.of(1972, 6), sex="male", paid=120)
    (rise,) = coded(search, "minimum_rises")
    assert (str(rise.month), str(rise.values["previous"]), rise.values["missing"]) == (
        "2034-01",
        "2033-12",
        3,
    )
    assert rise.gain is not None
    assert rise.gain < 0


def test_the_month_that_completes_the_minimum_is_worth_the_pension(law: Law) -> None:
    (cliff,) = coded(found_for(law), "minimum_paid")
    assert (str(cliff.month), cliff.values["required"]) == ("2041-10", 240)
    assert cliff.gain is not None
    assert cliff.gain > 0


def test_who_has_enough_months_has_no_such_cliff(law: Law) -> None:
    assert coded(found_for(law, paid=240), "minimum_paid") == []


def test_cliffs_stand_in_the_order_of_their_months(law: Law) -> None:
    months = [
        cliff.month
        for cliff in found_for(law, registered="410000").cliffs
        if cliff.topic is not Topic.BIRTH
    ]
    assert months == sorted(months)
    assert all(month >= TODAY for month in months)


@pytest.mark.parametrize("region", ["330000", "110000", "310000", "650000"])
def test_every_place_can_be_searched(law: Law, region: str) -> None:
    assert found_for(law, region=region).basis.tables
