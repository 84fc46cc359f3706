"""选择: a list to pick one value from, narrowed by typing."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from calculator.tui.likely_values import Likely, months_of
from calculator.tui.screens.spoken import SpokenDialog
from calculator.tui.speech import say

__all__ = ["PickDialog", "offer"]


class PickDialog(SpokenDialog[str | None]):
    """Gives the text picked, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "app.key.close"),
        Binding("down", "reach(1)", show=False),
        Binding("up", "reach(-1)", show=False),
    ]

    def __init__(self, title: str, values: Sequence[Likely], current: str = "") -> None:
        super().__init__()
        self.heading = title
        self.values = tuple(values)
        self.current = current
        self.found = self.values

    def compose(self) -> ComposeResult:
        """Title, filter, list."""
        with Vertical(classes="dialog -slim"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            yield Input(placeholder=say(self, "app.pick.filter"), compact=True, id="filter")
            yield OptionList(*self._options(), markup=False, compact=True, id="likely")

    def _options(self) -> list[Option]:
        return [Option(value.label) for value in self.found]

    def on_mount(self) -> None:
        """The cursor on the current value."""
        chosen = self.query_one(OptionList)
        texts = [value.text for value in self.found]
        now = self.current.strip()
        near = [
            at for at, text in enumerate(texts) if now and (now in text or now.startswith(text))
        ]
        chosen.highlighted = texts.index(now) if now in texts else near[0] if near else 0

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        word = event.value.strip().casefold()
        self.found = tuple(
            value for value in self.values if word in value.label.casefold() or word in value.words
        )
        chosen = self.query_one(OptionList)
        chosen.clear_options()
        chosen.add_options(self._options())
        chosen.highlighted = 0 if self.found else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self.found):
            self.dismiss(self.found[at].text)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.found[event.option_index].text)

    def action_reach(self, step: int) -> None:
        """Move in the list while the cursor is in the filter."""
        chosen = self.query_one(OptionList)
        if step > 0:
            chosen.action_cursor_down()
        else:
            chosen.action_cursor_up()

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)


def offer(
    screen: Screen[Any],
    title: str,
    values: Sequence[Likely],
    current: str,
    take: Callable[[str], None],
) -> None:
    """Let one of some values be picked; a year asks for its month too."""

    def picked(value: str | None) -> None:
        if value is None:
            return
        if value.endswith("-"):
            screen.app.push_screen(PickDialog(title, months_of(value), current), picked)
        else:
            take(value)

    screen.app.push_screen(PickDialog(title, values, current), picked)
