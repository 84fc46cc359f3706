"""现金流: what a person pays and receives month by month, and what heirs would receive.

Payments, pensions and balances of the account come from the rules; only between two year ends a
balance is drawn as a straight line. Amounts are nominal fen, as floats. Grants to survivors are not
part of it (`calculator.death`).
"""

from collections.abc import Iterator
from enum import StrEnum
from operator import sub
from typing import NamedTuple

from calculator.case import Case
from calculator.valuation.life_table import LAST_AGE
from rules.adjustment import adjusted_pension
from rules.career import Run
from rules.contribution import MONTHLY, posting_month
from rules.estimation import Settlement
from rules.individual_account import interest_after_retirement
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import Fen, Ppm
from rules.survivor import inheritance

__all__ = ["Part", "Stream", "added", "difference", "past_payments", "stream_of"]

_HORIZON = (LAST_AGE + 1) * MONTHS_PER_YEAR


class Part(StrEnum):
    """Which money is looked at: all of it, or one of the two funds it goes into."""

    WHOLE = "whole"
    POOLED = "pooled"
    ACCOUNT = "account"


class Stream(NamedTuple):
    """Amounts by month from `first` on, to the age of 106.

    `paid` is the person's own money, `received` the pension (or the account, refunded once where
    the minimum period is not met), `left` what heirs receive on a death in that month.
    """

    first: Month
    paid: tuple[float, ...]
    received: tuple[float, ...]
    left: tuple[float, ...]


def stream_of(case: Case, settled: Settlement, part: Part = Part.WHOLE) -> Stream:
    """The money of a settlement from today on."""
    length = case.scenario.born + _HORIZON - case.today
    paid = [0.0] * length
    for run in settled.runs:
        if run.first >= case.today:
            for month, amount in _payments(case, run, part, settled.retirement):
                paid[month - case.today] += amount
    left = _left(case, settled, length) if part is not Part.POOLED else [0.0] * length
    received = _received(case, settled, part, length)
    return Stream(case.today, tuple(paid), tuple(received), tuple(left))


def past_payments(case: Case, settled: Settlement) -> Stream:
    """What was paid before today, as far as the months are laid out; nothing else in it."""
    first = min([case.today, *(run.first for run in settled.runs)])
    paid = [0.0] * (case.today - first)
    for run in settled.runs:
        if run.first < case.today:
            for month, amount in _payments(case, run, Part.WHOLE, case.today - 1):
                paid[month - first] += amount
    nothing = (0.0,) * len(paid)
    return Stream(Month(first), tuple(paid), nothing, nothing)


def added(past: Stream, future: Stream) -> Stream:
    """Two streams of which the second begins where the first one ends."""
    return Stream(
        past.first,
        past.paid + future.paid,
        past.received + future.received,
        past.left + future.left,
    )


def difference(more: Stream, less: Stream) -> Stream:
    """What `more` pays and brings above `less`; both begin in the same month."""
    return Stream(
        more.first,
        tuple(map(sub, more.paid, less.paid)),
        tuple(map(sub, more.received, less.received)),
        tuple(map(sub, more.left, less.left)),
    )


def _payments(case: Case, run: Run, part: Part, latest: int) -> Iterator[tuple[int, int]]:
    """When the months of a run are paid, `latest` at the latest, and how much each time."""
    amount = {Part.WHOLE: run.total, Part.POOLED: run.pool, Part.ACCOUNT: run.credit}[part]
    if part is Part.POOLED and run.employed:
        amount = 0
    rhythm = MONTHLY if run.employed else case.practice.rhythm
    months = range(run.first, run.last + 1)
    if run.posted > 0:
        return ((min(run.posted, latest), amount) for _ in months)
    if rhythm == MONTHLY:
        return ((month, amount) for month in months)
    when = case.practice.payment_month
    return ((posting_month(month, rhythm, when, run.first, latest), amount) for month in months)


def _received(case: Case, settled: Settlement, part: Part, length: int) -> list[float]:
    received = [0.0] * length
    start = max(0, settled.start - case.today)
    if settled.missing > 0:
        if part is not Part.POOLED and start < length:
            received[start] = float(inheritance(Fen(settled.balance), Fen(0)))
        return received
    rise = case.projection.assumptions.indexation
    total, account = Fen(settled.award.total), Fen(settled.award.account)
    for at, until in _by_year(case.today, start, length):
        month = case.today + at
        if month % MONTHS_PER_YEAR == 0 and year_of(month) > year_of(settled.retirement):
            total = adjusted_pension(total, rise)
            account = adjusted_pension(account, rise)
        parts = {Part.WHOLE: total, Part.POOLED: total - account, Part.ACCOUNT: account}
        received[at:until] = [float(parts[part])] * (until - at)
    return received


def _by_year(today: Month, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The positions from `start` to before `end`, cut at every January."""
    while start < end:
        january = MONTHS_PER_YEAR - (today + start) % MONTHS_PER_YEAR
        until = min(end, start + january)
        yield start, until
        start = until


def _left(case: Case, settled: Settlement, length: int) -> list[float]:
    """The balance at the end of each month: straight between the year ends of the account."""
    left = [0.0] * length
    for line in settled.ledger:
        first = max(line.year * MONTHS_PER_YEAR, case.opening.month + 1)
        last = min(line.year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1, settled.retirement)
        _straight(left, case.today, first, last, line.opening, line.closing)
    if settled.missing == 0:
        balance = settled.balance
        month = settled.start
        for closing in _drawn_down(case, settled):
            last = month + MONTHS_PER_YEAR - 1
            _straight(left, case.today, month, last, balance, closing)
            balance, month = closing, last + 1
    return left


def _straight(
    left: list[float], today: int, first: int, last: int, opening: int, closing: int
) -> None:
    """Fill the months `first` to `last` with what grows evenly from `opening` to `closing`."""
    for month in range(max(first, today), min(last, today + len(left) - 1) + 1):
        share = (month - first + 1) / (last - first + 1)
        left[month - today] = opening + (closing - opening) * share


def _drawn_down(case: Case, settled: Settlement) -> Iterator[int]:
    """The account after each twelve months of individual account pension, until it is used up."""
    terms = case.terms_at(year_of(settled.retirement))
    paid = Fen(MONTHS_PER_YEAR * settled.award.account)
    balance = Fen(settled.balance)
    month = settled.start
    while balance > 0 and paid > 0 and month < case.scenario.born + _HORIZON:
        rate = Ppm(terms.crediting_rate[year_of(month) - terms.first_year])
        rest = inheritance(balance, paid)
        balance = Fen(rest + interest_after_retirement(balance, paid, rate) if rest else 0)
        yield balance
        month += MONTHS_PER_YEAR
