"""说明窗口: a text to read, closed by Escape or Enter."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from calculator.tui.blocks import Block
from calculator.tui.screens.spoken import SpokenDialog
from calculator.tui.speech import say
from calculator.tui.widgets.text_lines import TextLines

__all__ = ["TextDialog"]

_MARGIN = 2


class TextDialog(SpokenDialog[None]):
    """`lay_out` gives the text for a width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "app.key.close"),
    ]

    def __init__(self, title: str, lay_out: Callable[[int], Block]) -> None:
        super().__init__()
        self.heading = title
        self._lay_out = lay_out

    def compose(self) -> ComposeResult:
        """Title, text, how to close."""
        with Vertical(classes="dialog"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-body"):
                yield TextLines()
            yield Static(say(self, "app.dialog.close"), classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Read from the top."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        body = self.query_one(".dialog-body")
        width = max(20, body.size.width - _MARGIN)
        self.query_one(TextLines).show(self._lay_out(width))
