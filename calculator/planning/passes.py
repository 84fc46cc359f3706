"""方案的逐年推进: the years decided in order, the promising ways kept.

Of two ways to the same tally the one that costs no less and leaves no more index and balance is dropped,
and so is a way that a relaxation shows to cost as much as the best plan known, or to miss the target.
None can lose the optimum, because the pension never falls when index or balance rise.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculator.planning.bounds import Point, Prices, bounds_of, reach_of
from calculator.planning.pension_line import PensionOf
from calculator.planning.tallies import NOTHING, Moves, Tally
from calculator.planning.years import Entry, YearTable, grown_balance
from rules.quantities import Fen

__all__ = ["UNDER", "Found", "Level", "Pass", "Plans", "cheaper", "may_beat"]

UNDER = 0.999
"""A cheaper plan costs a fen less; the rest is room for rounding of the floats."""

_ANY_COST = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plan: one entry per year."""

    chosen: tuple[Entry, ...]
    cost: Fen
    pension: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """The plans of one tally: the moves and points of each year, and the pension they are to reach.

    `needed` is what the points must add to it, by the line above the pension.
    """

    table: YearTable
    tally: Tally
    moves: Sequence[Moves]
    points: Sequence[Sequence[Point]]
    pension: PensionOf
    target: Fen
    needed: float


class Level(NamedTuple):
    """What one pass looks at: all plans of a tally, or those with one sum of steps.

    `prices` bound the cost from below, which is then at least `least`; `reach` bounds the pension from
    above and is in pension.
    """

    prices: Prices
    least: float
    wanted_steps: int
    reach: Prices


class _State(NamedTuple):
    least: float
    cost: int
    value: float
    tally: Tally
    steps: int
    indices: int
    balance: int
    chosen: "tuple[Entry, _State] | None"


class Pass:
    """The ways through the years at one level.

    `open_points` are those the bounds rest on; `sums` the sums of steps still possible, None where
    steps are not looked at.
    """

    def __init__(
        self,
        plans: Plans,
        open_points: Sequence[Sequence[Point]],
        level: Level,
        sums: Sequence[dict[Tally, int]] | None,
    ) -> None:
        self._plans = plans
        self._level = level
        self._sums = sums
        self._bounds = bounds_of(open_points, level.prices)
        self._reach = reach_of(open_points, level.reach)
        opening = plans.table.opening
        self._first = _State(0.0, 0, 0.0, NOTHING, 0, plans.pension.index, opening, None)

    def cheapest(self, best: Found | None, widest: int) -> tuple[Found | None, float]:
        """Follow at most `widest` ways from year to year.

        The best plan met or `best`, and at least what any other plan of this level costs.
        """
        states, cut = [self._first], float("inf")
        limit = _ANY_COST if best is None else best.cost - UNDER
        for at in range(len(self._plans.table.years)):
            states = _undominated(self._grown(states, at, limit))
            if len(states) > widest:
                states = sorted(states, key=lambda state: state.least)
                cut = min(cut, states[widest].least)
                states = states[:widest]
        for state in sorted(states, key=lambda state: (state.cost, -state.indices)):
            if best is not None and state.cost >= best.cost:
                break
            found = self._reaching(state)
            if found is not None:
                best = found
        return best, cut if best is None else min(cut, best.cost)

    def dearest(self, widest: int) -> tuple[Found | None, bool]:
        """A plan that reaches the target at whatever cost; and whether, without one, there is none."""
        states, is_complete = [self._first], True
        for at in range(len(self._plans.table.years)):
            grown = self._grown(states, at, _ANY_COST)
            states = _undominated([state._replace(cost=0) for state in grown])
            if len(states) > widest:
                is_complete = False
                states = sorted(states, key=lambda state: -state.value)[:widest]
        found = [plan for plan in map(self._reaching, states) if plan is not None]
        return min(found, key=lambda plan: plan.cost, default=None), is_complete

    def _grown(self, states: Sequence[_State], at: int, limit: float) -> list[_State]:
        """The states one year on that may still become a plan of a cost within `limit`."""
        plans, level, sums = self._plans, self._level, self._sums
        year, points, moves = plans.table.years[at], plans.points[at], plans.moves[at]
        (month, step), least_cost = level.prices, self._bounds[at + 1].least_cost
        missed = plans.needed - self._reach[at + 1].cost
        grown = []
        for state in states:
            for entries, tally in moves[state.tally]:
                months_left = plans.tally.months - tally.months
                fixed = state.cost + month * months_left
                lowest = missed - level.reach.month * months_left
                for place in entries:
                    point = points[place]
                    value = state.value + point.value
                    steps = left = 0
                    if sums is not None:
                        steps = state.steps + point.steps
                        left = level.wanted_steps - steps
                        if left < 0 or not sums[at + 1][tally] >> left & 1:
                            continue
                    if value + level.reach.step * left < lowest:
                        continue
                    least = fixed + point.cost + step * left + least_cost(plans.needed - value)
                    if least > limit:
                        continue
                    entry = year.entries[place]
                    cost, indices = state.cost + point.cost, state.indices + entry.index
                    balance = grown_balance(year.frame, state.balance, entry)
                    way = (entry, state)
                    grown.append(_State(least, cost, value, tally, steps, indices, balance, way))
        return grown

    def _reaching(self, state: _State) -> Found | None:
        """The plan of a last state, where it reaches the target."""
        pension = self._plans.pension.exact(state.indices, state.balance)
        if pension < self._plans.target:
            return None
        chosen = _entries(state)
        cost = Fen(sum(entry.cost for entry in chosen))
        return Found(chosen=chosen, cost=cost, pension=pension)


def may_beat(least: float, best: Found | None) -> bool:
    """Whether plans that cost at least this much can be cheaper than the best known."""
    return least < float("inf") and (best is None or least <= best.cost - UNDER)


def cheaper(best: Found | None, other: Found | None) -> Found | None:
    """The cheaper of two plans, where there are two."""
    if best is None or other is None:
        return best or other
    return min(best, other, key=lambda one: one.cost)


def _entries(state: _State) -> tuple[Entry, ...]:
    found: list[Entry] = []
    while state.chosen is not None:
        entry, state = state.chosen
        found.append(entry)
    return tuple(reversed(found))


def _undominated(states: Sequence[_State]) -> list[_State]:
    """Without states that cost no less than another of the same tally and have no more to show."""
    kept: list[_State] = []
    fronts: dict[tuple[Tally, int], list[tuple[int, int]]] = {}
    for state in sorted(states, key=lambda s: (s.cost, -s.indices, -s.balance)):
        front = fronts.setdefault((state.tally, state.steps), [])
        at = bisect_left(front, (-state.indices, -state.balance))
        covers = (
            at < len(front) and front[at][0] == -state.indices and -front[at][1] >= state.balance
        )
        covers = covers or (at > 0 and -front[at - 1][1] >= state.balance)
        if covers:
            continue
        kept.append(state)
        while at < len(front) and -front[at][1] <= state.balance:
            del front[at]
        insort(front, (-state.indices, -state.balance))
    return kept
