"""PDF: reports set by typst on A4, in an explicit Chinese typeface, tagged for who reads by ear.

All text is data of the document, never its markup. The same report gives the same bytes.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from calculator.reports.client.fonts import Typefaces
from calculator.reports.client.model import ClientReport, Part, Picture
from calculator.reports.client.shapes import is_wide, kind
from calculator.reports.document import Section
from calculator.reports.pictures import drawn

__all__ = ["Paper", "as_pdf"]

_TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"
_MARKS = {"zh": ("：", "；"), "en": (": ", "; ")}
_STANDARD = "ua-1"
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')


class Paper(NamedTuple):
    """A PDF, and what letters its typefaces do not have (empty for a tagged PDF/UA)."""

    content: bytes
    lacking: str


def as_pdf(reports: Sequence[ClientReport], faces: Typefaces) -> Paper:
    """The PDF of one report or the same one in several languages. Raises ImportError."""
    typst: Any = import_module("typst")
    content = {
        "sans": faces.sans,
        "serif": faces.serif,
        "author": reports[0].person.adviser or "linghuo",
        "reports": [_report(report, faces) for report in reports],
    }
    year, month = (int(part) for part in reports[0].month.split("-"))
    settings = {
        "format": "pdf",
        "font_paths": faces.fonts,
        "sys_inputs": {"report": json.dumps(content, ensure_ascii=False)},
        "timestamp": datetime(year, month, 1, tzinfo=UTC),
    }
    template = _TEMPLATE.read_bytes()
    try:
        return Paper(typst.compile(template, **settings, pdf_standards=_STANDARD), "")
    except typst.TypstError as error:
        missing = _MISSING.search(str(error))
        if missing is None:
            raise
        return Paper(typst.compile(template, **settings), missing[1])


def _report(report: ClientReport, faces: Typefaces) -> dict[str, Any]:
    """A report as the template reads it."""
    colon, comma = _MARKS[report.language]
    names = ("client", "number", "adviser")
    people = [(report.labels[name], getattr(report.person, name)) for name in names]
    return {
        **report._asdict(),
        "tag": report.language,
        "colon": colon,
        "comma": comma,
        "people": [
            *(pair for pair in people if pair[1]),
            (report.labels["month"], report.month),
        ],
        "cards": [card._asdict() for card in report.cards],
        "parts": [_part(part, report, faces) for part in report.parts],
        "chapters": [
            {"title": chapter.title, "entries": [entry._asdict() for entry in chapter.entries]}
            for chapter in report.chapters
        ],
        "sources": [
            source._asdict() | {"quotes": [quote for quote in source.quotes if quote[1]]}
            for source in report.sources
        ],
        "receipt": [_section(section) for section in report.receipt],
    }


def _part(part: Part, report: ClientReport, faces: Typefaces) -> dict[str, Any]:
    return {
        "title": part.title,
        "lead": part.lead,
        "pictures": [_picture(picture, report, faces) for picture in part.pictures],
        "sections": [_section(section) for section in part.sections],
    }


def _picture(picture: Picture, report: ClientReport, faces: Typefaces) -> dict[str, str]:
    specification = dict(picture.specification)
    specification["config"] = specification["config"] | {"font": faces.sans}
    name = f"{report.language}-{picture.name}"
    return {
        "title": picture.title,
        "description": picture.description,
        "caveat": picture.caveat,
        "svg": drawn(specification, name, picture.title, picture.description),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "kind": kind(section),
        "wide": is_wide(section),
        "columns": [column._asdict() for column in section.columns],
        "rows": [row._asdict() for row in section.rows],
        "paragraphs": section.paragraphs,
    }
