"""逐人情景: from the cells of a row to the scenarios it asks for.

A row's own cells win over the defaults of the run; a way of fixing the base replaces another one.
With alternatives a row asks for several scenarios, one for each tier and retirement compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from calculator.batch.people.headers import Headers
from calculator.scenario.fields import Field, field_named
from calculator.scenario.model import Scenario
from calculator.scenario.reading import from_mapping
from rules.law import Law
from rules.month import Month

__all__ = ["NOTHING_COMPARED", "Alternative", "People", "alternatives_of", "segments_by_id"]

_BASES = frozenset({"wage", "tier", "base", "moving"})
Segments = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of going on that is compared: a tier and a retirement, "" for the row's own."""

    tier: str = ""
    retire: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The fields it replaces."""
        pairs = {"tier": self.tier, "retire": self.retire}
        return {name: value for name, value in pairs.items() if value}


NOTHING_COMPARED = (Alternative(),)


def alternatives_of(tiers: Iterable[str], retire: Iterable[str]) -> tuple[Alternative, ...]:
    """Every tier with every retirement; one alternative that replaces nothing without any."""
    pairs = product(list(tiers) or [""], list(retire) or [""])
    return tuple(Alternative(tier, when) for tier, when in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How rows of a file become scenarios.

    `defaults` are keys and values that hold where a row says nothing; `segments` are the histories by
    id, `id_at` the position of the id in a row.
    """

    headers: Headers
    law: Law
    today: Month
    defaults: Mapping[str, Any] = field(default_factory=dict)
    segments: Segments = field(default_factory=dict)
    id_at: int | None = None
    alternatives: tuple[Alternative, ...] = NOTHING_COMPARED

    def key(self, cells: tuple[Any, ...]) -> str:
        """The id of a row, "" where rows have none."""
        if self.id_at is None or self.id_at >= len(cells):
            return ""
        return _key(cells[self.id_at])

    def mapping(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Keys and values of a row, with the defaults it leaves standing."""
        own: dict[str, Any] = {}
        named: set[str] = set()
        for name, entry, cell in zip(self.headers.names, self.headers.fields, cells, strict=False):
            if entry is not None and not _is_blank(cell):
                own[name] = cell
                named.add(entry.name)
        found = self.segments.get(self.key(cells)) if self.segments else None
        if found:
            own["history" if "history" not in named else "缴费历史"] = found
            named.add("history")
        return self._under_defaults(own, named)

    def _under_defaults(self, own: dict[str, Any], named: set[str]) -> dict[str, Any]:
        if not self.defaults:
            return own
        if named & _BASES:
            named = named | _BASES
        kept = {
            key: value
            for key, value in self.defaults.items()
            if (entry := field_named(key)) is None or entry.name not in named
        }
        return kept | own

    def scenario(self, mapping: Mapping[str, Any], alternative: Alternative) -> Scenario:
        """The scenario of a row and an alternative. Raises ScenarioProblems."""
        given = alternative.given
        if given:
            mapping = {
                key: value
                for key, value in mapping.items()
                if (entry := field_named(key)) is None or not _replaces(given, entry)
            } | given
        return from_mapping(mapping, self.law, self.today)

    def unmet(self, seen: set[str]) -> Iterator[str]:
        """Ids of segments that no row had."""
        return (key for key in self.segments if key not in seen)


def _replaces(given: Mapping[str, str], entry: Field) -> bool:
    return entry.name in given or ("tier" in given and entry.name in _BASES)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _key(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def segments_by_id(
    rows: Iterable[tuple[Any, ...]], headers: Headers, id_at: int
) -> dict[str, list[dict[str, Any]]]:
    """The segments of a long file, by the id they carry."""
    found: dict[str, list[dict[str, Any]]] = {}
    for cells in rows:
        table = {
            name: cell
            for name, entry, cell in zip(headers.names, headers.fields, cells, strict=False)
            if entry is not None and not _is_blank(cell)
        }
        found.setdefault(_key(cells[id_at]), []).append(table)
    return found
