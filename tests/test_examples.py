"""示例: every example runs as its comments say, and the reference of the fields is complete."""

import json
import re
import shlex
import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from calculator.cli import main
from calculator.cli.field_reference import field_reference
from calculator.decision_figures import FIGURES
from calculator.scenario import FIELDS, dump, load
from calculator.scenario.fields import CHANGE, HISTORY, PAUSE
from calculator.width import cells
from rules.law import load as load_law
from rules.month import Month

FOLDER = Path(__file__).parents[1] / "examples"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ADVISERS = FOLDER / "advisers"
GUIDE = (ADVISERS / "README.md").read_text(encoding="utf-8")
ON_ONE_MACHINE = [
    line
    for line in re.findall(r"^    (linghuo batch .+)$", GUIDE, re.MULTILINE)
    if "--scheduler" not in line
]
EXAMPLES = sorted(FOLDER.glob("*.toml"))
REFORMS = sorted((FOLDER / "reforms").glob("*.toml"))
LAW = load_law()
LATER = Month.of(2035, 1)
COMMANDS = [
    (path.name, line)
    for path in EXAMPLES
    for line in re.findall(r"^#   (linghuo .+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
]


def test_there_are_examples():
    assert {path.name for path in EXAMPLES} >= {"courier.toml", "returning_worker.toml"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_and_does_not_depend_on_the_day(path):
    scenario = load(path, LAW, LATER)
    assert scenario.today == Month.of(2026, 11)
    assert load(dump(scenario), LAW, LATER) == scenario


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=lambda text: text)
def test_the_commands_in_an_example_run(capsys, monkeypatch, name, command):
    monkeypatch.chdir(FOLDER.parent)
    program, *args = shlex.split(command)
    assert program == "linghuo"
    assert f"examples/{name}" in args
    assert main([*args, "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    assert shown.out
    assert shown.err == ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_explains_itself_in_both_languages(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert " / " in lines[0] or lines[1].startswith("# ")
    assert max(map(cells, lines)) <= 100
    assert f"[{path.name}]({path.name})" in README


def test_the_reference_of_the_fields_is_the_field_table():
    assert README.endswith(field_reference())


def test_the_reference_names_every_key():
    for entry in (*FIELDS, *HISTORY, *PAUSE, *CHANGE):
        for key in entry.keys:
            assert f"`{key}`" in README


def test_the_smallest_file_of_the_readme_is_a_scenario():
    (text,) = re.findall(r"```toml\n(.+?)```", README, re.DOTALL)
    assert load(text, LAW, LATER).wage == 800_000


@pytest.mark.parametrize("path", REFORMS, ids=lambda path: path.stem)
def test_every_reform_is_read_and_changes_something(path, capsys):
    args = ["estimate", str(FOLDER / "courier.toml"), "--format", "json"]
    assert main(args) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main([*args, "--reform", str(path)]) == 0
    reformed = json.loads(capsys.readouterr().out)
    assert reformed["reform"]["changes"]
    assert reformed["settlement"]["total"] != plain["settlement"]["total"]


def adviser(name):
    """An example of the advisers as a module."""
    spec = spec_from_file_location(name, ADVISERS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_guide_of_the_advisers_names_every_decision_column():
    section = GUIDE.partition("decision columns")[2].partition("## 2.")[0]
    named = [
        name for row in section.splitlines() if "|" in row for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(named) == sorted(FIGURES)


def test_the_clients_are_compared_tier_by_tier(tmp_path, capsys):
    pl = pytest.importorskip("polars")
    adviser("clients").main(20, tmp_path)
    rows = pl.read_parquet(tmp_path / "tiers.parquet")
    assert rows["编号"].to_list() == [n for n in range(1, 21) for _ in range(3)]
    assert rows["对比档次"].to_list() == ["60%", "100%", "300%"] * 20
    assert "300%" in capsys.readouterr().out


def test_the_policy_question_has_an_answer(capsys):
    pytest.importorskip("polars")
    adviser("policy").main(20)
    assert "yuan more a month" in capsys.readouterr().out


def test_the_monthly_rerun_says_what_changed(tmp_path, capsys):
    monthly = adviser("monthly")
    for month in ("2026-11", "2026-11", "2026-12"):
        monthly.main(ADVISERS / "clients.csv", tmp_path / "receipts", Month.parse(month))
    told = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()]
    assert told[:5] == ["first receipt"] * 5
    assert told[5:10] == ["+0.00 yuan a month (same)"] * 5
    assert all("facts" in line for line in told[10:])


@pytest.mark.parametrize("command", ON_ONE_MACHINE, ids=lambda text: text)
def test_the_commands_of_the_advisers_run(tmp_path, monkeypatch, capsys, command):
    if ".xlsx" in command or ".parquet" in command:
        pytest.importorskip("polars")
    for name in ("clients.csv", "floor_70.toml"):
        shutil.copy(ADVISERS / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main([*shlex.split(command)[1:], "--lang", "zh"]) == 0
    assert capsys.readouterr().out == ""
