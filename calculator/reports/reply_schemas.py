"""其他输出的 JSON Schema: audit, intake, receipts, a reform over a population, verification, the law.

The shapes are those the commands write; tests hold real replies to them.
"""

from dataclasses import fields

from calculator.audit.lines import BY_NAME, LINES
from calculator.audit.sheet import PERSON
from calculator.reports.estimate_schema import LAW
from calculator.reports.schema_parts import Schema, listed, nullable, of_type, shape

__all__ = ["BEGINNING", "reply_schemas"]

BEGINNING: dict[str, str | Schema] = {
    "schema_version": "integer",
    **LAW,
    "assumed_defaults": {"type": "object"},
}
"""What every reply begins with."""
_VALUE: Schema = {"type": ["number", "string", "null"]}
_SIDE: Schema = {"type": ["number", "string", "boolean", "null"]}
_LAW_VIEWS = {
    "show": ("limits", "values", "practice"),
    "check": ("findings",),
    "due": ("due",),
    "sources": ("sources",),
}


def reply_schemas() -> dict[str, Schema]:
    """Every schema by name."""
    return {
        "sheet": _sheet_file(),
        "audit": _audit(),
        "intake": _intake(),
        **{f"receipt.{name}": made for name, made in (("replay", _replay()), ("diff", _diff()))},
        "reform_effects": _population(),
        "verify": _verification(),
        **{f"law.{name}": _law_view(tables) for name, tables in _LAW_VIEWS.items()},
        "law.map": _law_view(None),
    }


def _sheet_file() -> Schema:
    """A sheet file; whom it is about may stand in it by any name of those fields."""
    value: Schema = {"type": ["number", "string"]}
    amounts: Schema = {"type": "object", "additionalProperties": value}
    lines: dict[str, Schema] = {key: value for line in LINES for key in line.keys}
    person: dict[str, Schema] = {key: {"type": "string"} for key in PERSON}
    more: dict[str, Schema] = {"tolerance": value, "note": {}, "local_items_by_name": amounts}
    return {
        "type": "object",
        "properties": lines | person | more,
        "additionalProperties": True,
    }


def _audit() -> Schema:
    line = {"enum": list(BY_NAME)}
    change = shape(
        {
            "kind": "text",
            "line": "text",
            **dict.fromkeys(("old", "new", "from", "to"), _SIDE),
            "size": "integer",
            "values": {"type": "object"},
        }
    )
    explanation = shape({"changes": listed(change), "open_lines": listed(line)})
    audited = shape(
        {"name": line, "printed": _VALUE, "computed": _VALUE, "explained_by": "integer?"}
    )
    return shape(
        {
            **BEGINNING,
            "region": "text",
            "by_scenario": "flag",
            "agrees": "flag",
            "lines": listed(audited),
            "explanations": listed(explanation),
            "so_far": nullable(explanation),
            "unexplained": listed(line),
        }
    )


def _intake() -> Schema:
    names = ("balance", "credited", "interest", "months", "total_months")
    statement = shape({"year": "integer", **dict.fromkeys(names, "number?")})
    note = shape({"code": "text", "values": {"type": "object"}})
    return shape(
        {
            **BEGINNING,
            "scenario": {"type": "object"},
            "statement": nullable(statement),
            "notes": listed(note),
        }
    )


def _outcome() -> Schema:
    from calculator.receipt.figures import OutcomeFigures  # noqa: PLC0415 only schemas need it

    return of_type(OutcomeFigures)


def _sealed() -> Schema:
    """A receipt as a reply tells of it."""
    return shape(
        {
            **dict.fromkeys(("version", "sources", "law_version", "law_digest"), "text"),
            "assumed_defaults": {"type": "object"},
            "status": "text",
            "outcomes": {"type": "object", "additionalProperties": _outcome()},
        }
    )


def _differing() -> dict[str, Schema]:
    """What makes up a difference."""
    amounts: Schema = {"type": "object", "additionalProperties": {"type": "number"}}
    item = shape(
        {
            "group": {"enum": ["facts", "assumptions", "data", "rules"]},
            "name": "text",
            "region": "text?",
            "first": "month?",
            "last": "month?",
            "documents": listed("text"),
            "old": "any",
            "new": "any",
        }
    )
    return {
        "total": amounts,
        "groups": {"type": "object", "additionalProperties": amounts},
        "rules": amounts,
        "shares": listed(shape({"items": listed(item), "amounts": amounts})),
        "without_effect": {"type": "integer"},
    }


def _replay() -> Schema:
    changed = shape({"outcome": "text", "name": "text", "recorded": "any", "now": "any"})
    return shape(
        {
            **BEGINNING,
            "receipt": _sealed(),
            "same": "flag",
            "same_program": "flag",
            "changed": listed(changed),
            "outcomes": {"type": "object", "additionalProperties": _outcome()},
            "today": nullable(shape(_differing())),
            "refusal": nullable(shape({"code": "text", "values": {"type": "object"}})),
        }
    )


def _diff() -> Schema:
    return shape({**BEGINNING, "before": _sealed(), "after": _sealed(), **_differing()})


def _population() -> Schema:
    from calculator.batch.population import GROUPS, Tally  # noqa: PLC0415 the extra `batch`

    tally: dict[str, str | Schema] = {part.name: "number" for part in fields(Tally)}
    return shape(
        {
            **BEGINNING,
            "rows": "integer",
            "rejected": "integer",
            "reasons": {"type": "object", "additionalProperties": {"type": "integer"}},
            "everybody": shape(tally),
            **{f"by_{name}": listed(shape({name: "text", **tally})) for name in GROUPS},
            "quantiles": {"type": "object", "additionalProperties": {"type": "number"}},
        }
    )


def _verification() -> Schema:
    counts = dict.fromkeys(("cases", "agree", "miss", "unchecked"), "integer")
    place = {"region": "text?", "place": "text?"}
    case = shape(
        {
            "id": "text",
            "kind": "text",
            **place,
            "confidence": "text",
            "agrees": "flag?",
            "expected": {"type": "object"},
            "computed": {"type": "object"},
            "differing": listed("text"),
            "unchecked": listed("text"),
            "reason": "text?",
            "notes": listed(shape({"code": "text", "text": "text"})),
        }
    )
    summary = shape(
        {
            **counts,
            "by_province": listed(shape({**place, "kind": "text", **counts})),
            "by_confidence": listed(shape({"confidence": "text", **counts})),
            "bases": {"type": "object", "additionalProperties": {"type": "integer"}},
        }
    )
    number_of: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    figures = shape({"known": "integer", "first": "month", "last": "month", "grades": number_of})
    province = shape(
        {
            "region": "text",
            "place": "text",
            "sheets": "integer",
            "agree": "integer",
            "limits": figures,
            "bases": figures,
            "documents": "integer",
            "practice": number_of,
            "note": "text?",
        }
    )
    guarantee = shape({"id": "text", "text": "text", "tests": listed("text")})
    return shape(
        {
            **BEGINNING,
            "cases": listed(case),
            "summary": summary,
            "provinces": listed(province),
            "guarantees": listed(guarantee),
        }
    )


def _law_view(tables: tuple[str, ...] | None) -> Schema:
    """Tables of the law: rows of plain values under the keys of their columns."""
    rows = listed({"type": "object", "additionalProperties": _VALUE})
    if tables is None:
        return {
            "type": "object",
            "properties": {"schema_version": {"type": "integer"}},
            "required": ["schema_version"],
            "additionalProperties": rows,
        }
    return shape({"schema_version": "integer", **dict.fromkeys(tables, rows)})
