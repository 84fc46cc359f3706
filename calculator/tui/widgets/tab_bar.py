"""页签栏: the names of the views in one line, changed by arrow keys or a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len as cells
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from calculator.tui.speech import chip

__all__ = ["TabBar"]


_BEFORE, _AFTER = "<", ">"


class TabBar(Widget, can_focus=True):
    """The chosen tab stands on a ground of its own; those beyond the width scroll into sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    @dataclass
    class Turned(Message):
        """Another tab was chosen."""

        tab: str

    chosen: reactive[str] = reactive("")

    def __init__(self, tabs: Sequence[tuple[str, str]], chosen: str, *, id: str) -> None:  # noqa: A002
        """`tabs` are (name, title)."""
        super().__init__(id=id)
        self.tabs = tuple(tabs)
        self.set_reactive(TabBar.chosen, chosen)

    def _first(self) -> int:
        """The first tab shown, so that the chosen one is in sight."""
        names = [name for name, _ in self.tabs]
        at = names.index(self.chosen) if self.chosen in names else 0
        first, room = 0, max(1, self.content_size.width)
        while first < at and first + self._shown(first, room) <= at:
            first += 1
        return first

    def render(self) -> Content:
        """The whole titles that have room, from the first; signs where there are more."""
        first, room = self._first(), self.content_size.width
        parts = [
            chip(title, self) if name == self.chosen else (f" {title} ", "$quiet")
            for name, title in self.tabs[first:]
        ]
        if first:
            parts[0] = (_BEFORE + parts[0][0][1:], parts[0][1])
        count = self._shown(first, room)
        if count == len(parts):
            return Content.assemble(*parts)
        shown = Content.assemble(*parts[:count])
        return Content.assemble(shown, " " * (room - 1 - shown.cell_length), (_AFTER, "$primary"))

    def _shown(self, first: int, room: int) -> int:
        """How many titles from the first on stand whole, the sign for more beside them."""
        widths = [cells(title) + 2 for _, title in self.tabs[first:]]
        if sum(widths) <= room:
            return len(widths)
        fits = [at for at in range(len(widths) + 1) if sum(widths[:at]) < room]
        return max(1, fits[-1])

    def action_step(self, step: int) -> None:
        """The next tab in a direction, round the ends."""
        names = [name for name, _ in self.tabs]
        self._turn(names[(names.index(self.chosen) + step) % len(names)])

    def _turn(self, name: str) -> None:
        if name != self.chosen:
            self.chosen = name
            self.post_message(self.Turned(name))

    def on_click(self, event: events.Click) -> None:
        """Turn to the tab clicked, or to the first one beyond the edge."""
        offset = event.get_content_offset(self)
        first, room, end = self._first(), self.content_size.width, 0
        beyond = first + self._shown(first, room)
        for name, title in self.tabs[first:beyond]:
            end += cells(title) + 2
            if offset is not None and offset.x < end:
                self._turn(name)
                return
        if offset is not None and beyond < len(self.tabs) and offset.x >= room - 2:
            self._turn(self.tabs[beyond][0])
