"""编码: typed values as plain JSON values and back again, by their annotations.

Months become `2026-07`, enumerations their words, records objects without the fields that hold their
default. Reading refuses whatever does not fit the annotation. Knows nothing of what the values mean.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from rules.month import Month

__all__ = ["Misfit", "decoded", "defaults_of", "encoded", "is_record", "names_of"]

_SCALARS = (str, bool, int, NoneType)


class Misfit(Exception):
    """A value does not fit where it stands; `path` says where."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def encoded(value: Any) -> Any:
    """`value` as JSON can hold it."""
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): encoded(part) for key, part in value.items()}
    kind: Any = type(value)
    if is_record(kind):
        defaults = defaults_of(kind)
        return {
            name: encoded(part)
            for name in names_of(kind)
            if (part := getattr(value, name)) != defaults.get(name, MISSING)
        }
    if isinstance(value, (tuple, list)):
        return [encoded(part) for part in value]
    return value


def decoded(hint: Any, data: Any, path: str = "") -> Any:
    """The value of the annotation `hint` that `data` holds. Raises Misfit."""
    if hint in (Any, object):
        return data
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _one_of(get_args(hint), data, path)
    if origin is tuple:
        return _parts(get_args(hint), data, path)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(hint), data, path)
    if isinstance(hint, NewType):
        return _scalar(int, data, path)
    if hint is Month:
        return _month(data, path)
    if hint is date:
        return _date(data, path)
    if issubclass(hint, Enum):
        if data not in [member.value for member in hint]:
            raise Misfit(path)
        return hint(data)
    return _record(hint, data, path) if is_record(hint) else _scalar(hint, data, path)


def _scalar(kind: Any, data: Any, path: str) -> Any:
    if kind not in _SCALARS or type(data) is not kind:
        raise Misfit(path)
    return data


def _month(data: Any, path: str) -> Month:
    try:
        return Month.parse(data)
    except (TypeError, ValueError):
        raise Misfit(path) from None


def _date(data: Any, path: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise Misfit(path) from None


def _one_of(hints: tuple[Any, ...], data: Any, path: str) -> Any:
    for hint in hints:
        try:
            return decoded(hint, data, path)
        except Misfit:
            continue
    raise Misfit(path)


def _parts(hints: tuple[Any, ...], data: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise Misfit(path)
    if len(hints) == 2 and hints[1] is Ellipsis:
        hints = (hints[0],) * len(data)
    if len(hints) != len(data):
        raise Misfit(path)
    pairs = enumerate(zip(hints, data, strict=True), start=1)
    return tuple(decoded(hint, part, f"{path}[{at}]") for at, (hint, part) in pairs)


def _mapping(hints: tuple[Any, ...], data: Any, path: str) -> Mapping[Any, Any]:
    if not isinstance(data, dict):
        raise Misfit(path)
    key_hint, hint = hints
    found = {}
    for name, part in data.items():
        if key_hint is int and not name.isdecimal():
            raise Misfit(_below(path, name))
        key = int(name) if key_hint is int else name
        found[key] = decoded(hint, part, _below(path, name))
    return MappingProxyType(found)


def _record(kind: Any, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise Misfit(path)
    hints, defaults = _hints(kind), defaults_of(kind)
    unknown = data.keys() - hints.keys()
    missing = [name for name in names_of(kind) if name not in data and name not in defaults]
    for name in (*sorted(unknown), *missing):
        raise Misfit(_below(path, name))
    given = {name: decoded(hints[name], part, _below(path, name)) for name, part in data.items()}
    return kind(**given)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def is_record(kind: Any) -> bool:
    """Whether a type is written as an object."""
    return is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names_of(kind)}


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The fields of a record, in order."""
    named = getattr(kind, "_fields", None)
    return tuple(named) if named else tuple(entry.name for entry in fields(kind))


@cache
def defaults_of(kind: Any) -> dict[str, Any]:
    """What a field holds when it is left out."""
    if hasattr(kind, "_field_defaults"):
        return dict(kind._field_defaults)
    plain = {entry.name: entry.default for entry in fields(kind) if entry.default is not MISSING}
    made = {
        entry.name: entry.default_factory()
        for entry in fields(kind)
        if entry.default_factory is not MISSING
    }
    return plain | made
