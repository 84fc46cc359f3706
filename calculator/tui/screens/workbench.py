"""工作台: the form, the three figures and the views, over one session.

The screen takes what widgets post, changes the session, and shows the new reading everywhere. It
holds no input of its own, so it can be replaced by another in another language.
"""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Footer

from calculator.tui.draft import Draft
from calculator.tui.edits import edited
from calculator.tui.likely_values import likely_values
from calculator.tui.month_strip import Strip
from calculator.tui.preparing import Failed
from calculator.tui.screens.explanations import help_dialog, sources_dialog
from calculator.tui.screens.months import MonthsScreen
from calculator.tui.screens.picking import offer
from calculator.tui.screens.spoken import SpokenScreen
from calculator.tui.screens.standing import ViewState
from calculator.tui.session import Session
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.catalogue import TABS
from calculator.tui.tabs.view import ResultView
from calculator.tui.widgets.field_group import FieldGroup
from calculator.tui.widgets.field_row import FieldRow
from calculator.tui.widgets.form import Form
from calculator.tui.widgets.headline import Headline
from calculator.tui.widgets.tab_bar import TabBar
from calculator.tui.widgets.tier_slider import TierSlider
from calculator.tui.widgets.title_line import TitleLine
from calculator.tui.widgets.views import Views

__all__ = ["Workbench"]


