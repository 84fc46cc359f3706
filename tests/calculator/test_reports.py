"""报告: four formats of one estimate that agree, fit a terminal and hide nothing."""

import csv
import io
import json
import re
import unicodedata

import pytest

from calculator.estimates import estimate
from calculator.i18n import LANGUAGES, template
from calculator.reports import FORMATS, document, render
from calculator.reports.data import SCHEMA_VERSION
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.markdown import as_markdown
from calculator.reports.plain import WIDTH, as_plain
from calculator.reports.separated import as_csv
from calculator.scenario import assumed_defaults, from_mapping
from calculator.width import cells
from rules.law import load
from rules.tracing import RULES
from tests.calculator.people import CASES, TODAY

VIEWS = [
    (name, language, explain)
    for name in CASES
    for language in LANGUAGES
    for explain in (False, True)
]
BOTH = pytest.mark.parametrize("language", LANGUAGES)
VIEW = pytest.mark.parametrize(("name", "language", "explain"), VIEWS)


@pytest.fixture(scope="module")
def law():
    return load()


@pytest.fixture(scope="module")
def estimates(law):
    made = {}
    for name, case in CASES.items():
        scenario = from_mapping(case, law, TODAY)
        made[name] = estimate(scenario, law, trace=True, assumed=assumed_defaults(scenario))
    return made


def squeezed(text):
    return re.sub(r"[\s|\\]+", "", text)


def csv_rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@VIEW
def test_the_table_fits_the_terminal(name, language, explain, law, estimates):
    text = render(estimates[name], "table", language, explain=explain, law=law)
    wide = [
        line
        for line in text.splitlines()
        if cells(line) > WIDTH and not re.fullmatch(r"(\s+\S+)?\s+\S+", line)
    ]
    assert wide == []
    assert not re.search(r"[ \t]\n", text)


@VIEW
def test_csv_and_markdown_and_table_show_the_same_cells(name, language, explain, law, estimates):
    report = document(estimates[name], law, language, explain=explain)
    shown = [squeezed(cell) for cell in report.cells() if cell]
    table = squeezed(render(estimates[name], "table", language, explain=explain, law=law))
    markdown = squeezed(render(estimates[name], "markdown", language, explain=explain, law=law))
    rows = csv_rows(render(estimates[name], "csv", language, explain=explain, law=law))
    in_csv = {squeezed(text) for row in rows for text in row.values()}
    assert [cell for cell in shown if cell not in table] == []
    assert [cell for cell in shown if cell not in markdown] == []
    assert [cell for cell in shown if cell not in in_csv] == []


@VIEW
def test_every_cell_stands_once_in_the_csv(name, language, explain, law, estimates):
    report = document(estimates[name], law, language, explain=explain)
    rows = csv_rows(render(estimates[name], "csv", language, explain=explain, law=law))
    expected = [
        (section.id, text)
        for section in report.sections
        for text in (
            *(
                cell
                for row in section.rows
                for cell in (*row.cells[1:], *(d for _, d in row.details))
            ),
            *section.paragraphs,
        )
    ]
    assert [(row["section"], row["value"]) for row in rows] == expected


@BOTH
@pytest.mark.parametrize("name", CASES)
def test_aligned_cells_have_one_width_in_every_terminal(name, language, law, estimates):
    report = document(estimates[name], law, language)
    for section in report.sections:
        texts = [column.title for column in section.columns]
        texts += [cell for row in section.rows for cell in row.cells if section.columns]
        assert not [t for t in texts if any(unicodedata.east_asian_width(c) == "A" for c in t)]


@BOTH
def test_the_headline_is_stop_now_go_on_and_the_most_in_todays_money(language, law, estimates):
    report = document(estimates["courier"], law, language)
    first = report.sections[0]
    names = [column.title for column in first.columns[1:]]
    assert names == [
        template(f"outcome.{name}", language) for name in ("stop_now", "go_on", "most")
    ]
    assert first.rows[0].cells[0] == template("report.headline.pension_today", language)


def test_what_is_paid_now_is_twenty_percent_of_the_wage(law, estimates):
    # 8000 yuan in Zhejiang, inside the limits 5122 to 25611 of 2026: 20% = 1600, 8% = 640
    rows = csv_rows(render(estimates["courier"], "csv", "zh", law=law))
    paid = {row["item"]: row["value"] for row in rows if row["section"] == "contributions"}
    assert paid["现在每月缴"] == "1,600.00 元"
    assert paid["其中记入个人账户"] == "640.00 元"


def test_a_plan_that_falls_short_says_so_and_shows_four_ways_out(law, estimates):
    report = {section.id: section for section in document(estimates["short"], law, "zh").sections}
    assert report["headline"].rows[0].cells[2] == "不能按月领"
    assert len(report["remedies"].rows) == 4
    assert "replacement" not in report
    assert "later" not in report
    assert "最低缴费年限是17年6个月" in report["notices"].paragraphs[0]


def test_a_plan_that_suffices_shows_no_ways_out(law, estimates):
    ids = {section.id for section in document(estimates["courier"], law, "en").sections}
    assert "remedies" not in ids
    assert {"replacement", "later", "status", "assumptions", "assumed", "questions"} <= ids


