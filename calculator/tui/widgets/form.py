"""表单: the four questions, the tier slider, and everything else folded below.

Shows a reading; posts what was edited. Rows of a folded group exist once it was opened.
"""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from calculator.i18n import text
from calculator.scenario.fields import Field, field_named
from calculator.tui.blocks import shown
from calculator.tui.draft import BASES
from calculator.tui.explaining import field_help
from calculator.tui.form_fields import (
    FIRST,
    FOLDED,
    PERSONS,
    default_of,
    filled,
    groups,
    note_of,
    options_of,
    person_of,
    placeholder_of,
    reasons,
)
from calculator.tui.session import Reading, Session
from calculator.tui.speech import language_of, say
from calculator.tui.widgets.field_group import FieldGroup
from calculator.tui.widgets.field_row import FieldRow
from calculator.tui.widgets.tier_slider import TierSlider
from rules.quantities import MICRO_PER_FEN, half_up

__all__ = ["Form"]


class Form(VerticalScroll, can_focus=False):
    """The form over a session; groups named in `opened` are open from the start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, opened: frozenset[str]) -> None:
        super().__init__(id="form")
        self.session = session
        self.opened = opened

    def compose(self) -> ComposeResult:
        """The rows in the order they are asked."""
        draft = self.session.draft
        yield self._row("region")
        yield self._row("born")
        yield FieldRow(
            "person",
            say(self, "app.form.person"),
            text=person_of(draft),
            options=tuple((name, say(self, f"app.person.{name}")) for name in PERSONS),
        )
        yield FieldRow(
            "basis",
            say(self, "app.form.basis"),
            text=draft.basis,
            options=tuple((name, say(self, f"app.basis.{name}")) for name in BASES),
        )
        yield self._row("amount")
        yield TierSlider(id="slider")
        yield self._row("paid")
        yield Static(say(self, "app.form.more"), id="more", markup=False)
        for group in groups():
            yield FieldGroup(
                group,
                text(f"group.{group}.title", language_of(self)),
                partial(self._rows, group),
                opened=group in self.opened,
            )
        yield Static("", id="hint", markup=False)

    def on_descendant_focus(self) -> None:
        """Say at the foot of the form what the field with the cursor is."""
        self.call_after_refresh(self._hint)

    def _hint(self) -> None:
        focused = self.screen.focused
        rows = [node for node in focused.ancestors if isinstance(node, FieldRow)] if focused else []
        if not rows:
            return
        hint = self.query_one("#hint", Static)
        width = max(20, self.content_size.width - 2)
        hint.update(
            shown(field_help(rows[0].field, self.session.draft.basis, language_of(self), width))
        )

    def _row(self, name: str) -> FieldRow:
        field = self.session.draft.basis if name == "amount" else name
        entry = _entry(field)
        language = language_of(self)
        options = options_of(entry, language)
        value = self.session.draft.text(field)
        return FieldRow(
            name,
            self._title(name, field),
            text=(value or default_of(entry)) if options else value,
            placeholder=placeholder_of(entry, language),
            options=options,
        )

    def _title(self, row: str, field: str) -> str:
        """The title of a row; those asked first have short ones."""
        if row in FIRST:
            return say(self, f"app.asked.{field}")
        return text(f"field.{field}.title", language_of(self))

    def _rows(self, group: str) -> list[FieldRow]:
        self.call_after_refresh(self.show, self.session.reading)
        return [self._row(entry.name) for entry in FOLDED[group]]

    def show(self, reading: Reading) -> None:
        """Judge every row by a reading, and write what other widgets changed."""
        language = language_of(self)
        wrong = reasons(reading, language)
        draft = reading.draft
        for row in self.query(FieldRow):
            field = draft.basis if row.field == "amount" else row.field
            if row.field in ("person", "basis"):
                row.write(person_of(draft) if row.field == "person" else draft.basis)
                row.judge(wrong.get(row.field, ""), "")
                continue
            value = draft.text(field)
            row.write(value or default_of(_entry(field)) if row.options else value)
            if row.field == "amount":
                row.retitle(self._title("amount", field), placeholder_of(_entry(field), language))
            note = note_of(field, draft, reading.law, self.session.today, language)
            if row.field == "paid":
                has_history = bool(draft.parts.get("history"))
                note = say(self, "app.form.from_history") if has_history else note
                row.hint("" if has_history else placeholder_of(_entry(field), language))
            row.judge(wrong.get(row.field, ""), note)
        for group in self.query(FieldGroup):
            group.title.count = filled(draft, group.group)
        self._place_slider(reading)

    def _place_slider(self, reading: Reading) -> None:
        """The slider at the base that is paid now, as a share of the reference wage."""
        limits = reading.limits
        slider = self.query_one(TierSlider)
        slider.display = self.session.good is not None
        if limits is None or reading.estimate is None:
            return
        wage = limits.reference_wage
        runs = [
            run for run in reading.estimate.go_on.settlement.runs if run.first >= self.session.today
        ]
        if not runs:
            return
        percent, lowest, highest = (
            half_up(amount * MICRO_PER_FEN * 100, wage)
            for amount in (runs[0].base, limits.floor, limits.ceiling)
        )
        offered = limits.flexible_choice
        percents = tuple(
            int(part)
            for part in offered.removeprefix("percents").split("|")
            if part.strip().isdecimal()
        )
        slider.set_to(percent, lowest, highest, percents if offered.startswith("percents") else ())


def _entry(name: str) -> Field:
    entry = field_named(name)
    if entry is None:
        raise KeyError(name)
    return entry
