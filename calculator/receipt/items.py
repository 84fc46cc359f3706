"""差异项: everything in which two receipts differ, one item per figure, field or matter.

An item can be put into a receipt's world by itself. What only makes sense together is one item: the
ways of fixing a base, months paid and the time they reach to. Shares are worked out in `difference`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from calculator.receipt.snapshot import Snapshot
from calculator.scenario.fields import FIELDS
from calculator.scenario.model import Scenario
from rules.law import LimitPeriod, Practice, Value
from rules.month import Month

__all__ = ["Group", "Item", "World", "completed", "items_between"]

K = TypeVar("K")
V = TypeVar("V")


class Group(StrEnum):
    """Why two results differ: the person's own facts, the assumptions, the law data, the rules."""

    FACTS = "facts"
    ASSUMPTIONS = "assumptions"
    DATA = "data"
    RULES = "rules"


class World(NamedTuple):
    """What a result follows from: who it is about, and the law."""

    scenario: Scenario
    law: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that differs.

    `name` is a field of the scenario, a series, a field of local practice or a national table; `place`
    the region of a figure; `first` and `last` its months. `old` and `new` are what stands on either
    side, None where nothing does; `documents` are the ids of what both cite. `put` makes the new one hold
    in a world.
    """

    group: Group
    name: str
    place: str = ""
    first: Month | None = None
    last: Month | None = None
    documents: tuple[str, ...] = ()
    old: Any
    new: Any
    put: Callable[[World], World]


_TOGETHER = (
    ("wage", "tier", "base", "moving", "clamp"),
    ("history", "paid", "paid_through"),
    ("balance", "balance_date"),
    ("plan_until", "pauses", "changes"),
    ("sex", "category"),
    ("deemed", "deemed_index"),
)
"""Fields that say one thing only together."""
_ASSUMED = frozenset({"assumptions", "practice"})
_PAST = "past"
_TODAY = "today"


def items_between(before: World, after: World) -> list[Item]:
    """Everything that differs, in a fixed order: facts, assumptions, then figures by their month."""
    data = [
        *_series_items(before.law, after.law),
        *_limit_items(before.law, after.law),
        *_practice_items(before.law, after.law),
        *_national_items(before.law, after.law),
    ]
    data.sort(key=lambda item: (item.first or 0, item.name, item.place))
    return [*_field_items(before.scenario, after.scenario), *data]


# Fields


def _field_items(before: Scenario, after: Scenario) -> list[Item]:
    differing = [
        entry.name
        for entry in FIELDS
        if getattr(before, entry.target) != getattr(after, entry.target)
    ]
    groups = {entry.name: entry.group for entry in FIELDS}
    together = [list(names) for names in _TOGETHER]
    if _TODAY in differing:
        together.insert(0, [name for name in differing if groups[name] == _PAST])
    items, told = [], set[str]()
    for name in differing:
        if name in told:
            continue
        names = next((part for part in together if name in part), [name])
        names = [part for part in names if part in differing and part not in told]
        told.update(names)
        group = Group.ASSUMPTIONS if groups[name] in _ASSUMED else Group.FACTS
        items.append(_field_item(group, names, before, after))
    return sorted(items, key=lambda item: item.group is Group.ASSUMPTIONS)


def _field_item(group: Group, names: Sequence[str], before: Scenario, after: Scenario) -> Item:
    old, new = (
        MappingProxyType({name: getattr(side, name) for name in names}) for side in (before, after)
    )

    def put(world: World) -> World:
        return world._replace(scenario=world.scenario.changed(**new))

    return Item(group=group, name=names[0], old=old, new=new, put=put)


# Figures


def _series_items(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    for name in before.series.keys() & after.series.keys():
        for place in before.series[name].keys() & after.series[name].keys():
            old = {value.start: value for value in before.series[name][place]}
            new = {value.start: value for value in after.series[name][place]}
            for start in old.keys() | new.keys():
                if old.get(start) != new.get(start):
                    yield _series_item(name, place, old.get(start), new.get(start))


def _series_item(name: str, place: str, old: Value | None, new: Value | None) -> Item:
    shown = new or old

    def put(world: World) -> World:
        kept = [value for value in world.law.series[name][place] if value not in (old, new)]
        values = tuple(sorted([*kept, *([new] if new else [])], key=lambda value: value.start))
        series = _with(world.law.series, name, _with(world.law.series[name], place, values))
        return world._replace(law=replace(world.law, series=series))

    return Item(
        group=Group.DATA,
        name=name,
        place=place,
        first=shown.start if shown else None,
        last=shown.end if shown else None,
        documents=_cited([value.instrument for value in (new, old) if value]),
        old=old,
        new=new,
        put=put,
    )


def _limit_items(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    for place in before.limits.keys() & after.limits.keys():
        for old, new in _blocks(before.limits[place], after.limits[place]):
            if old != new:
                yield _limit_item(place, old, new)


def _limit_item(place: str, old: tuple[LimitPeriod, ...], new: tuple[LimitPeriod, ...]) -> Item:
    def put(world: World) -> World:
        kept = [period for period in world.law.limits[place] if period not in old]
        periods = tuple(sorted([*kept, *new], key=lambda period: period.start))
        limits = _with(world.law.limits, place, periods)
        return world._replace(law=replace(world.law, limits=limits))

    return Item(
        group=Group.DATA,
        name="contribution_limits",
        place=place,
        first=min(period.start for period in (*old, *new)),
        last=max(period.end for period in (*old, *new)),
        documents=_cited([period.instrument for period in (*new, *old)]),
        old=old or None,
        new=new or None,
        put=put,
    )


def _blocks(
    old: Sequence[LimitPeriod], new: Sequence[LimitPeriod]
) -> Iterator[tuple[tuple[LimitPeriod, ...], tuple[LimitPeriod, ...]]]:
    """Periods of both sides grouped so that no period of one side reaches across two groups."""
    rest = sorted([*((p, 0) for p in old), *((p, 1) for p in new)], key=lambda pair: pair[0].start)
    sides: tuple[list[LimitPeriod], list[LimitPeriod]] = ([], [])
    reached = None
    for period, side in rest:
        if reached is not None and period.start > reached:
            yield tuple(sides[0]), tuple(sides[1])
            sides = ([], [])
        reached = period.end if reached is None else max(reached, period.end)
        sides[side].append(period)
    yield tuple(sides[0]), tuple(sides[1])


def _practice_items(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    for place in before.practices.keys() & after.practices.keys():
        for entry in fields(Practice):
            old, new = (getattr(side.practices[place], entry.name) for side in (before, after))
            if entry.compare and old != new:
                grounds = [
                    side.practices[place].grounds.get(entry.name) for side in (after, before)
                ]
                named = [name for ground in grounds if ground for name in ground.instruments]
                yield _practice_item(place, entry.name, (old, new), _cited(named))


def _practice_item(
    place: str, name: str, sides: tuple[Any, Any], documents: tuple[str, ...]
) -> Item:
    old, new = sides

    def put(world: World) -> World:
        changed = replace(world.law.practices[place], **{name: new})
        practices = _with(world.law.practices, place, changed)
        return world._replace(law=replace(world.law, practices=practices))

    return Item(
        group=Group.DATA,
        name=name,
        place=place,
        documents=documents,
        old=old,
        new=new,
        put=put,
    )


_NATIONAL = ("categories", "local_ages", "minimum_rule", "payment_months", "regions")


def _national_items(before: Snapshot, after: Snapshot) -> Iterator[Item]:
    sides = completed(before, after), completed(after, before)
    for name in _NATIONAL:
        old, new = (getattr(side, name) for side in sides)
        if old != new:
            yield _national_item(name, old, new)


def _national_item(name: str, old: Any, new: Any) -> Item:
    def put(world: World) -> World:
        return world._replace(law=replace(world.law, **{name: new}))

    return Item(group=Group.DATA, name=name, old=old, new=new, put=put)


def _cited(names: Sequence[str]) -> tuple[str, ...]:
    """Each document once."""
    return tuple(dict.fromkeys(name for name in names if name))


def _with(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    return MappingProxyType({**mapping, key: value})


def completed(record: Snapshot, other: Snapshot) -> Snapshot:
    """`record` with what only `other` asked for: nothing `record` says is changed."""
    names = {*record.series, *other.series}
    empty: Mapping[str, Any] = {}
    return replace(
        record,
        regions=_filled(record.regions, other.regions),
        series=MappingProxyType(
            {
                name: _filled(record.series.get(name, empty), other.series.get(name, empty))
                for name in sorted(names)
            }
        ),
        limits=_filled(record.limits, other.limits),
        practices=_filled(record.practices, other.practices),
        local_ages=tuple(
            sorted(
                (
                    *record.local_ages,
                    *(one for one in other.local_ages if one.region not in record.regions),
                ),
                key=lambda one: (one.region, one.category, one.start),
            )
        ),
        tables=_filled(record.tables, other.tables),
        documents=_filled(record.documents, other.documents),
    )


def _filled(first: Mapping[str, V], second: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType({**second, **first})
