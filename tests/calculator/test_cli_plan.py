"""`linghuo plan` and `linghuo compare places|schemes|death|scenarios`: what stdout and stderr get."""

import json

import pytest

from calculator.reports import FORMATS
from calculator.width import cells
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]

pytestmark = pytest.mark.usefixtures("in_chinese")
PERSON = ("--region", "浙江", "--born", "1990-03", "--sex", "女", "--wage", "8000", "--paid", "5y")
COMMANDS = (
    ("compare", "places", "--registered", "河南"),
    ("compare", "schemes"),
    ("compare", "death"),
    ("compare", "scenarios", "--draws", "3"),
    ("plan", "--budget", "1500"),
    ("plan", "--target", "5000"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_fits_a_terminal_and_says_everything(capsys, command, language):
    code, out, err = run(capsys, *command, *PERSON, "--lang", language)
    assert (code, err) == (0, "")
    assert max(cells(line) for line in out.splitlines()) <= 80
    assert "{" not in out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(capsys, command, form):
    code, out, err = run(capsys, *command, *PERSON, "--format", form)
    assert (code, err) == (0, "")
    assert out.endswith("\n")
    if form == "json":
        json.loads(out)


def test_json_says_money_in_yuan_and_rates_as_fractions(capsys):
    _, out, _ = run(capsys, "compare", "schemes", *PERSON, "--format", "json")
    residents = json.loads(out)["residents"]
    assert residents["minimum"]["value"] == 163.0
    assert residents["rate"]["value"] == 0.025
    assert residents["go_on"]["monthly_payment"] == 1600.0


def test_the_seed_decides_the_bytes(capsys):
    command = ("compare", "scenarios", *PERSON, "--draws", "4", "--format", "json", "--seed")
    first, second, other = (run(capsys, *command, seed)[1] for seed in ("5", "5", "6"))
    assert first == second
    assert first != other


def test_an_income_file_is_planned(capsys, tmp_path):
    file = tmp_path / "income.csv"
    file.write_text("月份,收入\n2026-09,6000\n2026-10,9000\n", encoding="utf-8-sig")
    code, out, err = run(capsys, "plan", "--income", str(file), "--share", "30%", *PERSON)
    assert (code, err) == (0, "")
    assert "缴不起的月数" in out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("plan",), "--target"),
        (("plan", "--target", "1000", "--budget", "5"), "--budget"),
        (("plan", "--target", "many"), "many"),
        (("plan", "--income", "nowhere.csv"), "nowhere.csv"),
        (("compare", "scenarios", "--draws", "0"), "--draws"),
        (("compare", "places", "--also", "亚特兰蒂斯"), "亚特兰蒂斯"),
        (("compare", "schemes", "--taxable", "much"), "--taxable"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(capsys, command, said):
    code, out, err = run(capsys, *command, *PERSON)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [("compare",), ("compare", "places", "--help"), ("plan", "-h")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_a_terminal(capsys, command, language):
    code, out, _ = run(capsys, "--lang", language, *command)
    assert code == 0
    assert max(cells(line) for line in out.splitlines()) <= 80
