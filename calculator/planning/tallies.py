"""方案的月数账: what plans must share to have one formula of the pension, and how a plan gets there.

The denominator of the index and the years depend on a tally of months, of covered years and of the first
paid year. Plans are searched tally by tally; within one, by the sum of their steps where the tiers are
multiples of one.
"""

from collections.abc import Callable, Sequence
from math import gcd
from typing import NamedTuple

from calculator.planning.offers import Offer
from calculator.planning.years import Entry, PlanYear, YearTable
from rules.career import Choice
from rules.contribution_index import Denominator
from rules.quantities import PPM

__all__ = ["NOTHING", "Moves", "Tally", "Ways", "plans_by_tally", "step_sums"]

_SMALLEST_STEP = PPM // 100


class Tally(NamedTuple):
    """What the denominator of the index and the years depend on.

    What `covered` years add to the denominator (a year that is covered already adds nothing) and the
    `first` paid year are counted only where the place divides by them.
    """

    months: int
    covered: int
    first: int


NOTHING = Tally(0, 0, 0)


class Move(NamedTuple):
    """The entries of a year, by their places, that lead from one tally to another."""

    entries: tuple[int, ...]
    tally: Tally


Moves = dict[Tally, tuple[Move, ...]]


def _counter(table: YearTable) -> Callable[[Tally, Entry, int], Tally]:
    """How one more year changes a tally under the practice of the place."""
    practice = table.case.practice
    by_calendar = practice.denominator == Denominator.CALENDAR_YEARS
    by_due = practice.denominator in (Denominator.MONTHS_DUE, Denominator.MONTHS_DUE_UNPAID_60)
    by_first = by_due and not (table.case.past or table.case.opening.month > 0)

    def counted(so_far: Tally, entry: Entry, year: int) -> Tally:
        first = so_far.first or (year if by_first and entry.months else 0)
        covered = so_far.covered + entry.counted * by_calendar
        return Tally(so_far.months + entry.months, covered, first)

    return counted


def plans_by_tally(table: YearTable) -> dict[Tally, tuple[Entry, ...]]:
    """One plan for every tally that can be reached."""
    counted = _counter(table)
    plans: dict[Tally, tuple[Entry, ...]] = {NOTHING: ()}
    for year in table.years:
        added: dict[Tally, tuple[Entry, ...]] = {}
        for so_far, chosen in plans.items():
            for entry in year.entries:
                added.setdefault(counted(so_far, entry, year.frame.year), (*chosen, entry))
        plans = added
    return plans


class Ways:
    """For each year the moves from every tally before it; shared by the searches of all tallies.

    `steps` of an entry are its tier times its months, in the common step of all tiers: plans with as many
    steps cost nearly the same where wages and prices grow alike. Any label would be right, it only sorts
    plans; without a common step, as amounts in yuan have none, it is 0.
    """

    def __init__(self, table: YearTable) -> None:
        counted = _counter(table)
        self._moves: list[Moves] = []
        self._years = [year.frame.year for year in table.years]
        self._entries = [year.entries for year in table.years]
        step = _common_step(table)
        self.has_steps = step > 0
        self.steps = [
            [_tier(entry.offer) // step * entry.months if step else 0 for entry in year.entries]
            for year in table.years
        ]
        known = {NOTHING}
        for year in table.years:
            moves = {one: _moves(year, one, counted) for one in known}
            self._moves.append(moves)
            known = {move.tally for own in moves.values() for move in own}

    def to(self, wanted: Tally) -> list[Moves]:
        """For each year the moves of the plans that end with the tally wanted."""
        on_a_way = [{NOTHING}]
        for moves in self._moves:
            near = {move.tally for one in on_a_way[-1] for move in moves[one]}
            on_a_way.append({one for one in near if _may_become(one, wanted)})
        fitting: list[Moves] = []
        ends = {wanted}
        for moves, before in zip(reversed(self._moves), reversed(on_a_way[:-1]), strict=True):
            kept = {one: tuple(move for move in moves[one] if move.tally in ends) for one in before}
            kept = {one: own for one, own in kept.items() if own}
            fitting.append(kept)
            ends = set(kept)
        return fitting[::-1]

    def open_to(self, wanted: Tally) -> list[list[int]]:
        """For each year at least the entries of the plans that end with the tally wanted."""
        lengths = [[entry.months for entry in own] for own in self._entries]
        most, fewest = sum(map(max, lengths)), sum(map(min, lengths))
        found = []
        for year, own in zip(self._years, lengths, strict=True):
            longest, shortest = max(own), min(own)
            found.append(
                [
                    at
                    for at, months in enumerate(own)
                    if fewest - shortest + months <= wanted.months <= most - longest + months
                    and (not wanted.first or _fits(year, months, wanted.first))
                ]
            )
        return found


def _moves(
    year: PlanYear, before: Tally, counted: Callable[[Tally, Entry, int], Tally]
) -> tuple[Move, ...]:
    leading: dict[Tally, list[int]] = {}
    for at, entry in enumerate(year.entries):
        leading.setdefault(counted(before, entry, year.frame.year), []).append(at)
    return tuple(Move(tuple(entries), tally) for tally, entries in leading.items())


def _may_become(one: Tally, wanted: Tally) -> bool:
    """Whether more years can turn a tally into the one wanted, as far as they never count back."""
    return (
        one.months <= wanted.months
        and one.covered <= wanted.covered
        and one.first in (0, wanted.first)
    )


def _fits(year: int, months: int, first: int) -> bool:
    """Whether months of a year can be those of a plan whose first paid year is `first`."""
    return year > first or (months > 0) == (year == first)


def _common_step(table: YearTable) -> int:
    """The common measure of all tiers, ppm of the reference wage; 0 where it is too small to help."""
    tiers = [_tier(entry.offer) for year in table.years for entry in year.entries]
    step = gcd(*tiers)
    return step if step >= _SMALLEST_STEP else 0


def _tier(offer: Offer | None) -> int:
    if offer is None:
        return 0
    if offer.choice is Choice.FLOOR:
        return 6 * PPM // 10
    return 3 * PPM if offer.choice is Choice.CEILING else offer.amount


def step_sums(
    moves: Sequence[Moves],
    steps: Sequence[Sequence[int]],
    wanted: Tally,
) -> list[dict[Tally, int]]:
    """Before each year and at the end: the sums of steps still possible from a tally, as bits."""
    sums = [{wanted: 1}]
    for own, of_entries in zip(reversed(moves), reversed(steps), strict=True):
        after = sums[-1]
        before = dict.fromkeys(own, 0)
        for one, possible in own.items():
            for move in possible:
                for at in move.entries:
                    before[one] |= after[move.tally] << of_entries[at]
        sums.append(before)
    return sums[::-1]
