"""身故: what the family receives at any age, beside what was paid in and what was drawn."""

from collections.abc import Sequence

from calculator.case import build
from calculator.death import DeathCurve, death_curve
from calculator.i18n import Language
from calculator.reports.comparisons.death import death_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block
from calculator.tui.charts import Chart, Series, ticks
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from rules.law import Law
from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN

__all__ = ["DeathView"]

_WIDEST, _TALLEST, _SHORTEST = 120, 15, 7
_LINES = {"paid_in_today": "$accent", "drawn_today": "$primary", "family_today": "$second"}


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

    def answer(self, found: DeathCurve) -> Sequence[str]:
        """What the family receives on a death now and at the start of the pension."""
        if not found.points:
            return ()
        said = [say(self, "app.death.now", family=found.points[0].family_today)]
        start = next((point for point in found.points if point.retired), None)
        if start is not None:
            age = start.age // MONTHS_PER_YEAR
            said.append(say(self, "app.death.start", age=age, family=start.family_today))
        return said

    def drawing(self, found: DeathCurve, width: int, height: int) -> Block:
        """Paid in, drawn, and what the family would receive, by age."""
        points = found.points
        if len(points) < 2:
            return ()
        width = min(width, _WIDEST)
        x = [point.age / MONTHS_PER_YEAR for point in points]
        series = [
            Series(x, [getattr(point, name) / FEN_PER_YUAN for point in points], style)
            for name, style in _LINES.items()
        ]
        ages = [age for age in range(20, 101, 10) if x[0] < age < x[-1]]
        ends = [(x[0], str(int(x[0]))), (x[-1], str(int(x[-1])))]
        chart = Chart(
            width,
            min(_TALLEST, max(_SHORTEST, height // 2)),
            along=[ends[0], *((age, str(age)) for age in ages), ends[1]],
            levels=[(mark, f"{mark:,.0f}") for mark in ticks(max(max(one.y) for one in series))],
            ends=[
                (one.y[-1], say(self, f"app.death.{name}"), style)
                for one, (name, style) in zip(series, _LINES.items(), strict=True)
            ],
        )
        chart.draw(*series)
        return (*self.titled("app.death.title"), *chart.block())
