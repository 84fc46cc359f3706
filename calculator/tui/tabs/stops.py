"""停缴: stopping now, at the minimum period, after each further year, and the price of a gap year."""

from collections.abc import Iterator

from calculator.charts import Chart
from calculator.charts.stops import stop_charts
from calculator.comparison.stops import StopComparison, StopRow
from calculator.reports.comparisons.stops import stops_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView

__all__ = ["StopsView"]

_DRAWN = ("stop_pension", "stop_value")


class StopsView(DocumentView):
    """What stopping costs and saves, then the tables and the ways when months are missing."""

    pause = 0.25

    def document(self, scenario: Scenario, found: StopComparison, words: Wording) -> Document:
        """The tables."""
        return stops_document(scenario, found, words)

    def answer(self, found: StopComparison) -> list[str]:
        """Stopping now, stopping at the minimum, a gap year from now."""
        return list(self._answers(found))

    def _answers(self, found: StopComparison) -> Iterator[str]:
        now = found.rows[0]
        yield self._now(now)
        for row in found.rows[1:]:
            if row.last == found.minimum:
                values = {"month": row.last, "pension": row.pension_today}
                yield say(self, "app.stops.minimum", paid=row.paid_from_now_today, **values)
        for gap in found.gaps[:1]:
            values = {"first": gap.first, "last": gap.last, "saved": gap.saved_today}
            name = "gap_short" if gap.missing else "gap_delayed" if gap.delayed else "gap"
            lost = {"lost": gap.lost_today, "start": gap.start}
            yield say(self, f"app.stops.{name}", **values, **lost)

    def _now(self, row: StopRow) -> str:
        if row.payable:
            return say(self, "app.stops.now", pension=row.pension_today, start=row.start)
        values = {"missing": row.missing, "refund": row.refund_today}
        return say(self, "app.stops.now_short", **values)

    def charts(self, found: StopComparison) -> Iterator[Chart]:
        """The pension and the present value by the last month paid."""
        for chart in stop_charts(found):
            if chart.name in _DRAWN and any(v is not None for v in chart.series[0].values):
                yield chart
