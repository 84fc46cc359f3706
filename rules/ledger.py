"""个人账户台账: the individual account year by year.

Covers what is posted in a year, through which month it earns, and the closing balance. The interest
of one year is `individual_account`; which rate a year carries is law data.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rules.career import Run, first_month
from rules.contribution import MONTHLY, Posting, posting_month
from rules.individual_account import (
    InterestMethod,
    RetirementInterest,
    annual_interest,
    annual_interest_by_year,
    closing_balance,
    months_to_run,
)
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of
from rules.quantities import Fen, Months, Ppm, clamp
from rules.terms import Opening, Practice, Terms
from rules.tracing import stage

__all__ = [
    "LedgerYear",
    "account_start",
    "close_year",
    "interest_until",
    "keep_closed_years",
    "keep_ledger",
    "post_run",
    "posted_in",
]


class LedgerYear(NamedTuple):
    """One calendar year of the individual account; opening + credited + interest = closing."""

    year: int
    opening: int
    opening_months: int
    credited: int
    monthly_product: int
    rate: int
    interest: int
    closing: int


@stage("account")
def keep_ledger(
    runs: Sequence[Run], opening: Opening, retirement: int, terms: Terms, practice: Practice
) -> list[LedgerYear]:
    """个人账户台账: the account year by year, from the statement or the first credit to retirement."""
    return _kept(runs, opening, retirement, year_of(retirement), terms, practice)


@stage("account")
def keep_closed_years(
    runs: Sequence[Run], opening: Opening, december: int, terms: Terms, practice: Practice
) -> list[LedgerYear]:
    """The account to the end of a year in which nobody retires: its interest is that of a closed year."""
    return _kept(runs, opening, december + 1, year_of(december), terms, practice)


def _kept(
    runs: Sequence[Run],
    opening: Opening,
    retirement: int,
    last_year: int,
    terms: Terms,
    practice: Practice,
) -> list[LedgerYear]:
    """The years to `last_year`, all of them closed but the one of `retirement`."""
    first = account_start(runs, opening, retirement)
    first_year = year_of(first)
    credited = [0] * max(0, last_year - first_year + 1)
    products = [0] * max(0, last_year - first_year + 1)
    for run in runs:
        if run.last >= first:
            post_run(run, first, retirement, practice, credited, products)
    ledger = []
    balance = Fen(opening.balance)
    stated_year, retirement_year = year_of(opening.month), year_of(retirement)
    for year in range(first_year, last_year + 1):
        until = interest_until(year, retirement, practice.retirement_interest)
        waited = month_of_year(opening.month) if year == stated_year else 0
        is_closed = first <= year * MONTHS_PER_YEAR and year < retirement_year
        line = close_year(
            year,
            balance,
            Months(max(0, until - waited)),
            Fen(credited[year - first_year]),
            Fen(products[year - first_year]),
            Ppm(terms.crediting_rate[year - terms.first_year]),
            practice.interest_method if is_closed else InterestMethod.MONTHLY_PRODUCT,
        )
        ledger.append(line)
        balance = Fen(line.closing)
    return ledger


def account_start(runs: Sequence[Run], opening: Opening, retirement: int) -> int:
    """The first month the account is kept for: after the statement, or of the first payment."""
    if opening.month > 0:
        return opening.month + 1
    first = first_month(runs)
    return first if first > 0 else retirement + MONTHS_PER_YEAR


def interest_until(year: int, retirement: int, mode: int) -> int:
    """The month of `year` through which interest runs (12 but in the year of retirement)."""
    if year < year_of(retirement) or mode == RetirementInterest.FULL_YEAR:
        return MONTHS_PER_YEAR
    if mode == RetirementInterest.THROUGH_PREVIOUS:
        return month_of_year(retirement) - 1
    return month_of_year(retirement)


def posted_in(run: Run, month: int, first: int, retirement: int, practice: Practice) -> int:
    """记账月份 of one month of a run, in an account that begins in `first`.

    An employer pays monthly; the rhythm is that of the months a person pays alone.
    """
    if run.posted > 0:
        return clamp(run.posted, first, retirement)
    if _posts_monthly(run, practice):
        return month
    return posting_month(month, practice.rhythm, practice.payment_month, first, retirement)


def _posts_monthly(run: Run, practice: Practice) -> bool:
    if run.employed > 0 or practice.rhythm == MONTHLY:
        return True
    return practice.posting == Posting.COVERED_MONTH


def post_run(
    run: Run,
    first: int,
    retirement: int,
    practice: Practice,
    credited: list[int],
    products: list[int],
) -> None:
    """Add the months of a run from `first` on to the year they are posted in."""
    start = max(run.first, first)
    months = run.last - start + 1
    if run.posted == 0 and _posts_monthly(run, practice):
        year = year_of(start)
        until = interest_until(year, retirement, practice.retirement_interest)
        product = months_to_run(month_of_year(start), month_of_year(run.last), until)
    else:
        year = year_of(posted_in(run, start, first, retirement, practice))
        until = interest_until(year, retirement, practice.retirement_interest)
        product = 0
        for month in range(start, run.last + 1):
            posted = posted_in(run, month, first, retirement, practice)
            product += max(0, until - month_of_year(posted) + 1)
    at = year - year_of(first)
    credited[at] += months * run.credit
    products[at] += product * run.credit


@stage("ledger_year")
def close_year(
    year: int,
    opening: Fen,
    opening_months: Months,
    credited: Fen,
    product: Fen,
    rate: Ppm,
    method: int,
) -> LedgerYear:
    """The line of a year: interest by the method that holds for it, and what is there at its end."""
    if method == InterestMethod.ANNUAL:
        interest = annual_interest_by_year(opening, credited, rate)
    else:
        interest = annual_interest(opening, opening_months, product, rate)
    closing = closing_balance(opening, credited, interest)
    return LedgerYear(year, opening, opening_months, credited, product, rate, interest, closing)
