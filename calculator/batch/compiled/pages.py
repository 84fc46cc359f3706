"""数表: the law of the places and options of a run as arrays, and what the rules read, taken from them."""

# ruff: noqa: ANN001, ANN201  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from rules.career import Schedule
from rules.month import year_of
from rules.terms import Extras, Practice, Terms, Transition

__all__ = [
    "Integers",
    "Pages",
    "extras_at",
    "practice_at",
    "schedule_at",
    "terms_at",
    "transition_at",
]

Integers = NDArray[np.int64]


class Pages(NamedTuple):
    """All leaves, tracks and rates, stacked. Months count from `first`, years from `first_year`.

    A leaf is a place with its options. Its months fall into runs between which the law changes:
    `run_of[leaf, month]`, `run_first[leaf, run]` (one more than there are), `schedule[leaf, column, run]`,
    `run_status[leaf, run]` (runs flagged before it), `known_from[leaf]` the first month known;
    `bases[leaf, base, year]`, `base_status[leaf, year]`; `rates_of[leaf, retirement year]` a row of
    `rates[row, year]`, `rate_status[row, year]`, `rates_from[row]` the first year known; `practice`,
    `extras` and `transition` by leaf, `national[leaf, retirement year]`. Tracks are
    `rows[track, run, column]` and `years[track, year, column]` as `tracks` lays them; `ceiling_of[leaf]`
    is the track of the ceiling.
    """

    first: int
    first_year: int
    run_of: NDArray[np.uint32]
    run_first: Integers
    schedule: Integers
    run_status: Integers
    known_from: Integers
    bases: Integers
    base_status: Integers
    rates_of: Integers
    rates: Integers
    rate_status: Integers
    rates_from: Integers
    practice: Integers
    extras: Integers
    transition: Integers
    national: Integers
    payment_months: Integers
    rows: Integers
    years: Integers
    ceiling_of: Integers


@register_jitable(forceinline=True)
def schedule_at(b, leaf):
    """The law of a leaf by run: what is a month elsewhere is the number of a run here."""
    s = b.schedule[leaf]
    return Schedule(0, s.shape[1], s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9])


@register_jitable(forceinline=True)
def practice_at(b, leaf):
    """The practice of a leaf."""
    r = b.practice[leaf]
    return Practice(
        r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12], r[13],
        r[14], r[15], r[16], r[17], r[18], r[19],
    )  # fmt: skip


@register_jitable(forceinline=True)
def extras_at(b, leaf):
    """The local items of a leaf."""
    r = b.extras[leaf]
    return Extras(r[0], r[1], r[2], r[3], r[4], ((r[5], r[6]), (r[7], r[8]), (r[9], r[10])))


@register_jitable(forceinline=True)
def transition_at(b, leaf):
    """The time before the account of a leaf."""
    r = b.transition[leaf]
    return Transition(r[0], r[1], r[2], r[3], r[4])


@register_jitable(forceinline=True)
def terms_at(b, leaf, retirement):
    """The law at a claim in the month `retirement`."""
    year = year_of(retirement) - b.first_year
    bases, n = b.bases[leaf], b.national[leaf, year]
    return Terms(
        b.first_year, b.rates[b.rates_of[leaf, year]], bases[0], bases[1], bases[2],
        b.payment_months, n[0], n[1], n[2], n[3], n[4], n[5], n[6],
    )  # fmt: skip
