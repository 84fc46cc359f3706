"""字段: one field of the form: its title, what was typed, how it was understood, what is wrong.

The input is Textual's own, so that input methods find the real cursor. A choice among few words is a
`ChoiceBar`. Posts `Edited` with the text; whether it can be read is not decided here. What is said to a
row before its parts are there, they are made with.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from calculator.tui.widgets.choice_bar import ChoiceBar

__all__ = ["FieldInput", "FieldRow"]

_LONGEST = 60
_OPENS = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


class FieldInput(Input):
    """An input whose size its text never changes, so that typing asks for no layout."""

    value: Reactive[str] = reactive("", init=False)
    virtual_size: Reactive[Size] = reactive(Size(0, 0))


class FieldRow(Widget):
    """A field by `field` name. `options` (value, word) make it a choice."""

    DEFAULT_CLASSES = "field-row"
    HELP_ID: ClassVar[str] = "field"

    @dataclass
    class Edited(Message):
        """The text of a field was changed by the person."""

        field: str
        text: str

    @dataclass
    class PickAsked(Message):
        """The list of likely values of a field was asked for."""

        field: str

    def __init__(
        self,
        field: str,
        title: str,
        *,
        text: str = "",
        placeholder: str = "",
        options: tuple[tuple[str, str], ...] = (),
        picks: bool = True,
    ) -> None:
        super().__init__(id=f"row-{field}")
        self.field = field
        self.title = title
        self.text = text
        self.placeholder = placeholder
        self.options = options
        self.picks = picks and not options
        self._reason = self._note = ""
        self._parts: dict[str, Static] = {}
        self._box: FieldInput | ChoiceBar | None = None

    def compose(self) -> ComposeResult:
        """Title, input or choice, note, and the reason below."""
        self.set_class(bool(self._reason), "-wrong")
        yield self._part("field-title", self.title)
        with Horizontal(classes="field-line"):
            if self.options:
                self._box = ChoiceBar(self.options, self.text, id=f"field-{self.field}")
                yield self._box
            else:
                self._box = FieldInput(
                    self.text,
                    placeholder=self.placeholder,
                    compact=True,
                    max_length=_LONGEST,
                    id=f"field-{self.field}",
                )
                yield self._box
                yield self._part("field-note", self._note)
                if self.picks:
                    yield Static(_OPENS, classes="field-pick", markup=False)
        yield self._part("field-reason", self._reason)

    def _part(self, name: str, text: str) -> Static:
        """A line of the row, kept by name: it is spoken to before it stands in the tree."""
        self._parts[name] = Static(text, classes=name, markup=False)
        return self._parts[name]

    def write(self, text: str) -> None:
        """Show another text; nothing is posted."""
        if text == self.text:
            return
        self.text = text
        with self.prevent(Input.Changed, ChoiceBar.Chosen):
            if self._box is not None:
                self._box.value = text

    def judge(self, reason: str, note: str) -> None:
        """Show what is wrong, or nothing, and how the text was understood."""
        if reason != self._reason:
            self._reason = reason
            self.set_class(bool(reason), "-wrong")
            self._say("field-reason", reason, layout=True)
        if not self.options and note != self._note:
            self._note = note
            self._say("field-note", note)

    def hint(self, placeholder: str) -> None:
        """Show something else while the field is empty."""
        if placeholder != self.placeholder:
            self.placeholder = placeholder
            if isinstance(self._box, FieldInput):
                self._box.placeholder = placeholder

    def retitle(self, title: str, placeholder: str = "") -> None:
        """Give the field another title and placeholder."""
        if title == self.title:
            return
        self.title = title
        self._say("field-title", title)
        if not self.options:
            self.hint(placeholder)

    def _say(self, name: str, text: str, *, layout: bool = False) -> None:
        if name in self._parts:
            self._parts[name].update(Content(text), layout=layout)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if event.value != self.text:
            self.text = event.value
            self.post_message(self.Edited(self.field, event.value))

    def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        """Pass on what was chosen."""
        event.stop()
        self.text = event.value
        self.post_message(self.Edited(self.field, event.value))

    def on_click(self, event: events.Click) -> None:
        """Open the list of likely values, or go to the input from its title."""
        target = event.widget
        if target is not None and target.has_class("field-pick"):
            event.stop()
            self.post_message(self.PickAsked(self.field))
        elif target is not None and target.has_class("field-title"):
            self.query_one(f"#field-{self.field}").focus()
