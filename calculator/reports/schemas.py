"""全部 JSON Schema: what files hold and what replies look like, for programs and assistants.

Scenario and reform files, sheets, receipts, every reply of a command, the columns of a batch. A reply
carries `schema_version`; within one version parts are added, never renamed or taken away.
"""

from typing import Any

from calculator.receipt.shapes import receipt_schema
from calculator.reform.fields import HEAD, SECTIONS
from calculator.reports.estimate_schema import estimate_schema
from calculator.reports.reply_schemas import BEGINNING, reply_schemas
from calculator.reports.schema_parts import DRAFT, Schema, of_type, shape
from calculator.scenario.schema import json_schema, table_schema

__all__ = ["schemas"]


def schemas() -> dict[str, Schema]:
    """Every schema by name: `scenario`, `reform`, `estimate`, `compare.tiers`, `plan`, `batch` …"""
    made = {
        "scenario": json_schema(),
        "reform": _reform_file(),
        "estimate": estimate_schema(),
        **{f"compare.{name}": _reply(results) for name, results in _results().items()},
        "plan": _reply({"plan": _plan()}),
        "income_plan": _reply({"plan": _irregular()}),
        **reply_schemas(),
        "receipt": receipt_schema(),
        "batch": _batch(),
    }
    return {
        name: {"$schema": DRAFT, "title": f"linghuo {name}", **one} for name, one in made.items()
    }


def _reform_file() -> Schema:
    """A reform file; a section may be one table or several."""
    made = table_schema((*HEAD, *SECTIONS))
    for section in SECTIONS:
        several = made["properties"][section.name]
        known = several["items"]["properties"]
        for part in section.parts:
            known |= {key: known[part.name] for key in part.aliases if key.isdecimal()}
        made["properties"][section.name] = {"anyOf": [several["items"], several]}
    return made


def _reply(results: dict[str, Any]) -> Schema:
    """A comparison: what every reply begins with, and its results by name."""
    parts = {name: of_type(kind) for name, kind in results.items()}
    return shape({**BEGINNING, **parts}, optional=("simulation",))


def _results() -> dict[str, dict[str, Any]]:
    """The types of the results of every comparison, by command."""
    from calculator.comparison.ages import AgeComparison  # noqa: PLC0415 only schemas need all
    from calculator.comparison.cliffs import CliffSearch  # noqa: PLC0415
    from calculator.comparison.stops import StopComparison  # noqa: PLC0415
    from calculator.comparison.tiers import TierComparison  # noqa: PLC0415
    from calculator.death import DeathCurve  # noqa: PLC0415
    from calculator.places import PlaceComparison  # noqa: PLC0415
    from calculator.schemes.injury import InjuryCover  # noqa: PLC0415
    from calculator.schemes.personal import PersonalPension  # noqa: PLC0415
    from calculator.schemes.residents import ResidentComparison  # noqa: PLC0415
    from calculator.schemes.subsidies import SubsidyPlan  # noqa: PLC0415
    from calculator.uncertainty.regimes import Regime, Sensitivity  # noqa: PLC0415
    from calculator.uncertainty.simulation import Simulation  # noqa: PLC0415

    return {
        "tiers": {"tiers": TierComparison},
        "ages": {"ages": AgeComparison},
        "stops": {"stops": StopComparison},
        "cliffs": {"cliffs": CliffSearch},
        "places": {"places": PlaceComparison},
        "death": {"death": DeathCurve},
        "schemes": {
            "residents": ResidentComparison,
            "personal_pension": PersonalPension,
            "subsidies": tuple[SubsidyPlan, ...],
            "injury_cover": InjuryCover,
        },
        "scenarios": {
            "regimes": tuple[Regime, ...],
            "sensitivities": tuple[Sensitivity, ...],
            "simulation": Simulation,
        },
    }


def _plan() -> Any:
    from calculator.planning import Plan  # noqa: PLC0415 only schemas need it

    return Plan


def _irregular() -> Any:
    from calculator.planning import IrregularPlan  # noqa: PLC0415 only schemas need it

    return IrregularPlan


def _batch() -> Schema:
    """A row of a batch's NDJSON: the columns of the file, and the results selected."""
    from calculator.batch.results import RESULTS, Kind, title  # noqa: PLC0415 only schemas need them

    def of(kind: Kind) -> Schema:
        if kind.name == "flag":
            return {"type": ["boolean", "null"]}
        return {
            "type": ["integer", "null"] if kind.name == "count" else ["string", "number", "null"]
        }

    return {
        "type": "object",
        "properties": {
            name: {"title": title(name, "zh"), **of(result.kind)}
            for name, result in RESULTS.items()
        },
        "additionalProperties": True,
    }
