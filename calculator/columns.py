"""法律数据列: the law by month and by year, as the rules read it.

A column finds a value when it is first read and remembers it, so that a result can name every figure
behind it. What the law does not have is refused by the law itself, in the month it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from calculator.projection import Projection
from rules.career import Schedule
from rules.errors import NoValueInForce
from rules.law import IndexBound, LimitPeriod, Value
from rules.law import Practice as LocalPractice
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import INDEX_ONE, PPM

__all__ = ["LawColumn", "Note", "Origin", "law_columns", "schedule_of", "series_of", "year_column"]

Origin = LimitPeriod | Value
Found = tuple[int, Origin | None]
Note = Callable[[Origin], None]


class LawColumn(dict[int, int]):
    """Values by position, each found when it is first read, with its origin in `origins`."""

    __slots__ = ("_find", "origins")
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, find: Callable[[int], Found]) -> None:
        super().__init__()
        self._find = find
        self.origins: dict[int, Origin] = {}

    def __missing__(self, at: int) -> int:
        value, origin = self._find(at)
        self[at] = value
        if origin is not None:
            self.origins[at] = origin
        return value

    @property
    def read(self) -> Iterator[Origin]:
        """The origins of all values read so far."""
        return iter(self.origins.values())


class _NotedColumn(LawColumn):
    """A column that tells `note` the origin of each value each time it is read."""

    __slots__ = ("_note",)

    def __init__(self, find: Callable[[int], Found], note: Note) -> None:
        super().__init__(find)
        self._note = note

    def __getitem__(self, at: int, /) -> int:
        value = super().__getitem__(at)
        if at in self.origins:
            self._note(self.origins[at])
        return value


def _column(find: Callable[[int], Found], note: Note | None) -> LawColumn:
    return LawColumn(find) if note is None else _NotedColumn(find, note)


def series_of(origin: Origin) -> str:
    """The series a law value belongs to; limits are one of their own."""
    return "contribution_limits" if isinstance(origin, LimitPeriod) else origin.series


def law_columns(*groups: tuple[object, ...]) -> tuple[LawColumn, ...]:
    """All law columns among the fields of schedules and terms."""
    return tuple(column for group in groups for column in group if isinstance(column, LawColumn))


def year_column(
    first_year: int, find: Callable[[int], Value], note: Note | None = None
) -> LawColumn:
    """A column by calendar year from `first_year`."""

    def found(at: int) -> Found:
        value = find(first_year + at)
        return value.amount, value

    return _column(found, note)


def schedule_of(
    projection: Projection,
    places: Sequence[str],
    practices: Sequence[LocalPractice],
    first: Month,
    last: Month,
    note: Note | None = None,
) -> Schedule:
    """The months `first` to `last` of `places`, one stretch per place in their order.

    `practices` are the practices of the places; the index of a place divides by the wage of the
    covered year where its practice says so, else by the reference wage in force.
    """
    months = _Months(projection, places, practices, first, last - first + 1)
    return Schedule(
        first,
        months.width,
        _column(months.reference_wage, note),
        _column(months.floor, note),
        _column(months.employed_floor, note),
        _column(months.ceiling, note),
        _column(months.index_reference, note),
        _column(months.index_floor, note),
        _column(months.index_cap, note),
        _column(months.contribution_rate, note),
        _column(months.account_rate, note),
        _column(months.until, note),
    )


class _Months(NamedTuple):
    """The law of some months and places by position: the values of a schedule with their origins."""

    projection: Projection
    places: Sequence[str]
    practices: Sequence[LocalPractice]
    first: Month
    width: int

    def month(self, at: int) -> Month:
        """The month of a position."""
        return Month(self.first + at % self.width)

    def place(self, at: int) -> str:
        """The region code of a position."""
        return self.places[at // self.width]

    def _limit(self, at: int) -> LimitPeriod:
        return self.projection.limits_at(self.place(at), self.month(at))

    def _rate(self, series: str, at: int) -> Found:
        value = self.projection.lawful(series, self.place(at), self.month(at))
        return value.amount, value

    def _bound(self, part: Callable[[IndexBound], int], at: int) -> Found:
        bounds = self.practices[at // self.width].index_bounds
        return _bound(bounds, self.month(at), part) * (INDEX_ONE // PPM), None

    def reference_wage(self, at: int) -> Found:
        """缴费工资基准."""
        period = self._limit(at)
        return period.reference_wage, period

    def floor(self, at: int) -> Found:
        """缴费基数下限 for who pays alone."""
        period = self._limit(at)
        return period.lowest, period

    def employed_floor(self, at: int) -> Found:
        """缴费基数下限 for months paid through an employer."""
        period = self._limit(at)
        return period.floor, period

    def ceiling(self, at: int) -> Found:
        """缴费基数上限."""
        period = self._limit(at)
        return period.ceiling, period

    def index_reference(self, at: int) -> Found:
        """What a base is divided by: the reference in force, or the wage of the covered year itself."""
        if self.practices[at // self.width].index_reference == "same_year":
            value = self.projection.same_year_wage(self.place(at), self.month(at).year)
            return value.amount, value
        return self.reference_wage(at)

    def index_floor(self, at: int) -> Found:
        """当年指数下限, 0 for none."""
        return self._bound(lambda bound: bound.floor, at)

    def index_cap(self, at: int) -> Found:
        """当年指数上限, 0 for none."""
        return self._bound(lambda bound: bound.ceiling or 0, at)

    def contribution_rate(self, at: int) -> Found:
        """缴费比例."""
        return self._rate("contribution_rate", at)

    def account_rate(self, at: int) -> Found:
        """记入个人账户的比例."""
        return self._rate("account_rate", at)

    def until(self, at: int) -> Found:
        """The last month to which all values of this one stay the same, at most December."""
        month = self.month(at)
        december = Month.of(month.year, MONTHS_PER_YEAR)
        rates = (self.contribution_rate, self.account_rate)
        ends = [end for find in rates if (end := _end(find, at)) is not None]
        return min(december, self._limit(at).end, *ends), None


def _end(find: Callable[[int], Found], at: int) -> Month | None:
    """The last month of the rate found; None when it has no end, or is not known and not needed."""
    try:
        origin = find(at)[1]
    except NoValueInForce:
        return None
    return None if origin is None else origin.end


def _bound(bounds: Sequence[IndexBound], month: int, part: Callable[[IndexBound], int]) -> int:
    for bound in bounds:
        ends = bound.end is None or month <= bound.end
        if bound.part == "yearly" and bound.start <= month and ends:
            return part(bound)
    return 0
