"""收入不稳定时的缴费: in which months each tier is out of reach, and the cheapest lawful pattern.

Income is a series of months; beyond it the last twelve months (or all, where there are fewer) return
again and again, raised by the assumed wage growth. Months may be left out and cannot be bought later, so
the cheapest pattern pays the cheapest affordable months at the floor until the minimum period is met.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from calculator.case import Case, build
from calculator.planned import completed
from calculator.planning.income import IncomeMonth
from calculator.planning.offers import FLOOR, Offer, offers_of
from calculator.planning.years import paid_today
from calculator.projection import grown
from calculator.real_money import in_todays_money
from calculator.scenario.model import Scenario
from rules.career import Run, Spell
from rules.estimation import Settlement
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import PPM, Fen, Months, Ppm, half_up

__all__ = [
    "ALL_OF_IT",
    "IrregularPlan",
    "MonthPattern",
    "OutOfReach",
    "plan_irregular",
]

ALL_OF_IT = Ppm(PPM)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """The months until retirement in which an offer costs more than the share of income set aside."""

    offer: Offer
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPattern:
    """Months paid at the floor as spans (first, last), and what comes of it."""

    spans: tuple[tuple[Month, Month], ...]
    months: Months
    settlement: Settlement
    payable: bool
    start: Month
    pension: Fen
    pension_today: Fen
    paid: Fen
    paid_today: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularPlan:
    """What an irregular income allows.

    `needed` months are missing for the minimum period without any further payment; `short` of them
    cannot be afforded before the retirement month. `cheapest` pays no more than needed, `every` each
    affordable month. `repeated_from` is the first month whose income is taken from the last
    `repeated_months` of the series.
    """

    share: Ppm
    months: Months
    repeated_from: Month | None
    repeated_months: Months
    needed: Months
    short: Months
    out_of_reach: tuple[OutOfReach, ...]
    cheapest: MonthPattern
    every: MonthPattern


def plan_irregular(
    scenario: Scenario, law: Law, income: Sequence[IncomeMonth], *, share: Ppm = ALL_OF_IT
) -> IrregularPlan:
    """Plan the months until retirement (with `extend` until the minimum period can be met) for an income.

    `share` of it can go into the pension.

    Income of the months paid for at once (the rhythm of the scenario) is taken together.
    """
    case = build(scenario, law)
    if scenario.extend:
        case = completed(case)
    stopped = case.settle(())
    offers, _ = offers_of(law, scenario.region, case.today)
    costs = {offer: _month_runs(case, offer) for offer in offers}
    floor = costs[FLOOR]
    spare = {run.first: _spare(case, income, run.first, share) for run in floor}
    affordable = _affordable(case, floor, spare)
    needed = Months(stopped.missing)
    by_cost = sorted(affordable, key=lambda run: (_cost_today(case, run), run.first))
    chosen = by_cost[:needed]
    known_until = income[-1].month
    return IrregularPlan(
        share=share,
        months=Months(len(floor)),
        repeated_from=Month(known_until + 1) if floor and floor[-1].first > known_until else None,
        repeated_months=Months(min(len(income), MONTHS_PER_YEAR)),
        needed=needed,
        short=Months(needed - len(chosen)),
        out_of_reach=tuple(
            OutOfReach(offer=offer, months=_out_of_reach(case, runs, spare))
            for offer, runs in costs.items()
        ),
        cheapest=_pattern(case, chosen),
        every=_pattern(case, affordable),
    )


def _month_runs(case: Case, offer: Offer) -> list[Run]:
    """The planned months one by one, paid as an offer says."""
    spells = [
        spell._replace(choice=offer.choice, amount=offer.amount, anchor=0) for spell in case.plan
    ]
    runs = [run for run in case.settle(spells).runs if run.first >= case.today]
    return [
        run._replace(first=month, last=month, months=1)
        for run in runs
        for month in range(run.first, run.last + 1)
    ]


def _spare(case: Case, income: Sequence[IncomeMonth], month: int, share: Ppm) -> int:
    """What can be set aside in a month, fen."""
    return half_up(_income_in(case, income, month) * share, PPM)


def _income_in(case: Case, income: Sequence[IncomeMonth], month: int) -> int:
    first, last = income[0].month, income[-1].month
    if first <= month <= last:
        return income[month - first].income
    year = income[-MONTHS_PER_YEAR:]
    ahead = month - year[0].month
    growth = case.projection.assumptions.wage_growth
    years = max(0, (month - last + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR)
    return grown(year[ahead % len(year)].income, growth, years)


def _periods(case: Case, runs: Sequence[Run]) -> list[list[Run]]:
    """The months that are paid for at once."""
    rhythm = case.practice.rhythm
    periods: dict[int, list[Run]] = {}
    for run in runs:
        periods.setdefault(run.first // rhythm, []).append(run)
    return list(periods.values())


def _affordable(case: Case, runs: Sequence[Run], spare: dict[int, int]) -> list[Run]:
    """As many months of each period as its income pays for, the cheapest of them."""
    found = []
    for period in _periods(case, runs):
        left = sum(spare[run.first] for run in period)
        for run in sorted(period, key=lambda run: (run.total, run.first)):
            left -= run.total
            if left < 0:
                break
            found.append(run)
    return sorted(found, key=itemgetter(0))


def _out_of_reach(case: Case, runs: Sequence[Run], spare: dict[int, int]) -> tuple[Month, ...]:
    within = {run.first for run in _affordable(case, runs, spare)}
    return tuple(Month(run.first) for run in runs if run.first not in within)


def _cost_today(case: Case, run: Run) -> Fen:
    inflation = case.projection.assumptions.inflation
    return in_todays_money(Fen(run.total), run.first - case.today, inflation)


def _pattern(case: Case, months: Iterable[Run]) -> MonthPattern:
    spells: list[Spell] = []
    for run in sorted(months, key=itemgetter(0)):
        if spells and spells[-1].last == run.first - 1 and spells[-1].place == run.place:
            spells[-1] = spells[-1]._replace(last=run.last)
        else:
            spells.append(Spell(run.first, run.last, FLOOR.choice, 0, 0, run.place, 0, 0))
    settled = case.settle(spells)
    future = [run for run in settled.runs if run.first >= case.today]
    pension = Fen(settled.award.total)
    inflation = case.projection.assumptions.inflation
    return MonthPattern(
        spans=tuple((Month(spell.first), Month(spell.last)) for spell in spells),
        months=Months(sum(run.months for run in future)),
        settlement=settled,
        payable=settled.missing == 0,
        start=Month(settled.start),
        pension=pension,
        pension_today=in_todays_money(pension, settled.start - case.today, inflation),
        paid=Fen(sum(run.months * run.total for run in future)),
        paid_today=paid_today(case, future),
    )
