"""一组方案的搜索: the search among plans of one tally, which share one formula of the pension.

First all at once; where too many ways are left, sum by sum of their steps: plans with as many steps cost
nearly the same where wages and prices grow alike, and a bound that knows the sum tells them apart.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from calculator.planning.bounds import (
    Point,
    Prices,
    by_value,
    corners,
    priced_best,
    reach_of,
    relaxed,
)
from calculator.planning.passes import Found, Level, Pass, Plans, cheaper, may_beat
from calculator.planning.pension_line import PensionOf
from calculator.planning.tallies import NOTHING, Moves, Tally, Ways, step_sums
from calculator.planning.years import Entry, YearTable
from rules.individual_account import InterestMethod
from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Fen

__all__ = ["Family", "Growth"]

_NARROW = 60
_WIDE = (300, 1_500)
_SPLIT = (200, 2_000)
_ANY_COST = 1_000
_TIMES = 24
_PART = 64
_SHARP = 2
_MOST_SUMS = 12
_MARGIN = 1e-6
"""Of a fen of pension, for the rounding of the floats."""


class Growth:
    """What a fen at the beginning of each year, and at the very end, has become at retirement."""

    def __init__(self, table: YearTable) -> None:
        factors = [1.0]
        for year in reversed(table.years):
            months = MONTHS_PER_YEAR if year.frame.is_annual else year.frame.opening_months
            factors.append(factors[-1] * (1 + year.frame.rate * months / (MONTHS_PER_YEAR * PPM)))
        self.factors = factors[::-1]
        self.credited = [
            [_credited(table, entry, at) * self.factors[at + 1] for entry in year.entries]
            for at, year in enumerate(table.years)
        ]


class Family:
    """The plans of one tally. `least` is at least what any of them costs that reaches the target."""

    def __init__(
        self,
        table: YearTable,
        ways: Ways,
        growth: Growth,
        tally: Tally,
        pension: PensionOf,
        target: Fen,
        price: float,
    ) -> None:
        self._table = table
        self._ways = ways
        self._tally = tally
        self._pension = pension
        self._target = target
        opening = table.opening * growth.factors[0]
        reached = pension.upper(pension.index, opening)
        self._needed = pension.wanted(target) - reached - _MARGIN
        self._points = [
            [
                Point(
                    entry.cost,
                    pension.per_index * entry.index + pension.per_fen * credited,
                    entry.months,
                    steps,
                )
                for entry, credited, steps in zip(
                    year.entries, growth.credited[at], ways.steps[at], strict=True
                )
            ]
            for at, year in enumerate(table.years)
        ]
        self._rest_on(ways.open_to(tally))
        self._prices = Prices(price, 0.0)
        self.least = self._bound(self._prices)[0]
        self._sharpened = 0

    def _rest_on(self, entries: Sequence[Iterable[int]]) -> None:
        """Rest the bounds on these entries of each year; those of every plan are among them."""
        self._open = [
            by_value([points[at] for at in own])
            for points, own in zip(self._points, entries, strict=True)
        ]
        self._corners: list[tuple[Point, ...]] = []
        self._is_free = any(len({point.months for point in own}) > 1 for own in self._open)

    @cached_property
    def _moves(self) -> list[Moves]:
        return self._ways.to(self._tally)

    def _bound(self, prices: Prices, steps: int = 0) -> tuple[float, float, float]:
        """The bound at some prices, and how many months and steps its choice lacks."""
        choice = relaxed(self._corners or self._open, prices, self._needed)
        months = self._tally.months
        return (
            choice.cost + prices.of(months, steps),
            months - choice.months,
            steps - choice.steps,
        )

    def _short(self, prices: Prices, steps: int = 0) -> tuple[float, float, float]:
        """How far below nothing the most pension is at some prices, and the months and steps it has
        too many.
        """
        most = reach_of(self._open, prices)[0]
        months = self._tally.months
        return -most.cost - prices.of(months, steps), most.months - months, most.steps - steps

    @property
    def _dearest(self) -> float:
        """More than this no plan of the family costs: a bound above it says that none is there."""
        return float(sum(max(point.cost for point in own) for own in self._open))

    @property
    def _part(self) -> float:
        """A small part of what a month costs, to look for its price by."""
        dearest = max(point.cost / max(1, point.months) for own in self._open for point in own)
        return dearest / _PART

    def sharpen(self, best: Found | None) -> bool:
        """Find a price of a month that rules the family out or gives the highest bound; the second time
        with the entries of its own plans only, which takes longer to know. False where both were done.
        """
        if self._sharpened == _SHARP:
            return False
        self._sharpened += 1
        if self._sharpened == _SHARP:
            entries = [
                {at for own in moves.values() for move in own for at in move.entries}
                for moves in self._moves
            ]
            self._rest_on(entries)
            self.least = self._bound(self._prices)[0]
        if self._is_free:
            self._corners = [corners(own) for own in self._open]
            price, self.least = priced_best(
                lambda month: self._bound(Prices(month, 0.0))[:2],
                self._prices.month,
                self._part,
                _TIMES,
                min(_cost(best), self._dearest + 1.0),
            )
            if self.least > self._dearest:
                self.least = float("inf")
            else:
                self._prices = Prices(price, 0.0)
            self._corners = []
        return True

    @property
    def month_price(self) -> float:
        """The price of a month the bound rests on."""
        return self._prices.month

    @cached_property
    def _plans(self) -> Plans:
        return Plans(
            table=self._table,
            tally=self._tally,
            moves=self._moves,
            points=self._points,
            pension=self._pension,
            target=self._target,
            needed=self._needed,
        )

    @cached_property
    def _all(self) -> Level:
        """All plans of the family."""
        month, _ = priced_best(
            lambda price: self._short(Prices(price, 0.0))[:2],
            0.0,
            self._pension.slack,
            _TIMES,
            -self._needed,
        )
        return Level(self._prices, self.least, 0, Prices(month, 0.0))

    def narrow(self, best: Found | None) -> Found | None:
        """A good plan of this family, or `best`: only the most promising ways are followed."""
        return Pass(self._plans, self._open, self._all, None).cheapest(best, _NARROW)[0]

    def full(self, best: Found | None) -> tuple[Found | None, float]:
        """The best plan of this family or `best`, and at least what any other plan of it costs."""
        one = Pass(self._plans, self._open, self._all, None)
        least = self.least
        for widest in _WIDE:
            if may_beat(least, best):
                best, least = one.cheapest(best, widest)
        if not self._ways.has_steps or not may_beat(least, best):
            return best, least
        best, split = self._by_steps(best)
        return best, max(least, split)

    def _by_steps(self, best: Found | None) -> tuple[Found | None, float]:
        """The same, sum by sum of the steps."""
        steps = [[point.steps for point in own] for own in self._points]
        sums = step_sums(self._moves, steps, self._tally)
        levels, least = self._levels(sums[0][NOTHING], best)
        for level in levels:
            if not may_beat(level.least, best):
                continue
            one = Pass(self._plans, self._open, level, sums)
            best, cut = one.cheapest(best, _SPLIT[0])
            if may_beat(cut, best):
                reaching, is_complete = one.dearest(_ANY_COST)
                if reaching is None and is_complete:
                    continue
                best, cut = one.cheapest(cheaper(best, reaching), _SPLIT[1])
            least = min(least, cut)
        return best, least

    def _levels(self, possible: int, best: Found | None) -> tuple[list[Level], float]:
        """The sums of steps that may hold a cheaper plan, from the most promising on.

        Looked for outwards from the sum of the relaxed choice. Also at least what a plan of the sums
        that were not looked at costs.
        """
        all_sums = [at for at in range(possible.bit_length()) if possible >> at & 1]
        middle = bisect_left(all_sums, relaxed(self._open, self._prices, self._needed).steps)
        found: list[Level] = []
        beyond = float("inf")
        for outwards, side in ((1, all_sums[middle:]), (-1, all_sums[:middle][::-1])):
            level = self._all
            for looked_at, steps in enumerate(side):
                if looked_at == _MOST_SUMS:
                    beyond = self.least
                    break
                level = self._level(steps, level, best)
                if may_beat(level.least, best):
                    found.append(level)
                elif _holds_beyond(level, outwards):
                    break
        return sorted(found, key=lambda level: level.least), beyond

    def _level(self, steps: int, near: Level, best: Found | None) -> Level:
        """The plans of one sum of steps; prices are looked for from those of another level on."""
        reach_month = self._all.reach.month
        step, short = priced_best(
            lambda price: self._short(Prices(reach_month, price), steps)[::2],
            near.reach.step,
            self._pension.slack,
            _TIMES,
            _MARGIN - self._needed,
        )
        reach = Prices(reach_month, step)
        if short > -self._needed:
            return Level(near.prices, float("inf"), steps, reach)
        prices, least = self._step_price(self._prices.month, steps, near.prices.step, _cost(best))
        if self._is_free and least < _cost(best):
            other = self._step_price(0.0, steps, 0.0, _cost(best))
            prices, least = max((prices, least), other, key=itemgetter(1))
        return Level(prices, least, steps, reach)

    def _step_price(
        self, month: float, steps: int, start: float, enough: float
    ) -> tuple[Prices, float]:
        """The price of a step near `start` with the highest bound, and that of a month in turn."""
        step, least = priced_best(
            lambda one: self._bound(Prices(month, one), steps)[::2],
            start,
            self._part,
            _TIMES,
            enough,
        )
        if self._is_free and least < enough:
            month, least = priced_best(
                lambda one: self._bound(Prices(one, step), steps)[:2],
                month,
                self._part,
                _TIMES,
                enough,
            )
        return Prices(month, step), least


def _holds_beyond(level: Level, outwards: int) -> bool:
    """Whether what rules a sum of steps out rules out every sum beyond it: at the same prices the
    bounds are straight lines in the sum.
    """
    if level.least == float("inf"):
        return outwards * level.reach.step <= 0
    return outwards * level.prices.step >= 0


def _cost(best: Found | None) -> float:
    return float("inf") if best is None else best.cost


def _credited(table: YearTable, entry: Entry, at: int) -> float:
    """What a year adds to its closing balance, credits and their interest, unrounded."""
    frame = table.years[at].frame
    if table.case.practice.interest_method == InterestMethod.ANNUAL and frame.is_annual:
        return entry.credited * (1 + 1_083 * frame.rate / (2_000 * PPM))
    return entry.credited + entry.product * frame.rate / (MONTHS_PER_YEAR * PPM)
