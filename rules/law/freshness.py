"""数据新鲜度: what is out of date, and what is known for which year.

Limits follow the calendar of their place, calculation bases come in autumn, the crediting rate in
June of the next year, the adjustment in summer. Today is an argument.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from rules.law.store import Law
from rules.law.values import Status, Value
from rules.month import Month

__all__ = ["DueItem", "FreshnessRow", "due", "freshness"]

_NATION = "000000"
_BASES_IN, _RATE_IN, _ADJUSTMENT_IN = 9, 6, 7
_NOTHING = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """A figure that should have been published by now.

    `last` is the last value with its end month, `expected` the month the next was due, `overdue`
    the months since, 0 in the month itself.
    """

    series: str
    region: str
    last: str
    in_force_until: Month
    expected: Month
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessRow:
    """One region's line of the map: the best grade per year, `.` where nothing was found."""

    series: str
    region: str
    years: tuple[int, ...]
    grades: tuple[str, ...]


def due(law: Law, today: date) -> tuple[DueItem, ...]:
    """What is stale on a day, the longest overdue first.

    A limit is due in the month after the last published period; a provisional one does not count.
    """
    now = Month.of_date(today)
    items = (*_limits_due(law), *_bases_due(law), *_nation_due(law))
    late = [item for item in items if item.expected <= now]
    late.sort(key=lambda item: (item.expected, item.series, item.region))
    return tuple(replace(item, overdue=now - item.expected) for item in late)


def _provinces(law: Law) -> Iterable[str]:
    return (code for code, region in law.regions.items() if region.kind == "province")


def _limits_due(law: Law) -> Iterable[DueItem]:
    for code in _provinces(law):
        published = [p for p in law.limits(code) if p.status is Status.PUBLISHED]
        if published:
            last = published[-1]
            yield DueItem(
                series="contribution_limits",
                region=code,
                last=f"{last.floor}-{last.ceiling}",
                in_force_until=last.end,
                expected=Month(last.end + 1),
            )


def _bases_due(law: Law) -> Iterable[DueItem]:
    own = (code for code, region in law.regions.items() if region.figures)
    for code in own:
        values = _published(law.series("calculation_base", code))
        if values:
            yield _next(values[-1], years_later=1, month=_BASES_IN)


def _nation_due(law: Law) -> Iterable[DueItem]:
    yield _next(
        _published(law.series("crediting_rate", _NATION))[-1], years_later=2, month=_RATE_IN
    )
    adjusted = _published(law.series("pension_adjustment", _NATION))
    yield _next(adjusted[-1], years_later=1, month=_ADJUSTMENT_IN)


def _published(values: Iterable[Value]) -> list[Value]:
    return [value for value in values if value.status is Status.PUBLISHED]


def _next(last: Value, *, years_later: int, month: int) -> DueItem:
    return DueItem(
        series=last.series,
        region=last.region,
        last=str(last.amount),
        in_force_until=last.end or last.start,
        expected=Month.of(last.start.year + years_later, month),
    )


def freshness(law: Law, years: Sequence[int]) -> tuple[FreshnessRow, ...]:
    """The map of limits and calculation bases, whatever grades the law was loaded with.

    A year counts for limits when a row starts in it or is labelled with it.
    """
    rows = []
    for series, table in (
        ("contribution_limits", "contribution_limits"),
        ("calculation_base", "calculation_bases"),
    ):
        best: dict[tuple[str, int], str] = {}
        for row in law.table(table):
            if row["status"] != Status.SUPERSEDED:
                key = (str(row["region"]), cast("int", row["year"]))
                best[key] = min(best.get(key, "Z"), str(row["grade"]))
        regions = dict.fromkeys([*_provinces(law), *(region for region, _ in best)])
        for region in regions:
            grades = tuple(best.get((region, year), _NOTHING) for year in years)
            rows.append(
                FreshnessRow(series=series, region=region, years=tuple(years), grades=grades)
            )
    return tuple(rows)
