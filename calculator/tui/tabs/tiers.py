"""档次: cost, pension and payback of every tier, and of each further step."""

from calculator.comparison.tiers import TierComparison, TierRow, compare_tiers
from calculator.i18n import Language, formatted
from calculator.reports.comparisons.tiers import tiers_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, bar, cells, fitted, heading, line, paragraph
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.document_view import DocumentView
from calculator.valuation import Payback
from rules.law import Law
from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, half_up

__all__ = ["TiersView"]

_PERCENT = PPM // 100
_WIDEST = 110


class TiersView(DocumentView):
    """A bar for each tier with its payback and that of the step to it, then the tables."""

    pause = 0.25

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004 the signature is that of every view
    ) -> TierComparison:
        """The comparison of tiers."""
        return compare_tiers(estimate, law)

    def document(self, scenario: Scenario, found: TierComparison, words: Wording) -> Document:
        """The tables."""
        return tiers_document(scenario, found, words)

    def drawing(self, found: TierComparison, width: int, height: int) -> Block:  # noqa: ARG002
        """The pension of every tier as a bar; beside it the two paybacks."""
        if not found.rows:
            return ()
        language = language_of(self)
        steps = {step.upper: step.whole.worth.plain for step in found.steps}
        amounts = [formatted(row.pension_today, "whole_yuan", language) for row in found.rows]
        value = max(map(cells, amounts))
        names = [f"{row.tier // _PERCENT}%" for row in found.rows]
        label, back = max(map(cells, names)), 8
        room = max(6, min(width, _WIDEST) - label - value - 2 * back - 10)
        most = max(1, *(row.pension_today for row in found.rows))
        heads = [say(self, f"app.tiers.{name}") for name in ("pension", "whole", "step")]
        head = line(
            (" " * (label + 2) + fitted(heads[0], room + value + 2), "$quiet"),
            (fitted(heads[1], back + 2, right=True), "$quiet"),
            (fitted(heads[2], back + 2, right=True), "$quiet"),
        )
        lines = [*heading(say(self, "app.tiers.title")), head]
        for row, name, amount in zip(found.rows, names, amounts, strict=True):
            length = max(1, room * row.pension_today // most)
            is_plan = found.plan is not None and row.base == found.plan.base
            lines.append(
                line(
                    (fitted(name, label, right=True), "bold $primary" if is_plan else ""),
                    "  ",
                    bar(length, "$first-bar" if row.payable else "$track"),
                    (" " * (room - length) + f"  {fitted(amount, value, right=True)}", "bold"),
                    fitted(self._years(row.whole.plain), back + 2, right=True),
                    (fitted(self._years(steps.get(row.tier)), back + 2, right=True), "$accent"),
                )
            )
        return (*lines, *self._plan(found.plan, width))

    def _years(self, payback: Payback | None) -> str:
        if payback is None:
            return "-"
        years = half_up(payback.tenths, MONTHS_PER_YEAR)
        return say(self, "compare.years", years=years)

    def _plan(self, plan: TierRow | None, width: int) -> Block:
        if plan is None or plan.whole.plain is None:
            return ()
        words = say(
            self,
            "app.tiers.plan",
            tier=plan.tier,
            monthly=plan.monthly_payment,
            years=half_up(plan.whole.plain.tenths, MONTHS_PER_YEAR),
        )
        return paragraph(words, width, "$quiet")
