"""缴费轨迹: the months of a way of paying, run by run, as rows of numbers with running sums.

Whoever pays the same tier in the same place has the same base in the same month: their track is laid out
once, anybody else's for one person after another. Rows are made by the rules; `settle` reads them through
the names it reads runs by (`instead`), so both ways are one.
"""

# ruff: noqa: ANN001, ANN201, ANN202, ARG001  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import Any, NamedTuple

import numpy as np
from numba.core import types
from numba.extending import register_jitable
from numpy.typing import NDArray

from calculator.batch.compiled.compiler import instead
from calculator.batch.compiled.pages import Integers, schedule_at
from rules.career import (
    Run,
    amounts_paid,
    calendar_years,
    first_month,
    index_months,
    lay_out,
    months_paid,
    run_of_spell,
)
from rules.contribution import pool_share
from rules.individual_account import InterestMethod
from rules.ledger import (
    LedgerYear,
    account_start,
    close_year,
    interest_until,
    keep_closed_years,
    keep_ledger,
    post_run,
)
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of

__all__ = [
    "BASE",
    "COLUMNS",
    "CREDIT",
    "INDEX",
    "TOTAL",
    "Part",
    "Scratch",
    "lay_track",
    "row_at",
    "scratch_for",
    "total_between",
]

BASE, TOTAL, CREDIT, INDEX, _TOTALS, _CREDITS, _POOLS, _INDICES = range(8)
COLUMNS = 8
"""Of a row: the amounts of one month, and their sums over all months before the run."""
_CREDITED, _PRODUCT = 0, 1
_FAR = 100 * MONTHS_PER_YEAR
_PARTS = 2
_MOST_YEARS = 160
_NUMBERS = 8
_APART = 8
"""Columns of figures do not begin at the same place of a cache."""


class Scratch(NamedTuple):
    """Room of a thread: tracks laid out for one person, the credits of part years, one result.

    `persons` holds many persons, `found` their figures.
    """

    rows: Integers
    years: Integers
    credited: Integers
    products: Integers
    result: Integers
    persons: Integers
    found: Integers


def scratch_for(runs: int, years: int, results: int, persons: int) -> Scratch:
    """Room for tracks of that many runs and years, and for the figures of so many persons."""
    return Scratch(
        np.zeros((_PARTS, runs, COLUMNS), dtype=np.int64),
        np.zeros((_PARTS, years, 2), dtype=np.int64),
        np.zeros(_MOST_YEARS, dtype=np.int64),
        np.zeros(_MOST_YEARS, dtype=np.int64),
        np.zeros(results, dtype=np.int64),
        np.zeros((_NUMBERS, persons + _APART), dtype=np.int64),
        np.zeros((results, persons + _APART), dtype=np.int64),
    )


class Part(NamedTuple):
    """Consecutive months on a track: a career is two of them, paid so far and still to be paid."""

    first: int
    last: int
    months: int
    rows: Integers
    years: Integers
    run_of: NDArray[np.uint32]
    run_first: Integers
    begin: int
    first_year: int
    credited: Integers
    products: Integers


@register_jitable(forceinline=True)
def lay_track(b, leaf, spell, first, last, practice, rows, years):
    """Lay out a spell on the runs of a leaf from the month `first` to `last`, by the rules."""
    schedule = schedule_at(b, leaf)
    for year in range(year_of(first) - b.first_year, year_of(last) - b.first_year + 1):
        years[year, _CREDITED] = 0
        years[year, _PRODUCT] = 0
    totals = credits_ = pools = indices = 0
    at_start, far = b.first_year * MONTHS_PER_YEAR, last + _FAR
    for r in range(b.run_of[leaf, first - b.first], b.run_of[leaf, last - b.first] + 1):
        start, end = b.run_first[leaf, r], b.run_first[leaf, r + 1] - 1
        run = run_of_spell(spell, start, end, schedule, r, r, practice.base_step)
        rows[r, BASE] = run.base
        rows[r, TOTAL] = run.total
        rows[r, CREDIT] = run.credit
        rows[r, INDEX] = run.month_index
        rows[r, _TOTALS] = totals
        rows[r, _CREDITS] = credits_
        rows[r, _POOLS] = pools
        rows[r, _INDICES] = indices
        totals += run.months * run.total
        credits_ += run.months * run.credit
        pools += run.months * run.pool
        indices += run.months * run.month_index
        post_run(run, at_start, far, practice, years[:, _CREDITED], years[:, _PRODUCT])


