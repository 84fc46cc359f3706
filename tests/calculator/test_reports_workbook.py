"""电子表格: the calculation sheet as XLSX says what the other formats say, as numbers, and runs nothing."""

import io
import sys
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from calculator.estimates import estimate
from calculator.explanation import sheet
from calculator.i18n import LANGUAGES
from calculator.reports.calculation_book import calculation_book
from calculator.reports.document import Column, Row, Section
from calculator.reports.workbook import Page, as_xlsx
from calculator.scenario import assumed_defaults, from_mapping
from tests.calculator.client.people import HAND
from tests.calculator.command import in_chinese, run
from tests.calculator.people import CASES, TODAY

__all__ = ["in_chinese"]

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def made(law, case):
    scenario = from_mapping(case, law, TODAY)
    return estimate(scenario, law, trace=True, assumed=assumed_defaults(scenario))


def opened(content):
    return load_workbook(io.BytesIO(content))


def values(worksheet):
    """The first two columns, as a mapping."""
    return {row[0].value: row[1].value for row in worksheet.iter_rows() if row[0].value}


@BOTH
def test_the_agencys_lines_are_the_figures_worked_out_by_hand(law, language):
    book = opened(calculation_book(made(law, HAND), law, language))
    shown = values(book.worksheets[0])
    names = {
        "zh": (
            "计发基数",
            "平均缴费工资指数",
            "本人指数化月平均缴费工资",
            "计算用的缴费年限",
            "个人账户储存额",
            "计发月数（按年月）",
            "基础养老金",
            "个人账户养老金",
            "每月养老金合计",
        ),
        "en": (
            "Calculation base",
            "Average contribution index",
            "Indexed wage",
            "Years of contribution in the formula",
            "Balance of the individual account",
            "Payment months (age by month)",
            "Basic pension",
            "Individual account pension",
            "Pension per month",
        ),
    }[language]
    # base 8433, index 1, indexed wage 8433, 257 / 12 = 21.42 years, 682.96 x 257, divisor 152,
    # 8433 x 21.42% = 1806.35, 175520.72 / 152 = 1154.74, sum carried up to the jiao
    worked = (8433, 1, 8433, 21.42, 175520.72, 152, 1806.35, 1154.74, 2961.10)
    assert [shown.get(name) for name in names] == list(worked)
    order = [name for name in shown if name in names]
    assert order == list(names)


@BOTH
@pytest.mark.parametrize("name", CASES)
def test_every_line_of_the_sheet_stands_in_the_workbook(law, name, language):
    result = made(law, CASES[name])
    book = opened(calculation_book(result, law, language))
    first = book.worksheets[0]
    labels = [row[0].value for row in first.iter_rows(min_row=5)]
    expected = []
    for chapter in sheet(result, law, language).chapters:
        expected.append(chapter.title)
        for line in chapter.lines:
            expected += [line.label, *(child.label for child in line.children)]
    assert labels == expected
    assert first.freeze_panes == "B5"


def test_amounts_are_numbers_shown_as_the_estimate_shows_them(law):
    result = made(law, CASES["courier"])
    book = opened(calculation_book(result, law, "zh"))
    settled = result.go_on.settlement
    closing = [row[6].value for row in book["个人账户"].iter_rows(min_row=4)]
    assert [round(Decimal(str(amount)) * 100) for amount in closing] == [
        line.closing for line in settled.ledger
    ]
    paid = list(book["缴费明细"].iter_rows(min_row=4, values_only=True))
    assert [round(Decimal(str(row[5])) * 100) for row in paid] == [
        run.total for run in settled.runs
    ]
    assert sum(row[3] for row in paid) == settled.counted
    assert len(list(book["数据来源"].iter_rows(min_row=4))) == len(result.used)


@BOTH
def test_no_cell_is_a_formula_or_a_link(law, language):
    book = opened(calculation_book(made(law, CASES["mover"]), law, language))
    for worksheet in book:
        for row in worksheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "\t=1", "=2|'cmd'!A0"]
)
def test_hostile_text_is_shown_and_not_run(text):
    table = Section("t", "t", (Column(text), Column("n", right=True)), (Row((text, text)),))
    (worksheet,) = opened(as_xlsx([Page("p", (text,), (table,))])).worksheets
    for row in worksheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.value in (None, "n", "'" + text)


def test_what_looks_like_a_number_and_is_a_name_stays_text():
    table = Section("t", "t", (Column("a"), Column("b")), (Row(("007", "12")),))
    (worksheet,) = opened(as_xlsx([Page("p", (), (table,))])).worksheets
    assert [cell.value for cell in worksheet[2]] == ["007", "12"]


def test_the_same_estimate_gives_the_same_bytes(law):
    result = made(law, CASES["late"])
    assert calculation_book(result, law, "zh") == calculation_book(result, law, "zh")


# The command


FACTS = [
    *("--region", "浙江", "--born", "1990-03", "--sex", "女", "--wage", "8000"),
    *("--paid", "5年", "--today", "2026-11"),
]
in_command = pytest.mark.usefixtures("in_chinese")


@in_command
@pytest.mark.parametrize("ending", ["txt", "md", "csv", "json", "xlsx"])
def test_the_ending_of_the_file_chooses_the_format(capsys, tmp_path, ending):
    path = tmp_path / f"sheet.{ending}"
    assert run(capsys, "estimate", *FACTS, "--explain", "-o", str(path)) == (0, "", "")
    forms = {"txt": "table", "md": "markdown", "csv": "csv", "json": "json"}
    if ending in forms:
        printed = run(capsys, "estimate", *FACTS, "--explain", "--format", forms[ending])[1]
        assert path.read_text("utf-8-sig") == printed
    else:
        assert len(load_workbook(path).worksheets) == 5
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@in_command
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.doc"), "结尾不认识"),
        (("-o", "x"), "结尾不认识"),
        (("-o", "x.xlsx", "--format", "csv"), "不一致"),
        (("-o", "x.html"), "linghuo report"),
        (("-o", "none/x.csv"), "没有这个文件夹"),
    ],
)
def test_a_file_that_cannot_be_is_refused(capsys, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "estimate", *FACTS, *args)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@in_command
def test_an_unknown_ending_goes_with_a_format(capsys, tmp_path):
    path = tmp_path / "estimate"
    assert run(capsys, "estimate", *FACTS, "-o", str(path), "--format", "csv")[0] == 0
    assert path.read_bytes().startswith("\ufeffsection".encode())


@in_command
def test_a_workbook_without_the_extra_says_what_to_install(capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    code, _, err = run(capsys, "estimate", *FACTS, "-o", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert 'pip install "linghuo[report]"' in err
    assert list(tmp_path.iterdir()) == []
