"""JSON Schema 的零件: short words for the shapes that replies are made of, and shapes read from types.

A kind is `number`, `integer`, `text`, `flag`, `month` or `date`, with `?` where it may be null; `any` is
left open. Results whose JSON follows their types (`comparisons.plain_data`) have their schema from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from rules.law import Region
from rules.month import Month

__all__ = ["DRAFT", "Schema", "listed", "nullable", "of_type", "shape"]

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_KINDS: Mapping[str, Schema] = {
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "text": {"type": "string"},
    "flag": {"type": "boolean"},
    "month": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"},
    "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "any": {},
}
_LEFT_OUT = frozenset({"settlement"})
"""What `plain_data` leaves out of records."""


def shape(parts: Mapping[str, str | Schema], optional: Sequence[str] = ()) -> Schema:
    """An object with exactly these parts, all there but the optional ones."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _part(part) for name, part in parts.items()},
        "required": [name for name in parts if name not in optional],
    }


def listed(part: str | Schema) -> Schema:
    """A list of a part."""
    return {"type": "array", "items": _part(part)}


def nullable(part: str | Schema) -> Schema:
    """A part, or null."""
    return {"anyOf": [_part(part), {"type": "null"}]}


def _part(part: str | Schema) -> Schema:
    if not isinstance(part, str):
        return part
    base = dict(_KINDS[part.removesuffix("?")])
    return nullable(base) if part.endswith("?") else base


def of_type(hint: Any) -> Schema:
    """The schema of what `plain_data` makes of a value with this annotation."""
    origin = get_origin(hint)
    if hint is Any or hint is object:
        return {}
    if isinstance(hint, NewType):
        return {"type": "number"}
    if origin is not None:
        return _of_generic(origin, get_args(hint))
    if hint is type(None):
        return {"type": "null"}
    if hint is Month:
        return _part("month")
    if isinstance(hint, type):
        return _of_class(hint)
    return {}


def _of_generic(origin: Any, arguments: tuple[Any, ...]) -> Schema:
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return {"anyOf": [of_type(one) for one in arguments]}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of_type(arguments[1])}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        kinds = [one for one in arguments if one is not Ellipsis]
        items = of_type(kinds[0]) if len({str(kind) for kind in kinds}) == 1 else {}
        return {"type": "array", "items": items}
    return {}


def _of_class(kind: type) -> Schema:
    simple = {bool: "flag", int: "number", float: "number", str: "text"}
    if kind in simple:
        return _part(simple[kind])
    if kind is Region or issubclass(kind, Enum):
        return _part("text")
    named = getattr(kind, "_fields", None)
    if named is None and is_dataclass(kind):
        named = [one.name for one in fields(kind)]
    if named is not None:
        hints = get_type_hints(kind)
        return shape({name: of_type(hints[name]) for name in named if name not in _LEFT_OUT})
    return {}
