"""缴费月份: paint the past and the plan month by month; the result follows every stroke."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from calculator.amounts import AmountError, parse_money, parse_rate
from calculator.i18n import Language, formatted, text
from calculator.tui.blocks import Block, above, heading, line, paragraph, shown
from calculator.tui.likely_values import likely_values
from calculator.tui.month_strip import AS_DECLARED, Strip, Way
from calculator.tui.screens.picking import PickDialog
from calculator.tui.screens.spoken import SpokenScreen
from calculator.tui.session import Session
from calculator.tui.speech import language_of, say
from calculator.tui.widgets.field_row import FieldRow
from calculator.tui.widgets.headline import Headline
from calculator.tui.widgets.month_grid import MonthGrid, letters
from calculator.tui.widgets.text_lines import Lines
from rules.quantities import FEN_PER_YUAN

__all__ = ["MonthsScreen"]

_WAYS = ("flexible", "employed", "declared", "unpaid")
_SHOWN_SPELLS = 12
_HIGHEST_TIER = 300 * FEN_PER_YUAN


class MonthsScreen(SpokenScreen):
    """The strip, the brush, the figures."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "back", "app.key.back", id="back"),
        Binding("ctrl+z", "undo", "app.key.undo", id="undo"),
        Binding("ctrl+y", "redo", "app.key.redo", id="redo", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (120, "-broad")]  # noqa: RUF012 declared by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]  # noqa: RUF012 declared by Textual

    def __init__(self, session: Session, strip: Strip) -> None:
        super().__init__()
        self.session = session
        self.strip = strip
        self.brush = {"way": "flexible", "amount": "60%", "place": ""}

    def compose(self) -> ComposeResult:
        """Strip at the left; brush, figures and spells at the right."""
        ways = tuple((way, say(self, f"app.months.{way}")) for way in _WAYS)
        title = line((say(self, "app.months.title"), "bold $primary"))
        yield Static(title, id="title", markup=False)
        with Horizontal(id="months"):
            with Vertical(id="strip"):
                yield Lines(id="month-numbers")
                with VerticalScroll(id="years", can_focus=False):
                    yield MonthGrid(self.strip)
            with VerticalScroll(id="beside", can_focus=False):
                yield FieldRow("way", say(self, "app.months.way"), text="flexible", options=ways)
                yield FieldRow(
                    "amount",
                    say(self, "app.months.amount"),
                    text="60%",
                    placeholder="60% / 5000",
                )
                yield FieldRow(
                    "place",
                    say(self, "app.asked.region"),
                    placeholder=say(self, "app.months.same_place"),
                )
                yield Static("", id="months-hint", markup=False)
                yield Headline(self.session)
                yield Static("", id="spells", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """The cursor on the strip."""
        self.query_one(MonthGrid).focus()
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the session."""
        self.query_one(Headline).show()
        grid = self.query_one(MonthGrid)
        grid.show(self.strip)
        self.query_one("#month-numbers", Lines).show((grid.numbers(),))
        width = max(20, self.query_one("#beside").size.width - 4)
        hint = paragraph(say(self, "app.months.hint"), width, "$quiet")
        self.query_one("#months-hint", Static).update(shown(hint))
        self.query_one("#spells", Static).update(shown(self._spells(width)))

    def _spells(self, width: int) -> Block:
        """What each letter stands for, spell by spell."""
        names = letters(self.strip)
        lines: list[Content] = []
        for first, last, way in self.strip.spells()[:_SHOWN_SPELLS]:
            words = say(self, "app.months.spell", first=first, last=last, way=self._words(way))
            lines += paragraph(words, width, mark=f"{names[way]}  ")
        unpaid = line(("-  ", "$quiet"), (say(self, "app.months.unpaid"), "$quiet"))
        return above((*heading(say(self, "app.months.spells")), *lines, unpaid))

    def _words(self, way: Way) -> str:
        if way == AS_DECLARED:
            return say(self, "app.months.declared")
        keys = dict(way)
        kind = say(self, f"app.months.{keys.get('kind', 'flexible')}")
        amount = keys.get("tier") or keys.get("base") or ""
        language = language_of(self)
        if amount in ("floor", "ceiling"):
            amount = text(f"choice.tier_limit.{amount}", language)
        elif amount.endswith("%"):
            amount = _briefly(amount, language)
        return "  ".join(part for part in (kind, amount, keys.get("region", "")) if part)

    @on(FieldRow.Edited)
    def _edited(self, event: FieldRow.Edited) -> None:
        self.brush[event.field] = event.text.strip()

    @on(FieldRow.PickAsked)
    def _pick(self, event: FieldRow.PickAsked) -> None:
        row = self.query_one(f"#row-{event.field}", FieldRow)
        field = "region" if event.field == "place" else "tier"
        values = likely_values(field, self.session, language_of(self))

        def picked(value: str | None) -> None:
            if value is not None:
                row.write(value)
                self.brush[event.field] = value

        self.app.push_screen(PickDialog(row.title, values, row.text), picked)

    @on(MonthGrid.Painted)
    def _painted(self, event: MonthGrid.Painted) -> None:
        way = self._brushed() if event.paid else None
        self.strip = self.strip.painted(event.months, way)
        self.session.change(self.strip.in_draft(self.session.draft), f"months {event.months}")
        self.show()

    def _brushed(self) -> Way | None:
        """What the brush paints."""
        way, amount = self.brush["way"], self.brush["amount"]
        if way == "unpaid":
            return None
        if way == "declared" or not amount:
            return AS_DECLARED
        keys = {"base" if _is_yuan(amount) else "tier": amount}
        if self.brush["place"]:
            keys["region"] = self.brush["place"]
        if way == "employed":
            keys["kind"] = "employed"
        return tuple(keys.items())

    def action_undo(self) -> None:
        """Take back the last stroke."""
        if self.session.undo():
            self._again()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        if self.session.redo():
            self._again()

    def _again(self) -> None:
        self.strip = Strip.of(self.session) or self.strip
        self.show()

    def action_back(self) -> None:
        """To the form; everything painted stays."""
        self.dismiss(None)


def _briefly(percent: str, language: Language) -> str:
    """A percentage to a tenth; as it was typed where it cannot be read."""
    try:
        return formatted(parse_rate(percent), "share", language).replace(".0%", "%")
    except AmountError:
        return percent


def _is_yuan(amount: str) -> bool:
    """Whether an amount is yuan and no percentage: any number above the highest tier."""
    try:
        return parse_money(amount) > _HIGHEST_TIER
    except AmountError:
        return False
