"""退休之后与身故: later adjustments of the pension, and what is left to heirs and survivors."""

from calculator.case import Case
from calculator.real_money import in_todays_money
from calculator.result import AdjustedPension, DeathBenefit, Outcome
from rules.adjustment import adjusted_pension
from rules.estimation import Settlement, keep_ledger
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import Fen, Months
from rules.survivor import (
    capped_grants,
    funeral_grant,
    inheritance,
    survivor_grant,
    survivor_months,
)

__all__ = ["adjusted_pensions", "death_benefits"]

GRANTS = "renshebufa-2021-18"
"""The measure on funeral and survivor grants."""
_YEARS_AFTER = (5, 10, 20)


def adjusted_pensions(case: Case, outcome: Outcome) -> tuple[AdjustedPension, ...]:
    """The pension 5, 10 and 20 years on, raised once a year by the assumed indexation."""
    assumptions = case.projection.assumptions
    raised = []
    pension, years = outcome.pension, 0
    for target in _YEARS_AFTER:
        while years < target:
            pension = adjusted_pension(pension, assumptions.indexation)
            years += 1
        month = Month(outcome.start + years * MONTHS_PER_YEAR)
        ahead = month - case.today
        raised.append(
            AdjustedPension(
                years=years,
                month=month,
                pension=pension,
                pension_today=in_todays_money(pension, ahead, assumptions.inflation),
            )
        )
    return tuple(raised)


def death_benefits(case: Case, settled: Settlement) -> tuple[DeathBenefit, ...]:
    """What is left on a death this month, and on one in the month the pension would start."""
    return (
        _death_now(case, settled),
        DeathBenefit(
            month=Month(settled.start),
            retired=True,
            inheritance=inheritance(Fen(settled.balance), Fen(0)),
            funeral=None,
            survivor=None,
            grants=None,
        ),
    )


def _death_now(case: Case, settled: Settlement) -> DeathBenefit:
    past = [run for run in settled.runs if run.last < case.today]
    until = Month(max(case.today - 1, case.opening.month))
    terms = case.terms_at(year_of(settled.retirement))
    ledger = keep_ledger(past, case.opening, until, terms, case.practice)
    balance = Fen(ledger[-1].closing if ledger else case.opening.balance)
    paid = Months(sum(run.months for run in past) + case.opening.months)
    income = _annual_income(case)
    if income is None or not case.projection.law.knows(GRANTS):
        return DeathBenefit(
            month=case.today,
            retired=False,
            inheritance=inheritance(balance, Fen(0)),
            funeral=None,
            survivor=None,
            grants=None,
        )
    funeral = funeral_grant(income)
    survivor = survivor_grant(income, survivor_months(paid))
    credited = Fen(sum(run.months * run.credit for run in past) + _credited_in_lump(case))
    return DeathBenefit(
        month=case.today,
        retired=False,
        inheritance=inheritance(balance, Fen(0)),
        funeral=funeral,
        survivor=survivor,
        grants=capped_grants(funeral, survivor, paid, credited),
    )


def _credited_in_lump(case: Case) -> Fen:
    """What was credited in months known only as a lump: at most the balance of the statement."""
    return Fen(case.opening.balance if case.opening.months > 0 else 0)


def _annual_income(case: Case) -> Fen | None:
    """Last year's urban disposable income of the province, or the person's own figure."""
    if case.scenario.disposable_income is not None:
        return case.scenario.disposable_income
    law = case.projection.law
    for row in law.table("disposable_income"):
        fits = row["region"] == case.claim.province and row["year"] == case.today.year - 1
        if fits and str(row["grade"]) in law.grades:
            return Fen(int(str(row["income"])))
    return None
