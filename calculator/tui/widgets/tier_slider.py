"""档次滑杆: the contribution base between floor and ceiling, moved by arrow keys, clicks and dragging."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len as cells
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from calculator.tui.blocks import fitted
from rules.quantities import PPM

__all__ = ["TierSlider"]

_PERCENT = PPM // 100
_STEP = 5
_LABEL = 5


class TierSlider(Widget, can_focus=True):
    """Percent of the reference wage. `offered` restricts it to some percentages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", f"move(-{_STEP})", show=False),
        Binding("right", f"move({_STEP})", show=False),
        Binding("shift+left", "move(-1)", show=False),
        Binding("shift+right", "move(1)", show=False),
        Binding("home", "end(False)", show=False),
        Binding("end", "end(True)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """A tier was chosen: `percent` of the reference wage."""

        percent: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 the name is Textual's
        super().__init__(id=id)
        self.lowest, self.highest, self.percent = 60, 300, 60
        self.offered: tuple[int, ...] = ()

    def set_to(self, percent: int, lowest: int, highest: int, offered: tuple[int, ...]) -> None:
        """Show a tier within its limits."""
        shown = (percent, lowest, highest, offered)
        if shown != (self.percent, self.lowest, self.highest, self.offered):
            self.percent, self.lowest, self.highest, self.offered = shown
            self.refresh()

    @property
    def _track(self) -> int:
        return max(1, self.content_size.width - 2 * _LABEL)

    def render(self) -> Content:
        """Lowest tier, track with the part chosen, highest tier."""
        span = max(1, self.highest - self.lowest)
        inside = min(max(self.percent, self.lowest), self.highest) - self.lowest
        label = f" {self.percent}% "
        room = max(0, self._track - cells(label))
        filled = room * inside // span
        thumb = "bold reverse" if self.app.has_class("-plain") else "bold $background on $primary"
        return Content.assemble(
            (fitted(f"{self.lowest}%", _LABEL), "$quiet"),
            ("=" * filled if self.app.has_class("-plain") else " " * filled, "on $first-bar"),
            (label, thumb),
            (
                "-" * (room - filled) if self.app.has_class("-plain") else " " * (room - filled),
                "on $track",
            ),
            (fitted(f"{self.highest}%", _LABEL, right=True), "$quiet"),
        )

    def action_move(self, step: int) -> None:
        """A step up or down; the next offered tier where only some are."""
        if self.offered:
            beyond = [
                p for p in self.offered if (p > self.percent) == (step > 0) and p != self.percent
            ]
            if beyond:
                self._take(min(beyond) if step > 0 else max(beyond))
            return
        target = self.percent + step
        if abs(step) > 1:
            target = target // step * step if step > 0 else -(-target // -step) * -step
        self._take(target)

    def action_end(self, high: bool) -> None:
        """The lowest or the highest tier."""
        ends = self.offered or (self.lowest, self.highest)
        self._take(max(ends) if high else min(ends))

    def _take(self, percent: int) -> None:
        percent = min(max(percent, self.lowest), self.highest)
        if self.offered:
            percent = min(self.offered, key=lambda offered: abs(offered - percent))
        if percent != self.percent:
            self.percent = percent
            self.refresh()
            self.post_message(self.Moved(percent))

    def _at(self, event: events.MouseEvent) -> None:
        offset = event.get_content_offset_capture(self)
        share = (offset.x - _LABEL) / max(1, self._track - 1)
        percent = round(self.lowest + share * (self.highest - self.lowest))
        near = round(percent / _STEP) * _STEP
        self._take(near)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the slider."""
        self.capture_mouse()
        self._at(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag."""
        if self.app.mouse_captured is self:
            self._at(event)

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()
