"""命令 linghuo batch: streams, exit codes, words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from calculator.cli import main
from tests.calculator.batch.people import read
from tests.calculator.batch.people import written as csv_of

HEADER = ("id", "region", "born", "sex", "tier", "paid")
PERSON = ("1", "浙江", "1990-03", "f", "60%", "5y")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def people(tmp_path):
    return csv_of(tmp_path / "p.csv", HEADER, [PERSON])


def test_a_file_of_people_becomes_a_file_of_estimates(people, tmp_path, capsys):
    assert main(["batch", str(people), "-o", str(tmp_path / "o.csv"), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "1 rows read, 1 result rows" in said.err
    assert read(tmp_path / "o.csv")[0]["payable"] == "true"


def test_failed_rows_give_exit_code_1(tmp_path, capsys):
    source = csv_of(tmp_path / "p.csv", HEADER, [PERSON, ("2", "火星", *PERSON[2:])])
    assert main(["batch", str(source), "-o", str(tmp_path / "o.csv"), "--lang", "en"]) == 1
    assert "unknown_region" in capsys.readouterr().err


@pytest.mark.parametrize(
    "args",
    [
        ["batch"],
        ["batch", "nothing.csv", "-o", "o.csv"],
        ["batch", "p.csv"],
        ["batch", "p.csv", "-o", "p.csv"],
        ["batch", "p.csv", "-o", "o.pdf"],
        ["batch", "p.csv", "-o", "o.csv", "--select", "pensoin"],
        ["batch", "p.csv", "-o", "o.csv", "--tiers", "60%,tall"],
        ["batch", "p.csv", "-o", "o.csv", "--wage-growth", "3"],
        ["batch", "p.csv", "-o", "nowhere/o.csv"],
        ["batch", "p.csv", "-o", "o.csv", "--id", "nobody"],
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_use_gives_exit_code_2_and_a_sentence(people, monkeypatch, capsys, args, language):
    monkeypatch.chdir(people.parent)
    assert main([*args, "--lang", language]) == 2
    said = capsys.readouterr().err
    assert "batch.error" not in said
    assert "Traceback" not in said


def test_stdin_and_stdout_carry_the_data_and_nothing_else(people):
    command = [
        sys.executable,
        "-c",
        "import sys; from calculator.cli import main; sys.exit(main())",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*command, "batch", "-", "-o", "-", "--select", "pension", "--lang", "en"],
        input=people.read_bytes(),
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "id,region,born,sex,tier,paid,pension"
    assert len(lines) == 2
    assert "1 rows" in done.stderr.decode()


def test_a_small_file_loads_neither_polars_nor_a_compiler(people, tmp_path):
    code = (
        "import sys; from calculator.cli import main; main(sys.argv[1:]); "
        "sys.exit(any(name in sys.modules for name in ('polars', 'numba', 'numpy', 'pyarrow', 'textual')))"
    )
    args = ["batch", str(people), "-o", str(tmp_path / "o.csv")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code, *args], env=environment, check=False).returncode
        == 0
    )


def test_defaults_come_from_flags_and_from_a_file(tmp_path):
    source = csv_of(tmp_path / "p.csv", ("born", "sex", "paid"), [("1990-03", "f", "5y")])
    (tmp_path / "d.toml").write_text('region = "上海"\ntier = "60%"\n', encoding="utf-8")
    args = ["batch", str(source), "--defaults", str(tmp_path / "d.toml"), "--headers", "en"]
    assert main([*args, "-o", str(tmp_path / "a.csv")]) == 0
    assert main([*args, "--region", "浙江", "-o", str(tmp_path / "b.csv")]) == 0
    assert read(tmp_path / "a.csv")[0]["pension"] != read(tmp_path / "b.csv")[0]["pension"]


def test_the_columns_can_be_listed(capsys):
    assert main(["batch", "--columns", "--lang", "zh"]) == 0
    listed = capsys.readouterr().out
    assert "stop_now_pension" in listed
    assert "现在停缴：每月养老金" in listed
