"""命令行: what each command prints, where, with which exit code, in both languages."""

import io
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from calculator.cli.languages import chosen_language
from calculator.cli.root import ROOT_COMMANDS
from calculator.i18n import LANGUAGES
from calculator.scenario import FIELDS
from calculator.width import cells
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

FOUR_FACTS = [
    "--region",
    "浙江",
    "--born",
    "1990-03",
    "--sex",
    "女",
    "--wage",
    "8000",
    "--paid",
    "5年",
    "--today",
    "2026-11",
]
RUN = "import sys; from calculator.cli import main; sys.exit(main())"
ROOT = Path(__file__).parents[2]


def process(*args, environment=None, stdin=b""):
    """One call in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *args],
        cwd=ROOT,
        env={"PATH": "", "PYTHONUTF8": "1"} | (environment or {}),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )


# Help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    ["", "estimate", "law", "law show", "law check", "law due", "law map", "law sources", "schema"],
)
def test_help_fits_eighty_cells_in_both_languages(capsys, command, language):
    code, out, err = run(capsys, *command.split(), "--help", "--lang", language)
    assert code == 0
    assert err == ""
    assert max(cells(line) for line in out.splitlines()) <= 80
    assert ("用法" in out) is (language == "zh")
    assert "cli." not in out


def test_the_command_alone_shows_its_help(capsys):
    assert run(capsys)[:2] == run(capsys, "--help")[:2]


def test_every_field_is_an_option(capsys):
    _, out, _ = run(capsys, "estimate", "--help")
    for entry in FIELDS:
        assert f"--{entry.name.replace('_', '-')}" in out


def test_the_version_names_program_and_law(capsys):
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.search(r"linghuo \d+\.\d+.*\d{4}-\d{2}-\d{2}", out)


# Language


@pytest.mark.parametrize(
    ("args", "encoding", "environment", "language"),
    [
        ([], "utf-8", {}, "zh"),
        ([], "utf-8", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], "utf-8", {"LANG": "en_US.UTF-8"}, "en"),
        ([], "utf-8", {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], "utf-8", {"LC_ALL": "", "LANG": "en_GB"}, "en"),
        ([], "utf-8", {"LANG": "C"}, "zh"),
        ([], "ascii", {}, "en"),
        ([], "gbk", {}, "zh"),
        ([], "no such encoding", {}, "en"),
        (["--lang", "zh"], "ascii", {"LANG": "en_US"}, "zh"),
        (["estimate", "--lang=en"], "utf-8", {}, "en"),
        (["--lang", "fr"], "utf-8", {}, "zh"),
        (["--lang"], "utf-8", {}, "zh"),
    ],
)
def test_the_language_is_the_option_then_the_locale_then_chinese(
    args, encoding, environment, language
):
    assert chosen_language(args, encoding, environment) == language


# Estimate


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_an_estimate_prints_data_to_stdout_only(capsys, form, language, explain):
    code, out, err = run(
        capsys, "estimate", *FOUR_FACTS, "--format", form, "--lang", language, *explain
    )
    assert code == 0
    assert err == ""
    assert out.endswith("\n")
    if form == "json":
        assert json.loads(out)["schema_version"]


def test_a_table_is_no_wider_than_eighty_cells(capsys):
    for language in LANGUAGES:
        _, out, _ = run(capsys, "estimate", *FOUR_FACTS, "--lang", language)
        assert max(cells(line) for line in out.splitlines()) <= 80


def test_options_and_a_file_with_the_same_facts_give_the_same_estimate(capsys):
    by_file = run(capsys, "estimate", str(ROOT / "examples" / "courier.toml"), "--format", "json")
    assert by_file[0] == 0
    assert run(capsys, "estimate", *FOUR_FACTS, "--format", "json") == by_file


def test_an_option_wins_over_the_file(capsys):
    path = str(ROOT / "examples" / "courier.toml")
    by_tier = run(capsys, "estimate", path, "--tier", "60%", "--format", "json")
    facts = [fact if fact != "--wage" else "--tier" for fact in FOUR_FACTS]
    facts[facts.index("8000")] = "60%"
    assert by_tier[0] == 0
    assert run(capsys, "estimate", *facts, "--format", "json") == by_tier


def test_a_scenario_may_come_from_stdin(capsys, monkeypatch):
    content = (ROOT / "examples" / "courier.toml").read_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    code, out, _ = run(capsys, "estimate", "-", "--format", "json")
    assert code == 0
    assert json.loads(out)


def test_booleans_and_lists_are_options_too(capsys):
    code, _, err = run(
        capsys,
        "estimate",
        *FOUR_FACTS,
        "--no-moving",
        "--extend",
        "--pauses",
        "from=2028-01 to=2028-12; from=2030-01 to=2030-02",
        "--changes",
        "from=2032-01 tier=下限",
    )
    assert (code, err) == (0, "")


def test_grades_of_the_command_line_choose_the_data(capsys):
    _, out, _ = run(capsys, "estimate", *FOUR_FACTS, "--grades", "AB", "--format", "json")
    assert json.loads(out)
    assert run(capsys, "--grades", "E", "law", "check")[0] == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_problems_of_input_are_said_at_once_on_stderr(capsys, language):
    code, out, err = run(
        capsys, "estimate", "--region", "浙江", "--born", "1990-13", "--wage", "8,0",
        "--paid", "5", "--lang", language,
    )  # fmt: skip
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 4
    for field in ("born", "sex", "wage", "paid"):
        assert f"{field}" in err


def test_problems_of_a_file_name_the_line(capsys, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text('region = "浙江"\nborn = "1990-03"\nsex = "x"\n', encoding="utf-8")
    code, _, err = run(capsys, "estimate", str(path), "--wage", "8000", "--paid", "5y")
    assert code == 2
    assert "第 3 行" in err


def test_a_place_without_figures_is_named_with_its_reason(capsys):
    code, _, err = run(capsys, "estimate", *FOUR_FACTS[2:], "--region", "660000")
    assert code == 2
    assert "兵团" in err


def test_a_month_the_law_has_no_value_for_is_exit_code_three(capsys):
    code, out, err = run(capsys, "law", "show", "--region", "上海", "--month", "1980-01")
    assert (code, out) == (3, "")
    assert "上海市" in err
    assert "1980-01" in err


# Wrong use


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "args",
    [
        ["estimat"],
        ["law", "shwo"],
        ["estimate"],
        ["estimate", "--bron", "1990-03"],
        ["estimate", "--born"],
        ["estimate", "a", "b"],
        ["estimate", *FOUR_FACTS, "--format", "pdf"],
        ["estimate", "no such file.toml"],
        ["estimate", "\ud800"],
        ["law", "show"],
        ["law", "show", "--region", "Atlantis"],
        ["law", "show", "--region", "浙江", "--month", "x"],
        ["law", "due", "--today", "x"],
        ["law", "map", "--years", "x"],
        ["--law", "no such file.toml", "law", "check"],
        ["--lang", "fr"],
    ],
)
def test_wrong_use_is_said_without_a_traceback(capsys, args, language):
    code, out, err = run(capsys, *args, *([] if "--lang" in args else ["--lang", language]))
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert ("错误" if language == "zh" or "--lang" in args else "Error") in err
    assert "cli." not in err
    assert "problem." not in err


def test_a_mistyped_command_is_answered_with_close_ones(capsys):
    assert "estimate" in run(capsys, "estimat")[2]


def test_an_unexpected_failure_is_one_sentence(capsys, monkeypatch):
    def broken(_):
        raise KeyError("surprise")

    monkeypatch.setattr("calculator.cli.running.root", broken)
    code, out, err = run(capsys, "estimate")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "KeyError" in err


def test_an_interruption_is_one_sentence(capsys, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("calculator.cli.running.root", interrupted)
    assert run(capsys, "estimate")[0] == 130


# Processes


def test_a_terminal_without_chinese_gets_english_and_no_crash():
    done = process(
        "estimate", *FOUR_FACTS, environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    assert done.returncode == 0
    assert done.stdout.decode("ascii").startswith("Pension estimate")


def test_chinese_asked_for_in_ascii_is_escaped_and_does_not_crash():
    done = process("--help", "--lang", "zh", environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\\u7528\\u6cd5" in done.stdout


def test_a_closed_pipe_is_silent():
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "law", "sources"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.close()
        errors = running.stderr.read()
        assert running.wait(60) == 0
    assert errors == b""


def test_exit_codes_and_streams_of_a_process():
    done = process("estimate", "-", stdin="参保地 = ".encode())
    assert done.returncode == 2
    assert done.stdout == b""
    assert "错误" in done.stderr.decode()


def test_nothing_is_coloured():
    done = process("estimate", *FOUR_FACTS)
    assert b"\x1b" not in done.stdout


def test_every_command_of_the_table_can_be_built():
    for name, module in ROOT_COMMANDS.items():
        if name != "verify":
            assert import_module(module).command("en").name == name


@pytest.mark.parametrize(
    ("language", "advice"),
    [("zh", "填上对账单上的个人账户余额"), ("en", "give the individual account balance")],
)
def test_a_past_without_figures_is_told_what_to_give(capsys, language, advice):
    """The limits of Hubei were found from 2021 on only."""
    person = (
        "--region",
        "湖北",
        "--born",
        "1976-05",
        "--sex",
        "男",
        "--tier",
        "60%",
        "--paid",
        "200m",
    )
    given = ("--today", "2026-11", "--lang", language)
    code, out, err = run(capsys, "estimate", *person, *given)
    assert (code, out) == (3, "")
    assert advice in err
    known = ("--balance", "40000", "--balance-date", "2025-12")
    assert run(capsys, "estimate", *person, *given, *known)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("estimate", "--sex", "?", "--lang", "zh"), "可选：男、女"),
        (("estimate", "--sex", "?", "--lang", "en"), "choose from male, female"),
        (("serve", "--port", "99999", "--lang", "zh"), "“99999”超出范围，应在 1 到 65535 之间"),
        (("serve", "--port", "-1", "--lang", "en"), '"-1" is negative'),
        (
            ("law", "show", "--region", "浙江", "--month", "2026-13", "--lang", "zh"),
            "可以写 2026-07",
        ),
    ],
)
def test_what_is_allowed_is_said_in_the_language_asked_for(capsys, arguments, told):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
