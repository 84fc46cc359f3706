"""最省方案的搜索: the cheapest choice of one entry per year that reaches a pension, exactly.

Years are decided in order; of two ways to the same tally of months the one that costs no less and leaves no
more index and balance is dropped, and so is a way that a relaxation shows to cost as much as the best
plan known. Both can never lose the optimum, because the pension never falls when index or balance rise.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from calculator.planning.bounds import Bound, Point, bound_of, bounds_of
from calculator.planning.years import Entry, YearTable, grown_balance
from rules.contribution_index import Denominator, average_index
from rules.contribution_period import years_of_contribution
from rules.estimation import NO_EXTRAS, Practice, Settlement, award
from rules.individual_account import InterestMethod
from rules.month import MONTHS_PER_YEAR
from rules.pension import AmountRounding, indexed_wage
from rules.quantities import (
    PPM,
    TENTH,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Pico,
    Ppm,
    YearUnits,
)

__all__ = ["Found", "PensionOf", "Tally", "cheapest", "plans_by_tally"]

_JIAO = 10
_PARTS_UP = (AmountRounding.JIAO_UP_EXACT, AmountRounding.JIAO_UP_FROM_FEN)
_WIDER = (300, 1_500)
_NARROW = 60
_PRICE_STEPS = 16


class PensionOf:
    """The pension of plans that share months and denominator, by index sum and balance.

    `upper` lies at most its rounding above it and never below: linear, `per_index` and `per_fen` of
    balance, fen per month.
    """

    def __init__(self, table: YearTable, chosen: Sequence[Entry]) -> None:
        self._case = table.case
        self.settled: Settlement = table.settle(chosen)
        self.index = self.settled.index_sum - sum(entry.index for entry in chosen)
        self.months = sum(entry.months for entry in chosen)
        span = 3 * (self.settled.denominator * MONTHS_PER_YEAR // YEAR_UNITS * 10**12)
        low, high = self._unrounded(0), self._unrounded(span)
        self.per_index = (high - low) / span if span else 0.0
        self.per_fen = TENTH / self.settled.payment_months
        self._least = low
        quantum = self._case.practice.index_precision * self.settled.denominator
        self.slack = self.per_index * quantum * MONTHS_PER_YEAR / YEAR_UNITS + self._rounding()

    def _rounding(self) -> float:
        """At most what the roundings add: of the parts as the place writes them, of the two corners the
        line is drawn through, and half a fen for the interest of all years.

        Where only the total goes up to 0.1 yuan, `wanted` takes it off the target instead.
        """
        transition, practice = self._case.transition, self._case.practice
        parts = 1 + 2 * (transition.years + transition.paid_years > 0)
        line = 0.5 * parts + 0.5
        if practice.amount_rounding in _PARTS_UP:
            return line + _JIAO * (parts + 1)
        return line + 0.5 * (parts + 1) + (0 if self._case.extras == NO_EXTRAS else 5)

    def wanted(self, target: Fen) -> Fen:
        """The sum of the parts from which on the total is at least `target`."""
        if self._case.practice.amount_rounding == AmountRounding.TOTAL_JIAO_UP:
            return Fen(_JIAO * (-(-target // _JIAO) - 1) + 1)
        return target

    def exact(self, index: int, balance: int) -> Fen:
        """The pension, fen per month."""
        return Fen(self._award(self._case.practice, index, balance))

    def upper(self, index: int, balance: float) -> float:
        """At least the pension."""
        return self._least + self.per_index * index + self.per_fen * balance + self.slack

    def _unrounded(self, index: int) -> int:
        """Without balance, low-index factor and rounding of the index and by the place."""
        full = self._case.practice._replace(
            low_index_factor=0,
            index_precision=1,
            indexed_wage_to_fen=0,
            amount_rounding=AmountRounding.FEN,
        )
        return self._award(full, index, 0)

    def _award(self, practice: Practice, index: int, balance: int) -> int:
        settled = self.settled
        average = average_index(
            IndexE12(index), YearUnits(settled.denominator), practice.index_precision
        )
        indexed = indexed_wage(Micro(settled.index_base), average, practice.indexed_wage_to_fen > 0)
        amounts = award(
            Micro(settled.basic_base),
            Micro(settled.transitional_base),
            average,
            Pico(indexed),
            years_of_contribution(Months(settled.counted), practice.years_mode),
            Fen(balance),
            settled.payment_months,
            Ppm(settled.basic_rate),
            self._case.transition,
            practice,
            self._case.extras,
        )
        return amounts.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plan: one entry per year. `is_proven` false: the search was cut off before the end."""

    chosen: tuple[Entry, ...]
    cost: Fen
    pension: Fen
    is_proven: bool


class Tally(NamedTuple):
    """What the denominator of the index and the years depend on.

    `covered` years and the `first` paid year are counted only where the place divides by them.
    """

    months: int
    covered: int
    first: int


_NOTHING = Tally(0, 0, 0)
_Steps = list[dict[Tally, set[Tally]]]


class _State(NamedTuple):
    cost: int
    tally: Tally
    indices: int
    balance: int
    chosen: tuple[Entry, ...]


