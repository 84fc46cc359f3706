"""情景的报告: named regimes, one assumption at a time, and the simulation with what it was made from."""

from collections.abc import Sequence

from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from calculator.uncertainty import Regime, Sensitivity, Simulation
from calculator.uncertainty.history import Rates
from calculator.uncertainty.simulation import PERCENTS

__all__ = ["scenarios_document", "shortage"]

_RATES = ("wage_growth", "crediting_rate", "indexation", "inflation")


def scenarios_document(
    scenario: Scenario,
    regimes: Sequence[Regime],
    sensitivities: Sequence[Sensitivity],
    simulation: Simulation | None,
    words: Wording,
) -> Document:
    """The document of regimes and sensitivities, and of a simulation where one was made."""
    pages = Pages(scenario, words)
    sections = [_regimes(pages, regimes), _sensitivities(pages, sensitivities)]
    if simulation is not None:
        sections += [_percentiles(pages, simulation), _model(pages, simulation)]
    return pages.document("plan.scenarios.title", *sections)


def _regimes(pages: Pages, regimes: Sequence[Regime]) -> Section:
    return Section(
        id="regimes",
        title=pages.say("plan.scenarios.regimes"),
        columns=pages.columns(
            "plan.scenarios.column", "regime", "pension_today", "later_today", "paid_today"
        ),
        rows=tuple(_regime(pages, regime) for regime in regimes),
        paragraphs=(*shortage(regimes, pages.words), pages.say("plan.scenarios.regime_note")),
    )


def shortage(regimes: Sequence[Regime], words: Wording) -> tuple[str, ...]:
    """What is missing to the minimum period, where the plan is not paid; the same in every future."""
    missing = max((regime.outcome.missing for regime in regimes), default=0)
    return (words.say("plan.scenarios.short", missing=missing),) if missing else ()


def _regime(pages: Pages, regime: Regime) -> Row:
    name = pages.say(
        f"plan.scenarios.regime.{regime.name}",
        first=regime.first_year,
        last=regime.last_year,
        rate=regime.rates.crediting_rate,
    )
    detail: tuple[tuple[str, str], ...] = ()
    if regime.is_constant:
        detail = ((pages.say("plan.scenarios.rates"), _rates(pages, regime.rates)),)
    outcome = regime.outcome
    return Row(
        cells=(
            name,
            pages.amount(outcome.pension_today),
            pages.amount(outcome.later_today),
            pages.amount(outcome.paid_today),
        ),
        details=detail,
    )


def _rates(pages: Pages, rates: Rates) -> str:
    return pages.say(
        "plan.scenarios.rates_of",
        wage_growth=rates.wage_growth,
        crediting_rate=rates.crediting_rate,
        indexation=rates.indexation,
        inflation=rates.inflation,
    )


def _sensitivities(pages: Pages, found: Sequence[Sensitivity]) -> Section:
    rows = []
    for one in found:
        cells = (
            pages.say(f"plan.scenarios.assumption.{one.name}", low=one.low, high=one.high),
            pages.amount(one.at_low.pension_today),
            pages.amount(one.at_high.pension_today),
            pages.amount(one.at_low.later_today),
            pages.amount(one.at_high.later_today),
        )
        rows.append(Row(cells=cells))
    return Section(
        id="sensitivity",
        title=pages.say("plan.scenarios.sensitivity"),
        columns=pages.columns(
            "plan.scenarios.column", "assumption", "at_low", "at_high", "later_low", "later_high"
        ),
        rows=tuple(rows),
        paragraphs=(pages.say("plan.scenarios.sensitivity_note"),),
    )


def _percentiles(pages: Pages, simulation: Simulation) -> Section:
    first = Column(pages.say("plan.scenarios.column.figure"))
    numbers = [
        Column(pages.say("plan.scenarios.of_hundred", percent=percent), right=True)
        for percent in PERCENTS
    ]
    rows = [
        Row(
            cells=(
                pages.say(f"plan.scenarios.column.{one.name}"),
                *(pages.amount(value) for value in one.values),
            )
        )
        for one in simulation.results
    ]
    return Section(
        id="simulation",
        title=pages.say("plan.scenarios.simulation", draws=simulation.draws, seed=simulation.seed),
        columns=(first, *numbers),
        rows=tuple(rows),
        paragraphs=(pages.say("plan.scenarios.percent_note"),),
    )


def _model(pages: Pages, simulation: Simulation) -> Section:
    """The distributions: centre, spread, and the departures of the observed years."""
    columns = pages.columns("plan.scenarios.column", "year", *_RATES)
    rows = [
        _line(pages, pages.say("plan.scenarios.centre"), simulation.centre),
        _line(pages, pages.say("plan.scenarios.spread"), simulation.spread),
    ]
    for observed, departure in zip(simulation.observed, simulation.departures, strict=True):
        label = pages.say("plan.scenarios.departure", year=observed.year, grade=observed.grade)
        rows.append(_line(pages, label, departure))
    return Section(
        id="model",
        title=pages.say("plan.scenarios.model"),
        columns=columns,
        rows=tuple(rows),
        paragraphs=(pages.say("plan.scenarios.model_note"), pages.say("plan.scenarios.sources")),
    )


def _line(pages: Pages, label: str, rates: Rates) -> Row:
    return Row(cells=(label, *(pages.percent(getattr(rates, name)) for name in _RATES)))
