"""法律数据列: the law by month and by year, as the rules read it.

A column finds a value when it is first read and remembers it, so that a result can name every figure
behind it. What the law does not have is refused by the law itself, in the month it is asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from rules.career import Schedule
from rules.errors import NoValueInForce
from rules.law import Law, LimitPeriod, Value
from rules.month import MONTHS_PER_YEAR, Month, year_of

__all__ = ["LawColumn", "Origin", "columns_of", "schedule_of"]

Origin = LimitPeriod | Value
Found = tuple[int, Origin]


class LawColumn:
    """Values by position; `note` is told the origin of each value read."""

    __slots__ = ("_find", "_found", "note")

    def __init__(self, find: Callable[[int], Found]) -> None:
        self._find = find
        self._found: dict[int, Found] = {}
        self.note: Callable[[Origin], None] | None = None

    def __getitem__(self, at: int, /) -> int:
        found = self._found.get(at)
        if found is None:
            found = self._found[at] = self._find(at)
        if self.note is not None:
            self.note(found[1])
        return found[0]

    @property
    def read(self) -> Iterator[Origin]:
        """The origins of all values read so far."""
        return (origin for _, origin in self._found.values())


def columns_of(*groups: object) -> tuple[LawColumn, ...]:
    """All law columns among the fields of schedules and terms."""
    return tuple(
        column
        for group in groups
        if isinstance(group, tuple)
        for column in group
        if isinstance(column, LawColumn)
    )


def schedule_of(
    law: Law, places: Sequence[str], first: Month, last: Month, *, same_year: bool
) -> Schedule:
    """The months `first` to `last` of `places`, one stretch per place in their order.

    `same_year` makes the index divide by the wage of the covered year instead of the reference wage
    in force.
    """
    width = last - first + 1
    limits = [_LimitFinder(law, place) for place in places]

    def limit(at: int) -> LimitPeriod:
        return limits[at // width].at(first + at % width)

    def rate(series: str) -> Callable[[int], Found]:
        def find(at: int) -> Found:
            value = law.at(series, places[at // width], Month(first + at % width))
            return value.amount, value

        return find

    def reference(at: int) -> Found:
        if same_year:
            value = law.same_year_wage(places[at // width], year_of(first + at % width))
            return value.amount, value
        period = limit(at)
        return period.reference_wage, period

    contribution, account = rate("contribution_rate"), rate("account_rate")

    def until(at: int) -> Found:
        month = first + at % width
        period = limit(at)
        ends = [period.end]
        for find in (contribution, account):
            origin = find(at)[1]
            if origin.end is not None:
                ends.append(origin.end)
        december = month - month % MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
        return min(december, *ends), period

    return Schedule(
        first,
        width,
        LawColumn(lambda at: ((period := limit(at)).reference_wage, period)),
        LawColumn(lambda at: ((period := limit(at)).floor, period)),
        LawColumn(lambda at: ((period := limit(at)).ceiling, period)),
        LawColumn(reference),
        LawColumn(contribution),
        LawColumn(account),
        LawColumn(until),
    )


class _LimitFinder:
    """Finds the limit period of a month."""

    def __init__(self, law: Law, region: str) -> None:
        self._region = region
        self._periods = law.limits(region)
        self._starts = [period.start for period in self._periods]

    def at(self, month: int) -> LimitPeriod:
        position = bisect_right(self._starts, month) - 1
        if position >= 0 and month <= self._periods[position].end:
            return self._periods[position]
        nearest = self._periods[max(0, min(position, len(self._periods) - 1))]
        raise NoValueInForce(
            series="contribution_limits",
            region=self._region,
            month=Month(month),
            nearest_start=nearest.start,
            nearest_end=nearest.end,
        )
