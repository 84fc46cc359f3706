"""停缴: stopping now, at the minimum period, after each further year, and the price of a gap year."""

from collections.abc import Iterator

from calculator.charts import Chart
from calculator.charts.stops import stop_charts
from calculator.comparison.stops import GapYear, StopComparison, StopRow
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
            yield self._gap(gap)

    def _gap(self, gap: GapYear) -> str:
        """What a gap year saves and costs; what comes later may cost, and pay, more."""
        values = {"first": gap.first, "last": gap.last, "start": gap.start}
        if gap.delayed and not gap.missing:
            saved, lost = gap.saved_today, gap.lost_today
            paying = "gap_cheaper" if saved >= 0 else "gap_dearer"
            drawing = "gap_less" if lost >= 0 else "gap_more"
            return say(
                self,
                "app.stops.gap_delayed",
                paying=say(self, f"app.stops.{paying}", amount=abs(saved)),
                drawing=say(self, f"app.stops.{drawing}", amount=abs(lost)),
                **values,
            )
        name = "gap_short" if gap.missing else "gap"
        amounts = {"saved": gap.saved_today, "lost": gap.lost_today}
        return say(self, f"app.stops.{name}", **values, **amounts)

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