@register_jitable(forceinline=True)
def row_at(part, month):
    """The row of a month."""
    return part.run_of[month - part.begin]


@register_jitable(forceinline=True)
def _between(part, value, sums):
    """The sum of a column over the months of a part: what is before its end less what is before it."""
    if part.months <= 0:
        return 0
    at, to = row_at(part, part.first), row_at(part, part.last)
    after = part.rows[to, sums] + (part.last + 1 - part.run_first[to]) * part.rows[to, value]
    return after - part.rows[at, sums] - (part.first - part.run_first[at]) * part.rows[at, value]


@register_jitable(forceinline=True)
def _pooled(part):
    """What goes into the pool over the months of a part."""
    if part.months <= 0:
        return 0
    at, to = row_at(part, part.first), row_at(part, part.last)
    here = pool_share(part.rows[at, TOTAL], part.rows[at, CREDIT])
    there = pool_share(part.rows[to, TOTAL], part.rows[to, CREDIT])
    after = part.rows[to, _POOLS] + (part.last + 1 - part.run_first[to]) * there
    return after - part.rows[at, _POOLS] - (part.first - part.run_first[at]) * here


@register_jitable(forceinline=True)
def total_between(part):
    """What the person pays in the months of a part."""
    return _between(part, TOTAL, _TOTALS)


def _are_parts(kind: Any) -> bool:
    return isinstance(kind, types.UniTuple) and getattr(kind.dtype, "instance_class", None) is Part


@register_jitable(forceinline=True)
def _until(part, last):
    """A part without the months after `last`."""
    end = min(part.last, last)
    return Part(
        part.first,
        end,
        max(0, end - part.first + 1),
        part.rows,
        part.years,
        part.run_of,
        part.run_first,
        part.begin,
        part.first_year,
        part.credited,
        part.products,
    )


@instead(lay_out)
def _lay_out(spells: Any, *_: Any) -> Any:
    def until(spells, schedule, claim_place, last_payable, step):
        return _until(spells[0], last_payable), _until(spells[1], last_payable)

    return until if _are_parts(spells) else None


@instead(first_month)
def _first_month(runs: Any) -> Any:
    def first(runs):
        if runs[0].months > 0:
            return runs[0].first
        return runs[1].first if runs[1].months > 0 else 0

    return first if _are_parts(runs) else None


@instead(months_paid)
def _months_paid(runs: Any) -> Any:
    def counted(runs):
        return runs[0].months + runs[1].months

    return counted if _are_parts(runs) else None


@instead(index_months)
def _index_months(runs: Any) -> Any:
    def summed(runs):
        return _between(runs[0], INDEX, _INDICES) + _between(runs[1], INDEX, _INDICES)

    return summed if _are_parts(runs) else None


@instead(amounts_paid)
def _amounts_paid(runs: Any) -> Any:
    def summed(runs):
        return (
            total_between(runs[0]) + total_between(runs[1]),
            _between(runs[0], CREDIT, _CREDITS) + _between(runs[1], CREDIT, _CREDITS),
            _pooled(runs[0]) + _pooled(runs[1]),
        )

    return summed if _are_parts(runs) else None


@instead(calendar_years)
def _calendar_years(runs: Any) -> Any:
    def counted(runs):
        years = previous = 0
        if runs[0].months > 0:
            previous = year_of(runs[0].last)
            years = previous - year_of(runs[0].first) + 1
        if runs[1].months > 0:
            years += year_of(runs[1].last) - max(year_of(runs[1].first), previous + 1) + 1
        return years

    return counted if _are_parts(runs) else None


