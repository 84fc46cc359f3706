"""法律数据列: the law by month and by year, as the rules read it.

A column finds a value when it is first read and remembers it, so that a result can name every figure
behind it. What the law does not have is refused by the law itself, in the month it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence

from calculator.projection import Projection
from rules.career import Schedule
from rules.errors import NoValueInForce
from rules.law import IndexBound, LimitPeriod, Value
from rules.law import Practice as LocalPractice
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import INDEX_ONE, PPM

__all__ = ["LawColumn", "Note", "Origin", "law_columns", "schedule_of", "series_of", "year_column"]

Origin = LimitPeriod | Value
Found = tuple[int, Origin | None]
Note = Callable[[Origin], None]


class LawColumn:
    """Values by position; `note` is told the origin of each value read."""

    __slots__ = ("_find", "_found", "_note")

    def __init__(self, find: Callable[[int], Found], note: Note | None) -> None:
        self._find = find
        self._found: dict[int, Found] = {}
        self._note = note

    def __getitem__(self, at: int, /) -> int:
        found = self._found.get(at)
        if found is None:
            found = self._found[at] = self._find(at)
        if self._note is not None and found[1] is not None:
            self._note(found[1])
        return found[0]

    @property
    def read(self) -> Iterator[Origin]:
        """The origins of all values read so far."""
        return (origin for _, origin in self._found.values() if origin is not None)


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

    return LawColumn(found, note)


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
    width = last - first + 1

    def limit(at: int) -> LimitPeriod:
        return projection.limits_at(places[at // width], first + at % width)

    def rate(series: str) -> Callable[[int], Found]:
        def find(at: int) -> Found:
            month = Month(first + at % width)
            value = projection.law.at(series, places[at // width], month)
            return value.amount, value

        return find

    def reference(at: int) -> Found:
        if practices[at // width].index_reference == "same_year":
            year = year_of(first + at % width)
            value = projection.same_year_wage(places[at // width], year)
            return value.amount, value
        period = limit(at)
        return period.reference_wage, period

    def bound(part: Callable[[IndexBound], int]) -> LawColumn:
        def find(at: int) -> Found:
            bounds = practices[at // width].index_bounds
            return _bound(bounds, first + at % width, part), None

        return LawColumn(find, note)

    contribution, account = rate("contribution_rate"), rate("account_rate")

    def until(at: int) -> Found:
        month = first + at % width
        december = month - month % MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
        ends = [end for find in (contribution, account) if (end := _end(find, at)) is not None]
        return min(december, limit(at).end, *ends), None

    return Schedule(
        first,
        width,
        LawColumn(lambda at: ((period := limit(at)).reference_wage, period), note),
        LawColumn(lambda at: ((period := limit(at)).floor, period), note),
        LawColumn(lambda at: ((period := limit(at)).ceiling, period), note),
        LawColumn(reference, note),
        bound(lambda bound: bound.floor * (INDEX_ONE // PPM)),
        bound(lambda bound: (bound.ceiling or 0) * (INDEX_ONE // PPM)),
        LawColumn(contribution, note),
        LawColumn(account, note),
        LawColumn(until, note),
    )


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
