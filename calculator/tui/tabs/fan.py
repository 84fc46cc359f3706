"""情景: the answer under other futures: named regimes and the span of a simulation on one scale."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.content import Content

from calculator.i18n import Language
from calculator.i18n.formats import decimal
from calculator.reports.comparisons.scenarios import scenarios_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, bar, cells, fitted, legend, line
from calculator.tui.charts import axis, ticks
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from calculator.uncertainty import Regime, Simulation, regimes, sensitivities, simulate
from calculator.uncertainty.simulation import PERCENTS
from rules.law import Law
from rules.quantities import FEN_PER_YUAN

__all__ = ["FanView"]

_DRAWS = 100
_WIDEST = 116
_FIGURES = ("pension_today", "later_today")
_SPAN, _HALF, _MEDIAN, _POINT = "$track", "$first-bar", "$foreground", "$accent"
_NARROW, _STEPS = 12, 8


class Scale(NamedTuple):
    """Yuan from `lowest` to `highest` on `room` cells."""

    lowest: float
    highest: float
    room: int

    def at(self, fen: float) -> int:
        """The cell of an amount."""
        share = (fen / FEN_PER_YUAN - self.lowest) / max(1, self.highest - self.lowest)
        return min(max(0, round(share * (self.room - 1))), self.room - 1)


class FanView(DocumentView):
    """Every future as a line on one scale, then the tables."""

    pause = 0.4

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004 the signature is that of every view
    ) -> tuple[Any, ...]:
        """Regimes, sensitivities, and a simulation of the same draws each time."""
        scenario = estimate.scenario
        simulation = simulate(scenario, law, draws=_DRAWS)
        return regimes(scenario, law), sensitivities(scenario, law), simulation

    def document(self, scenario: Scenario, found: tuple[Any, ...], words: Wording) -> Document:
        """The tables."""
        futures, sensitive, simulation = found
        return scenarios_document(scenario, futures, sensitive, simulation, words)

    def answer(self, found: tuple[Any, ...]) -> Sequence[str]:
        """Where nine of ten and where half of the simulated pensions lie."""
        simulation: Simulation = found[-1]
        at = dict(zip(PERCENTS, simulation.results[0].values, strict=True))
        values = {f"p{percent}": value for percent, value in at.items()}
        return (say(self, "app.fan.answer", draws=simulation.draws, **values),)

    def drawing(self, found: tuple[Any, ...], width: int, height: int) -> Block:  # noqa: ARG002
        """A band for each simulated figure, a mark for each regime."""
        futures, _, simulation = found
        spans = [one for one in simulation.results if one.name in _FIGURES]
        names = [say(self, f"app.fan.{one.name}") for one in spans]
        names += [row.cells[0] for row in self.told.sections[0].rows]
        amounts = [one.values[2] for one in spans]
        amounts += [regime.outcome.pension_today for regime in futures]
        written = [decimal(amount, FEN_PER_YUAN, 0) for amount in amounts]
        label, value = max(map(cells, names)), max(map(cells, written))
        room = max(_NARROW, min(width, _WIDEST) - label - value - 4)
        marks = _levels(amounts, [v for one in spans for v in one.values])
        scale = Scale(marks[0], marks[-1], room)
        drawn = [
            *(_band(one.values, scale) for one in spans),
            *(_point(regime, scale) for regime in futures),
        ]
        lines = [
            line(
                (fitted(name, label), "$quiet"),
                "  ",
                one,
                (f"  {fitted(amount, value, right=True)}", "bold"),
            )
            for name, one, amount in zip(names, drawn, written, strict=True)
        ]
        levels = [(scale.at(mark * FEN_PER_YUAN), f"{mark:,.0f}") for mark in marks]
        below = line((" " * (label + 2) + axis(levels, room), "$quiet"))
        inks = {"span": _SPAN, "half": _HALF, "median": _MEDIAN, "point": _POINT}
        entries = [(ink, say(self, f"app.fan.{name}")) for name, ink in inks.items()]
        return (
            *self.titled("app.fan.title"),
            *legend(entries, width),
            *lines,
            below,
        )


def _levels(amounts: Sequence[int], ends: Sequence[int]) -> list[float]:
    """Round numbers around all that is drawn."""
    every = [fen / FEN_PER_YUAN for fen in (*amounts, *ends)]
    return ticks(max(*every, 1), min(every), _STEPS)


def _band(values: Sequence[int], scale: Scale) -> Content:
    """From the 5th to the 95th percentile, darker in the middle half, the median in between."""
    low, quarter, middle, three_quarters, high = (scale.at(value) for value in values)
    styles = [""] * scale.room
    styles[low : high + 1] = [f"on {_SPAN}"] * (high + 1 - low)
    styles[quarter : three_quarters + 1] = [f"on {_HALF}"] * (three_quarters + 1 - quarter)
    styles[middle] = f"on {_MEDIAN}"
    return Content.assemble(*((" ", style) for style in styles))


def _point(regime: Regime, scale: Scale) -> Content:
    """A mark at the pension of a regime."""
    at = scale.at(regime.outcome.pension_today)
    return Content.assemble(" " * at, bar(1, _POINT), " " * (scale.room - at - 1))
