"""缴费月份: the past and the plan as one strip of months, each paid in some way or not at all.

Painting changes months; `in_draft` writes them back as history, breaks and changes of the plan. Past
months stand alone; a change of the plan holds until the next one, as a base does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from calculator.amounts import AmountError, format_rate, parse_month
from calculator.tui.draft import Draft, Part
from calculator.tui.session import Session
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Ppm, half_up

__all__ = ["AS_DECLARED", "Strip", "Way"]

Way = tuple[tuple[str, str], ...]
"""How a month is paid: the keys of a part without its months. Nothing in it: as the form declares."""
AS_DECLARED: Way = ()
_SPAN = frozenset({"from", "to"})
_SIXTEEN = 16 * 12
_LATEST_AGE = 70 * 12


@dataclass(frozen=True, slots=True)
class Strip:
    """Months `first` to `last`. A month that is not in `ways` is unpaid."""

    first: Month
    today: Month
    last: Month
    declared: Way
    ways: Mapping[int, Way]

    @classmethod
    def of(cls, session: Session) -> Self | None:
        """The strip of a session, None before there is a result."""
        good = session.good
        if good is None or good.scenario is None or good.estimate is None:
            return None
        draft, today = session.draft, good.estimate.today
        settled = good.estimate.go_on.settlement
        declared = _declared(session)
        ways: dict[int, Way] = {}
        if draft.parts.get("history"):
            for part in draft.parts["history"]:
                ways |= dict.fromkeys(_months(part), _way(part))
        else:
            last = good.scenario.last_paid
            paid = good.scenario.paid or 0
            ways |= dict.fromkeys(range(last - paid + 1, last + 1), declared)
        until = max(settled.retirement, today)
        ways |= _planned(draft, today, min(until, good.scenario.plan_until or until))
        first = min([good.scenario.born + _SIXTEEN, today, *ways])
        return cls(Month(first), today, Month(until), declared, ways)

    def painted(self, months: Iterable[int], way: Way | None) -> Self:
        """The strip with some months paid in a way, or unpaid with None.

        Past months cannot be paid as declared in the form: they take its base as a tier.
        """
        ways = dict(self.ways)
        for month in months:
            if not self.first <= month <= self.last:
                continue
            if way is None:
                ways.pop(month, None)
            else:
                ways[month] = self.declared if way == AS_DECLARED and month < self.today else way
        return replace(self, ways=ways)

    def spells(self) -> list[tuple[Month, Month, Way]]:
        """Consecutive months paid in one way, the past apart from the plan."""
        found: list[tuple[Month, Month, Way]] = []
        for month in sorted(self.ways):
            way = self.ways[month]
            joins = found and month != self.today and found[-1][1] == month - 1
            if joins and found[-1][2] == way:
                found[-1] = (found[-1][0], Month(month), way)
            else:
                found.append((Month(month), Month(month), way))
        return found

    def in_draft(self, draft: Draft) -> Draft:
        """The draft with the history, breaks and changes of the strip."""
        history = tuple(
            {"from": str(first), "to": str(last), **dict(way)}
            for first, last, way in self.spells()
            if first < self.today
        )
        draft = draft.listed("history", history).typed(paid="" if history else "0m")
        return draft.listed("pauses", self._pauses()).listed("changes", self._changes())

    def _pauses(self) -> tuple[Part, ...]:
        """The gaps of the plan, the last one up to its end included."""
        gaps = [month for month in range(self.today, self.last + 1) if month not in self.ways]
        runs = groupby(enumerate(gaps), key=lambda found: found[1] - found[0])
        spans = [[month for _, month in run] for _, run in runs]
        return tuple({"from": str(Month(span[0])), "to": str(Month(span[-1]))} for span in spans)

    def _changes(self) -> tuple[Part, ...]:
        standing, found = AS_DECLARED, []
        for month in range(self.today, self.last + 1):
            way = self.ways.get(month, standing)
            if way != standing:
                keys = {k: v for k, v in (way or self.declared) if k != "kind"}
                found.append({"from": str(Month(month)), **keys})
                standing = way
        return tuple(found)


def _declared(session: Session) -> Way:
    """What the form declares, as a tier that moves with wages."""
    good = session.good
    if good is None or good.estimate is None or good.scenario is None:
        return AS_DECLARED
    if good.draft.basis == "tier":
        return (("tier", good.draft.text("tier").strip()),)
    runs = [r for r in good.estimate.go_on.settlement.runs if r.first >= good.estimate.today]
    if not runs or good.limits is None:
        return (("tier", "floor"),)
    share = half_up(runs[0].base * MICRO_PER_FEN * PPM, good.limits.reference_wage)
    return (("tier", format_rate(Ppm(max(share, PPM * 6 // 10)))),)


def _way(part: Part) -> Way:
    return tuple((key, value) for key, value in part.items() if key not in _SPAN)


def _months(part: Part) -> range:
    """The months of a part; none where they cannot be read."""
    try:
        first, last = parse_month(part["from"]), parse_month(part["to"])
    except (AmountError, KeyError):
        return range(0)
    return range(first, min(last, first + _LATEST_AGE) + 1)


def _planned(draft: Draft, today: Month, until: int) -> dict[int, Way]:
    """The months of the plan: as declared, then as each change says, without the breaks."""
    starts: list[tuple[int, Way]] = []
    for part in draft.parts.get("changes", ()):
        try:
            starts.append((parse_month(part["from"]), _way(part)))
        except (AmountError, KeyError):
            continue
    ways = dict.fromkeys(range(today, until + 1), AS_DECLARED)
    for start, way in sorted(starts):
        ways |= dict.fromkeys(range(max(start, today), until + 1), way)
    for part in draft.parts.get("pauses", ()):
        for month in _months(part):
            ways.pop(month, None)
    return ways
