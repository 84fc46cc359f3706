"""纯文本: a document for a terminal of 80 columns, aligned by cells, without colour or rules."""

from collections.abc import Iterator

from calculator.reports.document import Document, Row, Section
from calculator.width import cells, padded, wrapped

__all__ = ["WIDTH", "as_plain"]

WIDTH = 80
_GAP = "  "
_MARGIN = "  "
_LABELS_AT_MOST = 38
_LABELS_AT_LEAST = 8


def as_plain(document: Document, width: int = WIDTH) -> str:
    """The document in lines of at most `width` cells (a single word or address may be longer)."""
    lines = [document.title, *wrapped(document.subject, width), "=" * width]
    for section in document.sections:
        lines += ["", section.title, "-" * min(width, cells(section.title))]
        lines += _body(section, width)
    lines += ["", "=" * width, *wrapped(document.note, width)]
    return "\n".join(lines) + "\n"


def _body(section: Section, width: int) -> Iterator[str]:
    if section.columns:
        yield from _table(section, width)
    else:
        yield from _pairs(section.rows, width)
    for paragraph in section.paragraphs:
        yield from _hanging("- ", paragraph, width)


def _hanging(label: str, text: str, width: int) -> Iterator[str]:
    """`text` beside `label`, its further lines below itself."""
    indent = " " * cells(label)
    lines = wrapped(text, width - cells(label)) or [""]
    for position, line in enumerate(lines):
        yield ((indent if position else label) + line).rstrip()


def _pairs(rows: tuple[Row, ...], width: int) -> Iterator[str]:
    widest = max((cells(row.cells[0]) for row in rows), default=0)
    column = min(widest, _LABELS_AT_MOST)
    for row in rows:
        label, value = row.cells
        if cells(label) > column:
            yield from wrapped(label, width)
            label = ""
        yield from _hanging(padded(label, column) + _GAP, value, width)
        yield from _details(row, width)


def _details(row: Row, width: int) -> Iterator[str]:
    widest = max((cells(label) for label, _ in row.details), default=0)
    for label, text in row.details:
        yield from _hanging(_MARGIN + padded(label, widest) + _GAP, text, width)


def _table(section: Section, width: int) -> Iterator[str]:
    header = tuple(column.title for column in section.columns)
    lines = [header, *(row.cells for row in section.rows)]
    widths = [max(cells(line[at]) for line in lines) for at in range(len(header))]
    spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
    narrowed = widths[0] if spare >= 0 else max(widths[0] + spare, _LABELS_AT_LEAST)
    yield from _cells_of(section, header, [narrowed, *widths[1:]])
    for row in section.rows:
        yield from _cells_of(section, row.cells, [narrowed, *widths[1:]])
        yield from _details(row, width)


def _cells_of(section: Section, line: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """One row; a first cell that is too wide is wrapped, the others stand in its last line."""
    *before, first = wrapped(line[0], widths[0]) or [""]
    yield from before
    parts = [
        padded(text, size, right=column.right)
        for text, size, column in zip((first, *line[1:]), widths, section.columns, strict=True)
    ]
    yield _GAP.join(parts).rstrip()
