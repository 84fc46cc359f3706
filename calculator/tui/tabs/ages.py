"""退休时间: the pension of every lawful month, the months as good as the best, the jumps between.

Left and right go from month to month; Enter takes the month into the scenario.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from calculator.comparison.ages import AgeComparison, AgeRow, Way, compare_ages
from calculator.comparison.cliffs import Cliff, retirement_cliffs
from calculator.i18n import Language, formatted
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, bar, heading, line, paragraph
from calculator.tui.charts import Series, chart, ticks
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.document_view import DocumentView
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import FEN_PER_YUAN

__all__ = ["AgesView"]

_WIDEST, _TALLEST = 120, 13


class AgesView(DocumentView):
    """The frontier of months, a cursor on it, then the table."""

    pause = 0.25
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "take_month", "app.key.retire", id="retire"),
    ]

    cursor: reactive[int] = reactive(-1)

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004 the signature is that of every view
    ) -> tuple[AgeComparison, tuple[Cliff, ...]]:
        """The comparison of months and the jumps between them."""
        return compare_ages(estimate, law), retirement_cliffs(estimate, law)

    def document(
        self, scenario: Scenario, found: tuple[AgeComparison, tuple[Cliff, ...]], words: Wording
    ) -> Document:
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
        if self._rows:
            self.cursor = min(max(self._at() + step, 0), len(self._rows) - 1)
            self.draw()

    def action_take_month(self) -> None:
        """Retire in the month with the cursor."""
        if self._rows:
            row = self._rows[self._at()]
            self.cursor = -1
            month = "" if row.way is Way.STATUTORY else str(row.month)
            self.post_message(self.RetirementChosen(month))

    def drawing(
        self, found: tuple[AgeComparison, tuple[Cliff, ...]], width: int, height: int
    ) -> Block:
        """The frontier over the months."""
        rows = found[0].rows
        if len(rows) < 2:
            return ()
        x = [float(row.month) for row in rows]
        y = [row.pension_today / FEN_PER_YUAN for row in rows]
        marks = ticks(max(y), min(y) * 0.98)
        good = [row for row in rows if row.good]
        here = rows[self._at()]
        series = [
            Series(x, y, "$primary"),
            Series(
                [float(row.month) for row in good],
                [row.pension_today / FEN_PER_YUAN for row in good],
                "$accent",
            ),
            Series([float(here.month)] * 2, [marks[0], marks[-1]], "$second"),
        ]
        januaries = [
            month for month in range(int(x[0]), int(x[-1]) + 1) if month % MONTHS_PER_YEAR == 0
        ]
        labels = {int(x[0]): str(rows[0].month), int(x[-1]): str(rows[-1].month)}
        labels |= {month: str(Month(month)) for month in januaries}
        drawn = chart(
            series,
            min(width, _WIDEST),
            min(_TALLEST, max(6, height // 2)),
            x_labels=[(float(month), label) for month, label in sorted(labels.items())],
            y_labels=[(mark, f"{mark:,.0f}") for mark in marks],
        )
        legend = line(
            *(
                part
                for name, style in (
                    ("pension", "$primary"),
                    ("good", "$accent"),
                    ("here", "$second"),
                )
                for part in (bar(2, style), (f" {say(self, f'app.ages.{name}')}   ", "$quiet"))
            )
        )
        return (
            *heading(say(self, "app.ages.title")),
            legend,
            *drawn,
            line(""),
            *self._cursor_line(here, width),
        )

    def _cursor_line(self, row: AgeRow, width: int) -> Block:
        language = language_of(self)
        words = say(
            self,
            "app.ages.cursor",
            month=row.month,
            age=row.age,
            pension=row.pension_today,
            paid=row.paid_from_now,
        )
        value = formatted(row.value, "whole_yuan", language)
        words += "  " + say(self, "app.ages.value", value=value)
        hint = paragraph(say(self, "app.ages.hint"), width, "$quiet")
        return (*paragraph(words, width, "bold"), *hint)
