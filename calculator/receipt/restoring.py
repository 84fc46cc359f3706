"""情景的还原: the scenario of a receipt, read without checking it again.

It was checked when the receipt was written, against the law of that day. A later law or a stricter
check must not keep an old receipt from being replayed.
"""

from collections.abc import Mapping
from typing import Any

from calculator.amounts import AmountError
from calculator.receipt.codec import Misfit
from calculator.scenario.fields import FIELDS, Field
from calculator.scenario.model import Change, Scenario, Segment, Span
from calculator.scenario.problems import ScenarioProblems

__all__ = ["restored"]

_PARTS: Mapping[str, Any] = {"history": Segment, "pauses": Span, "changes": Change}
_PATH = "scenario"


def restored(written: Any) -> Scenario:
    """The scenario that its written keys describe; region codes as they are. Raises Misfit."""
    if not isinstance(written, dict):
        raise Misfit(_PATH)
    try:
        return Scenario(**_typed(written, FIELDS, _PATH))
    except (ScenarioProblems, TypeError):
        raise Misfit(_PATH) from None


def _typed(table: Mapping[str, Any], fields: tuple[Field, ...], path: str) -> dict[str, Any]:
    known = {entry.name: entry for entry in fields}
    for name in table.keys() - known.keys():
        raise Misfit(f"{path}.{name}")
    return {
        known[name].target: _value(known[name], value, f"{path}.{name}")
        for name, value in table.items()
    }


def _value(entry: Field, value: Any, path: str) -> Any:
    if entry.kind is None:
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            raise Misfit(path)
        make = _PARTS[entry.name]
        try:
            return tuple(make(**_typed(part, entry.parts, path)) for part in value)
        except (ScenarioProblems, TypeError):
            raise Misfit(path) from None
    try:
        return entry.kind.parse(value, None)
    except AmountError:
        raise Misfit(path) from None
