"""最省方案的搜索: the cheapest choice of one entry per year that reaches a pension, exactly.

Plans are searched family by family: those of one tally share one formula of the pension. What a family
costs at least is known before it is searched, so most need no search.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import ceil

from calculator.planning.family import Family, Growth
from calculator.planning.passes import Found
from calculator.planning.pension_line import PensionOf
from calculator.planning.tallies import Ways, plans_by_tally
from calculator.planning.years import Entry, YearTable
from rules.estimation import Settlement
from rules.quantities import Fen

__all__ = ["Cheapest", "cheapest"]

_ROUNDING = 0.001
_EVERY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """The cheapest plan found. `least`: no plan that reaches the target costs less than this, fen.

    Proven the cheapest where both are equal; else the search was cut off before the end.
    """

    chosen: tuple[Entry, ...]
    cost: Fen
    pension: Fen
    least: Fen

    @property
    def is_proven(self) -> bool:
        """Whether no plan is cheaper."""
        return self.least == self.cost


def cheapest(
    table: YearTable, is_lawful: Callable[[Settlement], bool], target: Fen
) -> Cheapest | None:
    """The cheapest plan whose pension is at least `target` (fen, at the start of payment).

    `is_lawful` says of the settlement of one plan whether plans of its months are to be considered.
    None when no plan reaches the target.
    """
    families = _families(table, is_lawful, target)
    best, looked_at = _first_plans(families, _highest(table, is_lawful, target))
    least = float("inf")
    for family in looked_at:
        if best is None or family.least < best.cost:
            best, own = family.full(best)
            least = min(least, own)
    if best is None:
        return None
    at_least = best.cost if least >= best.cost else ceil(least - _ROUNDING)
    return Cheapest(chosen=best.chosen, cost=best.cost, pension=best.pension, least=Fen(at_least))


def _families(
    table: YearTable, is_lawful: Callable[[Settlement], bool], target: Fen
) -> list[Family]:
    """The families that are lawful and can reach the target.

    Whether months are missing depends on their number alone. The price of a month found for one family
    is where the next one starts from.
    """
    ways, growth = Ways(table), Growth(table)
    lawful: dict[int, bool] = {}
    price = 0.0
    found: list[Family] = []
    plans = sorted(plans_by_tally(table).items(), key=lambda one: one[0][::-1])
    for tally, plan in plans:
        if tally.months not in lawful:
            lawful[tally.months] = is_lawful(table.settle(plan))
        if not lawful[tally.months]:
            continue
        family = Family(table, ways, growth, tally, PensionOf(table, plan), target, price)
        if family.least < float("inf"):
            if len(found) % _EVERY == 0:
                family.sharpen(None)
                price = family.month_price
            found.append(family)
    return found


def _highest(
    table: YearTable, is_lawful: Callable[[Settlement], bool], target: Fen
) -> Found | None:
    """The highest tier in every year, where that reaches the target: something to be cheaper than."""
    chosen = tuple(year.entries[-1] for year in table.years)
    settled = table.settle(chosen)
    if settled.award.total < target or not is_lawful(settled):
        return None
    cost = Fen(sum(entry.cost for entry in chosen))
    return Found(chosen=chosen, cost=cost, pension=Fen(settled.award.total))


def _first_plans(families: list[Family], best: Found | None) -> tuple[Found | None, list[Family]]:
    """A good plan, and the families that may hold a cheaper one, the most promising first."""
    for family in sorted(families[::_EVERY], key=lambda one: one.least)[:1]:
        best = family.narrow(best)
    waiting = [(family.least, at) for at, family in enumerate(families)]
    heapify(waiting)
    looked_at = []
    while waiting:
        least, at = heappop(waiting)
        if least >= (float("inf") if best is None else best.cost):
            break
        family = families[at]
        if family.sharpen(best):
            heappush(waiting, (family.least, at))
        else:
            best = family.narrow(best)
            looked_at.append(family)
    return best, looked_at
