"""提示与问题: what an estimate says beside its figures, and when."""

import pytest

from calculator.estimates import estimate
from calculator.result import Notice
from calculator.scenario import from_mapping
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
MAN = {"region": "山东", "sex": "男", "tier": "100%", "paid": "20年"}


def told(law=LAW, **given) -> dict[str, Notice]:
    """The notices and questions for a man of Shandong, by code."""
    facts = {key: value for key, value in (MAN | given).items() if value is not None}
    result = estimate(from_mapping(facts, law, TODAY), law)
    return {notice.code: notice for notice in (*result.notices, *result.questions)}


def test_who_retires_this_year_is_paid_on_the_last_published_rate_and_told_so():
    # 1966-06: 60 years and 5 months in 2026-11. The rate of 2026 appears in 2027.
    notice = told(born="1966-06")["rate_provisional"]
    assert notice.values == {"year": 2026, "rate": 15_000}


@pytest.mark.parametrize(
    "given", [{"born": "1980-01"}, {"born": "1966-06", "retirement_year_rate": "2%"}]
)
def test_an_assumed_rate_is_no_provisional_one(given):
    assert "rate_provisional" not in told(**given)


def test_the_divisor_of_the_whole_age_is_shown_where_the_age_has_months():
    # 60 years and 5 months: 139 - 7 x 5 / 12 = 136.08 -> 136.1; of the whole age: 139. No rounding to
    # the jiao in Shandong: 500000 / 139 = 3597.12 a month on a balance of 500000.
    notice = told(born="1966-06", balance="500000", balance_date="2026-11", plan_until="2026-10")
    values = notice["divisor_of_whole_age"].values
    assert values == {"age": 725, "months": 1361, "other": 1390, "amount": 359_712}


@pytest.mark.parametrize(
    "given",
    [
        {"born": "1980-01"},  # 63 years to the month
        {"born": "1966-06", "divisor_rule": "按整岁"},
    ],
)
def test_one_reading_of_the_divisor_needs_no_other(given):
    assert "divisor_of_whole_age" not in told(**given)


def test_an_extension_beyond_seventy_says_that_the_annex_ends_there():
    # Born 1966-12: 60 years 6 months in 2027-06 with 8 months; 15 years are complete in 2041-10.
    notice = told(born="1966-12", paid="0", extend=True)["age_outside_annex"]
    assert notice.values["age"] > 840
    assert notice.values["months"] == 560
    assert "age_outside_annex" not in told(born="1966-12", paid="10年", extend=True)


def test_a_late_payment_within_the_limits_of_its_own_month_is_not_called_outside():
    # Shanghai: at most 34188 in 2022-10, 36549 in 2023-11.
    spell = {"from": "2022-10", "to": "2022-10", "base": "36000"}
    late = told(region="上海", born="1980-01", paid=None, history=[spell | {"posted": "2023-11"}])
    assert "past_base_outside" not in late


def test_before_the_age_the_disability_allowance_is_pointed_to():
    assert "ask_disability" in told(born="1980-01")
    assert "ask_disability" not in told(born="1966-06")


def test_who_pays_alone_is_pointed_to_the_deduction_from_income_tax():
    # 个人所得税法 art. 6: basic pension contributions a resident pays are deducted.
    assert told(born="1980-01")["ask_tax"].cites == ("geren-suodeshuifa-2018#6",)
    assert "ask_tax" not in told(born="1980-01", plan_until="2026-10")


def test_a_tier_that_the_floor_moves_is_said_to_be_moved():
    # 60% of the reference wage, and a floor three yuan above it.
    now = LAW.limit_at("370000", TODAY)
    share = round(now.reference_wage * 0.6 / 10**6) * 100
    raised = LAW.with_limits("370000", [now._replace(floor=share + 300)])
    notice = told(raised, born="1980-01", tier="60%")["base_lifted_to_floor"]
    assert (notice.values["declared"], notice.values["base"]) == (share, share + 300)
    assert "base_lifted_to_floor" not in told(born="1980-01", tier="60%")


def test_the_notional_account_of_shanghai_is_said_to_be_missing():
    """沪人社规〔2021〕27号: beside the years to 1992-12 a notional balance / 120, which only the agency has."""
    old = {"region": "上海", "born": "1967-06", "paid": "20年", "first_paid": "1991-03"}
    values = told(**old)["notional_not_counted"].values
    assert values == {"region": "310000", "months": 120, "start": Month.of(1993, 1)}
    assert "notional_not_counted" not in told(**old | {"first_paid": "1995-03"})
    assert "notional_not_counted" not in told(**old | {"region": "山东"})


def worker(first: str, last: str, **given) -> dict[str, Notice]:
    """The same for a woman born in 1977-03 whose employers paid these months."""
    employed = {"from": first, "to": last, "tier": "60%", "kind": "employed"}
    since = {"from": "2021-01", "to": "2026-10", "tier": "60%"}
    known = {"born": "1977-03", "sex": "女", "paid": None, "history": [employed, since]}
    return told(**(known | given))


