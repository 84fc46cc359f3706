"""条图: named things below each other, each with a bar, a split bar or a span, and its amount."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from calculator.charts import Chart, Shape, Unit, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.tui.blocks import BLANK, Block, bar, cells, fitted, legend, line, wrapped
from calculator.tui.plot import axis, ticks

__all__ = ["rows"]

_GAP = 2
_NARROWEST, _STEPS = 12, 8
_MARKED = "> "
_UNPAID, _PALE = "unpaid", "$track"
_NONE = "-"


def rows(
    chart: Chart, told: Worded, width: int, inks: Sequence[str], *, spaced: bool = False
) -> Block:
    """A chart of named things within a width; `spaced` sets them apart by a blank line."""
    names = _names(chart, told)
    label = min(max(map(cells, names)), width // 2)
    room = width - label - _GAP
    lines: list[Content] = []
    entries = list(zip(inks, told.series, strict=False)) if len(chart.series) > 1 else []
    if chart.shape is Shape.SPANS:
        drawn, below, entries = *_spans(chart, room, inks[0]), []
        said = fitted(" - ".join(told.series), width, right=True)
        lines = [line((said, "$quiet"))]
    else:
        drawn, below = list(_bars(chart, room, inks)), ()
    entries += [(_PALE, words) for words in sorted(_said(chart, told, is_pale=True))]
    lines += legend(entries, width)
    for at, (name, bars) in enumerate(zip(names, drawn, strict=True)):
        lines += [BLANK] if spaced and at else []
        words = wrapped(name, label)
        for row in range(max(len(words), len(bars))):
            word = words[row] if row < len(words) else ""
            after = bars[row] if row < len(bars) else BLANK
            lines.append(line((fitted(word, label + _GAP), "$quiet"), after))
    lines += [line((" " * (label + _GAP) + text, "$quiet")) for text in below]
    signed = sorted(_said(chart, told, is_pale=False))
    return (*lines, *(line((_MARKED + words, "$quiet")) for words in signed))


def _said(chart: Chart, told: Worded, *, is_pale: bool) -> set[str]:
    """The words of the marks that make a bar pale, or of those that put a sign to a name."""
    marks = zip(chart.marks, told.marks, strict=True)
    return {words for mark, words in marks if (mark.name == _UNPAID) == is_pale}


def _names(chart: Chart, told: Worded) -> list[str]:
    """The names of the positions, those with a mark below a sign."""
    marked = {mark.at for mark in chart.marks if mark.name != _UNPAID}
    before = {at: _MARKED if at in marked else " " * len(_MARKED) for at in chart.at}
    return [
        (before[at] if marked else "") + word
        for at, word in zip(chart.at, told.positions, strict=True)
    ]


def _amount(chart: Chart, value: int | None) -> str:
    """A value as it stands beside its bar."""
    if value is None:
        return _NONE
    drawn = scaled(chart, value)
    return f"{drawn:,.1f}" if chart.unit is Unit.YEARS else f"{drawn:,.0f}"


def _bars(chart: Chart, width: int, inks: Sequence[str]) -> Iterator[list[Content]]:
    """The bars of every position: parts on one line, or a line for each series."""
    is_stack = chart.shape is Shape.STACK
    values = list(zip(*(series.values for series in chart.series), strict=True))
    groups = [[one] if is_stack else [(value,) for value in one] for one in values]
    sums = [[_sum(one) for one in group] for group in groups]
    written = [[_amount(chart, total) for total in one] for one in sums]
    amount = max(cells(words) for one in written for words in one)
    room = max(_NARROWEST, width - amount - _GAP)
    most = max(1, *(total or 0 for one in sums for total in one))
    pale = {mark.at for mark in chart.marks if mark.name == _UNPAID}
    for place, group, words in zip(chart.at, groups, written, strict=True):
        lines = []
        for at, (parts, word) in enumerate(zip(group, words, strict=True)):
            inked = inks if is_stack else inks[at:]
            if place in pale:
                parts, inked = (_sum(parts),), (_PALE,)  # noqa: PLW2901 one bar for all parts
            bars = list(_split(chart, parts, inked, room, most))
            space = " " * (room - sum(one.cell_length for one in bars) + _GAP)
            strength = "$quiet" if place in pale else "bold"
            said = (fitted(word, amount, right=True), strength)
            lines.append(Content.assemble(*bars, space, said))
        yield lines


def _sum(values: Sequence[int | None]) -> int | None:
    """What there is, together; None where there is nothing at all."""
    there = [value for value in values if value is not None]
    return sum(there) if there else None


def _split(
    chart: Chart, values: Sequence[int | None], inks: Sequence[str], room: int, most: int
) -> Iterator[Content]:
    """A bar of parts, together as long as their sum; the amount of a part inside it where it fits."""
    end = before = 0
    for value, ink in zip(values, inks, strict=False):
        end += max(0, value or 0)
        length = room * end // most - before
        before += length
        words = f" {_amount(chart, value)} " if len(values) > 1 else ""
        if words and cells(words) <= length:
            yield Content.assemble((fitted(words, length), f"$bar-text on {ink}"))
        else:
            yield bar(length, ink)


def _spans(chart: Chart, width: int, ink: str) -> tuple[list[list[Content]], tuple[str, ...]]:
    """Spans on one scale, their ends in figures, and the scale."""
    pairs = list(zip(*(series.values for series in chart.series), strict=True))
    words = [" - ".join(_amount(chart, value) for value in pair) for pair in pairs]
    amount = max(map(cells, words))
    room = max(_NARROWEST, width - amount - _GAP)
    ends = [[scaled(chart, value or 0) for value in pair] for pair in pairs]
    marks = ticks(max(map(max, ends)), min(map(min, ends)), _STEPS)
    scale = (room - 1) / max(marks[-1] - marks[0], 1e-9)
    drawn = []
    for pair, word in zip(ends, words, strict=True):
        low, high = (round((end - marks[0]) * scale) for end in (min(pair), max(pair)))
        drawn.append(
            [
                Content.assemble(
                    " " * low,
                    bar(high - low + 1, ink),
                    " " * (room - 1 - high + _GAP),
                    (fitted(word, amount, right=True), "bold"),
                )
            ]
        )
    levels = [(round((mark - marks[0]) * scale), f"{mark:,.0f}") for mark in marks]
    return drawn, (axis(levels, room),)