@instead(keep_ledger)
def _keep_ledger(runs: Any, *_: Any) -> Any:
    """The account without its lines: whole years looked up, the credits of part years added up."""

    def kept(runs, opening, retirement, terms, practice):
        last_year = year_of(retirement)
        return _kept(runs, opening, retirement, last_year, terms, practice)

    return kept if _are_parts(runs) else None


@instead(keep_closed_years)
def _keep_closed_years(runs: Any, *_: Any) -> Any:
    def kept(runs, opening, december, terms, practice):
        return _kept(runs, opening, december + 1, year_of(december), terms, practice)

    return kept if _are_parts(runs) else None


@register_jitable(forceinline=True)
def _kept(runs, opening, retirement, last_year, terms, practice):
    """The balance at the end of `last_year`, or at retirement if that is in it."""
    first = account_start(runs, opening, retirement)
    from_1, until_1 = _whole_years(runs[0], first, year_of(retirement))
    from_2, until_2 = _whole_years(runs[1], first, year_of(retirement))
    year, base = year_of(first), terms.first_year
    closing = opening.balance
    while year <= last_year:
        if from_1 <= year < until_1:
            years, stop = runs[0].years, until_1
        elif from_2 <= year < until_2:
            years, stop = runs[1].years, until_2
        else:
            closing = _part_year(runs, year, closing, first, opening, retirement, terms, practice)
            year += 1
            continue
        # Positions without a sign are not looked at for counting from the end.
        for at in range(np.uint64(year - base), np.uint64(stop - base)):
            closing = close_year(
                year,
                closing,
                MONTHS_PER_YEAR,
                years[at, _CREDITED],
                years[at, _PRODUCT],
                terms.crediting_rate[at],
                practice.interest_method,
            ).closing
        year = stop
    return (LedgerYear(0, 0, 0, 0, 0, 0, 0, closing),)


@register_jitable(forceinline=True)
def _whole_years(part, first, last_year):
    """The first year that is paid on a part and credited from January to December, and the first after."""
    begin = year_of(max(first, part.first) + MONTHS_PER_YEAR - 1)
    return begin, min(last_year, year_of(part.last + 1))


@register_jitable(forceinline=True)
def _part_year(runs, year, balance, first, opening, retirement, terms, practice):
    """The balance after a year that is not paid, or not credited, from January to December in one part."""
    until = interest_until(year, retirement, practice.retirement_interest)
    waited = month_of_year(opening.month) if year == year_of(opening.month) else 0
    is_closed = first <= year * MONTHS_PER_YEAR and year < year_of(retirement)
    at = year - year_of(first)
    credited, products = runs[0].credited, runs[0].products
    credited[at] = 0
    products[at] = 0
    _post(runs[0], year, first, retirement, practice)
    _post(runs[1], year, first, retirement, practice)
    return close_year(
        year,
        balance,
        max(0, until - waited),
        credited[at],
        products[at],
        terms.crediting_rate[year - terms.first_year],
        practice.interest_method if is_closed else InterestMethod.MONTHLY_PRODUCT,
    ).closing


@register_jitable(forceinline=True)
def _post(part, year, first, retirement, practice):
    """Post the months of a year that lie on a part, run by run."""
    month = max(year * MONTHS_PER_YEAR, part.first)
    end = min(year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1, part.last)
    while month <= end:
        r = row_at(part, month)
        last = min(end, part.run_first[r + 1] - 1)
        if last >= first:
            total, credit = part.rows[r, TOTAL], part.rows[r, CREDIT]
            run = Run(
                month, last, last - month + 1, 0, 0, 0, part.rows[r, BASE], total, credit,
                pool_share(total, credit), part.rows[r, INDEX],
            )  # fmt: skip
            post_run(run, first, retirement, practice, part.credited, part.products)
        month = last + 1
