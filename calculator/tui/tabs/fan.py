"""情景: the answer under other futures: a simulation as a fan, named regimes, what moves it most."""

from collections.abc import Iterator, Sequence
from typing import Any

from calculator.charts import Chart
from calculator.charts.futures import future_charts
from calculator.reports.comparisons.scenarios import scenarios_document, shortage
from calculator.reports.document import Document
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.tui.speech import say
from calculator.tui.tabs.document_view import DocumentView
from calculator.uncertainty import Simulation
from calculator.uncertainty.simulation import PERCENTS

__all__ = ["FanView"]

_DRAWN = ("fan", "regimes", "sensitivity_pension")


class FanView(DocumentView):
    """The fan over the years of pension, then bars and tables."""

    pause = 0.4

    def document(self, scenario: Scenario, found: tuple[Any, ...], words: Wording) -> Document:
        """The tables."""
        futures, sensitive, simulation = found
        return scenarios_document(scenario, futures, sensitive, simulation, words)

    def answer(self, found: tuple[Any, ...]) -> Sequence[str]:
        """Where nine of ten and where half of the simulated pensions lie."""
        simulation: Simulation = found[-1]
        at = dict(zip(PERCENTS, simulation.results[0].values, strict=True))
        values = {f"p{percent}": value for percent, value in at.items()}
        answer = say(self, "app.fan.answer", draws=simulation.draws, **values)
        return (*shortage(found[0], self.words), answer)

    def charts(self, found: tuple[Any, ...]) -> Iterator[Chart]:
        """The fan of the simulation, the regimes, what moves the answer most."""
        charts = {chart.name: chart for chart in future_charts(*found)}
        for name in _DRAWN:
            yield charts[name]
