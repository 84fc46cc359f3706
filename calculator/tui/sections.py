"""章节: sections of a report as blocks, side by side where there is room.

A unit that all amounts of a column share stands once, in its title.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.content import Content

from calculator.reports.document import Row, Section
from calculator.tui.blocks import (
    BLANK,
    Block,
    above,
    beside,
    cells,
    heading,
    line,
    pairs,
    paragraph,
)
from calculator.tui.tables import Column, least_width, table

__all__ = ["Piece", "arranged", "piece_of"]

_GAP = 4
_TWO_COLUMNS, _THREE_COLUMNS = 70, 166
_LEAST_TEXT, _LEAST_TABLE, _LEAST_VALUE = 46, 30, 14
Units = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block not yet laid out: the least width it can stand in, and how it is drawn in a width."""

    least: int
    draw: Callable[[int], Block]


def arranged(pieces: Iterable[Piece], width: int) -> Block:
    """Pieces in order, in as many columns as there is room for; wide ones across all."""
    count = 1 if width < _TWO_COLUMNS else 2 if width < _THREE_COLUMNS else 3
    room = (width - _GAP * (count - 1)) // count
    stacks: list[Block] = []
    for is_narrow, group in groupby(pieces, key=lambda piece: count > 1 and piece.least <= room):
        found = list(group)
        beside_others = is_narrow and len(found) > 1
        blocks = [piece.draw(room if beside_others else width) for piece in found]
        blocks = [block for block in blocks if block]
        stacks += [_in_columns(blocks, count, room)] if beside_others else blocks
    return above(*stacks)


def _in_columns(blocks: Sequence[Block], count: int, room: int) -> Block:
    """Columns filled in order, so that all end at about the same height."""
    high = min(
        (h for h in _heights(blocks) if len(_filled(blocks, h)) <= count),
        default=sum(map(len, blocks)),
    )
    return beside([above(*column) for column in _filled(blocks, high)], room, _GAP)


def _heights(blocks: Sequence[Block]) -> list[int]:
    """The heights a column of some of the blocks can have."""
    return sorted(
        {
            sum(len(block) + 1 for block in blocks[first:last]) - 1
            for first in range(len(blocks))
            for last in range(first + 1, len(blocks) + 1)
        }
    )


def _filled(blocks: Sequence[Block], high: int) -> list[list[Block]]:
    """Columns of at most `high` lines, a higher block by itself."""
    filled: list[list[Block]] = []
    used = 0
    for block in blocks:
        if filled and used + 1 + len(block) <= high:
            filled[-1].append(block)
            used += 1 + len(block)
        else:
            filled.append([block])
            used = len(block)
    return filled


def piece_of(
    part: Section,
    with_unit: Units,
    *,
    strong: frozenset[str] = frozenset(),
    details: bool = False,
    marked: frozenset[int] = frozenset(),
) -> Piece:
    """A section: its heading, its table or pairs, its paragraphs. `with_unit` puts a unit to a title."""
    columns, rows = _columns(part, with_unit)
    if part.columns:
        least = max(least_width(columns, rows), _LEAST_TABLE)
    else:
        least = max((cells(row.cells[0]) + _LEAST_VALUE for row in part.rows), default=_LEAST_TEXT)

    def draw(width: int) -> Block:
        body: list[Content] = []
        if part.columns:
            body += table(columns, rows, width, marked=marked)
        elif part.rows:
            named = ((row.cells[0], row.cells[1]) for row in part.rows)
            body += pairs(named, width, strong=strong)
        if details:
            body += [text for row in part.rows if row.details for text in _details(row, width)]
        if body and part.paragraphs:
            body.append(BLANK)
        for text in part.paragraphs:
            body += paragraph(text, width, mark="- ")
        return (*heading(part.title, width), *body) if body else ()

    return Piece(least, draw)


def _details(row: Row, width: int) -> Block:
    lines: list[Content] = [BLANK, line((row.cells[0], "bold"))]
    for label, text in row.details:
        lines += paragraph(text, width, mark=f"{label}  ")
    return tuple(lines)


def _columns(part: Section, with_unit: Units) -> tuple[list[Column], list[tuple[str, ...]]]:
    """Titles and cells, a shared unit taken from the cells into the title."""
    columns = [Column(column.title, column.right) for column in part.columns]
    rows = [row.cells for row in part.rows]
    for at, column in enumerate(columns):
        unit = _shared_unit([row[at] for row in rows]) if column.right else ""
        if unit:
            columns[at] = Column(with_unit(column.title, unit), right=True)
            rows = [
                (*row[:at], row[at].removesuffix(unit).rstrip(), *row[at + 1 :]) for row in rows
            ]
    return columns, rows


def _shared_unit(texts: Sequence[str]) -> str:
    """The word after the number in all of the amounts; other words may stand between them."""
    amounts = [text for text in texts if text[:1].isdigit() or text[:2].strip("-").isdigit()]
    ends = {text.rpartition(" ")[2] if " " in text else "" for text in amounts}
    unit = ends.pop() if len(ends) == 1 else ""
    return unit if unit.isalpha() and len(amounts) > 1 else ""
