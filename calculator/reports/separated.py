"""CSV: one line per cell of a document, with where it stands."""

import csv
import io

from calculator.reports.document import Document
from calculator.spreadsheet_text import neutralised

__all__ = ["as_csv"]

_HEADER = ("section", "title", "item", "column", "value")


def as_csv(document: Document) -> str:
    """Lines of section id, section title, item (first cell of the row), column and text.

    Cells that a spreadsheet would run as a formula are led by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for section in document.sections:
        place = (section.id, section.title)
        titles = [column.title for column in section.columns] or ["", ""]
        for row in section.rows:
            item = row.cells[0]
            for title, text in zip(titles[1:], row.cells[1:], strict=True):
                writer.writerow(_safe((*place, item, title, text)))
            for label, text in row.details:
                writer.writerow(_safe((*place, item, label, text)))
        for number, paragraph in enumerate(section.paragraphs, start=1):
            writer.writerow(_safe((*place, str(number), "", paragraph)))
    return out.getvalue()


def _safe(texts: tuple[str, ...]) -> list[str]:
    return [neutralised(text) for text in texts]
