"""说明书: every command of the README runs as it stands, from a folder with nothing but the examples."""

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from calculator.cli import main

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    re.split(r"\s#", line)[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("linghuo ")
]
WRITES = {"-o", "--receipt", "--template"}
ALLOWED = {0, 1}
"""`verify` and `receipt` say with a 1 that something differs, which is no fault of the command."""


WORKING = {"2,961.09", "21.42"}
"""Figures of the working by hand that are no line of the sheet."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the examples, the two receipts and the file of people the README takes for granted."""
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    shutil.copy(PROJECT / "examples" / "advisers" / "clients.csv", tmp_path / "people.csv")
    monkeypatch.chdir(tmp_path)
    courier = ["estimate", "examples/courier.toml"]
    assert main([*courier, "--receipt", "today.json"]) == 0
    assert main([*courier, "--wage-growth", "2%", "--receipt", "last-year.json"]) == 0
    return tmp_path


def test_the_readme_shows_every_command_there_is():
    shown = {line.split()[1] for line in COMMANDS}
    assert shown >= {"estimate", "compare", "plan", "batch", "report", "receipt", "audit", "intake"}
    assert shown >= {"law", "reform", "verify"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command, folder, capsys):
    program, *args = shlex.split(command)
    assert program == "linghuo"
    if "report" in args:
        pytest.importorskip("vl_convert")
    capsys.readouterr()
    made = main(args)
    told = capsys.readouterr()
    assert made in ALLOWED, told.err
    outputs = [Path(value) for key, value in pairwise(args) if key in WRITES]
    assert all(path.exists() for path in outputs)
    assert told.out or told.err or outputs
    assert "Traceback" not in told.err


def test_the_example_worked_by_hand_comes_out_as_worked(capsys):
    _, section = README.split("<!-- worked example -->", 1)
    (command,) = (line for line in COMMANDS if "--retirement-year-rate" in line)
    assert main([*shlex.split(command)[1:], "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    figures = re.findall(r"[0-9][0-9,.]*[.][0-9]{2}\b", section.partition("\n\n测试")[0])
    assert {"1,707.40", "682.96", "175,520.72", "1,806.35", "1,154.74", "2,961.10"} <= {*figures}
    assert all(figure in shown for figure in figures if figure not in WORKING)
    assert all(word in shown for word in ("58岁", "2048-03", "21年5个月"))
