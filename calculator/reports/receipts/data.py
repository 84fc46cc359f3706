"""凭据的 JSON: a replay and a difference as numbers for other programs, in a stable shape.

Money is yuan, as in the JSON of an estimate. Shares are exact to the fen and add up.
"""

from collections.abc import Mapping
from typing import Any

from calculator.receipt import Difference, Item, OutcomeFigures, Receipt, Replay, Share
from calculator.receipt.codec import encoded
from calculator.reports.heading import heading, written_defaults
from calculator.scenario.defaults import assumed_defaults
from rules.errors import RulesError
from rules.law import LimitPeriod, Value
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_YUAN, PPM, TENTH, YEAR_UNITS, Fen

__all__ = ["SCHEMA_VERSION", "difference_data", "replay_data"]

SCHEMA_VERSION = 1
_SCALES = {
    "average_index": INDEX_ONE,
    "years": YEAR_UNITS,
    "calculation_base": MICRO_PER_YUAN,
    "payment_months": TENTH,
}
_UNSCALED = frozenset({"payable", "retirement", "start", "months_counted", "months_required"})
_UNITS = {"fen": FEN_PER_YUAN, "micro": MICRO_PER_YUAN, "ppm": PPM}


def replay_data(found: Replay) -> dict[str, Any]:
    """A replay as plain data."""
    return {
        **_heading(found.receipt),
        "receipt": _receipt(found.receipt),
        "same": not found.changed,
        "same_program": found.is_same_program,
        "changed": [
            {
                "outcome": one.outcome,
                "name": one.name,
                "recorded": _figure(one.name, one.recorded),
                "now": _figure(one.name, one.now),
            }
            for one in found.changed
        ],
        "outcomes": {name: _outcome(one) for name, one in found.figures.outcomes.items()},
        "today": None if found.today is None else _difference(found.today),
        "refusal": None if found.refusal is None else _refusal(found.refusal),
    }


def difference_data(found: Difference) -> dict[str, Any]:
    """A difference as plain data."""
    return {
        **_heading(found.after),
        "before": _receipt(found.before),
        "after": _receipt(found.after),
        **_difference(found),
    }


def _heading(receipt: Receipt) -> dict[str, Any]:
    """The beginning of a reply about a receipt; of two, about the later one."""
    return heading(SCHEMA_VERSION, receipt.law, assumed_defaults(receipt.scenario))


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "version": receipt.version,
        "sources": receipt.sources,
        "law_version": receipt.law.version,
        "law_digest": receipt.law.digest,
        "assumed_defaults": written_defaults(assumed_defaults(receipt.scenario)),
        "status": str(receipt.result.status),
        "outcomes": {name: _outcome(one) for name, one in receipt.result.outcomes.items()},
    }


def _outcome(figures: OutcomeFigures) -> dict[str, Any]:
    return {name: _figure(name, value) for name, value in figures._asdict().items()}


def _figure(name: str, value: Any) -> Any:
    if name in _UNSCALED:
        return encoded(value)
    return value / _SCALES.get(name, FEN_PER_YUAN)


def _refusal(error: RulesError) -> dict[str, Any]:
    return {
        "code": error.code,
        "values": {name: str(value) for name, value in error.values.items() if value is not None},
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "total": _amounts(found.total),
        "groups": {str(group): _amounts(amounts) for group, amounts in found.groups.items()},
        "rules": _amounts(found.rules),
        "shares": [_share(share) for share in found.shares],
        "without_effect": found.without_effect,
    }


def _amounts(amounts: Mapping[str, Fen]) -> dict[str, float]:
    return {name: amount / FEN_PER_YUAN for name, amount in amounts.items()}


def _share(share: Share) -> dict[str, Any]:
    return {
        "items": [_item(item) for item in share.items],
        "amounts": _amounts(share.amounts),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "group": str(item.group),
        "name": item.name,
        "region": item.place or None,
        "first": encoded(item.first),
        "last": encoded(item.last),
        "documents": list(item.documents),
        "old": _side(item.old),
        "new": _side(item.new),
    }


def _side(side: Any) -> Any:
    """A figure as its number, limits as theirs, anything else as a receipt holds it."""
    if isinstance(side, Value):
        return side.amount / _UNITS.get(side.unit, 1)
    if isinstance(side, LimitPeriod):
        return {
            "start": str(side.start),
            "end": str(side.end),
            "reference_wage": side.reference_wage / MICRO_PER_YUAN,
            "floor": side.floor / FEN_PER_YUAN,
            "ceiling": side.ceiling / FEN_PER_YUAN,
        }
    if isinstance(side, tuple) and all(isinstance(part, LimitPeriod) for part in side):
        return [_side(part) for part in side]
    return encoded(side)
