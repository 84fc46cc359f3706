"""公开案例: the published settlement sheets and worked examples that come with the project.

A file holds what a sheet states and what it prints. Years as used, payment months, coefficients and
shapes are left out of the files, so the rules and the law data have to find them.
"""

from functools import cache

import pytest

from calculator.verification import doubt, verify
from calculator.verification.published import FOLDER, published_cases, read_case
from calculator.verification.stated import STATED
from rules.law import load

FILES = sorted(FOLDER.glob("*/*/*.toml"))
DISPUTED = {path.stem for path in FILES if doubt(path.stem, "en") is not None}
FLIPS = [
    ("110000", "years_mode", '"exact"'),
    ("110000", "transitional_shape", '"index"'),
    ("120000", "transitional_coefficients", '[[0, "1.1"]]'),
    ("120000", "years_mode", '"exact"'),
    ("130000", "years_mode", '"exact"'),
    ("140000", "years_mode", '"round2"'),
    ("150000", "transitional_shape", '"index"'),
    ("150000", "years_mode", '"round2"'),
    ("210000", "transitional_shape", '"index"'),
    ("210000", "years_mode", '"exact"'),
    ("220000", "transitional_coefficients", '[[0, "1.2"]]'),
    ("220000", "years_mode", '"exact"'),
    ("220100", "basic_base", '"province"'),
    ("220100", "index_base", '"place"'),
    ("230000", "years_mode", '"round2"'),
    ("310000", "amount_rounding", '"fen"'),
    ("310000", "years_mode", '"exact"'),
    ("320000", "amount_rounding", '"fen"'),
    ("320000", "years_mode", '"round2"'),
    ("330000", "years_mode", '"exact"'),
    ("340000", "divisor_rule", '"whole_age"'),
    ("340000", "years_mode", '"half_year_up"'),
    ("350000", "transitional_coefficients", '[[0, "1.2"]]'),
    ("360000", "years_mode", '"round2"'),
    ("370000", "divisor_by_month_from", '"2027-01"'),
    ("370000", "years_mode", '"exact"'),
    ("410000", "divisor_rule", '"whole_age"'),
    ("420000", "years_mode", '"exact"'),
    ("430000", "years_mode", '"exact"'),
    ("440000", "low_index_factor", "false"),
    ("440000", "years_mode", '"round2"'),
    ("440300", "low_index_factor", "true"),
    ("450000", "amount_rounding", '"fen"'),
    ("450000", "amount_rounding", '"jiao_up_from_fen"'),
    ("450000", "years_mode", '"round2"'),
    ("460000", "years_mode", '"round2"'),
    ("500000", "transitional_shape", '"index"'),
    ("500000", "years_mode", '"round2"'),
    ("510000", "transitional_shape", '"index"'),
    ("510000", "years_mode", '"exact"'),
    ("520000", "years_mode", '"exact"'),
    ("540000", "transitional_coefficients", '[[0, "1.3"]]'),
    ("610000", "transitional_coefficients", '[[0, "1.3"]]'),
    ("610000", "years_mode", '"round2"'),
    ("620000", "transitional_coefficients", '[[0, "1.3"]]'),
    ("620000", "years_mode", '"exact"'),
    ("640000", "years_mode", '"exact"'),
]


golden = cache(read_case)


def findings(law, paths=FILES):
    return verify([golden(path) for path in paths], law).findings


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_published_case_comes_out_as_printed(path, law):
    (finding,) = findings(law, [path])
    assert not finding.unchecked or finding.unchecked == ("local_transition_subsidy",)
    assert finding.agrees is (path.stem not in DISPUTED), (finding.expected, finding.computed)


def test_every_file_is_among_the_shipped_cases():
    assert [case["id"] for case in published_cases()] == [path.stem for path in FILES]


def test_every_case_says_where_it_was_found():
    assert [c["id"] for c in published_cases() if not c["source"]["address"]] == []


def test_only_a_few_cases_are_disputed():
    assert {
        "GD-SZ-2025-06-short",
        "RT-Q-acct-retireyear",
        "RT-Q-noround",
        "RT-T-flat",
    } == DISPUTED


def test_no_file_feeds_an_answer():
    fed = {key: path.stem for path in FILES for key in answers(golden(path))}
    assert fed == {}


def answers(case):
    return set(case["inputs"]) - STATED[case["kind"]]


def test_a_tolerance_other_than_a_fen_has_a_reason():
    loose = [path.stem for path in FILES if "tolerance" in golden(path)]
    reasoned = [path.stem for path in FILES if golden(path).get("tolerance_reason")]
    assert loose == reasoned


def test_a_case_lies_in_the_folder_of_its_region_and_month(law):
    for path in FILES:
        case = golden(path)
        month = case["inputs"].get("retirement_month", str(case.get("year", "undated")))
        pinyin = law.region(case["region"]).pinyin
        assert (path.parent.parent.name, path.parent.name) == (pinyin, month)


def test_sheets_of_all_but_three_regions_are_held(law):
    sheets = [golden(path) for path in FILES if golden(path)["kind"] in ("pension", "transitional")]
    held = {law.region(case["region"]).province for case in sheets}
    provinces = {region.code for region in law.regions.values() if region.kind == "province"}
    assert provinces - held == {"530000", "630000", "650000"}


@pytest.mark.parametrize(("region", "name", "value"), FLIPS)
def test_another_practice_fails_a_published_case(region, name, value, law, tmp_path):
    overlay = tmp_path / "other.toml"
    overlay.write_text(f'[practices."{region}"]\n{name} = {value}\n', encoding="utf-8")
    other = load(overlays=[overlay])
    paths = [path for path in FILES if belongs(golden(path)["region"], region, law)]
    both = zip(findings(law, paths), findings(other, paths), strict=True)
    assert any(set(after.differing) - set(before.differing) for before, after in both)


def belongs(code, region, law):
    return code == region or law.region(code).province == region


def test_another_calculation_base_in_the_law_changes_no_sheet(law, tmp_path):
    # The base is printed on the sheet; the law's is only compared with it.
    overlay = tmp_path / "bases.toml"
    entry = '[[calculation_bases]]\nregion = "340000"\nyear = 2025\nbase = "9999"\n'
    overlay.write_text(entry, encoding="utf-8")
    paths = [path for path in FILES if golden(path)["region"] == "340000"]
    assert [f.agrees for f in findings(load(overlays=[overlay]), paths)] == [True] * len(paths)
