"""JSON 的开头: what every reply for programs begins with: its version, the law, what was assumed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from calculator.reform.changes import reform_data
from calculator.scenario.fields import FIELDS
from rules.law import Reform

__all__ = ["heading", "written_defaults"]


class _Law(Protocol):
    """A law, or what a receipt holds of one."""

    @property
    def digest(self) -> str: ...
    @property
    def known_on(self) -> date | None: ...
    @property
    def reform(self) -> Reform | None: ...


def heading(version: int, law: _Law, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a reply that say under which law it was made; `assumed` are open fields."""
    return {
        "schema_version": version,
        "law_digest": law.digest,
        "as_of": None if law.known_on is None else law.known_on.isoformat(),
        "reform": reform_data(law.reform),
        "assumed_defaults": written_defaults(assumed),
    }


def written_defaults(assumed: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that were not given, as a scenario file would hold them."""
    kinds = {entry.name: entry.kind for entry in FIELDS}
    written = {}
    for name, value in assumed.items():
        kind = kinds.get(name)
        written[name] = kind.write(value) if kind is not None else str(value)
    return written
