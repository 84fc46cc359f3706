"""退休时间: the pension of every lawful month, the months as good as the best, the jumps between.

Left and right go from month to month, as does a click; Enter takes the month into the scenario.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from calculator.comparison.ages import AgeComparison, AgeRow, Way, compare_ages
from calculator.comparison.cliffs import Cliff, retirement_cliffs
from calculator.i18n import Language
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, legend, paragraph
from calculator.tui.charts import Chart, Series, ticks
from calculator.tui.sections import Piece
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from calculator.tui.widgets.text_lines import TextLines
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import FEN_PER_YUAN

__all__ = ["AgesView"]

_WIDEST, _TALLEST, _SHORTEST = 116, 13, 6
_GOOD, _JUMP, _CURSOR = "=", "!", "^"
Found = tuple[AgeComparison, tuple[Cliff, ...]]


class AgesView(DocumentView):
    """The frontier of months with a cursor on it, then the table."""

    pause = 0.25
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "take_month", "app.key.retire", id="retire"),
    ]

    cursor: reactive[int] = reactive(-1)
    _chart: Chart | None = None

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004 the signature is that of every view
    ) -> Found:
        """The comparison of months and the jumps between them."""
        return compare_ages(estimate, law), retirement_cliffs(estimate, law)

    def document(self, scenario: Scenario, found: Found, words: Wording) -> Document:
        """The tables."""
        return ages_document(scenario, *found, words)

    @property
    def _rows(self) -> tuple[AgeRow, ...]:
        return () if self._figures is None else self._figures[0].rows

    def _at(self) -> int:
        """The row with the cursor; at first that of the scenario."""
        rows = self._rows
        if 0 <= self.cursor < len(rows):
            return self.cursor
        good = self.session.good
        chosen = good.estimate.go_on.settlement.retirement if good and good.estimate else 0
        return next((at for at, row in enumerate(rows) if row.month == chosen), 0)

    def action_move(self, step: int) -> None:
        """The next month in a direction."""
        self._go_to(self._at() + step)

    def _go_to(self, at: int) -> None:
        if self._rows:
            self.cursor = min(max(at, 0), len(self._rows) - 1)
            self.draw()

    def on_click(self, event: events.Click) -> None:
        """Go to the month clicked in the chart."""
        place = event.get_content_offset(self.query_one(TextLines))
        if self._chart is None or place is None or not self._rows:
            return
        column = place.x - self._chart.margin
        if 0 <= column < self._chart.columns:
            month = round(self._chart.value(column))
            near = min(self._rows, key=lambda row: abs(row.month - month))
            self._go_to(self._rows.index(near))

    def action_take_month(self) -> None:
        """Retire in the month with the cursor."""
        if self._rows:
            row = self._rows[self._at()]
            self.cursor = -1
            month = "" if row.way is Way.STATUTORY else str(row.month)
            self.post_message(self.RetirementChosen(month))

    def answering(self, figures: Found, width: int) -> Block:  # noqa: ARG002
        """The month with the cursor, and the keys that move it."""
        if not self._rows:
            return ()
        row = self._rows[self._at()]
        words = say(
            self,
            "app.ages.cursor",
            month=row.month,
            age=row.age,
            pension=row.pension_today,
            paid=row.paid_from_now,
            value=row.value,
        )
        if not row.payable:
            words = say(self, "app.ages.unpayable", month=row.month, age=row.age)
        hint = () if self.is_short else paragraph(say(self, "app.ages.hint"), width, "$quiet")
        return (*paragraph(words, width, "bold"), *hint)

    def drawing(self, found: Found, width: int, height: int) -> Block:
        """The frontier over the months; below it the marks of every month."""
        compared, cliffs = found
        rows = [row for row in compared.rows if row.payable]
        if len(rows) < 2:
            return ()
        y = [row.pension_today / FEN_PER_YUAN for row in rows]
        chart = Chart(
            min(width, _WIDEST),
            min(_TALLEST, max(_SHORTEST, height // 2 - 1)),
            along=_months(rows),
            levels=[(mark, f"{mark:,.0f}") for mark in ticks(max(y), min(y))],
        )
        here = compared.rows[self._at()]
        chart.upright(here.month, "$second")
        chart.draw(Series([float(row.month) for row in rows], y, "$primary"))
        for run in _good_runs(rows):
            x = [float(row.month) for row in run]
            chart.draw(Series(x, [row.pension_today / FEN_PER_YUAN for row in run], "$accent"))
        self._chart = chart
        *field, below = chart.block()
        jumps = frozenset(chart.column(cliff.month) for cliff in cliffs)
        good = {row.month for row in rows if row.good}

        def mark(column: int) -> tuple[str, str]:
            if column == chart.column(here.month):
                return _CURSOR, "bold $second"
            if column in jumps:
                return _JUMP, "bold $error"
            return (_GOOD, "$accent") if round(chart.value(column)) in good else (" ", "")

        entries = [("$primary", say(self, "app.ages.pension"))]
        entries += [
            (style, f"{letter} {say(self, f'app.ages.{name}')}")
            for name, letter, style in (
                ("good", _GOOD, "$accent"),
                ("jump", _JUMP, "$error"),
                ("here", _CURSOR, "$second"),
            )
        ]
        title = self.titled("app.ages.title")
        return (*title, *legend(entries, width), *field, chart.track(mark), below)

    def pieces(self, found: Found, width: int) -> Iterator[Piece]:  # noqa: ARG002
        """The tables, the month with the cursor marked."""
        for part in self.told.sections:
            marked = frozenset({self._at()}) if part.id == "ages" else frozenset[int]()
            yield self.piece(part, marked)


def _months(rows: Sequence[AgeRow]) -> list[tuple[float, str]]:
    """First and last month, and the Januaries between."""
    first, last = rows[0].month, rows[-1].month
    januaries = [month for month in range(first + 1, last) if month % MONTHS_PER_YEAR == 0]
    return [(float(month), str(Month(month))) for month in (first, *januaries, last)]


def _good_runs(rows: Sequence[AgeRow]) -> list[list[AgeRow]]:
    """Neighbouring months within the band, together."""
    runs: list[list[AgeRow]] = []
    for before, row in zip((None, *rows), rows, strict=False):
        if row.good and runs and before is not None and before.good:
            runs[-1].append(row)
        elif row.good:
            runs.append([row])
    return runs
