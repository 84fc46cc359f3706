"""概览: what is paid, what it buys, when, and what to bear in mind."""

from collections.abc import Iterator

from rich.cells import cell_len as cells
from textual.content import Content

from calculator.i18n import Language, formatted, text
from calculator.reports import document
from calculator.reports.document import Section
from calculator.result import Estimate, Outcome
from calculator.tui.blocks import (
    Block,
    above,
    bar,
    columns,
    fitted,
    heading,
    line,
    section,
)
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.view import ResultView
from rules.law import Law

__all__ = ["OverviewView"]

_FIRST = ("remedies", "contributions", "dates", "pension", "replacement")
_LATER = ("computation", "later", "place", "death", "status", "notices", "contested", "questions")
_WIDE = 130


class OverviewView(ResultView):
    """The parts of the report that answer first."""

    by_language = True

    @staticmethod
    def prepare(estimate: Estimate, law: Law, language: Language) -> tuple[Estimate, list[Section]]:
        """What is shown."""
        found = {part.id: part for part in document(estimate, law, language).sections}
        return estimate, [found[name] for name in (*_FIRST, *_LATER) if name in found]

    def lay_out(
        self,
        figures: tuple[Estimate, list[Section]],
        width: int,
        height: int,  # noqa: ARG002
    ) -> Block:
        """Bars of the three outcomes, then the sections, in two columns where there is room."""
        estimate, parts = figures
        strong = frozenset(
            text(f"report.{key}", language_of(self))
            for key in ("contributions.monthly", "dates.retirement", "pension.total")
        )
        blocks = [
            section(part, width, strong=strong, details=part.id == "remedies") for part in parts
        ]
        bars = () if self.is_plain else tuple(self._bars(estimate, width))
        return above(bars, columns(blocks, width))

    def _bars(self, estimate: Estimate, width: int) -> Iterator[Content]:
        """A bar for each outcome, split into the parts of the pension."""
        yield from heading(say(self, "app.overview.bars"))
        outcomes = (estimate.stop_now, estimate.go_on, estimate.most)
        language = language_of(self)
        names = [say(self, f"app.outcome.{one.name}") for one in outcomes]
        amounts = [formatted(one.pension_today, "whole_yuan", language) for one in outcomes]
        label, value = max(map(cells, names)), max(map(cells, amounts))
        room = max(4, min(width, _WIDE) - label - value - 4)
        longest = max(1, *(one.pension_today for one in outcomes))
        for one, name, amount in zip(outcomes, names, amounts, strict=True):
            length = room * one.pension_today // longest
            space = " " * (room - length + 2)
            dim = "" if one.payable else "$faint"
            yield Content.assemble(
                (fitted(name, label), "$quiet"),
                "  ",
                *_split(one, length),
                space,
                (fitted(amount, value, right=True), dim or "bold"),
            )
        yield self._legend(outcomes)

    def _legend(self, outcomes: tuple[Outcome, ...]) -> Content:
        legend = [
            (bar(2, "$first-bar"), "report.pension.basic"),
            (bar(2, "$second-bar"), "report.pension.account"),
        ]
        if any(_rest(one) for one in outcomes):
            legend.append((bar(2, "$third-bar"), "app.overview.rest"))
        parts: list[Content | tuple[str, str]] = []
        for swatch, key in legend:
            parts += [swatch, (f" {say(self, key)}   ", "$quiet")]
        if not all(one.payable for one in outcomes):
            parts.append((say(self, "app.overview.unpayable"), "$faint"))
        return line(*parts)


def _rest(outcome: Outcome) -> int:
    award = outcome.settlement.award
    return award.total - award.basic - award.account


def _split(outcome: Outcome, length: int) -> list[Content]:
    """A bar of `length` cells in the shares of the parts; faint where nothing is paid."""
    if not outcome.payable:
        return [bar(length, "$track")]
    award = outcome.settlement.award
    total = max(1, award.total)
    basic = length * award.basic // total
    rest = length * max(0, _rest(outcome)) // total
    return [
        bar(basic, "$first-bar"),
        bar(length - basic - rest, "$second-bar"),
        bar(rest, "$third-bar"),
    ]
