"""单选: one of a few values in one line, chosen by arrow keys or a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len as cells
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from calculator.tui.speech import chip

__all__ = ["ChoiceBar"]

_STEP_BACK, _STEP_ON = "< ", " >"


class ChoiceBar(Widget, can_focus=True):
    """Shows all words side by side, or, where they do not fit, the chosen one between two arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("home", "choose(0)", show=False),
        Binding("end", "choose(-1)", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A value was chosen."""

        bar: "ChoiceBar"
        value: str

        @property
        def control(self) -> "ChoiceBar":
            """The bar it was chosen in."""
            return self.bar

    value: reactive[str] = reactive("")

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 the name is Textual's
    ) -> None:
        """`options` are (value, word)."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(ChoiceBar.value, value)

    @property
    def _at(self) -> int:
        values = [value for value, _ in self.options]
        return values.index(self.value) if self.value in values else -1

    @property
    def _fits(self) -> bool:
        needed = sum(cells(word) + 2 for _, word in self.options)
        return needed <= max(self.content_size.width, 1)

    def render(self) -> Content:
        """All words with the chosen one marked, or only that one."""
        if self._fits:
            return Content.assemble(
                *(
                    chip(word, self) if value == self.value else (f" {word} ", "$quiet")
                    for value, word in self.options
                )
            )
        word = self.options[self._at][1] if self._at >= 0 else ""
        return Content.assemble((_STEP_BACK, "$primary"), (word, ""), (_STEP_ON, "$primary"))

    def action_step(self, step: int) -> None:
        """Choose the next value in a direction, round the ends."""
        self._choose((self._at + step) % len(self.options) if self._at >= 0 else 0)

    def action_choose(self, at: int) -> None:
        """Choose by position."""
        self._choose(at % len(self.options))

    def _choose(self, at: int) -> None:
        value = self.options[at][0]
        if value != self.value:
            self.value = value
            self.post_message(self.Chosen(self, value))

    def on_click(self, event: events.Click) -> None:
        """Choose the word clicked, or step by the arrow clicked."""
        event.stop()
        left = event.get_content_offset(self)
        if left is None:
            return
        if not self._fits:
            self.action_step(-1 if left.x < len(_STEP_BACK) else 1)
            return
        end = 0
        for at, (_, word) in enumerate(self.options):
            end += cells(word) + 2
            if left.x < end:
                self._choose(at)
                return
