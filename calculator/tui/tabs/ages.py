"""退休时间: the pension of every lawful month, the months as good as the best, the jumps between.

Left and right go from month to month, as does a click; Enter takes the month into the scenario.
"""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from calculator.charts import Chart
from calculator.charts.ages import retirement_charts
from calculator.comparison.ages import AgeComparison, AgeRow, Way
from calculator.comparison.cliffs import Cliff
from calculator.reports.comparisons.ages import ages_document
from calculator.reports.comparisons.charts import worded
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, heading, legend, paragraph
from calculator.tui.pictures import drawn, plotted
from calculator.tui.plot import Plot
from calculator.tui.sections import Piece
from calculator.tui.speech import picture_title, say
from calculator.tui.tabs.document_view import DocumentView
from calculator.tui.widgets.text_lines import TextLines

__all__ = ["AgesView"]

_GOOD, _JUMP, _CURSOR = "=", "!", "^"
_JUMPS = "jump_"
Found = tuple[AgeComparison, tuple[Cliff, ...]]


class AgesView(DocumentView):
    """The frontier of months with a cursor on it, then the table."""

    pause = 0.25
    explained = "app.ages.hint"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "take_month", "app.key.retire", id="retire"),
    ]

    cursor: reactive[int] = reactive(-1)
    _plot: Plot | None = None

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
        if self._plot is None or place is None or not self._rows:
            return
        column = place.x - self._plot.margin
        if 0 <= column < self._plot.columns:
            month = round(self._plot.value(column))
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
        chart = next(iter(retirement_charts(found[0])), None)
        if chart is None:
            return ()
        told = worded(chart, self.words)
        plot = plotted(chart, told, width, height)
        here = self._rows[self._at()].month
        plot.upright(here, "$second")
        plot.draw(*drawn(chart))
        self._plot = plot
        *field, below = plot.block()
        title = () if self.is_short else heading(picture_title(self, chart, told), width)
        entries = [("$primary", told.series[0])]
        entries += [
            ("$accent", f"{_GOOD} {told.series[1]}"),
            ("$error", f"{_JUMP} {say(self, 'app.ages.jump')}"),
            ("$second", f"{_CURSOR} {say(self, 'app.ages.here')}"),
        ]
        return (
            *title,
            *legend(entries, width),
            *field,
            plot.track(_marks(chart, plot, here)),
            below,
        )

    def pieces(self, found: Found, width: int) -> Iterator[Piece]:  # noqa: ARG002
        """The tables, the month with the cursor marked."""
        for part in self.told.sections:
            marked = frozenset({self._at()}) if part.id == "ages" else frozenset[int]()
            yield self.piece(part, marked)


def _marks(chart: Chart, plot: Plot, here: int) -> Callable[[int], tuple[str, str]]:
    """What stands below each column: the cursor, a jump, a month as good as the best."""
    jumps = {plot.column(one.at) for one in chart.marks if one.name.startswith(_JUMPS)}
    good = chart.series[1]
    as_good = {at for at, value in zip(chart.at, good.values, strict=True) if value is not None}

    def mark(column: int) -> tuple[str, str]:
        if column == plot.column(here):
            return _CURSOR, "bold $second"
        if column in jumps:
            return _JUMP, "bold $error"
        return (_GOOD, "$accent") if round(plot.value(column)) in as_good else (" ", "")

    return mark
