"""命令行的法规数据与核对: `linghuo law`, `schema` and `verify`."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from calculator.cli import main
from calculator.cli.aligned import aligned
from calculator.i18n import LANGUAGES
from calculator.width import cells
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "args",
    [
        ["law", "show", "--region", "浙江"],
        ["law", "show", "--region", "深圳", "--month", "2026-07"],
        ["law", "due", "--today", "2026-11"],
        ["law", "map", "--years", "2024-2026"],
        ["law", "sources", "--region", "上海"],
        ["law", "sources"],
    ],
)
def test_the_law_is_shown_in_every_format_and_language(capsys, args, form):
    for language in LANGUAGES:
        code, out, err = run(capsys, *args, "--format", form, "--lang", language)
        assert (code, err) == (0, "")
        if form == "json":
            assert json.loads(out)


def test_law_show_prints_the_published_figures_of_beijing(capsys):
    """京人社发〔2025〕11号: 7162 to 35811 on a wage of 11937; base 12049; rate 1.50%."""
    code, out, _ = run(
        capsys, "law", "show", "--region", "北京", "--month", "2025-07", "--format", "json"
    )
    shown = json.loads(out)
    assert code == 0
    (limits,) = shown["limits"]
    assert limits["floor"] == 716_200
    assert limits["ceiling"] == 3_581_100
    assert limits["reference_wage"] == 11_937_000_000
    assert limits["instrument"] == "京人社发〔2025〕11号"
    values = {value["series"]: value["value"] for value in shown["values"]}
    assert values["calculation_base"] == 12_049_000_000
    assert values["contribution_rate"] == 200_000
    assert values["account_rate"] == 80_000
    assert values["crediting_rate"] == 15_000


def test_law_check_finds_nothing_wrong_in_the_shipped_data(capsys):
    code, out, err = run(capsys, "law", "check")
    assert (code, out) == (0, "")
    assert err


def test_a_users_own_law_file_is_laid_over_the_shipped_one(capsys, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[crediting_rates]]\nyear = 2026\nrate = "2.60"\n', encoding="utf-8")
    code, out, err = run(
        capsys, "--law", str(path), "law", "show", "--region", "北京", "--month", "2026-11",
        "--format", "json",
    )  # fmt: skip
    if code == 2:
        pytest.fail(err)
    rates = [v["value"] for v in json.loads(out)["values"] if v["series"] == "crediting_rate"]
    assert rates == [26_000]


def test_a_map_of_one_year_has_one_year(capsys):
    _, out, _ = run(capsys, "law", "map", "--years", "2025", "--format", "csv")
    assert out.splitlines()[0] == "series,region,2025"


def test_the_schema_is_printed_as_json(capsys):
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert json.loads(out)["properties"]["region"]


def test_practice_is_shown_in_words_and_never_in_codes(capsys):
    for region in ("北京", "上海", "吉林", "广东", "广西", "西藏"):
        _, out, _ = run(capsys, "law", "show", "--region", region)
        assert re.findall(r"[a-z]{3,}", out) == [], region


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"rate"])
def test_a_law_file_that_cannot_be_read_is_told_as_a_whole(capsys, tmp_path, content):
    path = tmp_path / "my.toml"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(capsys, "--law", str(path), "law", "show", "--region", "浙江")
    assert (code, out) == (2, "")
    assert "自备数据 my.toml 读不了" in err
    assert "Errno" not in err
    assert str(tmp_path) not in err


def test_all_problems_of_a_users_law_file_are_told(capsys, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(
        '[nonsense]\na = 1\n[[crediting_rates]]\nyear = "x"\n[practices.330000]\nyears_mode = "bad"\n',
        "utf-8",
    )
    code, out, err = run(capsys, "--law", str(path), "law", "show", "--region", "浙江")
    assert (code, out) == (2, "")
    keys = ("nonsense", "crediting_rates.1.year", "practices.330000.years_mode")
    assert all(key in err for key in keys)
    assert len(err.splitlines()) >= len(keys)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_told_and_is_no_fault_of_the_program(monkeypatch, capsys):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        code = main(["law", "due", "--today", "2026-11"])
        monkeypatch.undo()
    assert code == 1
    assert "写不出去" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked", ["show --region 北京", "due", "map", "sources", "sources --region 四川"]
)
def test_tables_of_the_law_fit_a_terminal_and_lose_nothing(capsys, language, asked):
    _, out, _ = run(capsys, "law", *asked.split(), "--lang", language)
    assert max(map(cells, out.splitlines())) <= 80
    _, markdown, _ = run(capsys, "law", *asked.split(), "--lang", language, "--format", "markdown")
    rows = [line for block in markdown.split("\n\n") for line in block.splitlines()[2:]]
    letters = Counter("".join(row.replace(" | ", "").strip("| ") for row in rows).replace(" ", ""))
    assert letters <= Counter("".join(out.split()))


# Name 10 and Value 12 take 24 with their gap; in 17 the wider gives way first, down to its longest piece.
@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (24, ["Name        Value", "long words  1234567 yuan"]),
        (22, ["Name        Value", "long words  1234567", "            yuan"]),
        (
            12,
            [
                "long words",
                "  Value  123",
                "         456",
                "         7",
                "         yua",
                "         n",
            ],
        ),
    ],
)
def test_a_narrow_table_wraps_words_and_then_tells_row_by_row(width, lines):
    rows = [("long words", "1234567 yuan")]
    assert list(aligned(("Name", "Value"), rows, (False, False), width)) == lines
