"""JSON of results: dataclasses as dictionaries, their units made plain by their annotations.

Fen become yuan, ppm fractions, indices and months what `reports.data` makes of them; counts stay counts.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from rules.law import Region
from rules.month import Month
from rules.quantities import INDEX_ONE, MICRO_PER_YUAN, PPM, Fen, IndexE12, Micro, Ppm

__all__ = ["as_json", "plain"]

_FEN = 100
_LEFT_OUT = frozenset({"settlement"})
_UNITS: dict[Any, Callable[[int], Any]] = {
    Fen: lambda amount: amount / _FEN,
    Ppm: lambda rate: rate / PPM,
    IndexE12: lambda index: index / INDEX_ONE,
    Micro: lambda wage: wage / MICRO_PER_YUAN,
}
_UNIT_OF_FACT = {"share": Ppm, "rate": Ppm, "last_rate": Ppm, "months": int}


def as_json(results: Mapping[str, Any]) -> str:
    """The results as indented JSON, Chinese left readable, ending in a newline."""
    return json.dumps(plain(results), ensure_ascii=False, indent=2) + "\n"


def plain(value: Any, annotation: Any = Any) -> Any:
    """A value as JSON has it; `annotation` names the unit of a number."""
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, Enum) else value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, Region):
        return value.code
    if is_dataclass(value) or hasattr(value, "_fields"):
        return _record(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [plain(part, _part_of(annotation)) for part in value]
    if isinstance(value, Enum):
        return value.name.lower()
    unit = _UNITS.get(_bare(annotation))
    return unit(value) if unit is not None else value


def _record(value: Any) -> dict[str, Any]:
    hints = get_type_hints(type(value))
    names = value._fields if hasattr(value, "_fields") else [part.name for part in fields(value)]
    if "standing" in names and "value" in names:
        hints = hints | {"value": _UNIT_OF_FACT.get(value.name, Fen)}
    return {
        name: plain(getattr(value, name), hints.get(name, Any))
        for name in names
        if name not in _LEFT_OUT
    }


def _bare(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation


def _part_of(annotation: Any) -> Any:
    parts = get_args(_bare(annotation))
    return parts[0] if parts else Any
