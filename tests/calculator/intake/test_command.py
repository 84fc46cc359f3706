"""`linghuo intake`: files of all sorts, standard input, formats, languages, exit codes."""

import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest

from calculator.scenario import load
from calculator.width import cells
from rules.law import load as load_law
from rules.month import Month
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]

pytestmark = pytest.mark.usefixtures("in_chinese")

LAW = load_law()
WHO = ("--born", "1985-03", "--sex", "男", "--tier", "100%")
RECORD = (
    "姓名：张三\n"
    "险种,费款所属期,参保地,缴费人员类别,缴费基数（元）,缴费状态,单位名称\n"
    "企业职工基本养老保险,201501-201512,浙江省杭州市,企业职工,4000,已到账,某某公司\n"
    "失业保险,2016-01,杭州,企业职工,4200,已到账,某某公司\n"
    "企业职工基本养老保险,202301-202312,浙江,灵活就业人员,5000,已到账,\n"
)
STATEMENT = "年度\t年末余额\t累计缴费月数\n2023\t25700.00\t24\n"


@pytest.fixture
def written(tmp_path):
    def write(content, name="record.csv"):
        path = tmp_path / name
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        return str(path)

    return write


def scenario_of(text):
    return load(text, LAW, Month.of(2026, 11))


def test_a_scenario_is_printed_and_what_was_done_is_said_beside_it(capsys, written):
    code, out, err = run(capsys, "intake", written(RECORD), *WHO)
    assert code == 0
    scenario = scenario_of(out)
    assert [(p.region, p.base) for p in scenario.history] == [
        ("330100", 400_000),
        ("330000", 500_000),
    ]
    assert out.startswith("# ")
    assert "张三" not in out + err
    assert "没有读入能识别个人的列：单位名称" in err
    assert "失业保险" in err


def test_a_scenario_file_is_written_and_the_report_shown(capsys, written, tmp_path):
    output = tmp_path / "scenario.toml"
    records = (written(RECORD), written(STATEMENT, "statement.txt"))
    code, out, err = run(capsys, "intake", *records, *WHO, "-o", str(output))
    assert (code, err) == (0, "")
    scenario = scenario_of(output)
    assert (scenario.balance, scenario.balance_date) == (2_570_000, Month.of(2023, 12))
    assert "缴费历史" in out
    assert run(capsys, "estimate", str(output))[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_an_export_is_read(capsys, written, encoding):
    code, out, _ = run(capsys, "intake", written(RECORD.encode(encoding)), *WHO)
    assert code == 0
    assert len(scenario_of(out).history) == 2


def test_a_spreadsheet_is_read(capsys, tmp_path):
    book = openpyxl.Workbook()
    for line in RECORD.splitlines():
        book.active.append(line.split(","))
    book.active.append(["企业职工基本养老保险", 202401, "浙江", "灵活就业", 5100, "已缴", None])
    book.save(tmp_path / "record.xlsx")
    code, out, _ = run(capsys, "intake", str(tmp_path / "record.xlsx"), *WHO)
    assert code == 0
    assert [part.base for part in scenario_of(out).history] == [400_000, 500_000, 510_000]


def test_a_broken_spreadsheet_is_refused(capsys, written):
    code, out, err = run(capsys, "intake", written(b"PK\x03\x04nothing", "a.xlsx"), *WHO)
    assert (code, out) == (2, "")
    assert "a.xlsx" in err


def test_pasted_text_is_read_from_standard_input(capsys, monkeypatch):
    pasted = "缴费年月 缴费基数 身份 参保地\n202301 5000 单位 浙江\n202302 5000 单位 浙江\n"
    stdin = io.TextIOWrapper(io.BytesIO(pasted.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, _ = run(capsys, "intake", "-", *WHO)
    assert code == 0
    assert len(scenario_of(out).history) == 1


def test_a_scenario_file_gives_what_the_record_does_not_say(capsys, written):
    base = '参保地 = "浙江"\n出生年月 = "1985-03"\n性别 = "男"\n月收入 = 8000\n已缴年限 = "3年"\n'
    scenario = written(base, "me.toml")
    code, out, _ = run(capsys, "intake", written(RECORD), "--scenario", scenario)
    assert code == 0
    found = scenario_of(out)
    assert (found.wage, found.paid, len(found.history)) == (800_000, None, 2)


def test_answers_are_given_as_options(capsys, written):
    record = written("月份,地区,个人缴费\n202301-202312,某某区,4800\n")
    code, out, err = run(capsys, "intake", record, *WHO)
    assert (code, out) == (2, "")
    assert "--kind" in err
    assert "--place" in err
    options = ("--kind", "employed", "--place", "某某区=浙江", "--amounts", "together")
    code, out, _ = run(capsys, "intake", record, *WHO, *options)
    assert code == 0
    assert scenario_of(out).history[0].base == 500_000


def test_all_problems_name_file_row_and_column(capsys, written):
    record = written("月份,缴费基数,身份\n2023-13,五千,单位\n2023-02,5000,\n")
    code, out, err = run(capsys, "intake", record, *WHO, "--region", "浙江")
    assert (code, out) == (2, "")
    assert "record.csv 第 2 行，月份：" in err
    assert "record.csv 第 2 行，缴费基数：" in err
    assert "record.csv 第 3 行，身份：" in err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_fits_a_terminal_in_both_languages(capsys, written, language):
    records = (written(RECORD), written(STATEMENT, "statement.txt"))
    args = ("intake", *records, *WHO, "--format", "table", "--lang", language)
    code, out, err = run(capsys, *args)
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if cells(line) > 80] == []
    assert "intake." not in out


def test_json_carries_scenario_statement_and_notes(capsys, written):
    records = (written(RECORD), written(STATEMENT, "statement.txt"))
    code, out, err = run(capsys, "intake", *records, *WHO, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["schema_version"] == 1
    assert found["scenario"]["history"][0]["base"] == 4000
    assert found["statement"]["balance"] == 25700.0
    assert {"code": "other_scheme", "values": {"scheme": "失业保险", "count": 1}} in found["notes"]


def test_csv_and_markdown(capsys, written):
    for form, mark in (("csv", "history,缴费历史"), ("markdown", "| 起 | 止 |")):
        code, out, _ = run(capsys, "intake", written(RECORD), *WHO, "--format", form)
        assert code == 0
        assert mark in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "RECORD"),
        (("nowhere.csv",), "找不到文件"),
        (("nowhere.csv", "elsewhere.csv"), "elsewhere.csv"),
        (("a.csv", "--kind", "both"), "不能是"),
        (("a.csv", "--place", "浙江"), "--place"),
        (("a.csv", "--history", "x"), "没有选项"),
    ],
    ids=str,
)
def test_wrong_uses_end_with_2_and_a_sentence(capsys, args, said):
    code, out, err = run(capsys, "intake", *args)
    assert (code, out) == (2, "")
    assert said in err


