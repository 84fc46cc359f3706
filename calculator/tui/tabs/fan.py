"""情景: the answer under other futures: named regimes, one assumption at a time, percentiles."""

from typing import Any

from calculator.i18n import Language, formatted
from calculator.reports.comparisons.scenarios import scenarios_document
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.tui.blocks import Block, bar, cells, fitted, heading, line
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.document_view import DocumentView
from calculator.uncertainty import Simulation, regimes, sensitivities, simulate
from rules.law import Law

__all__ = ["FanView"]

_DRAWS = 100
_WIDEST = 110
_FIGURES = ("pension_today", "later_today")


class FanView(DocumentView):
    """The span of the percentiles, then the tables."""

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

    def drawing(self, found: tuple[Any, ...], width: int, height: int) -> Block:  # noqa: ARG002
        """A band for each figure: from the 5th to the 95th percentile, darker in the middle half."""
        language = language_of(self)
        simulation: Simulation = found[-1]
        results = [one for one in simulation.results if one.name in _FIGURES]
        names = [say(self, f"app.fan.{one.name}") for one in results]
        label = max(map(cells, names))
        ends = [
            [formatted(value, "whole_yuan", language) for value in (one.values[0], one.values[-1])]
            for one in results
        ]
        edge = max(cells(end) for pair in ends for end in pair)
        room = max(10, min(width, _WIDEST) - label - 2 * edge - 6)
        least = min(one.values[0] for one in results)
        span = max(1, max(one.values[-1] for one in results) - least)
        lines = [*heading(say(self, "app.fan.title", draws=simulation.draws))]
        for one, name, (low, high) in zip(results, names, ends, strict=True):
            at = [room * (value - least) // span for value in one.values]
            lines.append(
                line(
                    (fitted(name, label), "$quiet"),
                    "  ",
                    (fitted(low, edge, right=True), ""),
                    " " * (at[0] + 1),
                    bar(at[1] - at[0], "$track"),
                    bar(at[2] - at[1], "$first-bar"),
                    bar(1, "$foreground"),
                    bar(at[3] - at[2] - 1, "$first-bar"),
                    bar(at[4] - at[3], "$track"),
                    (f" {high}", ""),
                )
            )
        return (*lines, line((say(self, "app.fan.legend"), "$quiet")))
