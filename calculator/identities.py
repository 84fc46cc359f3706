"""恒等式核对: what must hold between the parts of any estimate, whatever its numbers.

Sums of parts, the ledger's conservation, months, the split of payments, dates, and the steps of the
trace evaluated again. An identity that does not hold is a fault of the program, never of the input.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from calculator.result import Estimate, Outcome
from rules.contribution_index import Denominator
from rules.estimation import Settlement
from rules.law import Status
from rules.month import year_of
from rules.pension import AmountRounding
from rules.tracing import Step, replay, walk

__all__ = ["Identity", "broken", "identities"]

_JIAO = 10
_ONE = Callable[[Estimate, Outcome], bool]


class Identity(NamedTuple):
    """One identity: its code (`check.<code>` in the catalogs), how often it was tried, where it fails.

    `failing` names outcomes, for the trace the rules.
    """

    code: str
    tried: int
    failing: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether it holds everywhere."""
        return not self.failing


def identities(estimate: Estimate) -> tuple[Identity, ...]:
    """Every identity of an estimate; those of the trace only where it carries its steps."""
    outcomes = (estimate.stop_now, estimate.go_on, estimate.most)
    found = [
        Identity(
            code,
            len(outcomes),
            tuple(one.name for one in outcomes if not holds(estimate, one)),
        )
        for code, holds in _IDENTITIES.items()
    ]
    worst = Status.worst(*(origin.status for origin in estimate.used))
    found.append(Identity("status", 1, () if worst is estimate.status else ("go_on",)))
    return (*found, *_of_trace(estimate))


def broken(estimate: Estimate) -> tuple[Identity, ...]:
    """The identities that do not hold."""
    return tuple(identity for identity in identities(estimate) if not identity.holds)


def _total(estimate: Estimate, outcome: Outcome) -> bool:
    """The total is the sum of the rounded parts, carried up to 0.1 yuan where the place does so."""
    award = outcome.settlement.award
    parts = award.basic + award.account + award.transitional + award.extras
    if estimate.practice.amount_rounding == AmountRounding.TOTAL_JIAO_UP:
        return award.total % _JIAO == 0 and 0 <= award.total - parts < _JIAO
    return award.total == parts


def _split(_: Estimate, outcome: Outcome) -> bool:
    """Every payment is its account share and its pooled share, and so are all together."""
    settled = outcome.settlement
    each = all(run.total == run.credit + run.pool for run in settled.runs)
    sums = [
        sum(run.months * getattr(run, part) for run in settled.runs)
        for part in ("total", "credit", "pool")
    ]
    return each and sums == [settled.paid_total, settled.credited_total, settled.pool_total]


def _months(estimate: Estimate, outcome: Outcome) -> bool:
    """Months are counted once each, inside one calendar year a run, and add up to those counted."""
    settled = outcome.settlement
    whole = all(
        run.months == run.last - run.first + 1 > 0 and year_of(run.first) == year_of(run.last)
        for run in settled.runs
    )
    apart = all(one.last < other.first for one, other in pairwise(settled.runs))
    lump = estimate.opening.months + estimate.transition.deemed_months
    return whole and apart and settled.counted == lump + sum(run.months for run in settled.runs)


def _eligible(_: Estimate, outcome: Outcome) -> bool:
    """What is missing completes the requirement, and only a complete one is payable."""
    settled = outcome.settlement
    missing = max(0, settled.required - settled.counted)
    return settled.missing == missing and outcome.payable is (missing == 0)


def _ledger(estimate: Estimate, outcome: Outcome) -> bool:
    """Opening + credits + interest = closing; a year opens with what the year before closed with."""
    settled, opening = outcome.settlement, estimate.opening
    lines = settled.ledger
    kept = all(line.closing == line.opening + line.credited + line.interest for line in lines)
    joined = all(
        one.closing == other.opening and one.year + 1 == other.year
        for one, other in pairwise(lines)
    )
    begun = not lines or lines[0].opening == opening.balance
    ended = settled.balance == (lines[-1].closing if lines else opening.balance)
    return kept and joined and begun and ended


def _credits(estimate: Estimate, outcome: Outcome) -> bool:
    """Every credit after the statement stands in the ledger once, and none of before it."""
    settled = outcome.settlement
    first = estimate.opening.month + 1 if estimate.opening.month else 0
    posted = sum(max(0, run.last - max(run.first, first) + 1) * run.credit for run in settled.runs)
    return posted == sum(line.credited for line in settled.ledger)


def _index(estimate: Estimate, outcome: Outcome) -> bool:
    """The sum of the indices is that of the months; what fills months unpaid can only add to it."""
    settled, opening, transition = outcome.settlement, estimate.opening, estimate.transition
    months = sum(run.months * run.month_index for run in settled.runs)
    total = months + opening.index_sum + transition.deemed_months * transition.deemed_index
    if estimate.practice.denominator == Denominator.MONTHS_DUE_UNPAID_60:
        return settled.index_sum >= total
    return settled.index_sum == total


def _dates(estimate: Estimate, outcome: Outcome) -> bool:
    """Ages and months fit together, and the pension starts the month after retirement."""
    settled, born = outcome.settlement, estimate.scenario.born
    return (
        settled.statutory == born + settled.statutory_age
        and settled.retirement == born + settled.age
        and settled.earliest <= settled.statutory
        and settled.start == settled.retirement + 1
        and outcome.start == settled.start
    )


def _from_now(estimate: Estimate, outcome: Outcome) -> bool:
    """What is paid from now on is that of the months from today; who stops now pays nothing."""
    future = [run for run in outcome.settlement.runs if run.first >= estimate.today]
    paid = sum(run.months * run.total for run in future)
    stopped = outcome.name != "stop_now" or not future
    return stopped and outcome.paid_from_now == paid


def _shown(_: Estimate, outcome: Outcome) -> bool:
    """The pension shown is the total of the settlement."""
    return outcome.pension == outcome.settlement.award.total


_IDENTITIES: dict[str, _ONE] = {
    "total": _total,
    "split": _split,
    "months": _months,
    "eligible": _eligible,
    "ledger": _ledger,
    "credits": _credits,
    "index": _index,
    "dates": _dates,
    "from_now": _from_now,
    "shown": _shown,
}


def _of_trace(estimate: Estimate) -> Iterator[Identity]:
    if estimate.steps is None:
        return
    steps = [step for step in walk(estimate.steps) if step.inputs]
    unequal = dict.fromkeys(step.rule for step in replay(estimate.steps))
    yield Identity("replay", len(steps), tuple(unequal))
    ends = _last_values(steps)
    settled = estimate.go_on.settlement
    held = {rule: value for rule, value in _ends_of(settled).items() if rule in ends}
    differing = tuple(rule for rule, value in held.items() if ends[rule] != value)
    yield Identity("trace", len(held), differing)


def _last_values(steps: Sequence[Step]) -> dict[str, object]:
    """The value of the last step of each rule."""
    return {step.rule: step.value for step in steps}


def _ends_of(settled: Settlement) -> dict[str, object]:
    """What the last step of a rule must have given, because the result says so."""
    award = settled.award
    return {
        "statutory_age": settled.statutory_age,
        "statutory_month": settled.statutory,
        "earliest_month": settled.earliest,
        "retirement_month": settled.retirement,
        "payment_start": settled.start,
        "required_months": settled.required,
        "missing_months": settled.missing,
        "average_index": settled.average_index,
        "payment_months": settled.payment_months,
        "payment_months_by_month": settled.payment_months,
        "basic_pension": award.basic,
        "account_pension": award.account,
        "total_pension": award.total,
        "closing_balance": settled.balance,
    }
