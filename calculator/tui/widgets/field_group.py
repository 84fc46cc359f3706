"""折叠的字段组: a group of fields that opens below its title; its fields are made when first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from calculator.tui.widgets.field_row import FieldRow

__all__ = ["FieldGroup", "GroupTitle"]

Rows = Callable[[], list[FieldRow]]


class GroupTitle(Widget, can_focus=True):
    """The line that opens and closes a group; `count` of its fields are filled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "turn", show=False)]

    opened: reactive[bool] = reactive(default=False)
    count: reactive[int] = reactive(0)

    def __init__(self, title: str, *, opened: bool) -> None:
        super().__init__()
        self.title = title
        self.set_reactive(GroupTitle.opened, opened)

    def render(self) -> Content:
        """A mark, the title, how many fields are filled."""
        filled = f"  ({self.count})" if self.count else ""
        return Content.assemble(
            ("- " if self.opened else "+ ", "$primary"), self.title, (filled, "$accent")
        )

    def action_turn(self) -> None:
        """Open or close."""
        self.opened = not self.opened

    def on_click(self) -> None:
        """Open or close."""
        self.action_turn()


class FieldGroup(Vertical):
    """A group by `group` name with its title and its rows."""

    @dataclass
    class Toggled(Message):
        """The group was opened or closed."""

        group: str
        opened: bool

    def __init__(self, group: str, title: str, rows: Rows, *, opened: bool = False) -> None:
        super().__init__(id=f"group-{group}")
        self.group = group
        self.title = GroupTitle(title, opened=opened)
        self._rows = rows
        self._filled = False

    def on_mount(self) -> None:
        """Show the title, and the rows of an open group."""
        self.mount(self.title)
        self.watch(self.title, "opened", self._show, init=self.title.opened)

    def _show(self, opened: bool) -> None:
        if opened and not self._filled:
            self._filled = True
            self.mount(*self._rows())
        self.set_class(opened, "-open")
        self.post_message(self.Toggled(self.group, opened))

    def open(self) -> None:
        """Open the group."""
        self.title.opened = True

    def on_key(self, event: events.Key) -> None:
        """Close the group from inside by Escape, going back to its title."""
        if event.key == "escape" and self.title.opened and not self.title.has_focus:
            event.stop()
            self.title.opened = False
            self.title.focus()
