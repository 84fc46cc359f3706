"""报告视图: a view made of a comparison's own report, with a drawing above it where one says more."""

from typing import Any

from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, above, columns, paragraph, section
from calculator.tui.session import Reading
from calculator.tui.speech import language_of
from calculator.tui.tabs.view import ResultView

__all__ = ["DocumentView"]


class DocumentView(ResultView):
    """Compared in a thread; told in the same words as by the command that compares."""

    in_thread = True
    told: Document

    def document(self, scenario: Scenario, found: Any, words: Wording) -> Document:
        """The report of what was compared."""
        raise NotImplementedError

    def drawing(self, found: Any, width: int, height: int) -> Block:  # noqa: ARG002
        """Nothing, unless a view draws something."""
        return ()

    def fill(self, good: Reading, figures: Any) -> None:
        """Put what was compared into words, and show it."""
        if good.scenario is not None:
            words = Wording(good.law, language_of(self))
            self.told = self.document(good.scenario, figures, words)
        super().fill(good, figures)

    def lay_out(self, figures: Any, width: int, height: int) -> Block:
        """Drawing, sections, the closing note."""
        drawn = () if self.is_plain else self.drawing(figures, width, height)
        blocks = [section(part, width, details=True) for part in self.told.sections]
        note = paragraph(self.told.note, width, "$quiet")
        return above(drawn, columns(blocks, width), note)
