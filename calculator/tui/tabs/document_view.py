"""报告视图: a view made of a comparison's own report: first the answer, a drawing where one says more,
then the sections.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from calculator.charts import Chart
from calculator.reports.comparisons.charts import worded
from calculator.reports.document import Document, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, above, heading, paragraph
from calculator.tui.pictures import picture
from calculator.tui.sections import Piece, arranged, piece_of
from calculator.tui.session import Reading
from calculator.tui.speech import language_of, picture_title, say
from calculator.tui.tabs.view import ResultView

__all__ = ["DocumentView"]

_LEAST_PICTURE = 60


class DocumentView(ResultView):
    """Compared beside the app; told in the same words as by the command that compares."""

    is_swept = True
    told: Document
    words: Wording

    def document(self, scenario: Scenario, found: Any, words: Wording) -> Document:
        """The report of what was compared."""
        raise NotImplementedError

    def answer(self, found: Any) -> Sequence[str]:  # noqa: ARG002
        """The answer in a sentence or two, for who reads nothing else."""
        return ()

    def charts(self, found: Any) -> Iterable[Chart]:  # noqa: ARG002
        """What is drawn above the sections."""
        return ()

    def drawing(self, found: Any, width: int, height: int) -> Block:
        """The charts, beside each other where there is room."""
        return arranged((self.pictured(chart, height) for chart in self.charts(found)), width)

    def pictured(self, chart: Chart, height: int) -> Piece:
        """A chart with its heading."""
        told = worded(chart, self.words)

        def draw(width: int) -> Block:
            title = heading(picture_title(self, chart, told), width)
            return (*title, *picture(chart, told, width, height))

        return Piece(_LEAST_PICTURE, draw)

    def pieces(self, found: Any, width: int) -> Iterator[Piece]:  # noqa: ARG002
        """The sections of the report."""
        for part in self.told.sections:
            yield self.piece(part)

    def piece(self, part: Section, marked: frozenset[int] = frozenset()) -> Piece:
        """A section with its details."""
        with_unit = partial(_with_unit, self)
        return piece_of(part, with_unit, details=True, marked=marked)

    def fill(self, good: Reading, figures: Any) -> None:
        """Put what was compared into words, and show it."""
        if good.scenario is not None:
            self.words = Wording(good.law, language_of(self))
            self.told = self.document(good.scenario, figures, self.words)
        super().fill(good, figures)

    def lay_out(self, figures: Any, width: int, height: int) -> Block:
        """Answer, drawing, sections, the closing note."""
        answer = self.answering(figures, width)
        drawn = () if self.is_plain else self.drawing(figures, width, height)
        if drawn and self.is_short:
            answer, drawn = (*answer, *drawn), ()
        return above(
            answer,
            drawn,
            arranged(self.pieces(figures, width), width),
            paragraph(self.told.note, width, "$quiet"),
        )

    def answering(self, figures: Any, width: int) -> Block:
        """The sentences of the answer."""
        return above(*(paragraph(words, width, "bold") for words in self.answer(figures)), gap=0)


def _with_unit(view: DocumentView, title: str, unit: str) -> str:
    return say(view, "app.table.unit", title=title, unit=unit)
