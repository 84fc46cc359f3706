"""输入问题: every refusal there is, reached and said in both languages."""

import ast
import json
from pathlib import Path

import pytest

import calculator
from calculator.i18n import LANGUAGES, family
from calculator.scenario import (
    Scenario,
    ScenarioProblems,
    check,
)
from calculator.wording import field_title, problem_line
from rules.month import Month
from tests.calculator.courier import (
    LAW,
    problems,
    read,
    segment,
)

REACHED = {
    "empty": {"wage": ""},
    "wrong_type": {"wage": [1]},
    "too_long": {"wage": "9" * 61},
    "negative": {"wage": -1},
    "exponent": {"wage": "8e3"},
    "separators": {"wage": "8.000,50"},
    "amount_unreadable": {"wage": "八千"},
    "amount_too_large": {"wage": "999亿"},
    "amount_too_precise": {"wage": "0.001"},
    "amount_zero": {"wage": None, "base": 0},
    "rate_unreadable": {"inflation": "x"},
    "rate_without_unit": {"inflation": "2"},
    "rate_too_precise": {"inflation": "0.00001%"},
    "rate_outside": {"inflation": "21%"},
    "tier_unreadable": {"wage": None, "tier": "x"},
    "tier_outside": {"wage": None, "tier": "50%"},
    "tier_not_offered": {"region": "西藏", "wage": None, "tier": "70%"},
    "index_unreadable": {"average_index": "x"},
    "index_outside": {"average_index": "11"},
    "count_unreadable": {"payment_month": "x"},
    "count_outside": {"rhythm": "yearly", "payment_month": 13},
    "duration_unreadable": {"paid": "x"},
    "duration_without_unit": {"paid": "5"},
    "duration_fraction": {"paid": "5.3y"},
    "duration_too_long": {"paid": "101y"},
    "month_unreadable": {"born": "x"},
    "month_ambiguous": {"born": "1990.1"},
    "month_out_of_time": {"born": "0990-01"},
    "boolean_unreadable": {"extend": "x"},
    "choice_unknown": {"sex": "x"},
    "grades_unreadable": {"grades": "E"},
    "required": {"born": None},
    "unknown_field": {"colour": "red"},
    "given_twice": {"月收入": 8000},
    "not_a_list": {"history": 1},
    "not_a_part": {"pauses": "2030-01"},
    "not_a_table": {"history": [1]},
    "unknown_region": {"region": "Atlantis"},
    "whole_nation": {"region": "全国"},
    "ambiguous_region": {"region": "第二档"},
    "figures_missing": {"region": "660000"},
    "born_in_future": {"born": "2030-01"},
    "too_young": {"born": "2015-01"},
    "category_not_of_sex": {"category": "男60"},
    "base_missing": {"wage": None},
    "base_twice": {"tier": "60%"},
    "base_outside_limits": {"wage": None, "base": 100},
    "base_not_offered": {},
    "moving_with_tier": {"wage": None, "tier": "60%", "moving": "yes"},
    "paid_missing": {"paid": None},
    "paid_too_long": {"paid": "40y"},
    "paid_disagrees": {**segment(), "paid": "4y"},
    "paid_through_in_future": {"paid_through": "2026-11"},
    "balance_date_alone": {"balance_date": "2025-12"},
    "balance_after_retirement": {
        "born": "1969-01",
        "today": "2030-01",
        "balance": 1,
        "balance_date": "2029-12",
    },
    "balance_in_future": {"balance": 1, "balance_date": "2026-12"},
    "first_paid_too_late": {"first_paid": "2026-01"},
    "span_reversed": {"pauses": "from=2028-02 to=2028-01"},
    "month_before_16": {"first_paid": "2000-01"},
    "month_after_statutory": {
        "born": "1969-01",
        **segment(**{"from": "2024-01", "to": "2024-02"}),
    },
    "history_in_future": segment(to="2026-11"),
    "history_base_missing": segment(tier=None),
    "posted_before_covered": segment(posted="2019-11"),
    "posted_in_future": segment(posted="2027-01"),
    "late_payment": segment(posted="2020-01"),
    "plan_in_past": {"pauses": "from=2026-10 to=2026-12"},
    "change_empty": {"changes": "from=2028-01"},
    "change_twice": {"changes": "from=2028-01 tier=60%; from=2028-01 tier=floor"},
    "rhythm_not_offered": {"region": "上海", "rhythm": "yearly"},
    "payment_month_alone": {"payment_month": 3},
    "retire_too_early": {"retire": "2040-01"},
    "retire_too_late": {"retire": "2049-01"},
    "late_not_covered": {
        "born": "1964-06",
        "sex": "male",
        "retire": "2027-01",
        "late_retirement": "own_declaration",
    },
    "late_too_long": {"retire": "2052-01", "late_retirement": "own_declaration"},
    "retire_in_past_there": {"region": "西藏", "born": "1980-05"},
    "retire_in_past": {"born": "1965-01", "sex": "male"},
    "retire_age_outside": {"retire": "2061-01", "extend": True},
}
WARNINGS = {
    "past_base_outside_limits",
    "history_overlap",
    "plan_after_retirement",
    "base_not_offered",
}
OF_FILES = {
    "file_missing",
    "file_unreadable",
    "file_too_large",
    "encoding_gb18030",
    "encoding_unknown",
    "toml_invalid",
    "toml_duplicate",
    "toml_too_deep",
}
OF_REFORMS = {"control_characters"}
"""Kinds of fields only a reform has; reached where reforms are read."""
PARTS_OF_SENTENCES = {"did_you_mean", "places_known"}


