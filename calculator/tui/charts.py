"""图线: lines over months or years, drawn by plotext with braille dots and turned into styled lines.

Braille is one cell wide everywhere, so a chart never shifts; there are no frames. Series are named by
theme colours and drawn in this order, the later over the earlier.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any

from rich.cells import cell_len as cells
from textual.content import Content

from calculator.tui.blocks import Block, line

__all__ = ["Series", "chart", "ticks"]

_INKS = ((1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0))
_INK = re.compile(r"\x1b\[([0-9;]*)m")
_TICKS = 4
_NO = False
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart; `filled` fills it down to zero, `dots` draws its points only."""

    x: Sequence[float]
    y: Sequence[float]
    style: str
    filled: bool = False
    dots: bool = False


def ticks(highest: float, lowest: float = 0) -> list[float]:
    """Round numbers from below `lowest` to above `highest`, about four steps.

    >>> ticks(11_359)
    [0, 5000, 10000, 15000]
    """
    span = max(highest - lowest, 1e-9)
    step = 10 ** (len(str(int(span / _TICKS))) - 1) if span >= _TICKS else 1
    step = next(step * m for m in (1, 2, 5, 10, 20, 50) if step * m * _TICKS >= span)
    first = int(lowest // step)
    count = 0
    while (first + count) * step < highest:
        count += 1
    return [(first + at) * step for at in range(count + 1)]


def chart(
    series: Sequence[Series],
    width: int,
    height: int,
    *,
    x_labels: Sequence[tuple[float, str]],
    y_labels: Sequence[tuple[float, str]],
) -> Block:
    """The series in a field of `width` by `height` cells with labels at the left and below."""
    if height < _SHORTEST or not series or not any(len(one.x) for one in series):
        return ()
    plotext: Any = import_module("plotext")

    margin = max(cells(label) for _, label in y_labels) + 1
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(max(8, width - margin), height - 1)
    plotext.frame(_NO)
    plotext.xaxes(_NO, _NO)
    plotext.yaxes(_NO, _NO)
    plotext.xticks([], [])
    plotext.yticks([], [])
    lowest, highest = y_labels[0][0], y_labels[-1][0]
    plotext.ylim(lowest, highest)
    first, last = x_labels[0][0], x_labels[-1][0]
    plotext.xlim(first, max(last, first + 1))
    for one, ink in zip(series, _INKS, strict=False):
        _draw(plotext, one, ink)
    drawn = _lines(plotext.build(), [one.style for one in series], height - 1)
    left = _left(y_labels, lowest, highest, len(drawn), margin)
    body = [
        Content.assemble((label, "$quiet"), row) for label, row in zip(left, drawn, strict=True)
    ]
    below = _below(x_labels, first, max(last, first + 1), max(8, width - margin))
    return (*body, line((" " * margin + below, "$quiet")))


def _draw(plotext: Any, one: Series, ink: tuple[int, int, int]) -> None:
    points = {"marker": "braille", "color": ink}
    if one.dots:
        plotext.scatter(list(one.x), list(one.y), **points)
    else:
        plotext.plot(list(one.x), list(one.y), fillx=one.filled, **points)


def _lines(drawn: str, styles: Sequence[str], rows: int) -> list[Content]:
    """The drawing with the ink numbers replaced by styles."""
    found: list[Content] = []
    for text in drawn.split("\n")[:rows]:
        parts: list[tuple[str, str]] = []
        style, end = "", 0
        for match in _INK.finditer(text):
            parts.append((text[end : match.start()], style))
            codes = match[1].split(";")
            style = styles[int(codes[2]) - 1] if codes[:2] == ["38", "2"] else ""
            end = match.end()
        parts.append((text[end:], style))
        merged = [
            ("".join(piece for piece, _ in group), style)
            for style, group in groupby(parts, key=lambda part: part[1])
        ]
        found.append(Content.assemble(*(part for part in merged if part[0])))
    return found + [Content("")] * (rows - len(found))


def _left(
    labels: Sequence[tuple[float, str]], lowest: float, highest: float, rows: int, margin: int
) -> list[str]:
    """The labels of the vertical axis at their rows."""
    left = [""] * rows
    span = max(highest - lowest, 1e-9)
    for value, label in labels:
        row = round((highest - value) / span * (rows - 1))
        if 0 <= row < rows and not left[row]:
            left[row] = label
    return [" " * (margin - 1 - cells(label)) + label + " " for label in left]


def _below(labels: Sequence[tuple[float, str]], first: float, last: float, width: int) -> str:
    """The labels of the horizontal axis at their columns; those that would touch are left out."""
    text = ""
    for value, label in labels:
        at = round((value - first) / (last - first) * (width - 1))
        at = min(max(0, at - cells(label) // 2), width - cells(label))
        if at >= cells(text) + (2 if text else 0):
            text += " " * (at - cells(text)) + label
    return text
