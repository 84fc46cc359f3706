"""文本行: lines laid out by `blocks`, of which only those in sight are rendered."""

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from calculator.tui.blocks import Block

__all__ = ["TextLines"]


class TextLines(Widget):
    """As high as it has lines; wider lines are cut."""

    def __init__(self) -> None:
        super().__init__(classes="view-text")
        self.lines: Block = ()

    def show(self, lines: Block) -> None:
        """Show other lines."""
        if len(lines) != len(self.lines):
            self.styles.height = max(1, len(lines))
        self.lines = lines
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines."""
        return max(1, len(self.lines))

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
