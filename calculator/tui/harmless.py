"""无害的屏幕: whatever a text on the screen holds, no terminal obeys it."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from calculator.harmless import without_controls

__all__ = ["HARMLESS"]


class _Harmless(LineFilter):
    """Takes control characters out of every line, be they pasted or from a file that was opened."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments as they may be written."""
        return [
            segment
            if segment.text.isprintable()
            else Segment(without_controls(segment.text), segment.style, segment.control)
            for segment in segments
        ]


HARMLESS = _Harmless()
