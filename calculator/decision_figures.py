"""决策数字: the answers of the comparisons for one person as a flat set of named whole numbers.

What a table of many people can hold: each figure has a unit, None where there is none to give. A figure is
computed when it is asked for, by the same functions as the comparisons themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from calculator.comparison.ages import AgeComparison, AgeRow, Way, ages_on
from calculator.comparison.cliffs import Cliff, Topic, cliffs_on
from calculator.comparison.footing import Course, Footing, Mortality, footing_of
from calculator.comparison.stops import GapYear, gap_years, minimum_month, paid_months
from calculator.comparison.tiers import tier_courses
from calculator.death import death_at, income_basis
from calculator.places import PlaceEstimate, compare_places
from calculator.planning.plans import least_budget
from calculator.result import Estimate
from calculator.schemes.residents import ResidentOutcome, compare_residents
from calculator.schemes.subsidies import SubsidyWindow, subsidy_plan
from calculator.uncertainty.regimes import Regime, RegimeName, regimes
from calculator.valuation import Payback, Valuation, payback_of, real_payback_of
from rules.law import Law
from rules.month import Month

__all__ = ["FIGURES", "Decisions", "Figure", "FigureUnit", "decision_figures"]


class FigureUnit(StrEnum):
    """What the whole number of a figure counts."""

    FEN = "fen"
    PPM = "ppm"
    MONTH = "month"
    """A month as an ordinal."""
    MONTHS = "months"
    TENTHS = "tenths"
    """Tenths of a month."""


class Decisions:
    """The comparisons of one estimate, made as far as figures are asked for."""

    def __init__(self, result: Estimate, law: Law, mortality: Mortality | None = None) -> None:
        self.result = result
        self.law = law
        self._mortality = mortality

    @cached_property
    def footing(self) -> Footing:
        """What all courses are settled and valued on."""
        return footing_of(self.result, self.law, self._mortality)

    @cached_property
    def plan(self) -> Course:
        """The plan, paid on where it has too few months in the month asked for."""
        return self.footing.plan()

    @cached_property
    def plain(self) -> Payback | None:
        """The payback of all money ever paid, without growth and interest."""
        return payback_of(self.footing.outlook, self.plan.life(is_level=True), self.plan.start)

    @cached_property
    def real(self) -> Payback | None:
        """The same in today's prices."""
        return real_payback_of(self.footing.outlook, self.plan.life(), self.plan.start)

    @cached_property
    def whole(self) -> Valuation:
        """The plan valued over all life tables."""
        return self.footing.whole(self.plan)

    @cached_property
    def ages(self) -> AgeComparison:
        """Every lawful month."""
        return ages_on(self.footing)

    @cached_property
    def tiers(self) -> list[tuple[int, Course]]:
        """The tiers that differ, as share of the reference wage, from low to high."""
        if not self.plan.future_runs:
            return []
        found: list[tuple[int, Course]] = []
        for tier, _, course in tier_courses(self.footing):
            if tier is not None and (not found or found[-1][1].future_runs != course.future_runs):
                found.append((int(tier), course))
        return found

    @cached_property
    def next_tier(self) -> tuple[int, Course] | None:
        """The lowest tier dearer than the plan is now."""
        base = self.plan.future_runs[0].base if self.plan.future_runs else 0
        dearer = (one for one in self.tiers if one[1].future_runs[0].base > base)
        return next(dearer, None)

    @cached_property
    def residents(self) -> tuple[ResidentOutcome, ...]:
        """The residents' tiers from low to high."""
        return compare_residents(self.result.scenario, self.law).outcomes

    @cached_property
    def gap(self) -> GapYear | None:
        """Nothing paid over the next twelve months of the plan."""
        return next(gap_years(self.footing), None)

    @cached_property
    def regimes(self) -> Mapping[RegimeName, Regime]:
        """The plan while wages, rates and prices stay low, and while they are high."""
        names = (RegimeName.LOW, RegimeName.HIGH)
        return {one.name: one for one in regimes(self.result.scenario, self.law, names)}

    @cached_property
    def cliff(self) -> Cliff | None:
        """The next month of paying or retiring from which on another pension is paid."""
        found = cliffs_on(self.footing, self.law).cliffs
        topics = (Topic.RETIREMENT, Topic.PAYING)
        return next((one for one in found if one.gain and one.topic in topics), None)

    @cached_property
    def subsidy(self) -> SubsidyWindow | None:
        """The best months of a subsidy to the hard-to-employ."""
        plans = subsidy_plan(self.result.scenario, self.law)
        return next((plan.best for plan in plans if plan.best is not None), None)

    @cached_property
    def best_place(self) -> PlaceEstimate | None:
        """The place that pays most among those the life can lead to."""
        options = compare_places(self.result.scenario, self.law).options
        paid = [one.estimate for one in options if one.estimate and one.estimate.payable]
        return max(paid, key=lambda one: one.pension_today, default=None)

    def month(self, way: Way) -> AgeRow | None:
        """The first row of a way that is paid."""
        return next((row for row in self.ages.rows if row.way is way and row.payable), None)

    def family(self, month: Month) -> int:
        """What the family receives on a death in a month, in today's prices."""
        case = self.footing.case
        return death_at(case, self.plan.settled, month, income_basis(case)).family_today