def test_help_in_both_languages(capsys):
    for language in ("zh", "en"):
        code, out, _ = run(capsys, "intake", "--help", "--lang", language)
        assert code == 0
        assert "--amounts" in out
        assert "intake." not in out
        assert max(map(cells, out.splitlines())) <= 80


def test_the_example_becomes_a_scenario_that_can_be_estimated(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(Path(__file__).parents[3])
    records = ("examples/records/record.csv", "examples/records/statement.csv")
    output = str(tmp_path / "me.toml")
    who = ("--born", "1988-05", "--sex", "女", "--wage", "8000")
    code, out, err = run(capsys, "intake", *records, *who, "-o", output)
    assert (code, err) == (0, "")
    # 10 + 48 + 12 + 12 + 12 months until 2024-12, as the statement counts them
    assert "共 94个月" in out
    assert "请核对是否缺行" not in out
    assert "加起来差" not in out
    assert run(capsys, "estimate", output)[0] == 0


def book_of(path, **sheets):
    """A spreadsheet of lines by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return str(path)


HEAD = ["月份", "缴费基数", "身份"]


def test_a_row_of_a_spreadsheet_is_named_by_the_number_it_has_there(capsys, tmp_path):
    """Blank lines above the headings and between the rows count: the spreadsheet numbers them too."""
    lines = [[], [], HEAD, ["2023-01", 5000, "单位"], [], [], ["2023-13", 5000, "单位"]]
    file = book_of(tmp_path / "record.xlsx", 缴费=lines)
    code, out, err = run(capsys, "intake", file, *WHO, "--region", "浙江")
    assert (code, out) == (2, "")
    assert "record.xlsx 第 7 行，月份：" in err


def test_every_sheet_with_a_record_is_read_and_the_others_are_named(capsys, tmp_path):
    file = book_of(
        tmp_path / "record.xlsx",
        说明=[["怎么填"]],
        去年=[HEAD, ["2023-01", 5000, "单位"]],
        今年=[HEAD, ["2024-01", 6000, "单位"]],
    )
    code, out, err = run(capsys, "intake", file, *WHO, "--region", "浙江")
    assert code == 0
    assert [part.base for part in scenario_of(out).history] == [500_000, 600_000]
    assert "说明" in err
    code, out, _ = run(capsys, "intake", file, *WHO, "--region", "浙江", "--sheet", "今年")
    assert [part.base for part in scenario_of(out).history] == [600_000]
    code, out, err = run(capsys, "intake", file, *WHO, "--region", "浙江", "--sheet", "明年")
    assert (code, out) == (2, "")
    assert "去年、今年" in err
    code, out, err = run(capsys, "intake", file, *WHO, "--region", "浙江", "--sheet", "说明")
    assert (code, out) == (2, "")
    assert "没有找到表头" in err


def test_a_past_base_outside_the_published_limits_is_taken_and_told(capsys, written):
    """Zhejiang from 2026-01: 5,122 to 25,611 yuan. The record says 5,000, and the record decides."""
    file = written("月份,缴费基数,身份\n2026-01,5000,单位\n")
    code, out, _ = run(capsys, "intake", file, *WHO, "--region", "浙江")
    assert code == 0
    scenario = written(out, "scenario.toml")
    code, out, err = run(capsys, "estimate", scenario)
    assert code == 0
    told = "".join((out + err).split())
    assert "2026-01起按5,000.00元缴费，不在当时的5,122.00元至25,611.00元之间" in told
