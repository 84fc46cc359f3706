"""缴费经历: what was and will be paid, month by month, as runs.

A spell is one way of paying over consecutive months; `lay_out` cuts it where the law changes and at
the end of the calendar year, so that every run has one base and one index. Splitting a spell changes
nothing. All values are plain integers: the compiler runs the same source.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

from rules.contribution import account_credit, monthly_contribution, pool_share
from rules.contribution_base import contribution_base, declared_by_tier, declared_moving
from rules.contribution_index import held_index, monthly_index
from rules.month import MONTHS_PER_YEAR, year_of
from rules.quantities import Fen, IndexE12, Micro, Months, Ppm
from rules.tracing import stage

__all__ = [
    "Choice",
    "Column",
    "Run",
    "Schedule",
    "Spell",
    "amounts_paid",
    "calendar_years",
    "first_month",
    "index_months",
    "lay_out",
    "months_paid",
    "run_of_spell",
    "without_overlap",
]


class Choice(IntEnum):
    """基数申报方式: how a person fixes the base."""

    YUAN = 0
    """The same yuan go on, lifted to the floor when it passes them."""
    TIER = 1
    """A percentage of the reference wage."""
    MOVING = 2
    """Yuan that move with the reference wage."""
    FLOOR = 3
    CEILING = 4
    PAID = 5
    """The base of months already paid: a fact, not held in any limits."""


class Column(Protocol):
    """Values of the law by position: a tuple, an array, or a look-up that remembers what was read."""

    def __getitem__(self, at: int, /) -> int: ...


class Spell(NamedTuple):
    """Consecutive months paid in one way.

    `amount` is fen, or ppm of the reference wage for a tier; `anchor` is the reference wage (micro)
    when a moving amount was declared; `place` numbers the region in the schedule; `posted` is the
    month of a lawful late payment, 0 for the usual one.
    """

    first: int
    last: int
    choice: int
    amount: int
    anchor: int
    place: int
    employed: int
    posted: int


class Schedule(NamedTuple):
    """The law by month for the places of one calculation, one stretch of `width` months per place.

    `floor` is that of who pays alone, `employed_floor` that of months paid through an employer.
    `index_reference` is what a base is divided by where the place pays the pension, `index_floor` and
    `index_cap` the bounds a local text set on the index of a month (0: none); `until` is the last month
    to which all values of a month stay the same.
    """

    first: int
    width: int
    reference_wage: Column
    floor: Column
    employed_floor: Column
    ceiling: Column
    index_reference: Column
    index_floor: Column
    index_cap: Column
    total_rate: Column
    account_rate: Column
    until: Column


class Run(NamedTuple):
    """Months with one base in one calendar year. `total` is what the person pays for one of them.

    An employed month costs the person the account share only; the pool part is the employer's.
    """

    first: int
    last: int
    months: int
    place: int
    employed: int
    posted: int
    base: int
    total: int
    credit: int
    pool: int
    month_index: int


@stage("career")
def lay_out(
    spells: Sequence[Spell], schedule: Schedule, claim_place: int, last_payable: int, step: int
) -> list[Run]:
    """The runs of all spells in order; nothing is paid after `last_payable`.

    `step` is the unit a declared base is rounded to (fen). The index divides by the reference wage of
    the claim place in the covered month.
    """
    runs = []
    for spell in spells:
        paid_at = spell.place * schedule.width - schedule.first
        claimed_at = claim_place * schedule.width - schedule.first
        month = spell.first
        last = min(spell.last, last_payable)
        while month <= last:
            here, claim = month + paid_at, month + claimed_at
            december = month - month % MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
            end = min(last, december, schedule.until[here], schedule.until[claim])
            runs.append(run_of_spell(spell, month, end, schedule, here, claim, step))
            month = end + 1
    return runs


@stage("run")
def run_of_spell(
    spell: Spell, first: int, last: int, schedule: Schedule, here: int, claim: int, step: int
) -> Run:
    """One run: the base held in the limits of the place paid in, the index by the claim place."""
    base = _base(spell, schedule, here, step)
    credit = account_credit(base, Ppm(schedule.account_rate[here]))
    if spell.employed:
        total = credit
    else:
        total = monthly_contribution(base, Ppm(schedule.total_rate[here]))
    pool = pool_share(total, credit)
    index = _index(base, schedule, claim)
    return Run(
        first,
        last,
        last - first + 1,
        spell.place,
        spell.employed,
        spell.posted,
        base,
        total,
        credit,
        pool,
        index,
    )


def _index(base: Fen, schedule: Schedule, claim: int) -> IndexE12:
    index = monthly_index(base, Micro(schedule.index_reference[claim]))
    floor = IndexE12(schedule.index_floor[claim])
    cap = IndexE12(schedule.index_cap[claim])
    return held_index(index, floor, cap) if floor > 0 or cap > 0 else index


def _base(spell: Spell, schedule: Schedule, here: int, step: int) -> Fen:
    floor = Fen(schedule.employed_floor[here] if spell.employed else schedule.floor[here])
    declared = Fen(spell.amount)
    if spell.choice == Choice.TIER:
        wage = Micro(schedule.reference_wage[here])
        declared = declared_by_tier(Ppm(spell.amount), wage, Fen(step))
    elif spell.choice == Choice.MOVING:
        wage = Micro(schedule.reference_wage[here])
        declared = declared_moving(declared, Micro(spell.anchor), wage, Fen(step))
    elif spell.choice != Choice.YUAN:
        return _set_base(spell, floor, schedule, here)
    return contribution_base(declared, floor, Fen(schedule.ceiling[here]))


def _set_base(spell: Spell, floor: Fen, schedule: Schedule, here: int) -> Fen:
    """A base that nobody declares: a limit, or what was paid."""
    if spell.choice == Choice.PAID:
        return Fen(spell.amount)
    return floor if spell.choice == Choice.FLOOR else Fen(schedule.ceiling[here])


def first_month(runs: Sequence[Run]) -> int:
    """The first month of the runs, 0 where there is none."""
    return runs[0].first if len(runs) > 0 else 0


def index_months(runs: Sequence[Run]) -> IndexE12:
    """The sum of the monthly indices of all runs."""
    total = 0
    for run in runs:
        total += run.months * run.month_index
    return IndexE12(total)


def months_paid(runs: Sequence[Run]) -> Months:
    """The months of all runs."""
    total = 0
    for run in runs:
        total += run.months
    return Months(total)


def calendar_years(runs: Sequence[Run]) -> int:
    """The calendar years in which any month is paid."""
    years = 0
    previous = 0
    for run in runs:
        year = year_of(run.first)
        if year != previous:
            years += 1
            previous = year
    return years


def amounts_paid(runs: Sequence[Run]) -> tuple[int, int, int]:
    """What the person pays, what is credited, what goes into the pool, over all runs."""
    paid = 0
    credited = 0
    pooled = 0
    for run in runs:
        paid += run.months * run.total
        credited += run.months * run.credit
        pooled += run.months * run.pool
    return paid, credited, pooled


def without_overlap(spells: Sequence[Spell]) -> tuple[list[Spell], list[tuple[int, int]]]:
    """The spells with each month once, in order, and the months (first, last) that were dropped.

    一人一月只计一次: months paid through an employer stay, then the spell listed first; the other
    payment is refunded (R-1.5, R-7.4).
    """
    kept: list[Spell] = []
    dropped: list[tuple[int, int]] = []
    for spell in sorted(spells, key=lambda spell: not spell.employed):
        pieces = [(spell.first, spell.last)]
        for other in kept:
            pieces = [
                piece
                for first, last in pieces
                for piece in (
                    (first, min(last, other.first - 1)),
                    (max(first, other.last + 1), last),
                )
                if piece[0] <= piece[1]
            ]
            clash = (max(spell.first, other.first), min(spell.last, other.last))
            if clash[0] <= clash[1]:
                dropped.append(clash)
        kept.extend(spell._replace(first=first, last=last) for first, last in pieces)
    return sorted(kept, key=lambda spell: spell.first), dropped
