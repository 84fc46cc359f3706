"""开始: what the app does, in one screen, and three examples to begin with."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from calculator.tui.samples import SAMPLES
from calculator.tui.screens.spoken import SpokenDialog
from calculator.tui.speech import say

__all__ = ["WelcomeDialog"]

_BLANK, _OPEN = "blank", "open"


class WelcomeDialog(SpokenDialog[str]):
    """Gives the name of a sample, `open`, or `blank`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "app.key.close"),
        Binding("f2", "app.language", "app.key.language"),
    ]

    def __init__(self) -> None:
        super().__init__(classes="-welcome")

    def compose(self) -> ComposeResult:
        """What it answers, the examples, what it does not do."""
        with Vertical(classes="dialog -slim"):
            yield Static(say(self, "app.title"), classes="dialog-title", markup=False)
            yield Static(say(self, "app.welcome.answers"), classes="welcome-text", markup=False)
            yield Static(say(self, "app.welcome.how"), classes="welcome-text -quiet", markup=False)
            yield OptionList(*self._options(), markup=False, compact=True, id="samples")
            yield Static(
                say(self, "app.welcome.private"), classes="welcome-text -quiet", markup=False
            )

    def _options(self) -> list[Option]:
        names = (*SAMPLES, _BLANK, _OPEN)
        return [Option(Content(say(self, f"app.welcome.{name}")), id=name) for name in names]

    def on_mount(self) -> None:
        """The cursor on the first example."""
        chosen = self.query_one(OptionList)
        chosen.focus()
        chosen.highlighted = 0

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id or _BLANK)

    def action_leave(self) -> None:
        """Begin with a blank form."""
        self.dismiss(_BLANK)
