"""模板与列: what can be filled in, and what can be asked for, told in both languages."""

# ruff: noqa: PLC0415  optional libraries are asked for first

import pytest

from calculator.batch.errors import BatchError
from calculator.batch.results import RESULTS, selected, title
from tests.calculator.batch.people import LAW, done


def test_every_result_has_a_chinese_header_of_its_own():
    headers = [title(name, "zh") for name in RESULTS]
    assert len(set(headers)) == len(headers)
    assert all(
        selected([header])[0].name == name for name, header in zip(RESULTS, headers, strict=True)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_can_be_filled_in_by_its_own_examples(tmp_path, language):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("fastexcel")
    from calculator.batch.people.template import write_template
    from calculator.scenario import FIELDS

    path = tmp_path / "t.xlsx"
    write_template(path, LAW, language)
    book = openpyxl.load_workbook(path)
    people, history, guide, results, lists = book.worksheets
    headers = [cell.value for cell in people[1]]
    rows = {row[1].value: row for row in guide.iter_rows(min_row=2) if row[1].value}
    assert rows.keys() >= {entry.name for entry in FIELDS}
    assert [rows[name][0].value for name in ("id", "name", "region")] == headers[:3]
    for name in ("region", "born", "sex", "tier", "balance", "balance_date"):
        header, example = rows[name][0].value, rows[name][4].value
        people.cell(2, headers.index(header) + 1, example)
    people.cell(2, 1, "7")
    for at, cell in enumerate(("7", "2015-01", "2019-12", "5000"), start=1):
        history.cell(2, at, cell)
    book.save(path)
    told = {"segments": path, "segments_sheet": history.title, "language": language}
    report = done(path, tmp_path / "o.csv", **told)
    assert (report.summary.results, report.summary.reasons) == (1, {})
    told = {row[0].value: [cell.value for cell in row] for row in results.iter_rows(min_row=3)}
    assert told.keys() == RESULTS.keys()
    unit = "个月" if language == "zh" else "months"
    meanings = ["还差月数", "months missing"]
    assert told["months_missing"] == ["months_missing", *meanings, unit, "default"]
    assert [told[name][4] for name in ("most_pension", "payback")] == ["all", "decisions"]
    assert lists.sheet_state == "hidden"
    assert "浙江省" in [cell.value for cell in lists["A"]] or language == "en"


def test_a_template_of_text_has_its_guide_beside_it(tmp_path):
    from calculator.batch.people.template import write_template

    write_template(tmp_path / "t.csv", LAW, "en")
    assert (tmp_path / "t.csv").read_text("utf-8-sig").startswith("id,name,region,born,sex,")
    assert "Zhejiang" in (tmp_path / "t.guide.csv").read_text("utf-8-sig")
    assert "least_budget" in (tmp_path / "t.columns.csv").read_text("utf-8-sig")
    with pytest.raises(BatchError):
        write_template(tmp_path / "t.pdf", LAW, "en")
