"""缴费轨迹: a career of one choice laid out once for all who make it, as running sums.

Whoever pays the same tier in the same place has the same base in the same month; what differs is the
first month, the last month and the balance they bring. The tables are made by the rules themselves,
and `settle` reads them through the same names as a career laid out for one person.
"""

# ruff: noqa: ANN001, ANN202, ARG001  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numba.core import types
from numba.extending import register_jitable
from numpy.typing import NDArray

from calculator.batch.compiled.compiler import instead
from rules.career import (
    Run,
    Schedule,
    Spell,
    amounts_paid,
    calendar_years,
    index_months,
    lay_out,
)
from rules.individual_account import InterestMethod
from rules.ledger import (
    LedgerYear,
    account_start,
    close_year,
    interest_until,
    keep_ledger,
    post_run,
)
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of
from rules.terms import Practice

__all__ = [
    "RUN_BASE",
    "RUN_CREDIT",
    "RUN_TOTAL",
    "SCRATCH",
    "SUM_INDEX",
    "SUM_TOTAL",
    "Integers",
    "Stretch",
    "TrackTable",
    "Whole",
    "track_table",
]

Integers = NDArray[np.int64]
SCRATCH = 160
SUM_INDEX, SUM_TOTAL, _SUM_CREDIT, _SUM_POOL = range(4)
_FIRST, _LAST, _MONTHS, RUN_TOTAL, RUN_CREDIT, RUN_POOL, RUN_INDEX, RUN_BASE = range(8)
_CREDITED, _PRODUCT = 0, 1
FAR = 100 * MONTHS_PER_YEAR


class TrackTable(NamedTuple):
    """A choice in a place, month by month from `first` on.

    `sums` are the index, the payments, the credits and the pool part of all months before a month;
    `runs` the months that go together, `run_of` the run of a month; `years` the credits of a whole
    calendar year and their monthly product. `scratch` is two rows to add up part years in.
    """

    first: int
    first_year: int
    sums: Integers
    runs: Integers
    run_of: Integers
    years: Integers
    scratch: Integers


class Stretch(NamedTuple):
    """Consecutive months on a track, in the place of spells."""

    first: int
    last: int


class Whole(NamedTuple):
    """Consecutive months on a track, in the place of their runs."""

    first: int
    last: int
    months: int
    table: TrackTable


def track_table(
    spell: Spell, schedule: Schedule, practice: Practice, scratch: Integers
) -> TrackTable:
    """The track of a spell over all months of a schedule, made by the rules."""
    runs = lay_out((spell,), schedule, spell.place, spell.last, practice.base_step)
    width = spell.last - spell.first + 1
    sums = np.zeros((width + 1, 4), dtype=np.int64)
    run_of = np.zeros(width, dtype=np.int64)
    for at, run in enumerate(runs):
        for month in range(run.first - spell.first, run.last - spell.first + 1):
            sums[month + 1] = (run.month_index, run.total, run.credit, run.pool)
            run_of[month] = at
    first_year = year_of(spell.first)
    credited = [0] * (year_of(spell.last) - first_year + 1)
    products = list(credited)
    for run in runs:
        post_run(run, first_year * MONTHS_PER_YEAR, spell.last + FAR, practice, credited, products)
    return TrackTable(
        spell.first,
        first_year,
        np.cumsum(sums, axis=0),
        np.array([_run_row(run) for run in runs], dtype=np.int64),
        run_of,
        np.array([credited, products], dtype=np.int64).T.copy(),
        scratch,
    )


def _run_row(run: Run) -> Sequence[int]:
    amounts = (run.total, run.credit, run.pool, run.month_index, run.base)
    return (run.first, run.last, run.months, *amounts)


def _is_track(kind: Any) -> bool:
    return isinstance(kind, types.BaseTuple) and getattr(kind, "instance_class", None) is TrackTable


def _is_whole(kind: Any) -> bool:
    return isinstance(kind, types.UniTuple) and getattr(kind.dtype, "instance_class", None) is Whole


@instead(lay_out)
def _lay_out(spells: Any, schedule: Any, *_: Any) -> Any:
    def stretched(spells, schedule, claim_place, last_payable, step):
        last = min(spells.last, last_payable)
        return (Whole(spells.first, last, last - spells.first + 1, schedule),)

    return stretched if _is_track(schedule) else None


