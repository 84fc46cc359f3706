"""逐年缴费方案: the cheapest plan for a pension, the best plan for a monthly budget.

The choice is one tier per calendar year among the tiers on offer; a year may stay unpaid where that is
allowed. What the scenario fixes (pauses, the end of paying, the retirement month, the places) stays; where
the plan has too few months by then it is paid on until they are there, as in all comparisons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.case import Case, build
from calculator.planned import completed
from calculator.planning.offers import FLOOR, Offer, OffersAre, offers_of
from calculator.planning.search import cheapest
from calculator.planning.years import Entry, YearTable, month_today, paid_today, year_table
from calculator.real_money import in_todays_money
from calculator.scenario.model import Scenario
from rules.career import Run
from rules.estimation import Settlement
from rules.law import Law
from rules.month import Month, year_of
from rules.quantities import Fen, Months

__all__ = ["Plan", "PlannedYear", "least_budget", "plan_for_budget", "plan_for_target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedYear:
    """What a plan does in one calendar year. `offer` None: nothing is paid.

    `base` and `monthly` are those of the first paid month, `paid` is the year's total, fen.
    """

    year: int
    offer: Offer | None
    months: Months
    base: Fen
    monthly: Fen
    paid: Fen
    paid_today: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan and what comes of it.

    `reached`: the target is met, or the minimum period within the budget. `is_proven`: no choice among
    `offers` is better; where it is not proven, `saving_at_most` is what a better one could cost less, in
    today's prices. `offers_are` says whether the place lists them. `target` and `budget` are what was
    asked, in today's money, one of them None. `least_budget` is the smallest budget with which the
    minimum period is met: None for a target, and where no budget is enough. With months `missing` in the
    month `asked` the plan is paid on and claimed later; where it is not payable even so, no tier helps.
    """

    asked: Month
    missing: Months

    target: Fen | None
    budget: Fen | None
    least_budget: Fen | None
    reached: bool
    is_proven: bool
    saving_at_most: Fen
    may_pause: bool
    offers: tuple[Offer, ...]
    offers_are: OffersAre
    years: tuple[PlannedYear, ...]
    settlement: Settlement
    payable: bool
    start: Month
    pension: Fen
    pension_today: Fen
    paid: Fen
    paid_today: Fen

    @property
    def never_payable(self) -> bool:
        """Whether the months are too few however much is paid: there is nothing to choose then."""
        return self.target is not None and not self.payable


def plan_for_target(scenario: Scenario, law: Law, target: Fen, *, may_pause: bool = True) -> Plan:
    """The cheapest plan whose pension is at least `target` a month in today's money.

    Without one the dearest plan is returned, not `reached`. `may_pause` lets years stay unpaid.
    """
    as_asked = build(scenario, law)
    table = _table(completed(as_asked), law, may_pause=may_pause)
    case = table.case
    highest = [year.entries[-1] for year in table.years]
    nominal = _nominal(case, target, table.settle(highest).start)
    found = cheapest(table, _is_payable, nominal)
    chosen = highest if found is None else found.chosen
    return _plan(
        table,
        law,
        chosen,
        asked=as_asked,
        target=target,
        reached=found is not None,
        saving_at_most=Fen(0 if found is None else found.cost - found.least),
        may_pause=may_pause,
    )


def plan_for_budget(scenario: Scenario, law: Law, budget: Fen) -> Plan:
    """The plan that pays most while no month costs more than `budget` in today's money.

    In every year the highest affordable tier, because more paid never pays less; a year whose floor is
    dearer stays unpaid.
    """
    as_asked = build(scenario, law)
    table = _table(completed(as_asked), law, may_pause=True)
    chosen = [_highest(year.entries, budget) for year in table.years]
    return _plan(
        table,
        law,
        chosen,
        asked=as_asked,
        budget=budget,
        least_budget=least_budget(as_asked),
        reached=table.settle(chosen).missing == 0,
        saving_at_most=Fen(0),
        may_pause=True,
    )


