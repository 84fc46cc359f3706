"""`linghuo verify`: exit codes, what the tables and the JSON say, every province, the guarantees."""

import ast
import json
from pathlib import Path

import pytest

from calculator.cli import main
from calculator.i18n import LANGUAGES, text
from calculator.verification import published_cases, verify
from calculator.verification.guarantees import guarantees
from calculator.width import cells
from rules.law import load
from tests.calculator.sheets import MISS, SICHUAN

LAW = load()
ROOT = Path(__file__).parents[2]


@pytest.fixture
def cases(tmp_path):
    def write(*entries):
        path = tmp_path / "cases.json"
        path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("entries", "code"),
    [((SICHUAN,), 0), ((SICHUAN, MISS), 1), ((SICHUAN, {"kind": "poem"}), 0), ((), 0)],
)
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_the_command_fails_exactly_on_a_miss_nobody_can_explain(entries, code, form, cases, capsys):
    assert main(["verify", "--cases", cases(*entries), "--format", form]) == code
    assert capsys.readouterr().out


def test_the_table_shows_both_numbers_and_the_reason(cases, capsys):
    main(["--lang", "en", "verify", "--cases", cases(SICHUAN, MISS)])
    shown = capsys.readouterr()
    assert "1660.92" in shown.out
    assert "1660.94" in shown.out
    assert "why is not known" in shown.out
    assert "1 of 2 cases agree" in shown.err


def test_json_of_the_command_is_the_report(cases, capsys):
    main(["--lang", "en", "verify", "--cases", cases(SICHUAN, MISS), "--format", "json"])
    shown = json.loads(capsys.readouterr().out)
    report = verify([SICHUAN, MISS], LAW).as_dict("en")
    assert {name: shown[name] for name in report} == report
    assert shown.keys() - report.keys() == {
        "schema_version", "law_digest", "as_of", "reform", "assumed_defaults", "provinces", "guarantees",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_province_is_told_and_one_without_a_sheet_says_what_was_checked(language, capsys):
    """The region codes of GB/T 2260: 31 provinces. No sheet of Yunnan, Qinghai or Xinjiang is known."""
    main(["--lang", language, "verify", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["provinces"]
    assert len(told) == 31
    assert {one["region"] for one in told if one["note"]} == {"530000", "630000", "650000"}
    for one in told:
        assert one["agree"] <= one["sheets"]
        assert one["limits"]["known"] == sum(one["limits"]["grades"].values()) > 0
        assert one["bases"]["known"] == sum(one["bases"]["grades"].values()) > 0
        assert (one["note"] is None) == bool(one["sheets"])
    (yunnan,) = [one for one in told if one["region"] == "530000"]
    assert str(yunnan["limits"]["known"]) in yunnan["note"]
    assert str(yunnan["practice"]["contested"]) in yunnan["note"]
    main(["--lang", language, "verify"])
    flat = "".join(capsys.readouterr().out.split())
    assert all("".join(one["note"].split()) in flat for one in told if one["note"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_terminal_and_nothing_is_cut(language, capsys):
    main(["--lang", language, "verify"])
    assert max(cells(line) for line in capsys.readouterr().out.splitlines()) <= 80


@pytest.mark.parametrize("content", ["", "{}", "[1]", "nonsense"])
def test_a_file_that_is_no_list_of_cases_is_refused(content, tmp_path, capsys):
    path = tmp_path / "cases.json"
    path.write_text(content, encoding="utf-8")
    assert main(["verify", "--cases", str(path)]) == 2
    assert capsys.readouterr().err


def test_without_a_file_the_shipped_cases_are_computed(capsys):
    assert main(["--lang", "en", "verify", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert len(shown["cases"]) == len(published_cases())
    assert shown["summary"]["agree"] >= 124


def test_a_miss_with_a_known_reason_does_not_fail_the_command(cases, capsys):
    known = next(case for case in published_cases() if case["id"] == "RT-Q-noround")
    copy = json.loads(json.dumps(known, default=float))
    assert main(["verify", "--cases", cases(copy)]) == 0
    assert main(["verify", "--cases", cases({**copy, "id": "another"})]) == 1


@pytest.mark.parametrize("guarantee", guarantees(), ids=lambda one: one.id)
def test_every_guarantee_is_held_by_tests_that_exist(guarantee):
    assert guarantee.tests
    for named in guarantee.tests:
        path, _, function = named.partition("::")
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert function in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, (
            named
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guarantees_are_told_with_their_tests(language, capsys):
    main(["--lang", language, "verify"])
    shown = capsys.readouterr().out
    flat = "".join(shown.split())
    for one in guarantees():
        assert "".join(text(f"guarantee.{one.id}", language).split()) in flat
        assert all("".join(test.split()) in flat for test in one.tests)
