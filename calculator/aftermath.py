"""退休之后: later adjustments of the pension."""

from calculator.case import Case
from calculator.real_money import in_todays_money
from calculator.result import AdjustedPension, Outcome
from rules.adjustment import adjusted_pension
from rules.month import MONTHS_PER_YEAR, Month

__all__ = ["adjusted_pensions"]

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
