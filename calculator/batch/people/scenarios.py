"""逐人情景: from the cells of a row to the scenarios it asks for.

A row's own cells win over the defaults of the run; a way of fixing the base replaces another one.
With alternatives a row asks for several scenarios, one for each tier and retirement compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.people.headers import Headers, key_of
from calculator.batch.people.segments import Segments, read_segments
from calculator.i18n import Language, text
from calculator.scenario.fields import Field, field_named
from calculator.scenario.model import Scenario
from calculator.scenario.reading import from_mapping
from rules.law import Law
from rules.month import Month

__all__ = [
    "NOTHING_COMPARED",
    "Alternative",
    "People",
    "alternatives_of",
    "compared_fields",
    "gathered",
]

_BASES = frozenset({"wage", "tier", "base", "moving"})


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
    pairs = product(dict.fromkeys(tiers) or [""], dict.fromkeys(retire) or [""])
    return tuple(Alternative(tier, when) for tier, when in pairs)


def compared_fields(alternatives: Sequence[Alternative]) -> tuple[str, ...]:
    """The fields in which alternatives differ."""
    given = {name for one in alternatives for name in one.given}
    return tuple(name for name in ("tier", "retire") if name in given)


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
    segments: Segments | None = None
    id_at: int | None = None
    alternatives: tuple[Alternative, ...] = NOTHING_COMPARED

    def key(self, cells: tuple[Any, ...]) -> str:
        """The id of a row, "" where rows have none."""
        if self.id_at is None or self.id_at >= len(cells):
            return ""
        return key_of(cells[self.id_at])

    def mapping(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Keys and values of a row, with the defaults it leaves standing."""
        own = self.headers.given(cells)
        if not self.segments and not self.defaults:
            return own
        named = {entry.name for name in own if (entry := field_named(name)) is not None}
        found = self.segments.tables(self.key(cells)) if self.segments else None
        if found:
            own["history" if "history" not in named else "缴费历史"] = found
            named.add("history")
        return self._under_defaults(own, named)

    def _under_defaults(self, own: dict[str, Any], named: set[str]) -> dict[str, Any]:
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

    def place(self, path: str, key: str, language: Language) -> str:
        """Where the field of a path stands: its column, or the row of the segments and the column."""
        name, _, rest = path.partition("[")
        found = self.segments.place(key, path) if self.segments else None
        if found is not None:
            row, column = found
            return text("batch.reject.segment_place", language, row=row, column=column).strip()
        column = self.headers.column_of(name.partition(".")[0])
        return f"{column}[{rest}" if rest else column


def gathered(
    headers: Headers,
    file: str,
    id_column: str | None,
    law: Law,
    today: Month,
    defaults: Mapping[str, Any],
    *,
    histories: Path | None = None,
    sheet: str | None = None,
    alternatives: tuple[Alternative, ...] = NOTHING_COMPARED,
) -> People:
    """How the rows of a file become scenarios, with the histories of another file. Raises BatchError."""
    id_at = headers.position(id_column)
    if id_column and id_at is None:
        raise BatchError("no_such_column", column=id_column)
    if histories is not None and id_at is None:
        raise BatchError("no_id_column", file=file)
    return People(
        headers=headers,
        law=law,
        today=today,
        defaults=defaults,
        segments=read_segments(histories, id_column, sheet) if histories else None,
        id_at=id_at,
        alternatives=alternatives,
    )


def _replaces(given: Mapping[str, str], entry: Field) -> bool:
    return entry.name in given or ("tier" in given and entry.name in _BASES)
