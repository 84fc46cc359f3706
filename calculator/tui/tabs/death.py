"""身故: what the family receives at any age, beside what was paid in and what was drawn."""

from calculator.case import build
from calculator.death import DeathCurve, death_curve
from calculator.i18n import Language
from calculator.reports.comparisons.death import death_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, bar, heading, line
from calculator.tui.charts import Series, chart, ticks
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from rules.law import Law
from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN

__all__ = ["DeathView"]

_WIDEST, _TALLEST = 120, 14
_LINES = {"paid_in_today": "$quiet", "drawn_today": "$primary", "family_today": "$second"}


class DeathView(DocumentView):
    """A chart over the ages, then the table."""

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004 the signature is that of every view
    ) -> DeathCurve:
        """The curve of the plan."""
        return death_curve(build(estimate.scenario, law), estimate.go_on.settlement)

    def document(self, scenario: Scenario, found: DeathCurve, words: Wording) -> Document:
        """The table."""
        return death_document(scenario, found, words)

    def drawing(self, found: DeathCurve, width: int, height: int) -> Block:
        """Paid in, drawn, and what the family would receive, by age."""
        points = found.points
        if len(points) < 2:
            return ()
        x = [point.age / MONTHS_PER_YEAR for point in points]
        series = [
            Series(x, [getattr(point, name) / FEN_PER_YUAN for point in points], style)
            for name, style in _LINES.items()
        ]
        marks = ticks(max(max(one.y) for one in series))
        ages = [age for age in range(20, 101, 10) if x[0] < age <= x[-1]]
        drawn = chart(
            series,
            min(width, _WIDEST),
            min(_TALLEST, max(6, height // 2)),
            x_labels=[(x[0], str(int(x[0]))), *((age, str(age)) for age in ages)],
            y_labels=[(mark, f"{mark:,.0f}") for mark in marks],
        )
        legend = line(
            *(
                part
                for name, style in _LINES.items()
                for part in (bar(2, style), (f" {say(self, f'app.death.{name}')}   ", "$quiet"))
            )
        )
        return (*heading(say(self, "app.death.title")), legend, *drawn)
