"""文本行: lines laid out by `blocks`, of which only those in sight are rendered."""

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from calculator.tui.blocks import Block

__all__ = ["TextLines"]

_STEP = 16


class TextLines(Widget):
    """As high as it has lines, in steps: a new height costs a layout of the whole screen. Wider lines are
    cut.
    """

    def __init__(self) -> None:
        super().__init__(classes="view-text")
        self.lines: Block = ()

    def show(self, lines: Block) -> None:
        """Show other lines."""
        height = _high(len(lines))
        if height != _high(len(self.lines)):
            self.styles.height = height
        self.lines = lines
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines, rounded up."""
        return _high(len(self.lines))

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


def _high(count: int) -> int:
    return max(1, -(-count // _STEP)) * _STEP
