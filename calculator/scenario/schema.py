"""JSON Schema of a scenario file, for editors and other programs.

Made from the field table, so it cannot differ from what is read. It describes shapes; whether values
are lawful is decided by reading them.
"""

from typing import Any

from calculator.scenario.fields import FIELDS, Field

__all__ = ["json_schema", "table_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema with English keys; the Chinese key of each field is its `title`."""
    return {
        "$schema": _DRAFT,
        "title": "linghuo scenario",
        **table_schema(FIELDS),
        "oneOf": [{"required": [name]} for name in ("wage", "tier", "base")],
        "anyOf": [{"required": ["paid"]}, {"required": ["history"]}],
    }


def table_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The schema of a table with these fields, by their English keys."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {entry.name: _property(entry) for entry in fields},
        "required": [entry.name for entry in fields if entry.required],
    }


def _property(entry: Field) -> dict[str, Any]:
    if entry.kind is None:
        return {"title": entry.zh, "type": "array", "items": table_schema(entry.parts)}
    described = {"title": entry.zh, **entry.kind.schema}
    if entry.default is not None:
        described["default"] = entry.kind.write(entry.default)
    return described