def least_budget(case: Case) -> Fen | None:
    """The smallest monthly budget, today's money, with which the minimum period is met, paid on if need be.

    The dearest month of the cheapest years that make up for the months missing, at the floor.
    """
    case = completed(case)
    missing = case.settle(()).missing
    at_floor = [
        spell._replace(choice=FLOOR.choice, amount=FLOOR.amount, anchor=0) for spell in case.plan
    ]
    years: dict[int, list[Run]] = {}
    for run in case.settle(at_floor).runs:
        if run.first >= case.today:
            years.setdefault(year_of(run.first), []).append(run)
    floors = [
        (max(month_today(case, run) for run in runs), sum(run.months for run in runs))
        for runs in years.values()
    ]
    least = Fen(0)
    for dearest, months in sorted(floors):
        if missing <= 0:
            break
        least, missing = dearest, missing - months
    return least if missing <= 0 else None


def _highest(entries: Sequence[Entry], budget: Fen) -> Entry:
    affordable = [entry for entry in entries if entry.dearest <= budget]
    return max(affordable or entries[:1], key=lambda entry: (entry.months, entry.index))


def _is_payable(settled: Settlement) -> bool:
    return settled.missing == 0


def _table(case: Case, law: Law, *, may_pause: bool) -> YearTable:
    offers = {at: offers_of(law, place.code, case.today)[0] for at, place in enumerate(case.places)}
    return year_table(case, offers, may_pause=may_pause)


def _nominal(case: Case, amount: Fen, start: int) -> Fen:
    """The smallest pension at the start whose worth in today's money is at least `amount`."""
    inflation = case.projection.assumptions.inflation
    low, high = 0, 1
    while in_todays_money(Fen(high), start - case.today, inflation) < amount:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if in_todays_money(Fen(middle), start - case.today, inflation) >= amount:
            high = middle
        else:
            low = middle + 1
    return Fen(low)


def _plan(
    table: YearTable,
    law: Law,
    chosen: Sequence[Entry],
    *,
    asked: Case,
    target: Fen | None = None,
    budget: Fen | None = None,
    least_budget: Fen | None = None,
    reached: bool,
    saving_at_most: Fen,
    may_pause: bool,
) -> Plan:
    case = table.case
    settled = table.settle(chosen)
    as_asked = asked.settle(asked.plan)
    future = [run for run in settled.runs if run.first >= case.today]
    offers, known = offers_of(law, case.scenario.region, case.today)
    pension = Fen(settled.award.total)
    inflation = case.projection.assumptions.inflation
    return Plan(
        asked=Month(as_asked.retirement),
        missing=Months(as_asked.missing),
        target=target,
        budget=budget,
        least_budget=least_budget,
        reached=reached,
        is_proven=saving_at_most == 0,
        saving_at_most=saving_at_most,
        may_pause=may_pause,
        offers=offers,
        offers_are=known,
        years=_years(table, chosen, settled),
        settlement=settled,
        payable=settled.missing == 0,
        start=Month(settled.start),
        pension=pension,
        pension_today=in_todays_money(pension, settled.start - case.today, inflation),
        paid=Fen(sum(run.months * run.total for run in future)),
        paid_today=paid_today(case, future),
    )


def _years(
    table: YearTable, chosen: Sequence[Entry], settled: Settlement
) -> tuple[PlannedYear, ...]:
    planned = []
    for year, entry in zip(table.years, chosen, strict=True):
        runs = [
            run
            for run in settled.runs
            if run.first >= table.case.today and year_of(run.first) == year.frame.year
        ]
        planned.append(
            PlannedYear(
                year=year.frame.year,
                offer=entry.offer,
                months=Months(sum(run.months for run in runs)),
                base=Fen(runs[0].base if runs else 0),
                monthly=Fen(runs[0].total if runs else 0),
                paid=Fen(sum(run.months * run.total for run in runs)),
                paid_today=paid_today(table.case, runs),
            )
        )
    return tuple(planned)
