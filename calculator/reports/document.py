"""报告的内容: headings, tables and lists in finished words, without a layout.

Every text format is written from the same document, so that all show the same cells.
"""

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Column", "Document", "Row", "Section"]


class Column(NamedTuple):
    """A column of a table; numbers stand to the right."""

    title: str
    right: bool = False


class Row(NamedTuple):
    """One row: its cells, and details (label, text) that explain it."""

    cells: tuple[str, ...]
    details: tuple[tuple[str, str], ...] = ()


class Section(NamedTuple):
    """A table with a header (`columns`), label and value pairs (no columns), or paragraphs.

    `id` is stable and language-free.
    """

    id: str
    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()


class Document(NamedTuple):
    """A report: title, one line on whom it is for, sections, and the closing note."""

    title: str
    subject: str
    sections: tuple[Section, ...]
    note: str

    def cells(self) -> Iterator[str]:
        """Every cell, detail and paragraph in reading order."""
        for section in self.sections:
            yield section.title
            for row in section.rows:
                yield from row.cells
                for label, text in row.details:
                    yield label
                    yield text
            yield from section.paragraphs
