"""图线: lines and areas over months, years or ages, drawn with braille dots into styled lines.

Braille is one cell wide everywhere, so a plot never shifts; there are no frames. What is drawn later
stands over what was drawn before; dots of two lines in one cell both stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from textual.content import Content

from calculator.tui.blocks import Block, cells, line

__all__ = ["Area", "Line", "Plot", "axis", "ticks"]

_EMPTY = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ACROSS, _DOWN = 2, 4
_GRID = 0x02
_TICKS = 4
_SHORTEST, _NARROWEST = 4, 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the places `x`."""

    x: Sequence[float]
    y: Sequence[float]
    style: str


@dataclass(frozen=True, slots=True)
class Area:
    """The ground between two lines over the places `x`; `stepped` makes columns around them."""

    x: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    style: str
    stepped: bool = False


def ticks(highest: float, lowest: float = 0, steps: int = _TICKS) -> list[float]:
    """Round numbers from below `lowest` to above `highest`, about as many steps as asked for.

    >>> ticks(11_359)
    [0, 5000, 10000, 15000]
    """
    span = max(highest - lowest, 1e-9)
    step = 10 ** (len(str(int(span / steps))) - 1) if span >= steps else 1
    step = next(step * m for m in (1, 2, 5, 10, 20, 50) if step * m * steps >= span)
    first = int(lowest // step)
    count = 0
    while (first + count) * step < highest:
        count += 1
    return [(first + at) * step for at in range(count + 1)]


class Plot:
    """A field of `width` by `height` cells with the values of `levels` at the left and those of `along`
    below, each a value and its label. `ends` name lines at their right end: value, name, style.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        along: Sequence[tuple[float, str]],
        levels: Sequence[tuple[float, str]],
        ends: Sequence[tuple[float, str, str]] = (),
    ) -> None:
        self.margin = max(cells(label) for _, label in levels) + 1
        named = max((cells(name) + 1 for _, name, _ in ends), default=0)
        self.columns = max(_NARROWEST, width - self.margin - named)
        self.rows = max(_SHORTEST, height - 1)
        self._along, self._levels, self._ends = tuple(along), tuple(levels), tuple(ends)
        self._first = along[0][0]
        self._span = max(along[-1][0] - self._first, 1e-9)
        self._lowest = levels[0][0]
        self._rise = max(levels[-1][0] - self._lowest, 1e-9)
        self._dots = [[0] * self.columns for _ in range(self.rows)]
        self._inks = [[""] * self.columns for _ in range(self.rows)]
        self._grounds = [[""] * self.columns for _ in range(self.rows)]

    def column(self, x: float) -> int:
        """The column of the field a value along stands in."""
        return self._across(x) // _ACROSS

    def value(self, column: int) -> float:
        """The value along in the middle of a column."""
        return self._first + (column + 0.5) / self.columns * self._span

    def _across(self, x: float) -> int:
        last = _ACROSS * self.columns - 1
        return min(max(0, round((x - self._first) / self._span * last)), last)

    def _height(self, y: float) -> int:
        """The dots from the bottom up to a value."""
        last = _DOWN * self.rows - 1
        return min(max(0, round((y - self._lowest) / self._rise * last)), last)

    def draw(self, *marks: Line | Area) -> None:
        """Draw lines and areas, the later over the earlier."""
        for one in marks:
            if isinstance(one, Area):
                self._fill(one)
            else:
                self._stroke(one)

    def upright(self, x: float, style: str) -> None:
        """A line from bottom to top."""
        at = self._across(x)
        for up in range(_DOWN * self.rows):
            self._dot(at, up, style)

    def _dot(self, across: int, up: int, style: str) -> None:
        row, column = self.rows - 1 - up // _DOWN, across // _ACROSS
        self._dots[row][column] |= _DOTS[_DOWN - 1 - up % _DOWN][across % _ACROSS]
        self._inks[row][column] = style

    def _stroke(self, one: Line) -> None:
        points = [(self._across(x), self._height(y)) for x, y in zip(one.x, one.y, strict=True)]
        for (x, y), (to_x, to_y) in pairwise([*points, points[-1]]):
            steps = max(abs(to_x - x), abs(to_y - y), 1)
            for step in range(steps + 1):
                across, up = x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
                self._dot(round(across), round(up), one.style)

    def _fill(self, one: Area) -> None:
        """Ground where a cell is full, dots where the edges pass through it."""
        for column in range(self.columns):
            x = self.value(column)
            low = self._height(_at(one, one.low, x))
            high = self._height(_at(one, one.high, x)) + 1
            for row in range(low // _DOWN, -(-high // _DOWN)):
                first, beyond = max(low - row * _DOWN, 0), min(high - row * _DOWN, _DOWN)
                at = self.rows - 1 - row
                if beyond - first == _DOWN:
                    self._grounds[at][column] = one.style
                    self._dots[at][column] = 0
                else:
                    self._dots[at][column] = sum(
                        sum(_DOTS[_DOWN - 1 - up]) for up in range(first, beyond)
                    )
                    self._inks[at][column] = one.style

    def block(self) -> Block:
        """The field with its labels."""
        labels, names, lines = self._left(), self._right(), list[Content]()
        for row in range(self.rows):
            is_level = bool(labels[row].strip())
            drawn = [self._cell(row, column, grid=is_level) for column in range(self.columns)]
            runs = [
                ("".join(letter for letter, _ in run), style)
                for style, run in groupby(drawn, key=lambda cell: cell[1])
            ]
            lines.append(Content.assemble((labels[row], "$quiet"), *runs, names[row]))
        below = axis([(self.column(x), label) for x, label in self._along], self.columns)
        return (*lines, line((" " * self.margin + below, "$quiet")))

    def _cell(self, row: int, column: int, *, grid: bool) -> tuple[str, str]:
        dots, ground = self._dots[row][column], self._grounds[row][column]
        on = f" on {ground}" if ground else ""
        if dots:
            return chr(_EMPTY + dots), self._inks[row][column] + on
        if grid and not ground and column % _ACROSS == 0:
            return chr(_EMPTY + _GRID), "$faint"
        return " ", on.strip()

    def track(self, mark: Callable[[int], tuple[str, str]]) -> Content:
        """A line below the field: a letter and its style for every column."""
        drawn = [mark(column) for column in range(self.columns)]
        return Content.assemble(" " * self.margin, *drawn)

    def _right(self) -> list[tuple[str, str]]:
        """The names of the lines beside their ends, moved apart where they would meet."""
        right = [("", "")] * self.rows
        for value, name, style in sorted(self._ends):
            meant = self.rows - 1 - self._height(value) // _DOWN
            free = [row for row in range(self.rows) if not right[row][0]]
            if free:
                row = min(free, key=lambda at, meant=meant: (abs(at - meant), at))  # type: ignore[misc]
                right[row] = (f" {name}", style)
        return right

    def _left(self) -> list[str]:
        """The labels of the levels at their rows."""
        left = [""] * self.rows
        for value, label in self._levels:
            row = self.rows - 1 - self._height(value) // _DOWN
            left[row] = left[row] or label
        return [" " * (self.margin - 1 - cells(label)) + label + " " for label in left]


def axis(labels: Sequence[tuple[int, str]], columns: int) -> str:
    """Labels under their columns: the first, the last, and between them all, or every second, third ..."""
    placed = [
        (min(max(0, column - cells(label) // 2), columns - cells(label)), label)
        for column, label in labels
    ]
    first, last = placed[0], placed[-1]
    between = [one for one in placed[1:-1] if _clear(first, one) and _clear(one, last)]
    for stride in range(1, len(placed) + 1):
        kept = [first, *between[::stride], last] if len(placed) > 1 else placed
        if all(_clear(one, other) for one, other in pairwise(kept)):
            break
    text = ""
    for at, label in kept:
        text += " " * (at - cells(text)) + label
    return text


def _clear(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two labels stand apart."""
    return one[0] + cells(one[1]) + 2 <= other[0]


def _at(one: Area, values: Sequence[float], x: float) -> float:
    """The value of an edge at a place: on the line between two points, or that of the nearest."""
    if x <= one.x[0]:
        return values[0]
    for (left, low), (right, high) in pairwise(zip(one.x, values, strict=True)):
        if x <= right:
            share = (x - left) / max(right - left, 1e-9)
            return (low if share < 0.5 else high) if one.stepped else low + (high - low) * share
    return values[-1]
