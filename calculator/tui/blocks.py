"""版面: lines of styled text laid out by cells: paragraphs, pairs, legends, blocks beside each other.

A block is a tuple of lines. Colour is spelt by theme names, so that a change of theme needs no new
block; nothing here depends on colour or on characters of ambiguous width.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len as cells
from textual.content import Content

from calculator.width import wrapped as wrapped_by_cells

__all__ = [
    "BLANK",
    "Block",
    "Styled",
    "above",
    "bar",
    "beside",
    "cells",
    "fitted",
    "heading",
    "legend",
    "line",
    "pairs",
    "paragraph",
    "shown",
    "spread",
    "widest",
    "wrapped",
]

Block = tuple[Content, ...]
Styled = str | tuple[str, str] | Content
BLANK = Content("")
_GAP = 2
_LONGEST_LINE = 96
_AMOUNT = re.compile(r"-?[\d,]+(\.\d+)?( \w+)?")


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


def widest(block: Iterable[Content]) -> int:
    """The cells of the widest line."""
    return max((one.cell_length for one in block), default=0)


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


def heading(title: str, width: int = _LONGEST_LINE) -> Block:
    """A heading, in as many lines as it takes."""
    return tuple(line((part, "bold $primary")) for part in wrapped(title, max(8, width)))


def paragraph(text: str, width: int, style: str = "", mark: str = "") -> Block:
    """Wrapped text in lines short enough to read; `mark` stands before the first line, the others
    below the text.
    """
    room = min(width, _LONGEST_LINE) - cells(mark)
    lines = wrapped(text, max(8, room)) or ("",)
    indent = " " * cells(mark)
    return tuple(
        line((indent if at else mark, "$quiet"), (part, style)) for at, part in enumerate(lines)
    )


def above(*blocks: Sequence[Content], gap: int = 1) -> Block:
    """Blocks below each other, empty ones left out."""
    lines: list[Content] = []
    for block in blocks:
        if block:
            lines += [BLANK] * (gap if lines else 0)
            lines += block
    return tuple(lines)


def beside(blocks: Sequence[Sequence[Content]], width: int, gap: int = 4) -> Block:
    """Blocks side by side, each `width` cells wide."""
    rows = max((len(block) for block in blocks), default=0)
    lines = []
    for at in range(rows):
        parts: list[Styled] = []
        for block in blocks:
            part = block[at] if at < len(block) else BLANK
            parts += [part, " " * (width - part.cell_length + gap)]
        lines.append(Content.assemble(*parts[:-1]))
    return tuple(lines)


def bar(length: int, style: str) -> Content:
    """A bar of `length` cells."""
    return Content.assemble((" " * max(0, length), f"on {style}"))


def spread(left: Content, right: Content, width: int) -> Content:
    """Two texts at the ends of a line; where both do not fit, the left one alone."""
    room = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * room, right) if room >= 1 else left


def legend(entries: Iterable[tuple[str, str]], width: int) -> Block:
    """Swatches (style, words) in as many lines as they take."""
    lines: list[list[Styled]] = [[]]
    used = 0
    for style, words in entries:
        needed = cells(words) + 6
        if used and used + needed - 3 > width:
            lines.append([])
            used = 0
        lines[-1] += [bar(2, style), (f" {words}   ", "$quiet")]
        used += needed
    return tuple(line(*parts) for parts in lines if parts)


def pairs(
    rows: Iterable[tuple[str, str]], width: int, *, strong: frozenset[str] = frozenset()
) -> Block:
    """Labels and values beside them; amounts end in one column. Labels in `strong` stand out."""
    rows = list(rows)
    column = min(max((cells(label) for label, _ in rows), default=0), width * 3 // 5)
    amounts = [cells(value) for _, value in rows if _AMOUNT.fullmatch(value)]
    room = max(8, width - column - _GAP)
    amount = min(max(amounts, default=0), room)
    lines: list[Content] = []
    for label, value in rows:
        style = "bold" if label in strong else ""
        if cells(label) > column:
            lines += paragraph(label, width, "$quiet")
            label = ""  # noqa: PLW2901 a long label has been written above its value
        if _AMOUNT.fullmatch(value) and len(amounts) > 1:
            value = fitted(value, amount, right=True)  # noqa: PLW2901 in its column
        for at, part in enumerate(wrapped(value, room) if value.strip() == value else (value,)):
            lines.append(
                line((fitted("" if at else label, column + _GAP), "$quiet"), (part, style))
            )
    return tuple(lines)
