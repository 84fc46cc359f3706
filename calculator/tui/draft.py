"""草稿: what stands in the form, as typed, complete or not.

A draft is frozen; every change gives a new one, so undoing is keeping the old ones. Reading it into a
checked scenario is `session`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, Self

from calculator.scenario.fields import Field, field_named

__all__ = ["BASES", "Basis", "Draft", "Part", "as_table", "written"]

Basis = Literal["wage", "tier", "base"]
BASES: tuple[Basis, ...] = ("wage", "tier", "base")

Part = Mapping[str, str]
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_NO_PARTS: Mapping[str, tuple[Part, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """The typed texts by field name, and the tables of list fields.

    `basis` says which of wage, tier and base holds; the texts of the other two are kept but not read.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=lambda: _NO_PARTS)
    basis: Basis = "wage"

    def text(self, name: str) -> str:
        """What stands in a field, empty where nothing does."""
        return self.texts.get(name, "")

    def typed(self, **texts: str) -> Self:
        """The draft with other texts in some fields; an empty text clears its field."""
        kept = {name: text for name, text in (dict(self.texts) | texts).items() if text}
        return replace(self, texts=MappingProxyType(kept))

    def based_on(self, basis: Basis) -> Self:
        """The draft read by another of wage, tier and base."""
        return replace(self, basis=basis)

    def listed(self, name: str, parts: tuple[Part, ...]) -> Self:
        """The draft with other tables in a list field."""
        kept = {key: tables for key, tables in (dict(self.parts) | {name: parts}).items() if tables}
        return replace(self, parts=MappingProxyType(kept))

    def keys(self) -> dict[str, Any]:
        """What the scenario is read from: the fields that are not blank."""
        unread = set(BASES) - {self.basis}
        texts = {
            name: text
            for name, text in self.texts.items()
            if text.strip() and name not in unread and name not in self._settled_by_history
        }
        return texts | {name: list(tables) for name, tables in self.parts.items()}

    @property
    def _settled_by_history(self) -> frozenset[str]:
        """With a history, the months paid are counted from it."""
        return frozenset({"paid"}) if self.parts.get("history") else frozenset()

    @classmethod
    def of_keys(cls, keys: Mapping[str, Any]) -> Self:
        """The draft of the keys and values of a file, whether they can be read or not.

        Keys that mean no field are left out.
        """
        texts: dict[str, str] = {}
        parts: dict[str, tuple[Part, ...]] = {}
        for key, value in keys.items():
            entry = field_named(key)
            if entry is None:
                continue
            if entry.parts and isinstance(value, list):
                tables = [table for table in value if isinstance(table, Mapping)]
                parts[entry.name] = tuple(
                    {k: _plain(v) for k, v in table.items()} for table in tables
                )
            else:
                texts[entry.name] = _with_unit(entry, key, value)
        basis = next((name for name in BASES if name in texts), BASES[0])
        return cls(MappingProxyType(texts), MappingProxyType(parts), basis)


def written(entry: Field, value: object) -> str:
    """A typed value of a field as text that reads back as it."""
    return "" if entry.kind is None else _plain(entry.kind.write(value))


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _with_unit(entry: Field, key: str, value: object) -> str:
    """The text of a value; a bare number below a key that states a unit gets the unit."""
    unit = entry.unit_of(key)
    text = _plain(value)
    return f"{text}{unit[0]}" if unit and text.isdecimal() else text


def as_table(fields: tuple[Field, ...], part: object) -> Part:
    """A typed part of a list field as a table that reads back as it."""
    values = [(sub, getattr(part, sub.target)) for sub in fields]
    return {sub.name: written(sub, v) for sub, v in values if v is not None and v != sub.default}
