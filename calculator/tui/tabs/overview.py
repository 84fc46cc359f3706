"""概览: what is paid, what it buys, when, and what to bear in mind."""

from typing import NamedTuple

from calculator.charts.outcomes import outcome_charts
from calculator.i18n import Language, text
from calculator.reports import document
from calculator.reports.comparisons.charts import worded
from calculator.reports.document import Section
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.tui.blocks import Block, above, heading
from calculator.tui.pictures import AREAS
from calculator.tui.rows import rows
from calculator.tui.sections import arranged, piece_of
from calculator.tui.speech import language_of, picture_title, say
from calculator.tui.tabs.view import ResultView
from rules.law import Law

__all__ = ["OverviewView"]

_FIRST = ("remedies", "contributions", "dates", "pension", "notices", "replacement")
_LATER = ("computation", "later", "place", "death", "status", "contested", "questions")
_STRONG = ("contributions.monthly", "dates.retirement", "pension.total")
_WIDEST, _SPACED = 116, 18


class Shown(NamedTuple):
    """What the overview is made of."""

    estimate: Estimate
    law: Law
    sections: tuple[Section, ...]


class OverviewView(ResultView):
    """The parts of the report that answer first."""

    by_language = True

    @staticmethod
    def prepare(estimate: Estimate, law: Law, language: Language) -> Shown:
        """What is shown."""
        found = {part.id: part for part in document(estimate, law, language).sections}
        parts = tuple(found[name] for name in (*_FIRST, *_LATER) if name in found)
        return Shown(estimate, law, parts)

    def lay_out(self, figures: Shown, width: int, height: int) -> Block:
        """Bars of the three outcomes, then the sections, side by side where there is room."""
        strong = frozenset(text(f"report.{key}", language_of(self)) for key in _STRONG)
        pieces = [
            piece_of(part, self._with_unit, strong=strong, details=part.id == "remedies")
            for part in figures.sections
        ]
        bars = () if self.is_plain else self._bars(figures, width, spaced=height >= _SPACED)
        return above(bars, arranged(pieces, width))

    def _with_unit(self, title: str, unit: str) -> str:
        return say(self, "app.table.unit", title=title, unit=unit)

    def _bars(self, shown: Shown, width: int, *, spaced: bool) -> Block:
        """A bar for each outcome, split into the parts of the pension."""
        words = Wording(shown.law, language_of(self))
        lines: list[Block] = []
        for chart in outcome_charts(shown.estimate):
            told = worded(chart, words)
            drawn = rows(chart, told, min(width, _WIDEST), AREAS, spaced=spaced)
            lines.append((*heading(picture_title(self, chart, told), width), *drawn))
        return above(*lines)
