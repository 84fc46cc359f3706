"""报告页面: the page is whole and safe, asks nothing of any other machine and shows every cell."""

import re

import pytest

from calculator.i18n import LANGUAGES
from calculator.reports.client.model import Person
from calculator.reports.client.page import as_html
from calculator.reports.client.report import client_report
from calculator.reports.client.study import PICTURES
from tests.calculator.client.people import HOSTILE
from tests.calculator.client.reader import Reader

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def test_the_page_is_well_formed_and_its_links_arrive(page):
    read = Reader(page)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for tag, a in read.tags if tag == "a" and a["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert {"zh", "en", "zh-sheet", "en-receipt"} <= set(ids)


def test_the_page_asks_nothing_of_any_other_machine(page):
    read = Reader(page)
    assert {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object"} == set()
    for tag, attributes in read.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        for name in ("href", "xlink:href"):
            value = attributes.get(name, "#")
            links = ("http://", "https://", "data:application/json;base64,")
            assert value.startswith("#") or (tag == "a" and value.startswith(links))
    assert re.findall(r"@import|url\((?!#)|javascript:", page) == []


def test_names_are_shown_as_they_are_and_run_nowhere(page):
    read = Reader(page)
    shown = read.text()
    assert "<script>alert(1)</script>\" onload='x'[31m</title>" in shown
    assert HOSTILE.adviser in shown
    assert HOSTILE.number in shown
    assert not set(page) & set("\x00\x1b\u202e")


def test_a_long_name_is_cut_and_a_name_of_several_lines_made_one():
    cleaned = Person(client="王\n芳\t" + "长" * 500).cleaned()
    assert cleaned.client.startswith("王 芳 长")
    assert len(cleaned.client) == 80


@BOTH
def test_every_cell_of_the_report_stands_on_the_page(studies, page, language):
    shown = re.sub(r"\s", "", Reader(page).text())
    report = client_report(studies["courier"], language, HOSTILE)
    told = [*report.answer, *report.questions, report.note, report.scenario, report.subject]
    told += [part.title for part in report.parts]
    sections = [section for part in report.parts for section in part.sections]
    for section in (*sections, *report.receipt):
        told += [section.title, *section.paragraphs, *(c.title for c in section.columns)]
        told += [cell for row in section.rows for cell in row.cells]
        told += [said for row in section.rows for pair in row.details for said in pair]
    for chapter in report.chapters:
        for entry in chapter.entries:
            told += [entry.label, entry.value, entry.working, entry.because, *entry.readings]
    told += [said for source in report.sources for quote in source.quotes for said in quote]
    assert [one for one in told if re.sub(r"\s", "", one) not in shown] == []


def test_the_pictures_are_text_and_tell_who_cannot_see_them(page):
    read = Reader(page)
    pictures = [attributes for tag, attributes in read.tags if tag == "svg"]
    assert len(pictures) == 2 * sum(map(len, PICTURES.values()))
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in pictures)
    labels = re.findall(r"<text[^>]*>([^<]+)</text>", page)
    assert "基础养老金" in labels
    assert "basic pension" in labels


def test_the_same_person_gives_the_same_page(studies):
    report = client_report(studies["hand"], "zh")
    (part,) = [one for one in report.parts if one.id == "account"]
    short = report._replace(parts=(part,))
    assert as_html([short]) == as_html([short])