@BOTH
@pytest.mark.parametrize("name", CASES)
def test_the_report_says_it_is_an_estimate(name, language, law, estimates):
    word = {"zh": "测算", "en": "estimate"}[language]
    for form in ("table", "markdown"):
        assert word in render(estimates[name], form, language, law=law).lower()


@BOTH
def test_every_projected_figure_is_named(language, law, estimates):
    made = estimates["courier"]
    section = next(s for s in document(made, law, language).sections if s.id == "status")
    shown = {(row.cells[0], row.cells[3]) for row in section.rows}
    names = {
        template(f"series.{getattr(origin, 'series', 'contribution_limits')}", language)
        for origin in made.used
        if origin.status == "projected"
    }
    assert {
        name for name, status in shown if status == template("status.projected", language)
    } == names


@pytest.mark.parametrize("name", CASES)
def test_json_is_the_same_in_every_language_and_carries_the_result(name, law, estimates):
    made = estimates[name]
    data = json.loads(render(made, "json", "zh", law=law))
    assert data == json.loads(render(made, "json", "en", law=law))
    assert data["schema_version"] == SCHEMA_VERSION
    assert round(data["outcomes"]["go_on"]["pension"] * 100) == made.go_on.pension
    assert data["settlement"]["total"] == data["outcomes"]["go_on"]["pension"]
    assert data["settlement"]["retirement"] == data["outcomes"]["go_on"]["retirement"]
    assert len(data["settlement"]["runs"]) == len(made.go_on.settlement.runs)
    assert "steps" not in data


@pytest.mark.parametrize("name", CASES)
def test_the_parts_in_json_add_up(name, law, estimates):
    settled = json.loads(render(estimates[name], "json", "en"))["settlement"]
    fen = {
        key: round(settled[key] * 100)
        for key in ("basic", "account", "transitional", "extras", "total")
    }
    parts = fen["basic"] + fen["account"] + fen["transitional"] + fen["extras"]
    # Zhejiang carries the total up to 0.1 yuan (见分进角), the other provinces here do not
    assert fen["total"] == (-(-parts // 10) * 10 if name == "courier" else parts)
    for line in settled["ledger"]:
        opening, credited, interest, closing = (
            round(line[key] * 100) for key in ("opening", "credited", "interest", "closing")
        )
        assert opening + credited + interest == closing


def test_the_scenario_in_json_gives_the_same_scenario_again(law, estimates):
    for made in estimates.values():
        data = json.loads(render(made, "json", "en"))
        assert from_mapping(data["scenario"], law, TODAY) == made.scenario


def test_values_of_notices_in_json_have_the_units_of_the_rest(law, estimates):
    # the plan of the man born 1972-06 falls short in 2034-05, of 210 months
    data = json.loads(render(estimates["short"], "json", "zh"))
    (missing,) = [notice for notice in data["notices"] if notice["code"] == "months_missing"]
    assert missing["values"]["month"] == "2034-05"
    assert missing["values"]["required"] == 210


def test_json_explains_with_steps_that_name_what_they_read(law, estimates):
    data = json.loads(render(estimates["courier"], "json", "en", explain=True))

    def reads(steps):
        for step in steps:
            yield from step["reads"]
            yield from reads(step["children"])

    assert {"contribution_limits", "calculation_base", "crediting_rate"} <= {
        read["series"] for read in reads(data["steps"])
    }


@pytest.mark.parametrize("name", ["courier", "mover", "late"])
def test_the_steps_of_the_json_can_be_evaluated_again(estimates, name):
    """The written trace alone: every rule of the law on the inputs written gives the value written."""
    data = json.loads(render(estimates[name], "json", "en", explain=True))

    def all_of(steps):
        for step in steps:
            yield step
            yield from all_of(step["children"])

    evaluated = [step for step in all_of(data["steps"]) if step["rule"] in RULES]
    assert len(evaluated) > 100
    for step in evaluated:
        value = RULES[step["rule"]].function(*step["inputs"].values())
        assert json.loads(json.dumps(value)) == step["value"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_in_one_newline(form, law, estimates):
    text = render(estimates["courier"], form, "zh", law=law)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_markdown_escapes_what_would_break_a_table():
    section = Section(
        id="x", title="T", columns=(Column("a|b"), Column("c")), rows=(Row(("1|2", "3")),)
    )
    text = as_markdown(Document(title="R", subject="S", sections=(section,), note="N"))
    assert r"| 1\|2 | 3 |" in text


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless():
    section = Section(id="x", title="T", rows=(Row(("label", "=1+1")),))
    text = as_csv(Document(title="R", subject="S", sections=(section,), note="N"))
    assert csv_rows(text)[0]["value"] == "'=1+1"


def test_columns_are_aligned_by_cells():
    section = Section(
        id="x",
        title="T",
        columns=(Column("项目"), Column("元", right=True)),
        rows=(Row(("养老金", "1")), Row(("a", "22"))),
    )
    text = as_plain(Document(title="R", subject="S", sections=(section,), note="N"))
    assert "项目    元\n养老金   1\na       22\n" in text