def _counter(table: YearTable) -> Callable[[Tally, Entry, int], Tally]:
    """How one more year changes a tally under the practice of the place."""
    practice = table.case.practice
    by_calendar = practice.denominator == Denominator.CALENDAR_YEARS
    by_due = practice.denominator in (Denominator.MONTHS_DUE, Denominator.MONTHS_DUE_UNPAID_60)
    by_first = by_due and not (table.case.past or table.case.opening.month > 0)

    def counted(so_far: Tally, entry: Entry, year: int) -> Tally:
        first = so_far.first or (year if by_first and entry.months else 0)
        covered = so_far.covered + int(by_calendar and entry.months > 0)
        return Tally(so_far.months + entry.months, covered, first)

    return counted


def plans_by_tally(table: YearTable) -> dict[Tally, tuple[Entry, ...]]:
    """One plan for every tally that can be reached."""
    counted = _counter(table)
    plans: dict[Tally, tuple[Entry, ...]] = {_NOTHING: ()}
    for year in table.years:
        added: dict[Tally, tuple[Entry, ...]] = {}
        for so_far, chosen in plans.items():
            for entry in year.entries:
                added.setdefault(counted(so_far, entry, year.frame.year), (*chosen, entry))
        plans = added
    return plans


def cheapest(
    table: YearTable, is_lawful: Callable[[Settlement], bool], target: Fen
) -> Found | None:
    """The cheapest plan whose pension is at least `target` (fen, at the start of payment).

    `is_lawful` says of the settlement of one plan whether plans of its months are to be considered.
    None when no plan reaches the target.
    """
    best: Found | None = None
    searches = _searches(table, is_lawful, target)
    for search in searches:
        if _may_beat(search, best):
            best = search.narrow(best)
    proven = True
    for search in searches:
        if _may_beat(search, best):
            best, is_complete = search.full(best)
            proven = proven and is_complete
    if best is None:
        return None
    return Found(chosen=best.chosen, cost=best.cost, pension=best.pension, is_proven=proven)


def _searches(
    table: YearTable, is_lawful: Callable[[Settlement], bool], target: Fen
) -> list["_Search"]:
    """One search for each tally that is lawful and can reach the target, the most promising first.

    Whether months are missing depends on their number alone; the price of a month found for one tally
    serves the others until they are looked at.
    """
    steps = _steps(table)
    lawful: dict[int, bool] = {}
    price = 0.0
    found: list[_Search] = []
    for tally, plan in plans_by_tally(table).items():
        if tally.months not in lawful:
            lawful[tally.months] = is_lawful(table.settle(plan))
        if not lawful[tally.months]:
            continue
        search = _Search(table, steps, tally, PensionOf(table, plan), target, price)
        if not found:
            search.sharpen()
            price = search.price
        found.append(search)
    return sorted(
        (search for search in found if search.least < float("inf")),
        key=lambda search: search.least,
    )


def _may_beat(search: "_Search", best: Found | None) -> bool:
    """Whether a search can hold a cheaper plan, looked at more sharply only where it seems so."""
    if best is None:
        search.sharpen()
        return search.least < float("inf")
    if search.least >= best.cost:
        return False
    search.sharpen()
    return search.least < best.cost


