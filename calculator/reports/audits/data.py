"""反向核对的 JSON: an audit as numbers for other programs, in a stable shape.

Money is yuan, rates and indices plain numbers, months `2026-07`, counts of months whole numbers.
"""

from typing import Any

from calculator.audit import Audit, Change, Explanation
from calculator.audit.lines import BY_NAME
from calculator.reports.heading import heading
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.model import Scenario
from rules.law import Law
from rules.month import Month
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_YUAN, PPM, TENTH, YEAR_UNITS

__all__ = ["SCHEMA_VERSION", "audit_data"]

SCHEMA_VERSION = 1
_SCALES = {
    "wage": MICRO_PER_YUAN,
    "index": INDEX_ONE,
    "pico": INDEX_ONE,
    "years": YEAR_UNITS,
    "yuan": FEN_PER_YUAN,
    "tenths": TENTH,
    "percent": PPM,
}
_LEFT_OUT = frozenset({"low", "high"})


def audit_data(found: Audit, law: Law, scenario: Scenario | None = None) -> dict[str, Any]:
    """An audit as plain data; without a scenario nothing was assumed."""
    assumed = {} if scenario is None else assumed_defaults(scenario)
    return {
        **heading(SCHEMA_VERSION, law, assumed),
        "region": found.region.code,
        "by_scenario": found.basis.is_life,
        "agrees": found.agrees,
        "lines": [
            {
                "name": line.name,
                "printed": _figure(line.name, line.printed.value),
                "computed": _figure(line.name, line.computed),
                "explained_by": line.explained_by,
            }
            for line in found.lines
        ],
        "explanations": [_explanation(one) for one in found.explanations],
        "so_far": None if found.so_far is None else _explanation(found.so_far),
        "unexplained": list(found.unexplained),
    }


def _figure(line: str, value: int | None) -> Any:
    if value is None:
        return None
    shown = BY_NAME[line].shown
    if shown == "month":
        return str(Month(value))
    scale = _SCALES.get(shown)
    return value if scale is None else value / scale


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "changes": [_change(change) for change in explanation.changes],
        "open_lines": sorted(explanation.open_lines),
    }


def _change(change: Change) -> dict[str, Any]:
    bounds = [change.values.get(side, change.new) for side in ("low", "high")]
    return {
        "kind": change.kind,
        "line": change.line,
        "old": _figure(change.line, change.old),
        "new": _figure(change.line, change.new),
        "from": _figure(change.line, bounds[0]),
        "to": _figure(change.line, bounds[1]),
        "size": change.size,
        "values": {
            name: _plain(value) for name, value in change.values.items() if name not in _LEFT_OUT
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, (bool, str)) or value is None:
        return str(value) if isinstance(value, str) else value
    return str(value) if isinstance(value, Month) else value
