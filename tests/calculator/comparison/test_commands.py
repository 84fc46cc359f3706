"""`linghuo compare tiers|ages|stops|cliffs`: every format, both languages, options of mortality."""

import json
from pathlib import Path

import pytest

from calculator.comparison.ages import compare_ages
from calculator.comparison.cliffs import find_cliffs
from calculator.comparison.stops import compare_stops
from calculator.comparison.tiers import compare_tiers
from calculator.estimates import estimate
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.comparisons.cliffs import cliffs_document
from calculator.reports.comparisons.stops import stops_document
from calculator.reports.comparisons.tiers import tiers_document
from calculator.reports.plain import as_plain
from calculator.reports.wording import Wording
from calculator.scenario.reading import from_mapping
from calculator.width import cells
from rules.law import Law
from rules.month import Month
from tests.calculator.command import in_chinese, run
from tests.calculator.people import CASES, TODAY

__all__ = ["in_chinese"]

COURIER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--paid", "5y")
WAGE = ("--wage", "8000", "--registered", "河南")
SHORT = ("--region", "北京", "--born", "1972-06", "--sex", "male", "--paid", "10y", "--tier", "60%")
NAMES = ("tiers", "ages", "stops", "cliffs")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_comparison_fits_a_terminal_in_both_languages(
    capsys: pytest.CaptureFixture[str], in_chinese: None, name: str, language: str
) -> None:
    for person in ((*COURIER, *WAGE), SHORT):
        code, out, error = run(capsys, "compare", name, *person, "--lang", language)
        assert (code, error) == (0, "")
        assert [line for line in out.splitlines() if cells(line) > 80] == []
        assert "compare." not in out


@pytest.mark.parametrize("name", NAMES)
def test_json_carries_yuan_fractions_and_months(
    capsys: pytest.CaptureFixture[str], in_chinese: None, name: str
) -> None:
    code, out, _ = run(capsys, "compare", name, *COURIER, *WAGE, "--format", "json")
    content = json.loads(out)[name]
    assert code == 0
    assert content["basis"]["assumptions"]["inflation"] == 0.015
    assert content["basis"]["today"] == "2026-11"


def test_the_json_of_tiers_has_steps_with_parts(
    capsys: pytest.CaptureFixture[str], in_chinese: None
) -> None:
    _, out, _ = run(capsys, "compare", "tiers", *COURIER, *WAGE, "--format", "json")
    step = json.loads(out)["tiers"]["steps"][0]
    # 10% of 8,537 yuan lie between two tiers: 20% of it are paid, 8% credited
    assert (step["lower"], step["upper"]) == (0.6, 0.7)
    assert step["whole"]["monthly"] == pytest.approx(170.74, abs=0.2)
    assert step["account"]["monthly"] == pytest.approx(68.3, abs=0.1)
    assert {"plain", "nominal", "real", "expected"} <= step["whole"]["worth"].keys()


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_csv_and_markdown_show_what_the_table_shows(
    capsys: pytest.CaptureFixture[str], in_chinese: None, form: str
) -> None:
    code, out, _ = run(capsys, "compare", "tiers", *COURIER, *WAGE, "--format", form)
    assert code == 0
    assert "60% 到 70%" in out