class _Search:
    """The search among the plans of one tally, which share one pension formula."""

    def __init__(
        self,
        table: YearTable,
        steps: _Steps,
        tally: Tally,
        family: PensionOf,
        target: Fen,
        price: float,
    ) -> None:
        self._table = table
        self._counted = _counter(table)
        self._family = family
        self._target = target
        self._wanted = family.wanted(target)
        self._growth = _growth(table)
        self._reachable = _reachable(steps, tally)
        needed = self._wanted - family.upper(family.index, self._opening_value())
        points = [
            [self._point(entry, at) for entry in entries]
            for at, entries in enumerate(_fitting(table, self._reachable))
        ]
        self._points = points
        self._needed = needed
        self._is_sharp = False
        self.price = price
        self.least = bound_of(points, price).least_cost(needed, family.months)

    def sharpen(self) -> None:
        """Find the price of a month that gives the highest bound."""
        if not self._is_sharp:
            months = self._family.months
            self.price = _best_price(self._points, self._needed, months)
            self.least = bound_of(self._points, self.price).least_cost(self._needed, months)
            self._is_sharp = True

    @cached_property
    def _bounds(self) -> list[Bound]:
        return bounds_of(self._points, self.price)

    def _opening_value(self) -> float:
        return self._table.opening * self._growth[0]

    def _point(self, entry: Entry, at: int) -> Point:
        credited = _credited(self._table, entry, at) * self._growth[at + 1]
        value = self._family.per_index * entry.index + self._family.per_fen * credited
        return Point(entry.cost, value, entry.months)

    def narrow(self, best: Found | None) -> Found | None:
        """A good plan of this family, or `best`: only the most promising ways are followed."""
        return self._pass(best, _NARROW)[0]

    def full(self, best: Found | None) -> tuple[Found | None, bool]:
        """The best plan of this family or `best`, and whether nothing was cut off.

        A better plan found on the way cuts off more, so the ways followed are widened step by step.
        """
        is_complete = False
        for widest in _WIDER:
            if not is_complete:
                best, is_complete = self._pass(best, widest)
        return best, is_complete

    def _pass(self, best: Found | None, widest: int) -> tuple[Found | None, bool]:
        complete = True
        states = [_State(0, _NOTHING, self._family.index, self._table.opening, ())]
        for at, year in enumerate(self._table.years):
            grown = [
                _State(
                    state.cost + entry.cost,
                    tally,
                    state.indices + entry.index,
                    grown_balance(year.frame, state.balance, entry),
                    (*state.chosen, entry),
                )
                for state in states
                for entry in year.entries
                if (tally := self._counted(state.tally, entry, year.frame.year))
                in self._reachable[at + 1]
            ]
            limit = float("inf") if best is None else best.cost
            rated = [(self._least(state, at + 1), state) for state in _undominated(grown)]
            rated = [(least, state) for least, state in rated if least < limit]
            if len(rated) > widest:
                complete = False
                rated = sorted(rated, key=lambda one: one[0])[:widest]
            states = [state for _, state in rated]
        return self._improved(states, best), complete

    def _least(self, state: _State, at: int) -> float:
        """At least what a completion of this state costs in all."""
        have = self._family.upper(state.indices, state.balance * self._growth[at])
        months = self._family.months - state.tally.months
        return state.cost + self._bounds[at].least_cost(self._wanted - have, months)

    def _improved(self, states: Sequence[_State], best: Found | None) -> Found | None:
        for state in sorted(states, key=lambda state: (state.cost, -state.indices)):
            if best is not None and state.cost >= best.cost:
                break
            pension = self._family.exact(state.indices, state.balance)
            if pension >= self._target:
                return Found(
                    chosen=state.chosen, cost=Fen(state.cost), pension=pension, is_proven=False
                )
        return best


def _growth(table: YearTable) -> list[float]:
    """What a fen at the beginning of each year, and at the very end, has become at retirement."""
    factors = [1.0]
    for year in reversed(table.years):
        months = MONTHS_PER_YEAR if year.frame.is_annual else year.frame.opening_months
        factors.append(factors[-1] * (1 + year.frame.rate * months / (MONTHS_PER_YEAR * PPM)))
    return factors[::-1]


def _credited(table: YearTable, entry: Entry, at: int) -> float:
    """What a year adds to its closing balance, credits and their interest, unrounded."""
    frame = table.years[at].frame
    if table.case.practice.interest_method == InterestMethod.ANNUAL and frame.is_annual:
        return entry.credited * (1 + 1_083 * frame.rate / (2_000 * PPM))
    return entry.credited + entry.product * frame.rate / (MONTHS_PER_YEAR * PPM)


def _steps(table: YearTable) -> _Steps:
    """For each year the tallies it can end with, and from which tallies each of them is reached."""
    counted = _counter(table)
    steps: _Steps = []
    known = {_NOTHING}
    for year in table.years:
        reached: dict[Tally, set[Tally]] = {}
        for one in known:
            for entry in year.entries:
                reached.setdefault(counted(one, entry, year.frame.year), set()).add(one)
        steps.append(reached)
        known = set(reached)
    return steps


def _reachable(steps: _Steps, wanted: Tally) -> list[set[Tally]]:
    """Before each year and at the end: the tallies on some way from nothing to the one wanted."""
    sets = [{wanted}]
    for reached in reversed(steps):
        sets.append({one for tally in sets[-1] for one in reached[tally]})
    return sets[::-1]


def _fitting(table: YearTable, reachable: Sequence[set[Tally]]) -> list[list[Entry]]:
    """The entries of each year that some plan of the wanted tally has."""
    counted = _counter(table)
    return [
        [
            entry
            for entry in year.entries
            if any(counted(one, entry, year.frame.year) in reachable[at + 1] for one in before)
        ]
        for at, (year, before) in enumerate(zip(table.years, reachable, strict=False))
    ]


def _best_price(points: Sequence[Sequence[Point]], needed: float, months: int) -> float:
    """The price of a month that gives the highest bound; any price gives a valid one."""
    if all(point.months == own[0].months for own in points for point in own):
        return 0.0
    low, high = (
        0.0,
        2.0
        * max(
            (point.cost / point.months for own in points for point in own if point.months),
            default=0.0,
        ),
    )
    for _ in range(_PRICE_STEPS):
        third = (high - low) / 3
        at_low = bound_of(points, low + third).least_cost(needed, months)
        at_high = bound_of(points, high - third).least_cost(needed, months)
        if at_low < at_high:
            low += third
        else:
            high -= third
    return (low + high) / 2


def _undominated(states: Sequence[_State]) -> list[_State]:
    """Without states that cost no less than another of the same tally and have no more to show."""
    kept: list[_State] = []
    fronts: dict[Tally, list[tuple[int, int]]] = {}
    for state in sorted(states, key=lambda s: (s.cost, -s.indices, -s.balance)):
        front = fronts.setdefault(state.tally, [])
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
