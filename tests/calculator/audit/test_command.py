"""`linghuo audit`: by the sheet alone or by a scenario, formats, languages, exit codes."""

import csv
import io
import json
from pathlib import Path

import pytest

from calculator.width import cells
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]

pytestmark = pytest.mark.usefixtures("in_chinese")

SICHUAN = """\
参保地 = "四川"
退休年月 = "2025-10"
退休年龄 = "60岁1个月"
计发基数 = 8321
平均缴费工资指数 = 0.613
累计缴费月数 = 297
个人账户储存额 = 72117.51
建账前缴费年限 = 6.5
基础养老金 = 1660.94
个人账户养老金 = 521.08
过渡性养老金 = 567.07
合计 = 2749.09
"""
LIFE = (
    *("--region", "北京", "--born", "1971-09", "--sex", "female", "--tier", "100%"),
    *("--today", "2026-11", "--history", "from=2005-01 to=2026-10 tier=80%"),
)


@pytest.fixture
def written(tmp_path):
    def write(text, name="sheet.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_sheet_that_agrees(capsys, written):
    code, out, err = run(capsys, "audit", "--sheet", written(SICHUAN))
    assert (code, err) == (0, "")
    assert "核定表的 11 行都与按规则计算的结果相符" in out


def altered(text=SICHUAN):
    """A sheet whose balance line is missing and whose account pension is a thousand yuan's worth more."""
    # (72,117.51 + 1,000) / 138.4 = 528.31
    lines = [line for line in text.splitlines() if not line.startswith("计发基数")]
    changed = "\n".join(lines).replace("521.08", "528.31").replace("2749.09", "2756.32")
    return changed.replace("个人账户储存额 = 72117.51", "个人账户储存额 = 73117.51")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_audit_fits_a_terminal_in_both_languages(capsys, written, language):
    for text, scenario in ((altered(), ()), (altered(), LIFE)):
        args = ("audit", "--sheet", written(text), *scenario, "--lang", language)
        code, out, err = run(capsys, *args)
        assert err == ""
        assert code in (0, 1)
        assert [line for line in out.splitlines() if cells(line) > 80] == []
        assert "audit." not in out


def test_a_sheet_alone_has_to_name_its_place(capsys, written):
    sheet = written(SICHUAN.replace('参保地 = "四川"\n', ""))
    code, out, err = run(capsys, "audit", "--sheet", sheet)
    assert (code, out) == (2, "")
    assert "参保地" in err


def test_a_reason_is_told_with_what_to_ask(capsys, written):
    # By the law's base of 2025, 8,462, where the sheet was paid on that of 2024.
    text = altered().replace("平均缴费工资指数 = 0.613\n", "平均缴费工资指数 = 0.613\n")
    text = text.replace("528.31", "521.08").replace("2756.32", "2749.09")
    text = text.replace("73117.51", "72117.51")
    code, out, _ = run(capsys, "audit", "--sheet", written(text))
    assert code == 0
    assert "计发基数用的是四川省 2024 年的 8,321.00 元，不是 8,462.00 元" in out
    assert "公布后重算补差" in out


def test_json_carries_lines_explanations_and_what_is_left(capsys, written):
    text = SICHUAN.replace("1660.94", "1700.00")
    code, out, _ = run(capsys, "audit", "--sheet", written(text), "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["schema_version"] == 1
    assert found["by_scenario"] is False
    lines = {line["name"]: line for line in found["lines"]}
    assert lines["basic"] == {
        "name": "basic",
        "printed": 1700.0,
        "computed": 1660.94,
        "explained_by": None,
    }
    assert lines["retirement"]["printed"] == "2025-10"
    assert "basic" in found["unexplained"]
    assert found["explanations"] == []


def test_csv_and_markdown_show_the_cells_of_the_table(capsys, written):
    sheet = written(altered())
    _, table, _ = run(capsys, "audit", "--sheet", sheet)
    _, markdown, _ = run(capsys, "audit", "--sheet", sheet, "--format", "markdown")
    _, text, _ = run(capsys, "audit", "--sheet", sheet, "--format", "csv")
    rows = [row for row in csv.reader(io.StringIO(text)) if row[0] == "lines" and row[3]]
    assert len(rows) >= 4 * 10
    assert all(row[4] in table and row[4] in markdown for row in rows)


def test_a_scenario_is_settled_and_held_against_the_sheet(capsys, written):
    code, out, _ = run(capsys, "estimate", *LIFE, "--format", "json")
    settled = json.loads(out)["settlement"]
    lines = {name: settled[name] for name in ("basic", "account", "total", "balance")}
    text = "\n".join(f"{name} = {value:.2f}" for name, value in lines.items())
    code, out, _ = run(capsys, "audit", *LIFE, "--sheet", written(text))
    assert code == 0
    assert "4 行都与按规则计算的结果相符" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "--sheet"),
        (("--sheet", "nowhere.toml"), "找不到文件"),
        (("nowhere.toml", "--sheet", "nowhere.toml"), "找不到文件"),
        (("--sheet",), "后面要有值"),
        (("--shet", "a"), "没有选项"),
    ],
    ids=str,
)
def test_wrong_uses_end_with_2_and_a_sentence(capsys, args, said):
    code, out, err = run(capsys, "audit", *args)
    assert (code, out) == (2, "")
    assert said in err


def test_every_problem_of_a_sheet_is_told_at_once(capsys, written):
    sheet = written('参保地 = "火星"\n基础养老金 = "多"\n合计 = -3\n没有 = 1\n')
    code, out, err = run(capsys, "audit", "--sheet", sheet)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 3
    assert "第 2 行" in err
    sheet = written('参保地 = "火星"\n合计 = 3\n')
    code, _, err = run(capsys, "audit", "--sheet", sheet)
    assert code == 2
    assert "火星" in err


def test_help_in_both_languages(capsys):
    for language in ("zh", "en"):
        code, out, _ = run(capsys, "audit", "--help", "--lang", language)
        assert code == 0
        assert "--sheet" in out
        assert max(map(cells, out.splitlines())) <= 80


def test_the_example_explains_itself(capsys, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[3])
    code, out, err = run(capsys, "audit", "--sheet", "examples/sheets/paid_on_last_years_base.toml")
    assert (code, err) == (0, "")
    assert "计发基数用的是四川省 2024 年的 8,321.00 元，不是 8,462.00 元" in out
