"""文本行: lines laid out by `blocks`, of which only those in sight are rendered."""

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from calculator.tui.blocks import Block

__all__ = ["Lines", "TextLines"]

_STEP = 16


class Lines(Widget):
    """Lines in a place whose size is not theirs to say. Wider lines are cut."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.lines: Block = ()

    def show(self, lines: Block) -> None:
        """Show other lines."""
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def render(self) -> Content:
        """All lines, where the whole text is asked for."""
        return Content("\n").join(self.lines)

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if y >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        (strip,) = Visual.to_strips(self, self.lines[y], width, 1, self.visual_style)
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
