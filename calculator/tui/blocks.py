"""版面: lines of styled text laid out by cells: tables, paragraphs, bars, columns side by side.

A block is a tuple of lines. Colour is spelt by theme names, so that a change of theme needs no new
block; nothing here depends on colour or on characters of ambiguous width.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len as cells
from textual.content import Content

from calculator.reports.document import Row, Section
from calculator.width import wrapped as wrapped_by_cells

__all__ = [
    "Block",
    "above",
    "bar",
    "beside",
    "cells",
    "columns",
    "fitted",
    "heading",
    "line",
    "pairs",
    "paragraph",
    "section",
    "shown",
    "table",
]

Block = tuple[Content, ...]
Styled = str | tuple[str, str] | Content
_GAP = 2
_BLANK = Content("")


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """`text` in lines of at most `width` cells."""
    return tuple(wrapped_by_cells(text, width))


def line(*parts: Styled) -> Content:
    """One line of parts, each text or (text, style)."""
    return Content.assemble(*parts)


def shown(block: Iterable[Content]) -> Content:
    """The lines as one text."""
    return Content("\n").join(block)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut or filled to exactly `width` cells; what was cut ends in two dots."""
    if cells(text) > width:
        kept = ""
        for letter in text:
            if cells(kept + letter) > width - 2:
                break
            kept += letter
        text = (kept + "..")[:width] if width < 3 else kept + ".."
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def heading(title: str) -> Block:
    """A heading."""
    return (line((title, "bold $primary")),)


def paragraph(text: str, width: int, style: str = "", mark: str = "") -> Block:
    """Wrapped text; `mark` stands before the first line, the others below the text."""
    lines = wrapped(text, max(8, width - cells(mark))) or ("",)
    indent = " " * cells(mark)
    return tuple(
        line((indent if at else mark, "$quiet"), (part, style)) for at, part in enumerate(lines)
    )


def above(*blocks: Sequence[Content], gap: int = 1) -> Block:
    """Blocks below each other, empty ones left out."""
    lines: list[Content] = []
    for block in blocks:
        if block:
            lines += [_BLANK] * (gap if lines else 0)
            lines += block
    return tuple(lines)


def beside(left: Sequence[Content], right: Sequence[Content], width: int, gap: int = 4) -> Block:
    """Two blocks side by side, the left one `width` cells wide."""
    rows = max(len(left), len(right))
    lines = []
    for at in range(rows):
        first = left[at] if at < len(left) else _BLANK
        second = right[at] if at < len(right) else _BLANK
        space = " " * (width - first.cell_length + gap)
        lines.append(Content.assemble(first, space, second))
    return tuple(lines)


def columns(blocks: Sequence[Block], width: int, gap: int = 4) -> Block:
    """Blocks in order; those narrow enough that follow each other stand in two columns."""
    room = (width - gap) // 2
    stacks: list[Block] = []
    for is_narrow, group in groupby(filter(None, blocks), key=lambda b: _widest(b) <= room):
        found = list(group)
        stacks += [_in_two(found, room, gap)] if is_narrow else found
    return above(*stacks)


def _in_two(blocks: list[Block], width: int, gap: int) -> Block:
    """Two columns filled in order, so that both end at about the same height."""
    total = sum(len(block) + 1 for block in blocks)
    height, at = 0, 0
    while at < len(blocks) and height + len(blocks[at]) / 2 < total / 2:
        height += len(blocks[at]) + 1
        at += 1
    if at == len(blocks):
        return above(*blocks)
    return beside(above(*blocks[:at]), above(*blocks[at:]), width, gap)


def _widest(block: Block) -> int:
    return max((line.cell_length for line in block), default=0)


def bar(length: int, style: str) -> Content:
    """A bar of `length` cells."""
    return Content.assemble((" " * max(0, length), f"on {style}"))


def pairs(
    rows: Iterable[tuple[str, str]], width: int, *, strong: frozenset[str] = frozenset()
) -> Block:
    """Labels and values, values to the right of the widest label. Labels in `strong` stand out."""
    rows = list(rows)
    column = min(max((cells(label) for label, _ in rows), default=0), width * 3 // 5)
    lines: list[Content] = []
    for label, value in rows:
        style = "bold" if label in strong else ""
        if cells(label) > column:
            lines += paragraph(label, width, "$quiet")
            label = ""  # noqa: PLW2901 a long label has been written above its value
        value_lines = wrapped(value, max(8, width - column - _GAP)) or ("",)
        for at, part in enumerate(value_lines):
            lines.append(
                line((fitted("" if at else label, column + _GAP), "$quiet"), (part, style))
            )
    return tuple(lines)


def table(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    width: int,
    *,
    marked: frozenset[int] = frozenset(),
) -> Block:
    """Rows aligned by cells below a header. Rows numbered in `marked` stand out.

    The first column gives way when the table is too wide.
    """
    widths = [max(map(cells, column)) for column in zip(titles, *rows, strict=True)]
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    if spare < 0:
        widths[0] = max(min(widths[0], 8), widths[0] + spare)
    lines = [_aligned(titles, widths, right, "$quiet underline")]
    for at, row in enumerate(rows):
        lines.append(_aligned(row, widths, right, "bold $primary" if at in marked else ""))
    return tuple(lines)


def _aligned(
    row: Sequence[str], widths: Sequence[int], right: Sequence[bool], style: str
) -> Content:
    gap = " " * _GAP
    text = gap.join(
        fitted(cell, width, right=to_right)
        for cell, width, to_right in zip(row, widths, right, strict=True)
    )
    return line((text, style))


def section(
    part: Section,
    width: int,
    *,
    strong: frozenset[str] = frozenset(),
    details: bool = False,
) -> Block:
    """A section of a report: its heading, its table or pairs, its paragraphs."""
    body: list[Content] = []
    if part.columns:
        titles = [column.title for column in part.columns]
        right = [column.right for column in part.columns]
        body += table(titles, [row.cells for row in part.rows], right, width)
    elif part.rows:
        body += pairs(((row.cells[0], row.cells[1]) for row in part.rows), width, strong=strong)
    if details:
        body += [text for row in part.rows if row.details for text in _details(row, width)]
    for text in part.paragraphs:
        body += paragraph(text, width, mark="- ")
    return (*heading(part.title), *body) if body else ()


def _details(row: Row, width: int) -> Block:
    lines: list[Content] = [_BLANK, line((row.cells[0], "bold"))]
    for label, text in row.details:
        lines += paragraph(text, width, mark=f"{label}  ")
    return tuple(lines)
