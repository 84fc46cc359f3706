"""改革对许多人: counts and exact sums are those of the single estimates under both laws."""

import json

import pytest

from calculator.estimates import estimate
from calculator.i18n import text
from calculator.reform.reading import read_reform
from calculator.scenario.reading import from_mapping
from rules.law import load
from rules.month import Month
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

LAW = load()
TODAY = Month.of(2026, 11)
REFORM = """title = "试"
from = "2028-01"
[contribution_base]
floor = "45%"
[basic_pension]
per_year = "0.9%"
[minimum_period]
begin_at = "19y"
[retirement_age]
every = 2
up_to = "64y"
"""
COLUMNS = ("region", "born", "sex", "tier", "paid")
PEOPLE = [
    ("浙江", "1990-03", "female", "60%", "5y"),
    ("北京", "1985-03", "male", "100%", "5y"),
    ("四川", "1975-01", "male", "floor", "4y"),
    ("四川", "1972-11", "female", "floor", "4y"),
    ("西藏", "1999-09", "female", "ceiling", "0m"),
]


@pytest.fixture
def files(tmp_path):
    people, reform = tmp_path / "people.csv", tmp_path / "reform.toml"
    rows = [COLUMNS, *PEOPLE, ("火星", "1990-01", "male", "60%", "1y")]
    people.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    reform.write_text(REFORM, "utf-8")
    return str(people), str(reform)


def summary(capsys, files, *more):
    people, reform = files
    return run(capsys, "reform", people, "--reform", reform, "--format", "json", *more)


def singles():
    law = LAW.reformed(read_reform(REFORM, LAW))
    for row in PEOPLE:
        mapping = dict(zip(COLUMNS, row, strict=True))
        yield tuple(estimate(from_mapping(mapping, one, TODAY), one).go_on for one in (LAW, law))


def test_the_sums_are_those_of_the_single_estimates(files, capsys):
    code, out, err = summary(capsys, files)
    assert code == 1
    assert "火星" in err
    found = json.loads(out)
    pensions = [
        tuple(one.pension_today if one.payable else 0 for one in pair) for pair in singles()
    ]
    everybody = found["everybody"]
    assert (found["rows"], found["rejected"], everybody["people"]) == (6, 1, 5)
    assert everybody["gain"] == sum(after > before for before, after in pensions)
    assert everybody["lose"] == sum(after < before for before, after in pensions)
    sums = [round(everybody[name] * 100) for name in ("pension_before", "pension_after")]
    assert sums == [sum(pair[at] for pair in pensions) for at in (0, 1)]
    paid = [round(everybody[name] * 100) for name in ("paid_before", "paid_after")]
    assert paid == [sum(pair[at].paid_from_now for pair in singles()) for at in (0, 1)]
    changes = sorted(after - before for before, after in pensions)
    quantiles = {part: round(change * 100) for part, change in found["quantiles"].items()}
    assert (quantiles["0"], quantiles["50"], quantiles["100"]) == (
        changes[0],
        changes[2],
        changes[-1],
    )


def test_every_way_of_telling_people_apart_adds_up_to_everybody(files, capsys):
    found = json.loads(summary(capsys, files)[1])
    for name in ("region", "sex", "cohort", "tier"):
        for part in ("people", "gain", "lose", "same", "no_longer_payable"):
            assert sum(group[part] for group in found[f"by_{name}"]) == found["everybody"][part]
    assert [one["cohort"] for one in found["by_cohort"]] == ["1970-1979", "1980-1989", "1990-1999"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_say_what_the_reform_is_and_what_is_counted(files, capsys, language):
    people, reform = files
    _, out, _ = run(capsys, "reform", people, "--reform", reform, "--lang", language)
    assert "试" in out
    assert "45%" in out
    definition = text("population.definition", language)
    assert "".join(definition.split()) in "".join(out.split())


def test_rejected_rows_can_go_into_a_file(files, capsys, tmp_path):
    code, _, err = summary(capsys, files, "--rejects", str(tmp_path / "rejects.csv"))
    assert code == 1
    assert "火星" not in err
    assert "火星" in (tmp_path / "rejects.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("args", [(), ("people.csv",), ("nothing.csv", "--reform", "r.toml")])
def test_wrong_uses_end_with_2(args, files, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.toml").write_text(REFORM, "utf-8")
    code, out, err = run(capsys, "reform", *args)
    assert (code, out) == (2, "")
    assert err