def test_a_table_of_ones_own_leads_the_figures(
    capsys: pytest.CaptureFixture[str], in_chinese: None, tmp_path: Path
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("age,qx\n" + "".join(f"{age},0.01\n" for age in range(80)), encoding="utf-8")
    options = ("--mortality", str(table), "--mortality-multiplier", "120%", "--format", "json")
    _, out, _ = run(capsys, "compare", "tiers", *COURIER, *WAGE, *options)
    basis = json.loads(out)["tiers"]["basis"]
    assert [name for name, _ in basis["tables"]] == ["own", "un-2020-2025", "cl1-2025"]
    assert basis["multiplier"] == 1.2


def test_a_table_that_is_none_is_a_wrong_use_with_its_line(
    capsys: pytest.CaptureFixture[str], in_chinese: None, tmp_path: Path
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("age,qx\n0,0.1\n2,0.1\n", encoding="utf-8")
    code, out, error = run(
        capsys, "compare", "ages", *COURIER, *WAGE, "--mortality", str(table), "--lang", "en"
    )
    assert (code, out) == (2, "")
    assert "Line 3 of own.csv" in error


@pytest.mark.parametrize("given", ["0%", "1100%", "much"])
def test_a_multiplier_outside_its_limits_is_a_wrong_use(
    capsys: pytest.CaptureFixture[str], in_chinese: None, given: str
) -> None:
    code, out, error = run(
        capsys, "compare", "tiers", *COURIER, *WAGE, "--mortality-multiplier", given
    )
    assert (code, out) == (2, "")
    assert error


def test_a_file_that_is_not_there_is_a_wrong_use(
    capsys: pytest.CaptureFixture[str], in_chinese: None
) -> None:
    code, _, error = run(
        capsys, "compare", "stops", *COURIER, *WAGE, "--mortality", "no-such-file.csv"
    )
    assert code == 2
    assert "no-such-file.csv" in error


@pytest.mark.parametrize("case", sorted(CASES))
def test_people_of_every_sort_are_compared_and_worded(law: Law, case: str) -> None:
    given = {"today": str(TODAY)} | CASES[case]
    scenario = from_mapping(given, law, Month.parse(given["today"]))
    result = estimate(scenario, law)
    words = Wording(law, "zh")
    cliffs = find_cliffs(result, law)
    documents = (
        tiers_document(scenario, compare_tiers(result, law), words),
        ages_document(scenario, compare_ages(result, law), cliffs.cliffs, words),
        stops_document(scenario, compare_stops(result, law), words),
        cliffs_document(scenario, cliffs, words),
    )
    for document in documents:
        assert [line for line in as_plain(document).splitlines() if cells(line) > 80] == []


@pytest.mark.parametrize(("language", "said"), [("zh", "已满 36 岁"), ("en", "is 36 already")])
def test_a_life_table_that_ends_before_the_persons_age_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, in_chinese: None, language: str, said: str
) -> None:
    table = tmp_path / "short.csv"
    table.write_text("age,qx\n" + "".join(f"{age},0.01\n" for age in range(36)), encoding="utf-8")
    for name in NAMES:
        code, out, error = run(
            capsys, "compare", name, *COURIER, *WAGE, "--mortality", str(table), "--lang", language
        )
        assert (code, out) == (2, "")
        assert "--mortality" in error
        assert said in error
    table.write_text(table.read_text(encoding="utf-8") + "36,0.01\n", encoding="utf-8")
    assert run(capsys, "compare", "tiers", *COURIER, *WAGE, "--mortality", str(table))[0] == 0


@pytest.mark.parametrize(
    ("region", "tiers", "refused"),
    [
        # Guangdong publishes nine tiers, from 180 to 4800 a year
        ("广东", "180|200|5000", ("200", "5000")),
        # the place's own ladder is not known: only what lies below the lowest of the nation, 100
        ("河南", "50|5000", ("50",)),
    ],
)
def test_a_residents_tier_that_the_place_does_not_have_is_refused_by_name(
    capsys: pytest.CaptureFixture[str],
    in_chinese: None,
    region: str,
    tiers: str,
    refused: tuple[str, ...],
) -> None:
    person = ("--region", region, *COURIER[2:], "--wage", "8000")
    code, out, error = run(capsys, "compare", "schemes", *person, "--resident-tier", tiers)
    assert (code, out) == (2, "")
    assert [line for line in error.splitlines() if "--resident-tier" in line] == [
        line for amount in refused for line in error.splitlines() if f"“{amount}”" in line
    ]
    assert all("100" in line or "180、240" in line for line in error.splitlines() if "“" in line)


def test_the_cover_for_platform_work_names_platforms_and_documents(
    capsys: pytest.CaptureFixture[str], in_chinese: None
) -> None:
    for language in ("zh", "en"):
        _, out, _ = run(capsys, "compare", "schemes", *COURIER, *WAGE, "--lang", language)
        for named in ("美团", "滴滴出行", "T3出行", "2022-07", "2025-07", "2026-07", "2025〕24号"):
            assert named in out.replace("\n", "").replace(" ", "") or named in out


def test_two_chinese_sentences_about_a_cliff_have_no_space_between(
    capsys: pytest.CaptureFixture[str], in_chinese: None
) -> None:
    _, out, _ = run(capsys, "compare", "cliffs", *COURIER, *WAGE)
    assert "相当于" in out
    assert "。 相当于" not in out
