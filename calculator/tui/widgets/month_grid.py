"""月份条: a row for each year, a cell for each month, painted by keyboard or mouse.

Every way of paying has a letter, so that nothing rests on colour.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from calculator.tui.blocks import fitted, line, shown
from calculator.tui.month_strip import AS_DECLARED, Strip, Way
from rules.month import MONTHS_PER_YEAR, Month, year_of

__all__ = ["MonthGrid", "letters"]

_LABEL = 6
_NARROW, _WIDE = 2, 3
_ROOMY = 120
_UNPAID, _PLANNED, _OUTSIDE, _NOW = "-", "+", " ", ">"
_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLOURS = ("$primary", "$second", "$accent")


def letters(strip: Strip) -> dict[Way, str]:
    """A letter for every way of paying, in the order of time; as declared is a plus."""
    ways = dict.fromkeys(way for _, _, way in strip.spells() if way != AS_DECLARED)
    return {way: _NAMES[at % len(_NAMES)] for at, way in enumerate(ways)} | {AS_DECLARED: _PLANNED}


class MonthGrid(Widget, can_focus=True):
    """Arrow keys move by month and year, with Shift they select; Space and Enter paint."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, False)", show=False),
        Binding("right", "move(1, False)", show=False),
        Binding("up", "move(-12, False)", show=False),
        Binding("down", "move(12, False)", show=False),
        Binding("shift+left", "move(-1, True)", show=False),
        Binding("shift+right", "move(1, True)", show=False),
        Binding("shift+up", "move(-12, True)", show=False),
        Binding("shift+down", "move(12, True)", show=False),
        Binding("home", "reach('first')", show=False),
        Binding("end", "reach('last')", show=False),
        Binding("space,enter", "paint(True)", "app.key.paint", id="paint"),
        Binding("delete,backspace", "paint(False)", "app.key.erase", id="erase"),
    ]

    cursor: reactive[int] = reactive(0)
    held: reactive[int | None] = reactive(None)

    @dataclass
    class Painted(Message):
        """Months were painted, or made unpaid."""

        months: range
        paid: bool

    def __init__(self, strip: Strip) -> None:
        super().__init__(id="grid")
        self.strip = strip
        self.set_reactive(MonthGrid.cursor, int(strip.today - 1))

    def on_mount(self) -> None:
        """As high as there are years; the cursor in sight."""
        years = year_of(self.strip.last) - year_of(self.strip.first) + 1
        self.styles.height = years
        self.call_after_refresh(self._in_sight)

    def show(self, strip: Strip) -> None:
        """Show another strip."""
        self.strip = strip
        self.refresh()

    @property
    def selected(self) -> range:
        """The months selected, the one with the cursor at least."""
        ends = (self.cursor, self.cursor if self.held is None else self.held)
        return range(min(ends), max(ends) + 1)

    def render(self) -> Content:
        """The years."""
        first, last = year_of(self.strip.first), year_of(self.strip.last)
        names = letters(self.strip)
        return shown(self._year(year, names) for year in range(first, last + 1))

    def numbers(self) -> Content:
        """The numbers of the months, to stand above the years."""
        cell = self._cell
        numbers = "".join(fitted(str(month), cell) for month in range(1, MONTHS_PER_YEAR + 1))
        return line((" " * _LABEL + numbers, "$quiet"))

    @property
    def _cell(self) -> int:
        """The cells of a month."""
        return _WIDE if self.app.size.width >= _ROOMY else _NARROW

    def _year(self, year: int, names: dict[Way, str]) -> Content:
        start = Month.of(year, 1)
        months = range(start, start + MONTHS_PER_YEAR)
        cells = [self._month(month, names) for month in months]
        is_now = year == self.strip.today.year
        label = fitted(f"{year}{_NOW if is_now else ''}", _LABEL)
        return Content.assemble((label, "bold $primary" if is_now else "$quiet"), *cells)

    def _month(self, month: int, names: dict[Way, str]) -> tuple[str, str]:
        strip = self.strip
        if not strip.first <= month <= strip.last:
            return _OUTSIDE * self._cell, ""
        way = strip.ways.get(month)
        mark = _UNPAID if way is None else names.get(way, _PLANNED)
        style = "$faint" if way is None else self._colour(way, names)
        if month in self.selected:
            style = "reverse bold" if self.has_focus else "reverse"
        return fitted(mark, self._cell), style

    def _colour(self, way: Way, names: dict[Way, str]) -> str:
        if way == AS_DECLARED:
            return "$quiet"
        return _COLOURS[(ord(names[way]) - ord(_NAMES[0])) % len(_COLOURS)]

    def action_move(self, step: int, selecting: bool) -> None:
        """Move the cursor, selecting on the way or not."""
        if selecting and self.held is None:
            self.held = self.cursor
        elif not selecting:
            self.held = None
        self.cursor = min(max(self.cursor + step, self.strip.first), self.strip.last)
        self._in_sight()

    def action_reach(self, end: str) -> None:
        """The first or the last month."""
        self.held = None
        self.cursor = int(self.strip.first if end == "first" else self.strip.last)
        self._in_sight()

    def action_paint(self, paid: bool) -> None:
        """Paint the selected months; after a single one the cursor moves on."""
        months = self.selected
        self.post_message(self.Painted(months, paid))
        if self.held is None:
            self.action_move(1, selecting=False)
        self.held = None

    def _in_sight(self) -> None:
        row = year_of(self.cursor) - year_of(self.strip.first)
        for pane in self.ancestors:
            if isinstance(pane, VerticalScroll):
                top, high = round(pane.scroll_y), pane.size.height
                if not top + 1 <= row <= top + high - 2:
                    pane.scroll_to(y=max(0, row - high // 2), animate=False)
                return

    def _month_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None or offset.x < _LABEL:
            return None
        at = (offset.x - _LABEL) // self._cell
        month = Month.of(year_of(self.strip.first) + offset.y, 1) + at
        is_inside = at < MONTHS_PER_YEAR and self.strip.first <= month <= self.strip.last
        return month if is_inside else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection."""
        month = self._month_at(event)
        if month is not None:
            self.cursor = self.held = month
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on."""
        if self.app.mouse_captured is self and (month := self._month_at(event)) is not None:
            self.cursor = month

    def on_mouse_up(self) -> None:
        """Paint what was dragged over."""
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.post_message(self.Painted(self.selected, paid=True))
            self.held = None
