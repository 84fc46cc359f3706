"""一地一页: the law of one place with its options, read run by run from the layout the interpreter uses.

What the law does not know is marked, and a person who would read it goes to the interpreter, which says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from calculator.batch.compiled.pages import Integers
from calculator.batch.compiled.status import STATUSES, flag_of
from calculator.batch.shared_law import FIRST, reading
from calculator.case import Case
from rules.career import Schedule
from rules.errors import RulesError
from rules.month import Month, year_of
from rules.terms import Terms

__all__ = ["UNKNOWN", "Leaf", "read_leaf"]

UNKNOWN = -1
_COLUMNS = len(Schedule._fields) - 2
_HIGHEST_BASE = 800_000_000_000
"""Micro-yuan. With an index of 10, the highest that is read, one more wage stays within 64 bits."""
_BASES = ("basic_base", "index_base", "transitional_base")
_STEPS = 3
_NATIONAL = Terms._fields[Terms._fields.index("payment_months") + 1 :]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place with its options. See `pages.Pages` for the arrays."""

    claim: str
    inflation: int
    run_of: NDArray[np.uint32]
    run_first: Integers
    schedule: Integers
    run_status: Integers
    known_from: int
    bases: Integers
    base_status: Integers
    rates_of: Integers
    practice: Integers
    extras: Integers
    transition: Integers
    national: Integers
    payment_months: Integers


def read_leaf(case: Case, last: Month, rates_of: Integers) -> Leaf:
    """The leaf of a shared layout from FIRST to `last`; `rates_of` are its rows of crediting rates."""
    known_from, firsts, values, flags = _runs(case, last)
    run_of = np.zeros(last - FIRST + 1, dtype=np.uint32)
    for run, (first, end) in enumerate(pairwise(firsts)):
        run_of[first - FIRST : end - FIRST] = run
    bases, base_status, national = _claims(case, last)
    steps = [part for step in case.extras.long_career for part in step]
    return Leaf(
        claim=case.claim.code,
        inflation=int(case.projection.assumptions.inflation),
        run_of=run_of,
        run_first=_row(firsts),
        schedule=np.array(values, dtype=np.int64).T.reshape(_COLUMNS, -1),
        run_status=_row(np.cumsum([0, *flags])),
        known_from=known_from,
        bases=bases,
        base_status=base_status,
        rates_of=rates_of,
        practice=_row(case.practice),
        extras=_row([*case.extras[:-1], *(steps + [0] * 2 * _STEPS)[: 2 * _STEPS]]),
        transition=_row(case.transition),
        national=national,
        payment_months=_row(case.terms_at(case.today.year).payment_months),
    )


def _row(values: Iterable[int]) -> Integers:
    return np.array([int(value) for value in values], dtype=np.int64)


def _runs(case: Case, last: Month) -> tuple[int, list[int], list[list[int]], list[int]]:
    """The first month from which on all is known; of each run its first month, values and flag.

    One more first month is the end of the last run.
    """
    known_from = month = int(FIRST)
    firsts: list[int] = []
    values: list[list[int]] = []
    flags: list[int] = []
    while month <= last:
        try:
            found, worst = reading(case.schedule[2:], month - case.schedule.first)
        except RulesError as error:
            month = known_from = max(month + 1, min(_begins(error), last + 1))
            firsts, values, flags = [], [], []
            continue
        firsts.append(month)
        values.append(found)
        flags.append(flag_of(worst))
        month = min(found[-1], last) + 1
    return known_from, [*firsts, month], values, flags


def _begins(error: RulesError) -> int:
    """The month in which what there is no value of begins, 0 where it has ended or never begins."""
    nearest = error.values.get("nearest_start")
    return int(nearest) if isinstance(nearest, int) else 0


def _claims(case: Case, last: Month) -> tuple[Integers, Integers, Integers]:
    """The calculation bases of each year from today's on, their statuses, the parameters of a claim.

    Bases that grow beyond what the compiled rules hold are as unknown as missing ones, in every year:
    the highest lawful payments may go on past the month a person asks for.
    """
    first_year = year_of(FIRST)
    height = year_of(last) - first_year + 1
    bases = np.full((len(_BASES), height), UNKNOWN, dtype=np.int64)
    status = np.zeros(height, dtype=np.int64)
    national = np.zeros((height, len(_NATIONAL)), dtype=np.int64)
    for at in range(year_of(case.today) - first_year, height):
        try:
            terms = case.terms_at(first_year + at)
            found, worst = reading([getattr(terms, name) for name in _BASES], at)
        except RulesError:
            continue
        bases[:, at] = found
        status[at] = STATUSES.index(worst)
        national[at] = [getattr(terms, name) for name in _NATIONAL]
    if bases.max() > _HIGHEST_BASE:
        bases[:] = UNKNOWN
    return bases, status, national
