"""方案搜索的界: how little the years still open can cost.

A relaxation of the choice to shares of neighbouring tiers (linear) with a price on months: whatever a
lawful choice of the open years adds to pension and months, it costs at least this much.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Bound", "Point", "bound_of", "bounds_of"]


class Point(NamedTuple):
    """What one entry costs (fen), adds to the pension (fen per month) and to the months."""

    cost: int
    value: float
    months: int


class Bound(NamedTuple):
    """The cheapest way to a value: from a first corner along slices of rising price."""

    price: float
    cost: float
    value: float
    values: tuple[float, ...]
    costs: tuple[float, ...]

    def least_cost(self, value: float, months: int) -> float:
        """At least what `value` more pension in exactly `months` more months costs."""
        fixed = self.price * months
        wanted = value - self.value
        if wanted <= 0:
            return self.cost + fixed
        at = bisect_left(self.values, wanted)
        if at == len(self.values):
            return float("inf")
        before_value = self.values[at - 1] if at else 0.0
        before_cost = self.costs[at - 1] if at else 0.0
        share = (wanted - before_value) / (self.values[at] - before_value)
        return self.cost + before_cost + share * (self.costs[at] - before_cost) + fixed


def bound_of(years: Sequence[Sequence[Point]], price: float) -> Bound:
    """The bound of all years together.

    `price` is what a month is worth, fen: it is taken off the cost of each month and added back for
    the months that are asked for (Lagrange). Any price gives a valid bound.
    """
    cost = value = 0.0
    slices: list[tuple[float, float, float]] = []
    for points in years:
        corner, own = _hull([(p.cost - price * p.months, p.value) for p in points])
        cost += corner[0]
        value += corner[1]
        slices += own
    return _bound(price, cost, value, sorted(slices))


def bounds_of(years: Sequence[Sequence[Point]], price: float) -> list[Bound]:
    """For each year the bound of this and all later years; the last one is of nothing left."""
    return [bound_of(years[at:], price) for at in range(len(years) + 1)]


def _bound(
    price: float, cost: float, value: float, slices: Sequence[tuple[float, float, float]]
) -> Bound:
    values, costs = [], []
    total_value = total_cost = 0.0
    for _, more_cost, more_value in slices:
        total_value += more_value
        total_cost += more_cost
        values.append(total_value)
        costs.append(total_cost)
    return Bound(price, cost, value, tuple(values), tuple(costs))


def _hull(
    points: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], list[tuple[float, float, float]]]:
    """The cheapest corner and, from it, slices (price, cost, value) of rising price."""
    corner = min(points, key=lambda point: (point[0], -point[1]))
    chain = [corner]
    for cost, value in sorted(((c, v) for c, v in points if v > corner[1]), key=_by_value):
        if value == chain[-1][1]:
            continue
        while len(chain) > 1 and _slope(chain[-2], (cost, value)) <= _slope(chain[-2], chain[-1]):
            chain.pop()
        chain.append((cost, value))
    slices = [
        (_slope(low, high), high[0] - low[0], high[1] - low[1]) for low, high in pairwise(chain)
    ]
    return corner, slices


def _by_value(point: tuple[float, float]) -> tuple[float, float]:
    return point[1], point[0]


def _slope(low: tuple[float, float], high: tuple[float, float]) -> float:
    """The price of value between two points."""
    return (high[0] - low[0]) / (high[1] - low[1])
