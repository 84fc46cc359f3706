"""身故: what the family receives at any age, beside what was paid in and what was drawn."""

from collections.abc import Sequence

from calculator.charts import Chart
from calculator.charts.death import death_charts
from calculator.death import DeathCurve
from calculator.reports.comparisons.death import death_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from rules.month import MONTHS_PER_YEAR

__all__ = ["DeathView"]


class DeathView(DocumentView):
    """A chart over the ages, then the table."""

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

    def charts(self, found: DeathCurve) -> Sequence[Chart]:
        """Paid in, drawn, and what the family would receive, by age."""
        return death_charts(found)