def _worthwhile(of: Decisions) -> int | None:
    """The tier up to which each step is worth at least what it costs, by the leading life table."""
    if not of.tiers:
        return None
    values = [(tier, of.footing.value(course)) for tier, course in of.tiers]
    reached = values[0][0]
    for (_, low), (tier, high) in pairwise(values):
        if high < low:
            break
        reached = tier
    return reached


def _next_monthly(of: Decisions) -> int | None:
    if of.next_tier is None:
        return None
    return of.next_tier[1].future_runs[0].total - of.plan.future_runs[0].total


def _next_pension(of: Decisions) -> int | None:
    if of.next_tier is None:
        return None
    course = of.next_tier[1]
    added = course.settled.award.total - of.plan.settled.award.total
    return of.footing.today(added, course.start)


def _next_payback(of: Decisions) -> int | None:
    if of.next_tier is None:
        return None
    found = of.footing.plain_payback(of.next_tier[1], of.plan)
    return None if found is None else found.tenths


def _first(rows: Iterable[AgeRow]) -> AgeRow | None:
    return next((row for row in rows if row.payable), None)


def _minimum(of: Decisions) -> Month | None:
    """The month that completes the minimum period; before today where it is complete."""
    missing = of.footing.course(()).settled.missing
    return minimum_month(missing, paid_months(of.footing), of.footing.case.today)


def _pension_under(name: RegimeName) -> Callable[[Decisions], int | None]:
    def found(of: Decisions) -> int | None:
        outcome = of.regimes[name].outcome
        return outcome.pension_today if outcome.missing == 0 else None

    return found


def _best(of: Decisions) -> AgeRow | None:
    return next((row for row in of.ages.rows if row.best), None)


def _value_over_stopping(of: Decisions) -> int:
    return of.footing.value(of.plan) - of.footing.value(of.footing.stop_now())


class Figure(NamedTuple):
    """One figure: its unit and how it is found."""

    unit: FigureUnit
    find: Callable[[Decisions], int | None]


def _fen(find: Callable[[Decisions], int | None]) -> Figure:
    return Figure(FigureUnit.FEN, find)


def _of_row(
    unit: FigureUnit,
    row: Callable[[Decisions], AgeRow | None],
    read: Callable[[AgeRow], int],
) -> Figure:
    return Figure(unit, lambda of: None if (one := row(of)) is None else read(one))


def _earliest(of: Decisions) -> AgeRow | None:
    return _first(of.ages.rows)


def _statutory(of: Decisions) -> AgeRow | None:
    return of.month(Way.STATUTORY) or of.month(Way.EXTENSION)


def _pension(row: AgeRow) -> int:
    return row.pension_today


def _month(row: AgeRow) -> int:
    return row.month


