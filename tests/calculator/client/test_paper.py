"""报告的 PDF: set in a Chinese typeface, the same bytes again, letters it lacks named."""

import re

import pytest
import typst

from calculator.reports.client.fonts import NoChineseFont, typefaces
from calculator.reports.client.model import Person
from calculator.reports.client.paper import as_pdf
from calculator.reports.client.report import client_report
from tests.calculator.client.people import HOSTILE
from tests.calculator.typeface import typeface

VOID = {"meta", "br", "img", "link", "hr"}


def embedded(pdf):
    return set(re.findall(rb"/BaseFont/([^/ ]+)", pdf))


def test_the_pdf_embeds_the_chinese_typeface_and_no_other(studies, fonts):
    report = client_report(studies["courier"], "zh", HOSTILE)
    made = as_pdf([report], typefaces(typst, [fonts]))
    pdf = made.content
    assert pdf.startswith(b"%PDF-")
    names = {name.partition(b"+")[2] for name in embedded(pdf)}
    assert b"Made-Here" in names
    assert b"receipt.json" in pdf
    # a mathematical sign in a quotation is taken from the compiler's own typeface
    assert {name for name in names if b"Libertinus" not in name} == {b"Made-Here"}
    assert b"pdfuaid:part" in pdf
    assert made.lacking == ""


def test_the_same_report_gives_the_same_pdf(studies, fonts, sketched):
    report = client_report(studies["hand"], "zh")
    faces = typefaces(typst, [fonts])
    assert as_pdf([report], faces) == as_pdf([report], faces)


def test_letters_the_typeface_lacks_are_named(studies, fonts, sketched):
    report = client_report(studies["hand"], "zh", Person(client="\u9fa6\U00020bb7"))
    assert as_pdf([report], typefaces(typst, [fonts])).lacking == "\U00020bb7"


def test_without_a_chinese_typeface_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr(
        typst, "Fonts", lambda **_: type("F", (), {"families": lambda _: ["Arial"]})()
    )
    with pytest.raises(NoChineseFont):
        typefaces(typst)


def test_a_typeface_of_any_name_in_the_folder_is_taken(tmp_path):
    typeface(tmp_path, "霞鹜文楷")
    assert typefaces(typst, [tmp_path])[:2] == ("霞鹜文楷", "霞鹜文楷")
