"""凭据的形状: the JSON Schema of what `codec` writes for an annotation, and of a whole receipt file."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from calculator.receipt.codec import defaults_of, is_record, names_of
from calculator.receipt.figures import Figures
from calculator.receipt.snapshot import Snapshot
from rules.month import Month

__all__ = ["receipt_schema"]

_MONTH = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"}
_DAY = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SIMPLE: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    NoneType: {"type": "null"},
    Month: _MONTH,
    date: _DAY,
    Any: {},
    object: {},
}


def receipt_schema() -> dict[str, Any]:
    """A receipt as it is written; a part that holds its default is left out."""
    parts = {
        "kind": {"const": "linghuo receipt"},
        "schema_version": {"type": "integer"},
        "units": {"type": "object", "additionalProperties": {"type": "string"}},
        "version": {"type": "string"},
        "sources": {"type": "string"},
        "scenario": {"type": "object"},
        "result": _shape(Figures),
        "law": _shape(Snapshot),
        "digest": _DIGEST,
    }
    return _closed(parts, tuple(parts))


def _closed(parts: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": parts,
        "required": list(required),
    }


def _shape(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if origin in (Union, UnionType):
        return {"anyOf": [_shape(one) for one in arguments]}
    if origin is tuple:
        return _list(arguments)
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _shape(arguments[1])}
    if isinstance(hint, NewType):
        return {"type": "integer"}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return _record(hint) if is_record(hint) else {}


def _list(arguments: tuple[Any, ...]) -> dict[str, Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _shape(arguments[0])}
    return {"type": "array", "prefixItems": [_shape(one) for one in arguments], "items": False}


def _record(kind: Any) -> dict[str, Any]:
    hints, defaults = get_type_hints(kind), defaults_of(kind)
    parts = {name: _shape(hints[name]) for name in names_of(kind)}
    return _closed(parts, tuple(name for name in parts if name not in defaults))
