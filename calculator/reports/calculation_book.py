"""计算表的工作簿: the calculation sheet, its tables, the figures and the inputs as an XLSX file."""

from collections.abc import Iterator

from calculator.explanation import Line, sheet
from calculator.i18n import Language
from calculator.reports.calculation import article_texts, reading_text
from calculator.reports.contents import contents
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.records import figures, inputs, ledger, payments
from calculator.reports.wording import Wording
from calculator.reports.workbook import Page, as_xlsx
from calculator.result import Estimate
from rules.law import Law

__all__ = ["calculation_book"]

_COLUMNS = ("item", "value", "formula", "working", "because", "article", "quote", "reading")
_BESIDE = ("assumptions", "assumed", "notices", "questions")


def calculation_book(estimate: Estimate, law: Law, language: Language) -> bytes:
    """The workbook of a traced estimate. Raises ImportError without the extra `report`."""
    words = Wording(law, language)
    report = contents(estimate, law, language)
    made = sheet(estimate, law, language)
    chapters = [
        Section(
            id=chapter.id,
            title=chapter.title,
            columns=_columns(words),
            rows=tuple(_rows(chapter.lines, words)),
        )
        for chapter in made.chapters
    ]
    tables = (payments(estimate, words), ledger(estimate, words), figures(estimate, words))
    return as_xlsx(
        [
            Page(
                words.say("sheet.page.sheet"),
                (made.title, report.subject, made.replayed),
                tuple(chapters),
            ),
            *(
                Page(words.say(f"sheet.page.{table.id}"), (table.title, report.subject), (table,))
                for table in tables
                if table.rows
            ),
            Page(
                words.say("sheet.page.inputs"),
                (words.say("sheet.page.inputs"), report.note),
                tuple(_beside(estimate, report, words)),
            ),
        ]
    )


def _columns(words: Wording) -> tuple[Column, ...]:
    return tuple(Column(words.say(f"sheet.{name}"), right=name == "value") for name in _COLUMNS)


def _rows(lines: tuple[Line, ...], words: Wording) -> Iterator[Row]:
    """Lines and their years; what a year shares with the line above it stands there alone."""
    for line in lines:
        yield _row(line, words)
        for year in line.children:
            yield _row(year._replace(formula="", because="", articles=()), words)


def _row(line: Line, words: Wording) -> Row:
    articles = [article_texts(article, words) for article in line.articles]
    return Row(
        (
            line.label,
            line.value,
            line.formula,
            line.working,
            line.because,
            "\n".join(named for named, _ in articles),
            "\n".join(quote for _, quote in articles if quote),
            "\n".join(reading_text(reading, words) for reading in line.readings),
        )
    )


def _beside(estimate: Estimate, report: Document, words: Wording) -> Iterator[Section]:
    """Inputs, assumptions, defaults; notices and questions as rows of their own."""
    yield inputs(estimate, words)
    for section in report.sections:
        if section.id in _BESIDE:
            said = tuple(Row((str(at), text)) for at, text in enumerate(section.paragraphs, 1))
            yield section._replace(columns=(), rows=(*section.rows, *said), paragraphs=())
