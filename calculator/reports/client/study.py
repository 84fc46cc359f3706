"""测算与比较: everything a client's report says about a person, computed once for all languages."""

from dataclasses import dataclass

from calculator.charts import Chart
from calculator.charts.account import account_charts
from calculator.charts.ages import retirement_charts
from calculator.charts.futures import future_charts
from calculator.charts.money import money_charts
from calculator.charts.schemes import few_tiers, scheme_charts
from calculator.charts.tiers import tier_charts
from calculator.comparison.ages import AgeComparison, compare_ages
from calculator.comparison.cliffs import Cliff, retirement_cliffs
from calculator.comparison.money_back import MoneyBack, money_back
from calculator.comparison.tiers import TierComparison, compare_tiers
from calculator.receipt import Receipt, with_receipt
from calculator.result import Estimate
from calculator.scenario import assumed_defaults
from calculator.scenario.model import Scenario
from calculator.schemes.injury import InjuryCover, injury_cover
from calculator.schemes.personal import PersonalPension, personal_pension
from calculator.schemes.residents import ResidentComparison, compare_residents
from calculator.uncertainty import (
    Regime,
    Sensitivity,
    Simulation,
    regimes,
    sensitivities,
    simulate,
)
from rules.law import Law

__all__ = ["PICTURES", "Study", "study"]

PICTURES = {
    "tiers": ("tier_pension", "tier_payback"),
    "months": ("retirement_pension", "money_back"),
    "account": ("account",),
    "schemes": ("scheme_pension", "scheme_paid"),
    "futures": ("regimes", "sensitivity_pension", "fan"),
}
"""The charts of each part, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The estimate of a person, traced, its receipt, and the comparisons beside it."""

    estimate: Estimate
    receipt: Receipt
    law: Law
    tiers: TierComparison
    months: AgeComparison
    cliffs: tuple[Cliff, ...]
    money: MoneyBack
    residents: ResidentComparison
    personal: PersonalPension
    injury: InjuryCover
    regimes: tuple[Regime, ...]
    sensitivities: tuple[Sensitivity, ...]
    simulation: Simulation

    def charts(self, part: str) -> tuple[Chart, ...]:
        """The charts of a part that show anything; none where there is nothing to compare."""
        known = {chart.name: chart for chart in self._charts() if _shows(chart)}
        return tuple(known[name] for name in PICTURES[part] if name in known)

    def _charts(self) -> tuple[Chart, ...]:
        return (
            *tier_charts(self.tiers),
            *retirement_charts(self.months),
            *money_charts(self.money),
            *account_charts(self.estimate),
            *scheme_charts(few_tiers(self.residents), self.personal, ()),
            *future_charts(self.regimes, self.sensitivities, self.simulation),
        )


def _shows(chart: Chart) -> bool:
    return any(value is not None for series in chart.series for value in series.values)


def study(scenario: Scenario, law: Law) -> Study:
    """The study of a person. Raises NoValueInForce where the law has no value."""
    assumed = assumed_defaults(scenario)
    result, receipt = with_receipt(scenario, law, trace=True, assumed=assumed)
    return Study(
        estimate=result,
        receipt=receipt,
        law=law,
        tiers=compare_tiers(result, law),
        months=compare_ages(result, law),
        cliffs=retirement_cliffs(result, law),
        money=money_back(result, law),
        residents=compare_residents(scenario, law),
        personal=personal_pension(scenario, law),
        injury=injury_cover(scenario, law),
        regimes=regimes(scenario, law),
        sensitivities=sensitivities(scenario, law),
        simulation=simulate(scenario, law),
    )