FIGURES: Mapping[str, Figure] = {
    "claim_month": Figure(FigureUnit.MONTH, lambda of: of.plan.settled.retirement),
    "extended_months": Figure(
        FigureUnit.MONTHS, lambda of: of.plan.settled.retirement - of.footing.asked.retirement
    ),
    "payback": Figure(FigureUnit.TENTHS, lambda of: of.plain.tenths if of.plain else None),
    "payback_real": Figure(FigureUnit.TENTHS, lambda of: of.real.tenths if of.real else None),
    "break_even_month": Figure(FigureUnit.MONTH, lambda of: of.real.month if of.real else None),
    "break_even_age": Figure(FigureUnit.MONTHS, lambda of: of.real.age if of.real else None),
    "break_even_chance": Figure(FigureUnit.PPM, lambda of: of.real.chance if of.real else None),
    "return_nominal": Figure(FigureUnit.PPM, lambda of: of.whole.expected[0].rate),
    "return_real": Figure(FigureUnit.PPM, lambda of: of.whole.expected[0].real_rate),
    "return_real_average_life": Figure(FigureUnit.PPM, lambda of: of.whole.fixed.real_rate),
    "present_value": _fen(lambda of: of.footing.value(of.plan)),
    "value_over_stopping": _fen(_value_over_stopping),
    "worthwhile_tier": Figure(FigureUnit.PPM, _worthwhile),
    "next_tier": Figure(FigureUnit.PPM, lambda of: of.next_tier[0] if of.next_tier else None),
    "next_tier_monthly": _fen(_next_monthly),
    "next_tier_pension_today": _fen(_next_pension),
    "next_tier_payback": Figure(FigureUnit.TENTHS, _next_payback),
    "earliest_month": _of_row(FigureUnit.MONTH, _earliest, _month),
    "earliest_pension_today": _of_row(FigureUnit.FEN, _earliest, _pension),
    "statutory_month": _of_row(FigureUnit.MONTH, _statutory, _month),
    "statutory_pension_today": _of_row(FigureUnit.FEN, _statutory, _pension),
    "best_month": _of_row(FigureUnit.MONTH, _best, _month),
    "best_value": _of_row(FigureUnit.FEN, _best, lambda row: row.value),
    "minimum_month": Figure(FigureUnit.MONTH, _minimum),
    "least_budget": _fen(lambda of: least_budget(of.footing.case)),
    "gap_year_saved_today": _fen(lambda of: of.gap.saved_today if of.gap else None),
    "gap_year_pension_today": _fen(lambda of: of.gap.lost_today if of.gap else None),
    "best_place_pension_today": _fen(
        lambda of: of.best_place.pension_today if of.best_place else None
    ),
    "low_regime_pension_today": _fen(_pension_under(RegimeName.LOW)),
    "high_regime_pension_today": _fen(_pension_under(RegimeName.HIGH)),
    "next_cliff_month": Figure(FigureUnit.MONTH, lambda of: of.cliff.month if of.cliff else None),
    "next_cliff_gain": _fen(lambda of: of.cliff.gain if of.cliff else None),
    "subsidy_best_month": Figure(
        FigureUnit.MONTH, lambda of: of.subsidy.start if of.subsidy else None
    ),
    "subsidy_best_today": _fen(lambda of: of.subsidy.total_today if of.subsidy else None),
    "residents_lowest_paid_today": _fen(lambda of: of.residents[0].paid_today),
    "residents_lowest_pension_today": _fen(lambda of: of.residents[0].pension_today),
    "residents_highest_paid_today": _fen(lambda of: of.residents[-1].paid_today),
    "residents_highest_pension_today": _fen(lambda of: of.residents[-1].pension_today),
    "death_now_family_today": _fen(lambda of: of.family(of.footing.case.today)),
    "death_at_start_family_today": _fen(lambda of: of.family(of.plan.start)),
}
"""By name. Paybacks and break-evens are of all money ever paid; the nominal and real return and the chance
are by the leading life table; values are present values of everything from now on. `worthwhile_tier`: up to
it each step of the tiers is worth at least what it costs. The gap year is the next twelve months of the
plan; a plan for a target and the personal pension need what no scenario says, a target and an income."""


def decision_figures(
    result: Estimate,
    law: Law,
    names: Iterable[str] = tuple(FIGURES),
    mortality: Mortality | None = None,
) -> dict[str, int | None]:
    """The figures of an estimate made from `law`, by name. Raises KeyError for a name there is none of."""
    decisions = Decisions(result, law, mortality)
    return {name: FIGURES[name].find(decisions) for name in names}
