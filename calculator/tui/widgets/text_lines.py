"""文本行: lines laid out by `blocks`; only those in sight are rendered, and only those that changed."""

from typing import Any

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from calculator.tui.blocks import Block

__all__ = ["Lines", "TextLines"]

_STEP = 16


class Lines(Widget):
    """Lines in a place whose size is not theirs to say. Wider lines are cut."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.auto_links = False
        self.lines: Block = ()
        self._strips: dict[int, Strip] = {}
        self._look: tuple[Any, ...] = ()

    def show(self, lines: Block) -> None:
        """Show other lines."""
        old = self.lines
        changed = [
            y
            for y in range(max(len(lines), len(old)))
            if y >= len(lines) or y >= len(old) or not lines[y].is_same(old[y])
        ]
        self.lines = lines
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render(self) -> Content:
        """All lines, where the whole text is asked for."""
        return Content("\n").join(self.lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight; with another style or width, all anew."""
        look = (self.app.theme, self.visual_style, self.size.width)
        if look != self._look:
            self._look = look
            self._strips.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if y >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(y)
        if strip is None:
            _, style, _ = self._look
            (strip,) = Visual.to_strips(self, self.lines[y], width, 1, style)
            self._strips[y] = strip
        return strip


class TextLines(Lines):
    """As high as it has lines, in steps: a new height costs a layout of the whole screen."""

    def __init__(self) -> None:
        super().__init__(classes="view-text")

    def show(self, lines: Block) -> None:
        """Show other lines."""
        if _high(len(lines)) != _high(len(self.lines)):
            self.styles.height = _high(len(lines))
        super().show(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines, rounded up."""
        return _high(len(self.lines))


def _high(count: int) -> int:
    return max(1, -(-count // _STEP)) * _STEP
