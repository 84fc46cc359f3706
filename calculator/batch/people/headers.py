"""表头: which columns of a file are fields of a scenario, in either language and any order.

Columns that are no field are carried through. Covers no cells.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from calculator.batch.errors import BatchError
from calculator.i18n import Language
from calculator.scenario.fields import FIELDS, HISTORY, Field, field_named

__all__ = [
    "ID_NAMES",
    "Headers",
    "is_blank",
    "key_of",
    "read_headers",
    "read_segment_headers",
    "unique",
]

_UNNAMED = "__UNNAMED__"
"""How the reader of spreadsheets names a column without a header."""
ID_NAMES = frozenset({"id", "编号", "序号", "key"})
"""Headers that name the key of a person where none is named."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The columns of a file. `fields` are the fields by position, None for a carried column."""

    names: tuple[str, ...]
    fields: tuple[Field | None, ...]

    @property
    def language(self) -> Language:
        """Chinese where a field is headed in Chinese."""
        headed = [
            name for name, entry in zip(self.names, self.fields, strict=True) if entry is not None
        ]
        return "en" if all(name.isascii() for name in headed) else "zh"

    @property
    def carried(self) -> tuple[str, ...]:
        """The columns that are no field."""
        pairs = zip(self.names, self.fields, strict=True)
        return tuple(name for name, entry in pairs if entry is None)

    def given(self, cells: Sequence[Any]) -> dict[str, Any]:
        """The cells of the fields by their header, without those that say nothing."""
        triples = zip(self.names, self.fields, cells, strict=False)
        return {name: cell for name, entry, cell in triples if entry and not is_blank(cell)}

    def column_of(self, name: str) -> str:
        """The header of a field; the name it would have if there were one."""
        for header, entry in zip(self.names, self.fields, strict=True):
            if entry is not None and entry.name == name:
                return header
        other = field_named(name)
        return other.zh if other is not None and self.language == "zh" else name

    def suggestions(self) -> dict[str, tuple[str, ...]]:
        """Carried columns that are nearly the name of a field."""
        known = [key for entry in FIELDS for key in entry.keys]
        close = {
            name: get_close_matches(name.casefold(), known, n=2, cutoff=0.8)
            for name in self.carried
        }
        return {name: tuple(keys) for name, keys in close.items() if keys}

    def position(self, key: str | None) -> int | None:
        """The position of the column called `key`, or of the one that holds ids."""
        wanted = {key} if key else ID_NAMES
        for at, name in enumerate(self.names):
            if name in wanted or (key is None and name.strip().casefold() in wanted):
                return at
        return None


def read_headers(names: Sequence[str]) -> Headers:
    """The headers of a file of people. Raises BatchError for none known or one field named twice."""
    return _read(names, FIELDS)


def read_segment_headers(names: Sequence[str]) -> Headers:
    """The headers of a file of contribution segments."""
    return _read(names, HISTORY)


def _read(names: Sequence[str], fields: tuple[Field, ...]) -> Headers:
    cleaned = unique([str(name).strip().removeprefix("\ufeff") for name in names])
    found = tuple(field_named(name, fields) for name in cleaned)
    known = [entry.name for entry in found if entry is not None]
    if not known:
        named = [name for name in cleaned if not name.startswith(_UNNAMED)]
        raise BatchError("no_known_column", columns=tuple(named[:8]))
    twice = [name for name, times in Counter(known).items() if times > 1]
    if twice:
        at = [
            name
            for name, entry in zip(cleaned, found, strict=True)
            if entry and entry.name in twice
        ]
        raise BatchError("column_twice", columns=tuple(at))
    return Headers(tuple(cleaned), found)


def key_of(cell: object) -> str:
    """The id a cell holds, "" for none."""
    return "" if cell is None else str(cell).strip()


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def unique(names: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """`names` with later ones of the same name numbered, and none of those already `taken`."""
    used = set(taken)
    result = []
    for at, name in enumerate(names, start=1):
        candidate, number = name or f"column_{at}", 2
        while candidate in used:
            candidate, number = f"{name or f'column_{at}'}_{number}", number + 1
        used.add(candidate)
        result.append(candidate)
    return result