@pytest.mark.parametrize("code", sorted(REACHED.keys() - WARNINGS))
def test_every_problem_is_reached_and_said_in_both_languages(code):
    found = [problem for problem in problems(**REACHED[code]) if problem.code == code]
    assert found
    for language in LANGUAGES:
        line = problem_line(found[0], language)
        assert "{" not in line
        assert "problem." not in line
        assert field_title(found[0].field, language) in line


def codes_in(folder):
    """Every literal that is the code of a problem in the sources of a folder."""
    told = {key.removeprefix("problem.") for key in family("problem", "zh")}
    found = set()
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & told
    return found


def test_every_problem_of_a_scenario_is_reached_here_and_every_other_belongs_to_some_code():
    root = Path(calculator.__file__).parent
    told = {key.removeprefix("problem.") for key in family("problem", "zh")}
    here = REACHED.keys() | WARNINGS | OF_FILES | OF_REFORMS | PARTS_OF_SENTENCES
    assert codes_in(root / "scenario") <= here <= told
    assert told - here <= codes_in(root)


def test_a_base_that_is_not_on_the_list_of_the_place_warns():
    """Jiangsu 2025 offered a list of bases from 4952 to 24762; 5500 is not on it."""
    scenario = read(region="江苏", wage=None, base=5500, today="2025-06")
    assert [problem.code for problem in check(scenario, LAW)] == ["base_not_offered"]


def test_a_plan_past_retirement_warns():
    scenario = read(plan_until="2050-01")
    assert [problem.code for problem in check(scenario, LAW)] == ["plan_after_retirement"]


def test_problems_are_plain_data_for_other_programs():
    (problem,) = problems(wage=None, base=100)
    assert json.loads(json.dumps(problem.as_dict(), ensure_ascii=False)) == {
        "field": "base",
        "code": "base_outside_limits",
        "found": "100",
        "values": {
            "floor": 512_200,
            "ceiling": 2_561_100,
            "month": "2026-11",
            "region_zh": "浙江省",
            "region_en": "Zhejiang",
        },
        "line": None,
        "warning": False,
    }


def test_wrong_types_of_a_scenario_built_by_hand_are_problems():
    with pytest.raises(ScenarioProblems) as raised:
        Scenario(region=3, sex="x", born=Month.of(1990, 3), today=Month.of(2026, 11))
    assert [problem.field for problem in raised.value.problems] == ["region", "sex"]
    assert {problem.code for problem in raised.value.problems} == {"wrong_type"}
