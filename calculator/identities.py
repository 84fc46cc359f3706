"""恒等式: what must hold inside every estimate, whoever it is for.

Sums and counts that hold by the meaning of their words. They are no tests of the law: a sound estimate
has none that is broken, and one read back from a file can be asked again.
"""

from collections.abc import Iterator
from itertools import pairwise

from calculator.result import Estimate, Outcome
from rules.estimation import Settlement
from rules.law import Status
from rules.pension import AmountRounding
from rules.quantities import TENTH

__all__ = ["broken_identities"]


def broken_identities(estimate: Estimate) -> tuple[str, ...]:
    """The identities that do not hold, as `outcome.identity`; none in a sound estimate."""
    found = []
    for outcome in (estimate.stop_now, estimate.go_on, estimate.most):
        found += [f"{outcome.name}.{name}" for name in _of_outcome(estimate, outcome)]
        found += [f"{outcome.name}.{name}" for name in _of_account(outcome.settlement)]
    if estimate.status is not Status.worst(*(value.status for value in estimate.used)):
        found.append("status_is_the_worst_one_read")
    if bool(estimate.remedies) != (estimate.go_on.settlement.missing > 0):
        found.append("remedies_stand_exactly_where_months_are_missing")
    return tuple(found)


def _of_outcome(estimate: Estimate, outcome: Outcome) -> Iterator[str]:
    settled, award = outcome.settlement, outcome.settlement.award
    parts = award.basic + award.account + award.transitional + award.extras
    carried = estimate.practice.amount_rounding == AmountRounding.TOTAL_JIAO_UP
    if not parts <= award.total < parts + (TENTH if carried else 1):
        yield "parts_make_the_total"
    if outcome.pension != award.total:
        yield "pension_is_the_total"
    if outcome.payable != (settled.missing == 0):
        yield "payable_when_nothing_is_missing"
    if settled.missing != max(0, settled.required - settled.counted):
        yield "missing_is_required_less_counted"
    if settled.start != settled.retirement + 1 or outcome.start != settled.start:
        yield "payment_starts_the_month_after"
    if settled.age != settled.retirement - estimate.scenario.born:
        yield "age_is_retirement_less_birth"
    months = sum(run.months for run in settled.runs)
    if settled.counted != months + estimate.opening.months + estimate.transition.deemed_months:
        yield "months_are_those_laid_out_stated_and_deemed"
    future = [run for run in settled.runs if run.first >= estimate.today]
    if outcome.paid_from_now != sum(run.months * run.total for run in future):
        yield "paid_from_now_is_what_the_runs_cost"


def _of_account(settled: Settlement) -> Iterator[str]:
    if settled.paid_total != settled.credited_total + settled.pool_total:
        yield "payments_split_without_remainder"
    covered = [month for run in settled.runs for month in (run.first, run.last)]
    if covered != sorted(covered) or any(run.last > settled.retirement for run in settled.runs):
        yield "runs_are_in_order_and_end_with_retirement"
    if any(one.closing != other.opening for one, other in pairwise(settled.ledger)):
        yield "a_year_opens_as_the_one_before_closed"
    if any(y.opening + y.credited + y.interest != y.closing for y in settled.ledger):
        yield "a_year_closes_with_credits_and_interest"
    if settled.ledger and settled.balance != settled.ledger[-1].closing:
        yield "the_balance_is_the_last_closing"
