"""按计划的结算: the settlement a scenario asks for, with the extension it allows.

What every comparison starts from, so that all say the same as the estimate; and the month in which a plan
with too few months is complete when it is paid on, which is where all alternatives are compared then.
"""

from dataclasses import replace

from calculator.case import Case
from calculator.remedies import eligible_from
from rules.estimation import Settlement
from rules.month import MONTHS_PER_YEAR, Month
from rules.retirement_age import Retire

__all__ = ["completed", "completing_month", "extension_of", "planned"]


def planned(case: Case) -> Settlement:
    """The plan as stated; with `extend`, paid on past the statutory month until the minimum is met."""
    settled = case.settle(case.plan)
    month = extension_of(case, settled)
    return settled if month is None else case.settle(case.plan, month)


def extension_of(case: Case, settled: Settlement) -> Month | None:
    """With `extend`, the month in which the plan, `settled`, paid on past the age meets the minimum.

    None when it is met anyway, and where the plan has ended and pays nothing then.
    """
    is_late = settled.retirement >= settled.statutory
    if not case.scenario.extend or settled.missing == 0 or not is_late:
        return None
    month = Month(eligible_from(case, settled).retirement)
    return None if case.settle(case.plan, month).missing else month


def completing_month(case: Case, settled: Settlement) -> Month | None:
    """The first month in which the plan of `case`, paid on, meets the minimum period (社会保险法 article 16).

    `settled` is that plan where it has too few months. None where they are not there before the last age
    with payment months.
    """
    later = eligible_from(case, settled)
    last_age = MONTHS_PER_YEAR * max(case.projection.law.payment_months)
    return None if later.missing > 0 or later.age > last_age else Month(later.retirement)


def completed(case: Case) -> Case:
    """The case claimed as planned or, where months are missing then, in the month that completes the plan.

    As it was where the plan ends before it is complete. With `extend` it is claimed as `planned` has it.
    """
    settled = case.settle(case.plan)
    month = completing_month(case, settled) if settled.missing else None
    if case.scenario.extend and settled.missing:
        month = Month(planned(case).retirement)
    if month is None or case.settle(case.plan, month).missing:
        return case
    return replace(case, person=case.person._replace(choice=Retire.IN_MONTH, month=month))
