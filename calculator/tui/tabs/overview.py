"""概览: what is paid, what it buys, when, and what to bear in mind."""

from collections.abc import Iterator

from textual.content import Content

from calculator.i18n import Language, formatted, text
from calculator.i18n.formats import decimal
from calculator.reports import document
from calculator.reports.document import Section
from calculator.result import Estimate, Outcome
from calculator.tui.blocks import BLANK, Block, above, bar, cells, fitted, heading, legend
from calculator.tui.sections import arranged, piece_of
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.view import ResultView
from rules.law import Law
from rules.quantities import FEN_PER_YUAN, half_up

__all__ = ["OverviewView"]

_FIRST = ("remedies", "contributions", "dates", "pension", "notices", "replacement")
_LATER = ("computation", "later", "place", "death", "status", "contested", "questions")
_STRONG = ("contributions.monthly", "dates.retirement", "pension.total")
_WIDEST, _SPACED = 116, 18
_INKS = {"basic": "$first-bar", "account": "$second-bar", "rest": "$third-bar"}
_UNPAID = "$track"


class OverviewView(ResultView):
    """The parts of the report that answer first."""

    by_language = True

    @staticmethod
    def prepare(estimate: Estimate, law: Law, language: Language) -> tuple[Estimate, list[Section]]:
        """What is shown."""
        found = {part.id: part for part in document(estimate, law, language).sections}
        return estimate, [found[name] for name in (*_FIRST, *_LATER) if name in found]

    def lay_out(self, figures: tuple[Estimate, list[Section]], width: int, height: int) -> Block:
        """Bars of the three outcomes, then the sections, side by side where there is room."""
        estimate, parts = figures
        strong = frozenset(text(f"report.{key}", language_of(self)) for key in _STRONG)
        pieces = [
            piece_of(part, self._with_unit, strong=strong, details=part.id == "remedies")
            for part in parts
        ]
        bars = () if self.is_plain else self._bars(estimate, width, spaced=height >= _SPACED)
        return above(bars, arranged(pieces, width))

    def _with_unit(self, title: str, unit: str) -> str:
        return say(self, "app.table.unit", title=title, unit=unit)

    def _bars(self, estimate: Estimate, width: int, *, spaced: bool) -> Block:
        """A bar for each outcome, split into the parts of the pension."""
        outcomes = (estimate.stop_now, estimate.go_on, estimate.most)
        lines = list(self._lines(outcomes, min(width, _WIDEST)))
        if spaced:
            lines = [part for one in lines for part in (one, BLANK)][:-1]
        entries = [
            (ink, say(self, f"app.overview.{name}"))
            for name, ink in _INKS.items()
            if any(_part(one, name) >= FEN_PER_YUAN for one in outcomes)
        ]
        if not all(one.payable for one in outcomes):
            entries.append((_UNPAID, say(self, "app.overview.unpayable")))
        title = heading(say(self, "app.overview.bars"))
        return (*title, *legend(entries, width), *lines)

    def _lines(self, outcomes: tuple[Outcome, ...], width: int) -> Iterator[Content]:
        language = language_of(self)
        names = [say(self, f"app.outcome.{one.name}") for one in outcomes]
        amounts = [formatted(one.pension_today, "whole_yuan", language) for one in outcomes]
        label, value = max(map(cells, names)), max(map(cells, amounts))
        room = max(4, width - label - value - 4)
        longest = max(1, *(one.pension_today for one in outcomes))
        for one, name, amount in zip(outcomes, names, amounts, strict=True):
            length = max(1, room * one.pension_today // longest)
            yield Content.assemble(
                (fitted(name, label), "$quiet"),
                "  ",
                *_split(one, length),
                " " * (room - length + 2),
                (fitted(amount, value, right=True), "bold" if one.payable else "$quiet"),
            )


def _part(outcome: Outcome, name: str) -> int:
    award = outcome.settlement.award
    if name == "rest":
        return award.total - award.basic - award.account
    return award.basic if name == "basic" else award.account


def _split(outcome: Outcome, length: int) -> list[Content]:
    """A bar of `length` cells in the shares of the parts; grey where nothing is paid."""
    if not outcome.payable:
        return [bar(length, _UNPAID)]
    total = max(1, outcome.settlement.award.total)
    basic = length * _part(outcome, "basic") // total
    rest = length * max(0, _part(outcome, "rest")) // total
    return [
        _written(basic, "basic", outcome),
        _written(length - basic - rest, "account", outcome),
        bar(rest, _INKS["rest"]),
    ]


def _written(length: int, name: str, outcome: Outcome) -> Content:
    """A bar with its share of the pension in today's money written in it, where that fits."""
    award = outcome.settlement.award
    share = half_up(outcome.pension_today * _part(outcome, name), max(1, award.total))
    words = f" {decimal(share, FEN_PER_YUAN, 0)} "
    if cells(words) > length:
        return bar(length, _INKS[name])
    return Content.assemble((fitted(words, length), f"$bar-text on {_INKS[name]}"))
