"""询问: a question with a few answers."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from calculator.tui.screens.spoken import SpokenDialog

__all__ = ["AskDialog"]


class AskDialog(SpokenDialog[str]):
    """Gives the id of the answer, empty when it was left. `answers` are (id, words)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "app.key.close"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading = title
        self.question = text
        self.answers = tuple(answers)

    def on_mount(self) -> None:
        """Known as a question, so that it is not asked twice."""
        self.add_class("-asking")

    def compose(self) -> ComposeResult:
        """Title, question, answers."""
        with Vertical(classes="dialog -low"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            yield Static(self.question, classes="welcome-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                for name, words in self.answers:
                    yield Button(words, id=f"answer-{name}", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def action_leave(self) -> None:
        """Give no answer."""
        self.dismiss("")
