"""按计划的结算: the settlement a scenario asks for, with the extension it allows.

What every comparison starts from, so that all say the same as the estimate.
"""

from calculator.case import Case
from calculator.remedies import eligible_from
from rules.estimation import Settlement
from rules.month import Month

__all__ = ["planned"]


def planned(case: Case) -> Settlement:
    """The plan as stated; with `extend`, paid on past the statutory month until the minimum is met."""
    settled = case.settle(case.plan)
    is_late = settled.retirement >= settled.statutory
    if not case.scenario.extend or settled.missing == 0 or not is_late:
        return settled
    return case.settle(case.plan, Month(eligible_from(case, settled).retirement))