class Workbench(SpokenScreen):
    """The main screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "app.key.help", id="help", tooltip="app.tip.help"),
        Binding(
            "f2", "app.language", "app.key.language", id="language", tooltip="app.tip.language"
        ),
        Binding("f3", "why", "app.key.why", id="why", tooltip="app.tip.why"),
        Binding("f4", "pick", "app.key.pick", id="pick", tooltip="app.tip.pick"),
        Binding("f5", "sources", "app.key.sources", id="sources", tooltip="app.tip.sources"),
        Binding("f6", "months", "app.key.months", id="months", tooltip="app.tip.months"),
        Binding("f7", "turn(-1)", "app.key.previous", id="tab.previous", show=False),
        Binding("f8", "turn(1)", "app.key.next", id="tab.next", tooltip="app.tip.next"),
        Binding("ctrl+t", "zoom", "app.key.zoom", id="zoom", show=False),
        Binding("ctrl+g", "cross", "app.key.cross", id="cross", show=False),
        Binding("f9", "app.lighting", "app.key.theme", id="theme", show=False),
        Binding("ctrl+s", "app.save", "app.key.save", id="save", tooltip="app.tip.save"),
        Binding("ctrl+o", "app.open", "app.key.open", id="open", show=False),
        Binding("ctrl+r", "app.export", "app.key.export", id="export", show=False),
        Binding("ctrl+l", "app.shell_line", "app.key.command", id="command", show=False),
        Binding("ctrl+n", "app.begin", "app.key.new", id="new", show=False),
        Binding("ctrl+z", "undo", "app.key.undo", id="undo", show=False),
        Binding("ctrl+y", "redo", "app.key.redo", id="redo", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 declared by Textual
        (0, "-narrow"),
        (100, "-wide"),
        (170, "-vast"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]  # noqa: RUF012 declared by Textual

    def __init__(self, session: Session, state: ViewState | None = None) -> None:
        super().__init__()
        self.session = session
        self.state = state or ViewState()
        self.told: Draft | None = None

    def compose(self) -> ComposeResult:
        """Title, form, figures, views, keys."""
        yield TitleLine(self.session)
        with Container(id="body"):
            yield Form(self.session, self.state.opened)
            yield Headline(self.session)
            yield Views(self.session, self.state.tab)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the session; the cursor goes where it was."""
        self.set_class(bool(self.state.opened), "-details")
        for found in self.query(f"#{self.state.focused}"):
            found.focus()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        with self.app.batch_update():
            await self._turn_to(self.state.tab)
            self.show()

    def show(self) -> None:
        """Show the reading of the session everywhere."""
        reading = self.session.reading
        self.query_one(Form).show(reading)
        self.query_one(Headline).show()
        self.query_one(TitleLine).tell()
        self.query_one(Views).take()
        self.told = reading.draft

    def change(self, draft: Draft, place: str) -> None:
        """Take a changed draft and show what comes of it."""
        if self.session.change(draft, place):
            self.show()

    # What widgets post

    @on(FieldRow.Edited)
    def _edited(self, event: FieldRow.Edited) -> None:
        self.change(edited(self.session, event.field, event.text), event.field)

    @on(TierSlider.Moved)
    def _slid(self, event: TierSlider.Moved) -> None:
        draft = self.session.draft.based_on("tier").typed(tier=f"{event.percent}%")
        self.change(draft, "slider")

    @on(FieldGroup.Toggled)
    def _toggled(self, event: FieldGroup.Toggled) -> None:
        opened = self.state.opened | {event.group}
        if not event.opened:
            opened -= {event.group}
        self.state = replace(self.state, opened=opened)
        self.set_class(bool(opened), "-details")

    @on(TabBar.Turned)
    async def _turned(self, event: TabBar.Turned) -> None:
        await self._turn_to(event.tab)

    async def _turn_to(self, name: str) -> None:
        """Bring a view in sight; before there is anything to see, the screen begins with it."""
        self.state = replace(self.state, tab=name)
        for views in self.query(Views):
            await views.turn_to(name)

    async def action_show_view(self, name: str) -> None:
        """Turn to a view."""
        await self._turn_to(name)

    @on(ResultView.RetirementChosen)
    def _retirement_chosen(self, event: ResultView.RetirementChosen) -> None:
        self.change(self.session.draft.typed(retire=event.month), "retire")

    @on(ResultView.DraftChosen)
    def _draft_chosen(self, event: ResultView.DraftChosen) -> None:
        self.change(event.draft, event.place)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        raise event.error

    # What keys do

    async def action_turn(self, step: int) -> None:
        """The next view in a direction."""
        at = (TABS.index(self.state.tab) + step) % len(TABS)
        await self._turn_to(TABS[at])

    def action_zoom(self) -> None:
        """The view alone, or everything again."""
        self.toggle_class("-zoomed")
        if self.has_class("-zoomed"):
            self._enter_view()
        else:
            self._enter_form()

    def action_cross(self) -> None:
        """From the form into the view, and back to where the cursor was."""
        if self.focused is not None and _in_form(self.focused):
            self._enter_view()
        else:
            self._enter_form()

    def _enter_view(self) -> None:
        """The cursor into the view."""
        self.state = self.standing()
        self.query_one(Views).enter()

    def _enter_form(self) -> None:
        """The cursor into the field it was in last."""
        self.remove_class("-zoomed")
        for found in self.query(f"#{self.state.focused}"):
            found.focus()

    def action_undo(self) -> None:
        """Take back the last change."""
        if self.session.undo():
            self.show()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        if self.session.redo():
            self.show()

    async def action_why(self) -> None:
        """The calculation, step by step."""
        await self._turn_to("calculation")
        for steps in self.query("#steps"):
            steps.focus()

    def action_help(self) -> None:
        """Explain the field or the view with the cursor, and the keys."""
        focused = () if self.focused is None else self.focused.ancestors_with_self
        told = [node.explained for node in focused if isinstance(node, ResultView)]
        row = self._row()
        field = row.field if row is not None else ""
        self.app.push_screen(help_dialog(self, field, self.session.draft.basis, told))

    def action_sources(self) -> None:
        """The documents behind the estimate."""
        good = self.session.good
        if good is None:
            self.notify(say(self, "app.view.empty"))
        else:
            self.app.push_screen(sources_dialog(self, good))

    def action_months(self) -> None:
        """Paint the months of the past and of the plan."""
        strip = Strip.of(self.session)
        if strip is None:
            self.notify(say(self, "app.months.first"))
            return
        self.app.push_screen(MonthsScreen(self.session, strip), lambda _: self.show())

    def action_pick(self) -> None:
        """Pick a likely value for the field with the cursor."""
        row = self._row()
        if row is not None and not row.options:
            self._pick_for(row)

    @on(FieldRow.PickAsked)
    def _pick_asked(self, event: FieldRow.PickAsked) -> None:
        self._pick_for(self.query_one(f"#row-{event.field}", FieldRow))

    def _row(self) -> FieldRow | None:
        """The row of the field with the cursor."""
        if self.focused is None:
            return None
        rows = [node for node in self.focused.ancestors if isinstance(node, FieldRow)]
        return rows[0] if rows and _in_form(rows[0]) else None

    def _pick_for(self, row: FieldRow) -> None:
        field = self.session.draft.basis if row.field == "amount" else row.field
        values = likely_values(field, self.session, language_of(self))

        def picked(value: str) -> None:
            row.write(value)
            self._edited(FieldRow.Edited(row.field, value))

        if values:
            offer(self, row.title, values, row.text, picked)
        else:
            self.notify(say(self, "app.pick.none"))

    def standing(self) -> ViewState:
        """What is in sight now, for the screen that takes over."""
        focused = self.focused
        if focused is None or focused.id is None or not _in_form(focused):
            return self.state
        return replace(self.state, focused=focused.id)


def _in_form(node: Widget) -> bool:
    return any(isinstance(parent, Form) for parent in node.ancestors)
