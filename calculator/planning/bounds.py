"""方案搜索的界: how little the years still open can cost.

A relaxation of the choice to shares of neighbouring tiers (linear) with prices on months and on steps of
the tier (Lagrange): whatever a lawful choice of the open years adds to the pension, it costs at least
this much. Any prices give a valid bound; the best ones are found by following the months and steps used.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = [
    "FREE",
    "Bound",
    "Point",
    "Prices",
    "Relaxed",
    "bounds_of",
    "by_value",
    "corners",
    "priced_best",
    "reach_of",
    "relaxed",
]


class Point(NamedTuple):
    """What one entry costs (fen), adds to the pension (fen per month), to the months and to the steps."""

    cost: int
    value: float
    months: int
    steps: int


class Prices(NamedTuple):
    """What a month and a step are taken to be worth, fen: taken off the cost of each."""

    month: float
    step: float

    def of(self, months: int, steps: int) -> float:
        """What is added back for the months and steps that are asked for."""
        return self.month * months + self.step * steps


FREE = Prices(0.0, 0.0)


class Relaxed(NamedTuple):
    """The best relaxed choice of years: its priced cost, and the months and steps it has."""

    cost: float
    months: float
    steps: float


class Bound(NamedTuple):
    """The cheapest way to a value: from a first corner along slices of rising price."""

    cost: float
    value: float
    values: tuple[float, ...]
    costs: tuple[float, ...]

    def least_cost(self, value: float) -> float:
        """At least what `value` more pension costs, less the prices of its months and steps."""
        wanted = value - self.value
        if wanted <= 0:
            return self.cost
        at = bisect_left(self.values, wanted)
        if at == len(self.values):
            return float("inf")
        before_value = self.values[at - 1] if at else 0.0
        before_cost = self.costs[at - 1] if at else 0.0
        share = (wanted - before_value) / (self.values[at] - before_value)
        return self.cost + before_cost + share * (self.costs[at] - before_cost)


_Corner = tuple[float, float, int, int]
_Slice = tuple[float, float, float, int, int]


def by_value(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a year as the bounds take them."""
    return tuple(sorted(points, key=lambda point: (point.value, -point.cost)))


def bounds_of(years: Sequence[Sequence[Point]], prices: Prices) -> list[Bound]:
    """For each year the bound of this and all later years; the last one is of nothing left.

    The points of each year are in order of value.
    """
    cost = value = 0.0
    slices: list[_Slice] = []
    bounds = [Bound(0.0, 0.0, (), ())]
    for points in reversed(years):
        chain = _chain(points, prices)
        cost += chain[0][0]
        value += chain[0][1]
        slices = sorted([*slices, *_slices(chain)])
        bounds.append(_bound(cost, value, slices))
    return bounds[::-1]


def reach_of(years: Sequence[Sequence[Point]], prices: Prices) -> list[Relaxed]:
    """For each year the most that this and all later years add to the pension, less the prices.

    Prices are pension here; `cost` is what is added, with the months and steps of that choice.
    """
    month, step = prices
    most: float = 0.0
    months = steps = 0
    found = [Relaxed(0.0, 0, 0)]
    for points in reversed(years):
        value, months_of, steps_of = max(
            (point.value - month * point.months - step * point.steps, point.months, point.steps)
            for point in points
        )
        most, months, steps = most + value, months + months_of, steps + steps_of
        found.append(Relaxed(most, months, steps))
    return found[::-1]


def relaxed(years: Sequence[Sequence[Point]], prices: Prices, value: float) -> Relaxed:
    """The relaxed choice that reaches `value`; its cost is infinite where nothing does."""
    chains = [_chain(points, prices) for points in years]
    corners = [chain[0] for chain in chains]
    cost = sum(corner[0] for corner in corners)
    wanted = value - sum(corner[1] for corner in corners)
    months: float = sum(corner[2] for corner in corners)
    steps: float = sum(corner[3] for corner in corners)
    for one in sorted(piece for chain in chains for piece in _slices(chain)):
        if wanted <= 0:
            break
        share = min(1.0, wanted / one[2])
        cost += share * one[1]
        months += share * one[3]
        steps += share * one[4]
        wanted -= one[2]
    return Relaxed(cost if wanted <= 0 else float("inf"), months, steps)


def corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a year that a bound without a price of steps can rest on, in order of value."""
    kept: list[Point] = []
    for months in {point.months for point in points}:
        own = by_value([point for point in points if point.months == months])
        ends = {corner[:2] for corner in _chain(own, FREE)}
        kept += [point for point in own if point[:2] in ends]
    return by_value(kept)


def priced_best(
    bound_at: Callable[[float], tuple[float, float]],
    start: float,
    step: float,
    times: int,
    enough: float,
) -> tuple[float, float]:
    """The price near `start` whose bound is highest or at least `enough`, and that bound.

    `bound_at` gives the bound of a price, which is concave in it, and how many too few are used at it.
    """
    found = start, float("-inf")
    price = start
    low = high = None
    for _ in range(times):
        bound, lack = bound_at(price)
        if bound > found[1]:
            found = price, bound
        if lack == 0 or bound >= enough:
            break
        low, high = (price, high) if lack > 0 else (low, price)
        if low is None or high is None:
            price += step if lack > 0 else -step
            step *= 2
        else:
            price = (low + high) / 2
    return found


def _chain(points: Sequence[Point], prices: Prices) -> list[_Corner]:
    """The corners from the cheapest point on along which value is bought at rising prices."""
    month, step = prices
    chain: list[_Corner] = []
    for own_cost, value, months, steps in points:
        cost = own_cost - month * months - step * steps
        while chain:
            last = chain[-1]
            if last[1] == value:
                if cost >= last[0]:
                    break
            elif len(chain) == 1:
                if cost > last[0]:
                    break
            else:
                before = chain[-2]
                rise = (last[0] - before[0]) * (value - before[1])
                if rise < (cost - before[0]) * (last[1] - before[1]):
                    break
            chain.pop()
        if not chain or chain[-1][1] != value:
            chain.append((cost, value, months, steps))
    return chain


def _slices(chain: Sequence[_Corner]) -> list[_Slice]:
    """Price of value, cost, value, months and steps between neighbouring corners."""
    return [
        (
            (high[0] - low[0]) / (high[1] - low[1]),
            high[0] - low[0],
            high[1] - low[1],
            high[2] - low[2],
            high[3] - low[3],
        )
        for low, high in pairwise(chain)
    ]


def _bound(cost: float, value: float, slices: Sequence[_Slice]) -> Bound:
    values, costs = [], []
    total_value = total_cost = 0.0
    for one in slices:
        total_cost += one[1]
        total_value += one[2]
        values.append(total_value)
        costs.append(total_cost)
    return Bound(cost, value, tuple(values), tuple(costs))
