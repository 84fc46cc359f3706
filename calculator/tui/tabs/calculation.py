"""计算过程: the steps as a tree; the line with the cursor shows formula, numbers, article, document."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Tree

from calculator.citation import Article
from calculator.explanation import Line, Reading, Sheet
from calculator.tui.blocks import Block, above, line, paragraph
from calculator.tui.speech import say
from calculator.tui.tabs.view import ResultView
from calculator.tui.widgets.step_tree import StepTree
from calculator.tui.widgets.text_lines import TextLines

__all__ = ["CalculationView"]


class CalculationView(ResultView, can_focus=False):
    """Tree and explanation side by side, or below each other where it is narrow."""

    is_swept = True
    entry = "#steps"
    by_language = True

    def compose(self) -> ComposeResult:
        """The tree of lines and the line in full."""
        with Horizontal(id="calculation"):
            yield StepTree(id="steps")
            with VerticalScroll(id="step"):
                yield TextLines()

    def fill(self, good: Any, figures: Sheet) -> None:
        """Show the lines, and the one with the cursor in full."""
        self.query_one(StepTree).fill(figures)
        super().fill(good, figures)

    def draw(self) -> None:
        """Explain the line with the cursor."""
        pane = self.query_one("#step", VerticalScroll)
        width = max(20, pane.size.width - 3)
        node = self.query_one(StepTree).cursor_node
        if self.shown is None:
            block: Block = (line((say(self, "app.view.empty"), "$quiet")),)
        elif node is None or node.data is None:
            block = (
                *paragraph(say(self, "app.calculation.hint"), width, "$quiet"),
                Content(""),
                *paragraph(self._figures.replayed, width, "$quiet"),
            )
        else:
            block = self._explained(node.data, width)
        self.query_one(TextLines).show(block)

    @on(Tree.NodeHighlighted)
    def _highlighted(self) -> None:
        self.draw()
        self.query_one("#step", VerticalScroll).scroll_home(animate=False)

    def _explained(self, one: Line, width: int) -> Block:
        head = (line((one.label, "bold $primary")), line((one.value, "bold")))
        parts: list[Block] = [
            self._titled(f"sheet.{name}", [paragraph(sentence, width)])
            for name in ("formula", "working", "because")
            if (sentence := getattr(one, name))
        ]
        if one.articles:
            articles = [self._article(article, width) for article in one.articles]
            parts.append(self._titled("sheet.article", articles))
        if one.readings:
            readings = [self._reading(reading, width) for reading in one.readings]
            parts.append(self._titled("sheet.reading", readings))
        return above(head, *parts)

    def _titled(self, key: str, blocks: list[Block]) -> Block:
        return (line((say(self, key), "$accent")), *above(*blocks, gap=0))

    def _article(self, article: Article, width: int) -> Block:
        named = say(self, "sheet.article_line", document=article.document, article=article.article)
        said = say(self, "sheet.quoted", quote=article.quote, seen=article.seen)
        quote = paragraph(said, width, "italic $quiet") if article.quote else ()
        address = paragraph(article.url, width, "$quiet") if article.url else ()
        return (*paragraph(named, width), *quote, *address)

    def _reading(self, reading: Reading, width: int) -> Block:
        period = str(reading.start) if reading.end is None else f"{reading.start} - {reading.end}"
        named = say(
            self,
            "sheet.reading_line",
            name=reading.name,
            place=reading.place,
            period=period,
            value=reading.value,
            status=reading.status,
            grade=reading.grade,
        )
        source = paragraph(reading.document, width, "$quiet") if reading.document else ()
        return (*paragraph(named, width), *source)
