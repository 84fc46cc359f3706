"""其他制度: residents' scheme, personal pension, subsidies and injury cover beside this one."""

from collections.abc import Iterator, Sequence
from typing import Any

from calculator.charts import Chart
from calculator.charts.schemes import few_tiers, scheme_charts
from calculator.reports.comparisons.schemes import schemes_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.schemes.residents import ResidentComparison
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView

__all__ = ["SchemesView"]

_DRAWN = ("scheme_pension", "scheme_paid")


class SchemesView(DocumentView):
    """All on the same assumptions, never as one sum."""

    def document(self, scenario: Scenario, found: tuple[Any, ...], words: Wording) -> Document:
        """The tables."""
        residents, personal, subsidies, injury = found
        return schemes_document(scenario, residents, personal, subsidies, injury, words)

    def answer(self, found: tuple[Any, ...]) -> Sequence[str]:
        """The plan beside the highest tier of the residents' scheme."""
        residents: ResidentComparison = found[0]
        plan = residents.paid_on or residents.go_on
        best = max(
            (one for one in residents.outcomes if one.payable),
            key=lambda one: one.pension_today,
            default=None,
        )
        if best is None or not plan.payable:
            return ()
        words = say(
            self,
            "app.schemes.answer",
            pension=plan.pension_today,
            paid=plan.paid_from_now_today,
            tier=best.tier,
            other=best.pension_today,
            other_paid=best.paid_today,
        )
        return (words,)

    def charts(self, found: tuple[Any, ...]) -> Iterator[Chart]:
        """What both schemes pay and cost."""
        residents, personal, subsidies, _ = found
        for chart in scheme_charts(few_tiers(residents), personal, subsidies):
            if chart.name in _DRAWN:
                yield chart
