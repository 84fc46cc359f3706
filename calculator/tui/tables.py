"""表格: rows aligned by cells below a header. What is too wide breaks; nothing is cut.

Titles break first, then the words of columns that hold words; where even that is too wide, every row
becomes a list of titles and values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from calculator.tui.blocks import (
    BLANK,
    Block,
    Styled,
    cells,
    fitted,
    line,
    pairs,
    wrapped,
)

__all__ = ["Cell", "Column", "least_width", "table", "whole_width"]

Cell = str | Content
_GAP, _SMALL_GAP = 2, 1
_TITLE_LINES = 2
_NARROWEST = 10
_HEAD, _MARKED = "$quiet on $surface", "bold $primary"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether it stands to the right, the style of its cells."""

    title: str
    right: bool = False
    style: str = ""


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    marked: frozenset[int] = frozenset(),
) -> Block:
    """The rows below the titles. Rows numbered in `marked` stand out."""
    for gap in (_GAP, _SMALL_GAP):
        widths = _widths(columns, rows, width, gap)
        if widths is not None:
            lines = _head(columns, widths, gap)
            for at, row in enumerate(rows):
                lines += _row(columns, row, widths, gap, _MARKED if at in marked else "")
            return tuple(lines)
    return _records(columns, rows, width, marked)


def whole_width(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    """The width at which nothing breaks."""
    contents = _contents(columns, rows)
    return _total([max(room, cells(c.title)) for c, room in zip(columns, contents, strict=True)])


def least_width(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    """The least width at which only titles break."""
    contents = _contents(columns, rows)
    return _total([_broken(c.title, content) for c, content in zip(columns, contents, strict=True)])


def _wide(cell: Cell) -> int:
    return cells(cell) if isinstance(cell, str) else cell.cell_length


def _total(widths: Sequence[int], gap: int = _GAP) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _broken(title: str, content: int) -> int:
    """The cells a column takes with its title in as many lines as are allowed."""
    whole = max(content, cells(title))
    return next(
        room
        for room in range(content, whole + 1)
        if room == whole or _stands(wrapped(title, max(1, room)), room)
    )


def _stands(lines: Sequence[str], room: int) -> bool:
    return len(lines) <= _TITLE_LINES and max(map(cells, lines), default=0) <= room


def _contents(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The cells of the widest cell of every column."""
    return [max((_wide(row[at]) for row in rows), default=0) for at in range(len(columns))]


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, gap: int
) -> list[int] | None:
    """The cells of every column within a width, None where there is not enough.

    Titles break before words, those that save most before the others.
    """
    contents = _contents(columns, rows)
    found = [max(room, cells(c.title)) for c, room in zip(columns, contents, strict=True)]
    saved = [
        room - _broken(column.title, content)
        for column, content, room in zip(columns, contents, found, strict=True)
    ]
    for at in sorted(range(len(columns)), key=lambda at: -saved[at]):
        if _total(found, gap) <= width:
            return found
        found[at] -= saved[at]
    texts = [
        at
        for at, column in enumerate(columns)
        if not column.right and all(isinstance(row[at], str) for row in rows)
    ]
    for at in sorted(texts, key=lambda at: -found[at]):
        if _total(found, gap) <= width:
            return found
        found[at] = max(min(found[at], _NARROWEST), found[at] - (_total(found, gap) - width))
    return found if _total(found, gap) <= width else None


def _head(columns: Sequence[Column], widths: Sequence[int], gap: int) -> list[Content]:
    """The titles, broken ones in as many lines as they take, standing on the last."""
    titles = [wrapped(column.title, room) for column, room in zip(columns, widths, strict=True)]
    high = max(map(len, titles))
    lines = []
    for at in range(high):
        parts = [
            fitted(
                title[at - high + len(title)] if at >= high - len(title) else "",
                room,
                right=column.right,
            )
            for title, room, column in zip(titles, widths, columns, strict=True)
        ]
        lines.append(line(((" " * gap).join(parts), _HEAD)))
    return lines


def _row(
    columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int], gap: int, style: str
) -> list[Content]:
    broken = [
        wrapped(cell, room) if isinstance(cell, str) and cells(cell) > room else (cell,)
        for cell, room in zip(row, widths, strict=True)
    ]
    lines = []
    for at in range(max(map(len, broken))):
        parts: list[Styled] = []
        for column, pieces, room in zip(columns, broken, widths, strict=True):
            piece = pieces[at] if at < len(pieces) else ""
            parts += [*_placed(piece, room, column, style), " " * gap]
        lines.append(Content.assemble(*parts[:-1]))
    return lines


def _placed(piece: Cell, room: int, column: Column, style: str) -> list[Styled]:
    if isinstance(piece, str):
        return [(fitted(piece, room, right=column.right), style or column.style)]
    space = " " * max(0, room - piece.cell_length)
    return [space, piece] if column.right else [piece, space]


def _records(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, marked: frozenset[int]
) -> Block:
    """Every row as its first cell and a list of titles and values."""
    lines: list[Content] = []
    for at, row in enumerate(rows):
        first, *rest = row
        lines += [BLANK] if lines else []
        lines.append(line((str(first), _MARKED if at in marked else "bold")))
        named = [
            (column.title, cell)
            for column, cell in zip(columns[1:], rest, strict=True)
            if isinstance(cell, str) and cell.strip()
        ]
        lines += pairs(named, width)
    return tuple(lines)
