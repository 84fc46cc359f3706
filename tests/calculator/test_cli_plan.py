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


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "还不能按月领取"), ("en", "nothing is paid monthly")]
)
def test_other_futures_say_when_the_years_are_too_few(capsys, language, said):
    # 5 years paid and 7 years 7 months more are 12 years 7 months of the 17 years 6 months of 2034
    short = (
        "--region",
        "北京",
        "--born",
        "1972-06",
        "--sex",
        "男",
        "--tier",
        "60%",
        "--paid",
        "5y",
    )
    out = run(capsys, "compare", "scenarios", *short, "--lang", language)[1]
    assert said in "".join(out.split("\n")) if language == "zh" else said in " ".join(out.split())
    assert {"zh": "4年11个月", "en": "4 years 11 months"}[language] in " ".join(out.split())


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


WRONG = (
    (
        ("compare", "schemes", "--resident-tier", "100|x", "--resident-rate", "90%"),
        ("--personal-paid", "20000", "--taxable", "q", "--taxed-as", "z", "--subsidy-used", "3"),
        {"--resident-tier", "--resident-rate", "--personal-paid", "--taxable", "--taxed-as",
         "--subsidy-used"},
    ),
    (
        ("compare", "tiers", "--mortality", "nowhere.csv"),
        ("--mortality-multiplier", "5000%"),
        {"--mortality", "--mortality-multiplier"},
    ),
    (("compare", "scenarios", "--draws", "0"), ("--seed", "x"), {"--draws", "--seed"}),
    (("plan", "--target", "0"), ("--share", "500%"), {"--target", "--share"}),
    (("compare", "places", "--also", "亚特兰蒂斯、全国"), (), {"亚特兰蒂斯", "全国"}),
)  # fmt: skip


@pytest.mark.parametrize(("command", "more", "named"), WRONG)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_wrong_option_and_field_is_said_at_once(capsys, command, more, named, language):
    code, out, err = run(capsys, *command, *more, "--born", "1990-13", "--lang", language)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    for name in {"born", "region", *named}:
        assert any(name in line for line in lines), name
    assert len(lines) >= len(named) + 2
    assert "{" not in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--target", "3000", "--share", "30%"), "--income"),
        (("--budget", "900", "--every-month"), "--target"),
    ],
)
def test_an_option_that_goes_with_another_says_so(capsys, options, said):
    code, _, err = run(capsys, "plan", *PERSON, *options)
    assert (code, said in err) == (2, True)


def test_an_income_file_of_a_chinese_spreadsheet_is_read(capsys, tmp_path):
    file = tmp_path / "收入.csv"
    file.write_bytes("月份,收入\r\n2026-09,6000\r\n2026-10,9000\r\n".encode("gb18030"))
    code, out, err = run(capsys, "plan", "--income", str(file), *PERSON)
    assert (code, err) == (0, "")
    assert "按最近 2 个月的收入循环" in out


def test_every_line_of_an_income_file_that_is_wrong_is_named(capsys, tmp_path):
    file = tmp_path / "income.csv"
    file.write_text("月份,收入\n2026-13,1\n2026-10,many\n2026-11,1\n2026-11,2\n", encoding="utf-8")
    _, _, err = run(capsys, "plan", "--income", str(file), *PERSON)
    assert [line[:7] for line in err.splitlines()] == ["错误：第 2 ", "错误：第 3 ", "错误：第 5 "]


@pytest.mark.parametrize("command", [("compare",), ("compare", "places", "--help"), ("plan", "-h")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_a_terminal(capsys, command, language):
    code, out, _ = run(capsys, "--lang", language, *command)
    assert code == 0
    assert max(cells(line) for line in out.splitlines()) <= 80
