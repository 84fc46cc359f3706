"""领取地: which province pays by law, what each lawful one would pay, what it takes to get there."""

from collections.abc import Sequence

from calculator.charts import Chart
from calculator.charts.places import place_charts
from calculator.places import PlaceComparison
from calculator.reports.comparisons.places import places_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView

__all__ = ["PlacesView"]


class PlacesView(DocumentView):
    """The lawful answer, then a line for each province."""

    def document(self, scenario: Scenario, found: PlaceComparison, words: Wording) -> Document:
        """The tables."""
        return places_document(scenario, found, words)

    def answer(self, found: PlaceComparison) -> Sequence[str]:
        """Who pays by law, and the place that would pay the most."""
        said = []
        if found.decided is not None:
            place = self.words.place(found.decided.province)
            reason = say(self, f"place.reason.{found.decided.reason}")
            said.append(say(self, "app.places.decided", place=place, reason=reason))
        return said

    def charts(self, found: PlaceComparison) -> Sequence[Chart]:
        """What each place would pay."""
        return place_charts(found)
