"""路径: the name of a file to write or to read, with what already lies in the folder."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from calculator.tui.screens.spoken import SpokenDialog
from calculator.tui.speech import say

__all__ = ["PathDialog"]


class PathDialog(SpokenDialog[Path | None]):
    """Gives the path, None when it was left. `known` are offered below the input."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "app.key.close")]

    def __init__(self, title: str, proposed: str, known: tuple[Path, ...] = ()) -> None:
        super().__init__()
        self.heading = title
        self.proposed = proposed
        self.known = known

    def compose(self) -> ComposeResult:
        """Title, path, files there, buttons."""
        with Vertical(classes="dialog -low"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            yield Input(self.proposed, compact=True, id="path")
            if self.known:
                yield OptionList(
                    *(Option(path.name) for path in self.known), markup=False, compact=True
                )
            with Horizontal(classes="dialog-buttons"):
                yield Button(say(self, "app.dialog.yes"), id="yes", compact=True)
                yield Button(say(self, "app.dialog.no"), id="no", compact=True)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.query_one(OptionList).has_focus:
            self.query_one(Input).value = str(self.known[event.option_index])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.known[event.option_index])

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def _accept(self) -> None:
        typed = self.query_one(Input).value.strip()
        self.dismiss(Path(typed).expanduser() if typed else None)

    @on(Button.Pressed, "#no")
    def action_leave(self) -> None:
        """Name nothing."""
        self.dismiss(None)
