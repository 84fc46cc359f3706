"""公开案例核对: what is fed, what is compared, what the report says, and that answers are never used."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.verification import doubt, verify
from calculator.verification.stated import STATED
from rules.law import load
from tests.calculator.sheets import MISS, SICHUAN

LAW = load()
ROOT = Path(__file__).parents[2]
ANSWERS = {
    "contribution_years_used": 24.75,
    "divisor_months": 138.4,
    "years_rounding": "2dp",
    "years_roundings_that_fit": ["2dp"],
    "transition_coef": 0.013,
    "low_index_factor_a": 1.0,
}


def one(entry, **changed):
    (finding,) = verify([{**entry, **changed}], LAW).findings
    return finding


def fed(entry, **inputs):
    stated = {**entry["inputs"], **inputs}
    return {**entry, "inputs": {key: value for key, value in stated.items() if value is not None}}


def codes(finding):
    return [note.code for note in finding.notes]


def test_a_sheet_is_computed_from_what_it_prints():
    finding = one(SICHUAN)
    assert finding.agrees
    assert finding.computed == {
        name: Decimal(str(amount)) for name, amount in SICHUAN["expected"].items()
    }


def test_a_miss_names_the_values_that_differ():
    finding = one(SICHUAN, expected={"basic_pension": 1660.92, "account_pension": 521.08})
    assert (finding.agrees, finding.differing) == (False, ("basic_pension",))


@pytest.mark.parametrize(
    ("printed", "tolerance", "agrees"),
    [(1660.93, 0.01, True), (1660.92, 0.01, False), (1660.92, 0.02, True), (1660.93, 0, False)],
)
def test_the_tolerance_of_the_file_decides(printed, tolerance, agrees):
    assert one(SICHUAN, expected={"basic_pension": printed}, tolerance=tolerance).agrees is agrees


# Answers are never inputs


@given(
    values=st.dictionaries(
        st.sampled_from(sorted(ANSWERS)), st.none() | st.floats(0, 99) | st.text(max_size=5)
    )
)
def test_answers_in_the_inputs_change_nothing(values):
    entry = {**SICHUAN, "inputs": {**SICHUAN["inputs"], **ANSWERS, **values}}
    assert one(entry).computed == one(SICHUAN).computed


@given(factor=st.integers(0, 5000))
def test_printed_amounts_change_nothing_that_is_computed(factor):
    amounts = {name: amount * factor / 1000 for name, amount in SICHUAN["expected"].items()}
    assert one(SICHUAN, expected=amounts).computed == one(SICHUAN).computed


def test_formula_and_year_roundings_of_a_file_are_not_read():
    noise = {"formula_used": "basic=0", "self_consistent": False, "note": "wrong", "official": True}
    assert one({**SICHUAN, **noise}).computed == one(SICHUAN).computed


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_no_kind_of_case_feeds_an_answer(name):
    assert not any(name in keys for keys in STATED.values())


def test_the_id_of_a_case_changes_no_number():
    assert one(SICHUAN, id="GD-SZ-2025-06-short").computed == one(SICHUAN).computed


def test_a_doubt_never_makes_a_case_agree():
    finding = one(MISS, id="GD-SZ-2025-06-short")
    assert finding.agrees is False
    assert finding.reason("en") == doubt("GD-SZ-2025-06-short", "en")


# What is stated


def test_the_city_a_title_names_is_the_region():
    finding = one(SICHUAN, title="Chengdu, man 60y1m")
    assert (finding.region.code, finding.province.code) == ("510100", "510000")


def test_a_stated_region_wins_over_the_title():
    assert one(SICHUAN, title="Chengdu, man 60y1m", region="四川").region.code == "510000"


def test_an_age_in_the_title_stands_for_one_in_the_inputs():
    entry = fed(SICHUAN, retirement_age=None)
    assert one(entry).computed["account_pension"] == Decimal("521.08")


def test_birth_and_retirement_month_give_the_age_when_none_is_stated():
    # 1965-09 to 2025-10 is 60y1m
    entry = fed({**SICHUAN, "title": "a sheet"}, retirement_age=None, birth_month="1965-09")
    assert one(entry).computed["account_pension"] == Decimal("521.08")


def test_a_stated_age_that_differs_from_the_dates_is_followed_and_noted():
    finding = one(fed(SICHUAN, birth_month="1965-08"))
    assert finding.computed["account_pension"] == Decimal("521.08")
    assert "age_differs" in codes(finding)


def test_without_age_the_account_part_and_the_total_are_left_unchecked():
    finding = one(fed({**SICHUAN, "title": "a sheet"}, retirement_age=None))
    assert finding.unchecked == ("account_pension", "total_monthly")
    assert "no_age" in codes(finding)
    assert finding.agrees


def test_a_birth_month_alone_gives_the_statutory_month():
    # Born 1985-01, man: 63 in 2048-01, payment months 117; 120000 / 117 = 1025.64
    inputs = {"birth_month": "1985-01", "sex": "M", "calculation_base": 12183}
    life = {"average_index": 1, "contribution_months": 360, "account_balance": 120000}
    expected = {
        "retirement_month": "2048-01",
        "retirement_age": "63y0m",
        "divisor_months": 117,
        "account_pension": 1025.64,
    }
    entry = {"kind": "pension", "province": "-", "inputs": inputs | life, "expected": expected}
    assert one(entry).agrees


# Local lines


def test_a_line_with_a_known_formula_is_computed_whatever_is_printed():
    finding = one(SICHUAN, expected={"monthly_extra": 1.0, "total_monthly": 2875.33})
    assert finding.computed["monthly_extra"] == Decimal("126.24")
    assert finding.differing == ("monthly_extra",)


def test_a_line_without_a_formula_counts_in_the_total_as_printed():
    finding = one(SICHUAN, expected={"city_gift": 100, "total_monthly": 2749.09 + 100})
    # 1660.94 + 521.08 + 567.07 = 2749.09
    assert finding.computed == {"total_monthly": Decimal("2849.09")}
    assert (finding.unchecked, codes(finding)[-1]) == (("city_gift",), "extra_given")


def test_a_line_of_information_counts_in_no_total():
    finding = one(SICHUAN, expected={"info_gift": 100, "total_monthly": 2749.09})
    assert finding.agrees
    assert finding.unchecked == ("info_gift",)


def test_the_adjustment_sum_of_zhejiang_is_computed_when_it_is_printed():
    # 480 + 0.7219 x 42.83 x 3 = 572.76, printed on a sheet; 514 months are 42.83 years
    inputs = {"calculation_base": 8433, "average_index": 0.7219, "contribution_months": 514}
    lines = {"adjustment_sum": 572.76, "allowance": 150}
    entry = {"kind": "pension", "province": "Zhejiang", "inputs": inputs, "expected": lines}
    assert one(entry).agrees


def test_a_total_is_left_unchecked_when_a_printed_part_cannot_be_computed():
    entry = fed(SICHUAN, transition_years=None)
    assert one(entry).unchecked == ("transitional_pension", "total_monthly")


# The base beside the law


@pytest.mark.parametrize(
    ("base", "month", "code"),
    [
        (8462, "2025-12", "base_equal"),
        (8321, "2025-10", "base_previous_year"),
        (8462, "2026-05", "base_previous_year"),
        (8079, "2025-10", "base_other_year"),
        (8000, "2025-10", "base_differs"),
        (8321, "1980-10", "base_other_year"),
    ],
)
def test_the_base_of_a_sheet_is_compared_with_the_law(base, month, code):
    finding = one(fed(SICHUAN, calculation_base=base, retirement_month=month))
    assert code in codes(finding)


def test_the_base_of_another_city_is_recognised():
    # 7978.25 is Changchun's base of 2025
    inputs = {"calculation_base": 7978.25, "average_index": 0.5, "contribution_months": 372}
    entry = {"kind": "pension", "province": "Jilin", "year": 2025, "expected": {"basic_pension": 1}}
    assert "base_of_place" in codes(one({**entry, "inputs": inputs}))


def test_a_place_without_a_base_in_the_law_is_said_to_have_none():
    finding = one(fed(SICHUAN, calculation_base=300.5, retirement_month="1980-10"))
    assert codes(finding)[-2] == "base_unknown"


# Cases that cannot be checked


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({}, "unknown_kind"),
        ({"kind": "poem", "province": "Sichuan"}, "unknown_kind"),
        ({**SICHUAN, "province": "Atlantis"}, "unknown_region"),
        ({**SICHUAN, "year": "2025"}, "unreadable"),
        ({**SICHUAN, "tolerance": "wide"}, "unreadable"),
        ({**SICHUAN, "inputs": []}, "not_stated"),
        (fed(SICHUAN, contribution_months="many"), "unreadable"),
        (fed(SICHUAN, account_balance=-1), "unreadable"),
        (fed(SICHUAN, average_index=float("nan")), "unreadable"),
        (fed(SICHUAN, retirement_age="sixty"), "unreadable"),
        (fed(SICHUAN, retirement_month="soon"), "unreadable"),
        ({**SICHUAN, "province": "新疆兵团"}, "no_figures"),
        ({"kind": "retirement_age", "inputs": {"file": "rows.csv"}}, "not_stated"),
        ({"kind": "contribution", "province": "Gansu", "year": 1990, "inputs": {}}, "no_limits"),
        (
            {"kind": "account", "province": "-", "year": 1950, "inputs": {"monthly_base": 1}},
            "no_value",
        ),
    ],
)
def test_a_case_that_cannot_be_checked_says_why_and_is_no_success(entry, code):
    report = verify([{"expected": {"rows": 1}, **entry}], LAW)
    (finding,) = report.findings
    assert (finding.problem.code, finding.agrees) == (code, None)
    assert report.unchecked == (finding,)
    assert finding.reason("zh")
    assert finding.reason("en")


def test_a_growth_nobody_dates_cannot_be_checked():
    inputs = {
        "birth_month": "1990-06",
        "sex": "M",
        "paid_months": 48,
        "future_months": 320,
        "monthly_base": 20000,
        "calculation_base": 12116,
        "growth": 0.02,
    }
    entry = {"kind": "pension", "province": "Beijing", "inputs": inputs, "expected": {"rows": 1}}
    assert one(entry).problem.code == "growth_stated"


@given(
    key=st.sampled_from(sorted(SICHUAN["inputs"])),
    found=st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none()),
)
def test_no_content_of_a_case_raises(key, found):
    entry = {**SICHUAN, "inputs": {**SICHUAN["inputs"], key: found}}
    json.dumps(verify([entry], LAW).as_dict("en"))


@given(st.lists(st.dictionaries(st.sampled_from(sorted(SICHUAN)), st.none() | st.text())))
def test_no_shape_of_a_case_raises(entries):
    assert len(verify(entries, LAW).findings) == len(entries)


# The report


def test_json_has_the_published_shape():
    content = verify([SICHUAN, MISS, {"kind": "poem"}], LAW).as_dict("en")
    assert set(content) == {"cases", "summary"}
    keys = {"id", "kind", "region", "confidence", "agrees", "expected", "computed", "reason"}
    assert all(keys <= set(case) for case in content["cases"])
    assert [case["agrees"] for case in content["cases"]] == [True, False, None]
    assert content["cases"][0]["computed"] == SICHUAN["expected"]
    assert [case["reason"] is None for case in content["cases"]] == [True, False, False]
    assert json.loads(json.dumps(content)) == content


def test_the_summary_counts_by_province_kind_and_confidence():
    summary = verify([SICHUAN, MISS, {"kind": "poem"}], LAW).summary("en")
    counts = {"cases": 3, "agree": 1, "miss": 1, "unchecked": 1}
    assert {name: summary[name] for name in counts} == counts
    assert summary["by_province"][-1] == {
        "region": "510000",
        "place": "Sichuan",
        "kind": "transitional",
        "cases": 2,
        "agree": 1,
        "miss": 1,
        "unchecked": 0,
    }
    assert [line["confidence"] for line in summary["by_confidence"]] == ["", "high"]
    assert summary["bases"] == {"base_previous_year": 2}


def test_misses_are_the_cases_that_disagree():
    report = verify([SICHUAN, MISS, {"kind": "poem"}], LAW)
    assert [finding.id for finding in report.misses] == ["miss"]


def test_the_order_of_cases_changes_no_finding():
    entries = [SICHUAN, MISS, fed(SICHUAN, calculation_base=8000)]
    shuffled = random.Random(1).sample(entries, len(entries))  # noqa: S311
    by_input = {str(e): f for e, f in zip(shuffled, verify(shuffled, LAW).findings, strict=True)}
    assert [by_input[str(e)] for e in entries] == list(verify(entries, LAW).findings)
