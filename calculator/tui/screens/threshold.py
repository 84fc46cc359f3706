"""门槛: what stands on the screen while the calculator is being loaded."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

__all__ = ["Threshold"]


class _Name(Widget):
    """The name of the app, where the title will be."""

    def __init__(self, name: str) -> None:
        super().__init__(id="title")
        self.shown_name = name

    def render(self) -> str:
        """The name."""
        return self.shown_name


class Threshold(Screen[None]):
    """The empty frame of the main screen, painted at once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shown_name = name

    def compose(self) -> ComposeResult:
        """The title."""
        yield _Name(self.shown_name)