@instead(index_months)
def _index_months(runs: Any) -> Any:
    def summed(runs):
        whole = runs[0]
        sums, first = whole.table.sums, whole.table.first
        return sums[whole.last + 1 - first, SUM_INDEX] - sums[whole.first - first, SUM_INDEX]

    return summed if _is_whole(runs) else None


@instead(amounts_paid)
def _totalled(runs: Any) -> Any:
    def summed(runs):
        whole = runs[0]
        sums = whole.table.sums
        end, begin = whole.last + 1 - whole.table.first, whole.first - whole.table.first
        return (
            sums[end, SUM_TOTAL] - sums[begin, SUM_TOTAL],
            sums[end, _SUM_CREDIT] - sums[begin, _SUM_CREDIT],
            sums[end, _SUM_POOL] - sums[begin, _SUM_POOL],
        )

    return summed if _is_whole(runs) else None


@instead(calendar_years)
def _years_of(runs: Any) -> Any:
    def counted(runs):
        return year_of(runs[0].last) - year_of(runs[0].first) + 1

    return counted if _is_whole(runs) else None


@instead(keep_ledger)
def _ledger(runs: Any, *_: Any) -> Any:
    """The year loop of the account: whole years looked up, the part years around them added up."""

    def kept(runs, opening, retirement, terms, practice):
        whole = runs[0]
        table = whole.table
        first = account_start(runs, opening, retirement)
        year = year_of(first)
        last_year = year_of(retirement)
        whole_from = year_of(max(first, whole.first) + MONTHS_PER_YEAR - 1)
        whole_until = max(whole_from, min(last_year, year_of(whole.last + 1)))
        line = LedgerYear(0, 0, 0, 0, 0, 0, 0, opening.balance)
        while year < whole_from and year <= last_year:
            line = _part_year(
                whole, year, line.closing, first, opening, retirement, terms, practice
            )
            year += 1
        while year < whole_until:
            line = close_year(
                year,
                line.closing,
                MONTHS_PER_YEAR,
                table.years[year - table.first_year, _CREDITED],
                table.years[year - table.first_year, _PRODUCT],
                terms.crediting_rate[year - terms.first_year],
                practice.interest_method,
            )
            year += 1
        while year <= last_year:
            line = _part_year(
                whole, year, line.closing, first, opening, retirement, terms, practice
            )
            year += 1
        return (line,)

    return kept if _is_whole(runs) else None


@register_jitable
def _part_year(whole, year, balance, first, opening, retirement, terms, practice):
    """The line of a year that is not paid, or not credited, from January to December."""
    until = interest_until(year, retirement, practice.retirement_interest)
    waited = month_of_year(opening.month) if year == year_of(opening.month) else 0
    january = year * MONTHS_PER_YEAR
    is_closed = first <= january and year < year_of(retirement)
    credited, product = _credits(whole, year, first, retirement, practice)
    return close_year(
        year,
        balance,
        max(0, until - waited),
        credited,
        product,
        terms.crediting_rate[year - terms.first_year],
        practice.interest_method if is_closed else InterestMethod.MONTHLY_PRODUCT,
    )


@register_jitable
def _credits(whole, year, first, retirement, practice):
    """Credits and monthly product of the months of a year that lie on a stretch, run by run."""
    table = whole.table
    at = year - year_of(first)
    credited, products = table.scratch[_CREDITED], table.scratch[_PRODUCT]
    credited[at] = 0
    products[at] = 0
    month = max(year * MONTHS_PER_YEAR, whole.first)
    end = min(year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1, whole.last)
    while month <= end:
        row = table.runs[table.run_of[month - table.first]]
        last = min(end, row[_LAST])
        if last >= first:
            run = Run(
                month,
                last,
                last - month + 1,
                0,
                0,
                0,
                row[RUN_BASE],
                row[RUN_TOTAL],
                row[RUN_CREDIT],
                row[RUN_POOL],
                row[RUN_INDEX],
            )
            post_run(run, first, retirement, practice, credited, products)
        month = last + 1
    return credited[at], products[at]
