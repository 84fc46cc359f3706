"""不怀好意的文字: markup and control characters in names, keys and cells reach no terminal and run nowhere."""

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from calculator.harmless import escaped
from calculator.reports.markdown import markdown_cell
from tests.calculator.command import in_chinese, run

pytestmark = pytest.mark.usefixtures("in_chinese")
__all__ = ["in_chinese"]

MARKUP = "[red]a[/red] <script>alert(1)</script>|`#*_$ =1+1 &{{x}} [b](javascript:c)"
CONTROL = "a\x1b[31mb\x07\x9b31m\u202ec\u2066d\u2028e\x85f\r"
FORMULA = "=cmd|'/c calc'!A0"
HER = ("--region", "浙江", "--born", "1990-03", "--sex", "female", "--wage", "8000", "--paid", "5y")
FORMS = pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
EVERY = pytest.mark.parametrize("words", [MARKUP, CONTROL, FORMULA])


def obeyed(shown):
    """What a terminal obeys: control characters, separators of lines, marks that turn the writing."""
    return {
        c for c in shown if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
    }


def cases(tmp_path, words):
    """A case whose every word is hostile."""
    stated = {"calculation_base": 8321, "average_index": 0.613, "contribution_months": 297}
    case = {"id": words, "kind": "pension", "province": "Sichuan", "year": 2025, "title": words}
    known = case | {
        "inputs": stated,
        "expected": {"basic_pension": 1, words: 2},
        "confidence": words,
    }
    odd = {"id": words, "kind": words, "province": words, "inputs": {}, "expected": {}}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([known, odd]), "utf-8")
    return str(path)


@EVERY
@pytest.mark.parametrize(
    "asked",
    [
        ("{words}",),
        ("estimate", "{words}.toml"),
        ("estimate", *HER, "--lang", "{words}"),
        ("estimate", *HER, "{words}", "more"),
        ("estimate", *HER[2:], "--region", "{words}"),
        ("estimate", *HER, "--rhythm", "{words}"),
        ("estimate", *HER, "--reform", "{folder}/keys.toml"),
        ("estimate", "{folder}/keys.toml"),
        ("audit", "--sheet", "{folder}/keys.toml"),
        ("--law", "{folder}/keys.toml", "law", "show", "--region", "北京"),
        ("intake", "{folder}/people.csv", *HER[2:8], "--kind", "flexible"),
        ("plan", "--income", "{folder}/people.csv", *HER),
        ("batch", "{folder}/people.csv", "-o", "{folder}/out.csv"),
        ("report", "{folder}/people.csv", "-o", "{folder}/reports"),
        ("reform", "{folder}/people.csv", "--reform", "{folder}/keys.toml"),
        ("receipt", "replay", "{folder}/keys.toml"),
        ("verify", "--cases", "{folder}/cases.json"),
    ],
    ids=lambda asked: asked[0] if isinstance(asked, tuple) else None,
)
def test_whatever_is_typed_no_terminal_obeys_it(capsys, tmp_path, asked, words):
    cases(tmp_path, words)
    (tmp_path / "keys.toml").write_text(f"{json.dumps(words)} = {json.dumps(words)}\n", "utf-8")
    rows = io.StringIO()
    csv.writer(rows).writerows([["id", "region", "born", "month", words], [words] * 5])
    (tmp_path / "people.csv").write_text(rows.getvalue(), "utf-8")
    code, out, err = run(capsys, *(part.format(words=words, folder=tmp_path) for part in asked))
    assert code in (0, 1, 2)
    assert obeyed(out) | obeyed(err) == set()
    assert "Traceback" not in err
    assert "程序出错" not in err


@EVERY
@FORMS
def test_hostile_names_are_told_as_they_are_and_run_nowhere(capsys, tmp_path, words, form):
    _, out, _ = run(capsys, "verify", "--cases", cases(tmp_path, words), "--format", form)
    assert obeyed(out) == set()
    if form == "json":
        assert {case["id"] for case in json.loads(out)["cases"]} == {words}
    elif form == "csv":
        assert not [c for row in csv.reader(io.StringIO(out)) for c in row if c.startswith("=")]
    elif form == "markdown":
        assert "<" not in out
        assert "](" not in out
        for block in out.split("\n\n"):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines() if line}
            assert len(widths) <= 1


@FORMS
def test_the_title_of_a_reform_is_a_title_everywhere(capsys, tmp_path, form):
    reform = tmp_path / "reform.toml"
    reform.write_text(
        f"title={json.dumps(MARKUP)}\nfrom='2028-01'\n[contribution_base]\nfloor='50%'\n", "utf-8"
    )
    code, out, _ = run(capsys, "estimate", *HER, "--reform", str(reform), "--format", form)
    assert code == 0
    if form == "markdown":
        assert "<script" not in out
    elif form == "json":
        assert json.loads(out)["reform"]["title"] == MARKUP
    else:
        assert MARKUP.split()[1] in "".join(out.split())
    book = tmp_path / "book.xlsx"
    assert run(capsys, "estimate", *HER, "--reform", str(reform), "-o", str(book))[0] == 0
    read = [c for sheet in load_workbook(book) for row in sheet.iter_rows() for c in row]
    assert [c.value for c in read if c.data_type == "f"] == []
    assert any(MARKUP in str(c.value) for c in read)


def test_a_title_with_control_characters_is_refused(capsys, tmp_path):
    reform = tmp_path / "reform.toml"
    reform.write_text(f"title={json.dumps(CONTROL)}\nfrom='2028-01'\n", "utf-8")
    code, out, err = run(capsys, "estimate", *HER, "--reform", str(reform))
    assert (code, out) == (2, "")
    assert "title" in err


@given(st.text())
def test_what_goes_to_a_stream_keeps_every_letter_and_json_its_value(words):
    written = escaped(json.dumps(words, ensure_ascii=False))
    assert obeyed(written) <= {c for c in words if unicodedata.category(c) == "Cf"}
    assert json.loads(written) == words


@given(st.text())
def test_a_cell_of_markdown_is_one_cell_in_which_no_tag_begins(words):
    cell = markdown_cell(words)
    assert len(cell.splitlines()) <= 1
    assert "<" not in cell
    assert not re.search(r"(?<!\\)\|", cell)