def test_ten_years_with_employers_show_the_month_of_the_other_category():
    # 26 months after 1975-01 in steps of two: delayed by 14 to 51 years 2 months, 2028-05; of 55, 86 months
    # after 1970-01 in steps of four: delayed by 22 to 56 years 10 months, 2034-01.
    notice = worker("2011-01", "2020-12")["category_50_possible"]
    assert notice.values == {
        "months": 120,
        "month": Month.of(2028, 5),
        "statutory": Month.of(2034, 1),
    }


def test_the_other_category_is_not_spoken_of_without_ten_years_or_once_chosen():
    assert "category_50_possible" not in worker("2011-02", "2020-12")
    assert "category_50_possible" not in worker("2011-01", "2020-12", category="女50")


def test_the_residents_scheme_as_a_way_out_names_its_assumptions():
    # 60 in 2027-01 with 12 months: it rises with the assumed prices, 1.5%, its account earns 2.5%
    notice = told(born="1966-07", paid="12个月")["resident_figures_assumed"]
    assert notice.values == {"inflation": 15_000, "rate": 25_000}


def test_an_extension_into_years_with_a_higher_minimum_asks_which_holds():
    # 1968-10: delayed by 45 months // 4 + 1 = 12 to 61 years, 2029-10, when 180 months are asked; 114 + 36
    # (2026-11 to 2029-10) are there, 30 more end in 2032-04: then 180 + 3 x 6 = 198 are asked.
    question = told(born="1968-10", paid="114个月")["ask_extension_minimum"]
    assert question.values == {"month": Month.of(2032, 4), "later": 198, "required": 180}
    assert told(born="1968-10", paid="114个月", extend=True)["ask_extension_minimum"] == question
    # 1967-10: 2028-07; 145 + 21 are there, 14 more end in 2029-09, the last year of 180
    assert "ask_extension_minimum" not in told(born="1967-10", paid="145个月")


@pytest.mark.parametrize(
    ("months", "is_asked"), [(179, False), (180, True), (239, True), (240, False)]
)
def test_fifteen_years_without_the_minimum_are_asked_about(months, is_asked):
    # 1982-01 reaches 63 in 2045-01: 240 months are asked
    known = told(born="1982-01", paid=f"{months}个月", plan_until="2026-10")
    assert ("ask_fifteen_but_short" in known) == is_asked


@pytest.mark.parametrize(
    ("given", "code", "values"),
    [
        ({"region": "辽宁", "sex": "女"}, "ask_medical_local_years", (25, 10)),
        ({"region": "上海"}, "ask_medical_years_known", (15, None)),
        ({"region": "山东"}, "ask_medical_years", (None, None)),
    ],
)
def test_the_years_of_medical_insurance_are_asked_about(given, code, values):
    # 辽宁 women 25 years, 10 there; 上海 15 (rules for retired people, 社会保险法 article 27)
    known = told(born="1985-01", paid="10年", **given)[code].values
    assert (known.get("years"), known.get("local")) == values


def test_a_transitional_index_of_its_own_is_asked_for_where_the_place_has_one():
    # Jiangsu prints two indices (sheet of 2026-06: 1.1623 and 1.0606), Shandong one
    known = {"born": "1968-01", "deemed": "3年", "transition_months": "3年"}
    assert "second_index_not_given" in told(**known, region="江苏")
    assert "second_index_not_given" not in told(**known, region="江苏", transition_index="1.1")
    assert "second_index_not_given" not in told(**known)
    assert "second_index_not_given" not in told(born="1968-01", region="江苏")


def test_a_long_extension_of_who_was_insured_early_may_end_in_one_payment():
    # 1966-04: 60 years 4 months, 2026-08. 58 + 16 months are there, 106 more from 2026-11 end in 2035-08.
    parts = (("2009-03", "2010-06"), ("2022-01", "2026-10"))
    history = [{"from": first, "to": last, "tier": "60%"} for first, last in parts]
    known = {"born": "1966-04", "paid": None, "extend": True}
    notice = told(**known, history=history)["one_off_instead"]
    assert notice.values == {"month": Month.of(2031, 8), "claimed": Month.of(2035, 8)}
    # insured since 2022 only, or done within the five years
    assert "one_off_instead" not in told(**known, history=history[1:])
    assert "one_off_instead" not in told(
        born="1966-04", paid="150个月", extend=True, first_paid="2009-03"
    )


def test_an_early_month_tells_whom_the_measure_speaks_of_and_when_to_give_notice():
    # 1968-08: 43 // 4 + 1 = 11 months, 2029-07; the former age in 2028-08 is the earliest month
    early = told(born="1968-08", retire="最早")["early_retirement"]
    assert early.values == {"month": Month.of(2028, 8), "notify": Month.of(2028, 5)}
    assert "renshebufa-2024-94#2" in early.cites
    # notice cannot be given in the past
    now = told(born="1966-11", retire="2026-12")["early_retirement"]
    assert now.values["notify"] == TODAY
    assert "early_retirement" not in told(born="1968-08")
