"""凭据文件: a receipt as JSON, sealed by a digest over everything in it.

The digest shows damage and careless changes: a file that was cut or edited is refused. It is no
signature: who rewrites a whole receipt can seal it again.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from calculator.receipt.codec import Misfit, decoded, encoded
from calculator.receipt.document import Receipt
from calculator.receipt.figures import OUTCOMES, Figures
from calculator.receipt.restoring import restored
from calculator.receipt.snapshot import Snapshot, typed_rows
from calculator.scenario.files import dump, parse
from calculator.scenario.problems import Problem, ScenarioProblems

__all__ = ["SCHEMA_VERSION", "as_json", "read", "read_text", "seal_of"]

SCHEMA_VERSION = 1
_KIND = "linghuo receipt"
_LARGEST = 5_000_000
_SHOWN = 120
_UNITS = MappingProxyType(
    {
        "fen": "0.01 yuan: money",
        "micro": "0.000001 yuan: wages and calculation bases",
        "ppm": "0.000001: rates",
        "e12": "0.000000000001: indices",
        "years": "1/12000 year",
        "payment_months": "0.1 month",
    }
)
_KEYS = frozenset(
    {"kind", "schema_version", "units", "version", "sources", "scenario", "result", "law", "digest"}
)


class _Twice(ValueError):
    """A key stands twice in an object."""


def as_json(receipt: Receipt) -> str:
    """The receipt as indented JSON with Chinese left readable, ending in a newline."""
    content = _content(receipt)
    content["digest"] = seal_of(content)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _content(receipt: Receipt) -> dict[str, Any]:
    return {
        "kind": _KIND,
        "schema_version": SCHEMA_VERSION,
        "units": dict(_UNITS),
        "version": receipt.version,
        "sources": receipt.sources,
        "scenario": dict(parse(dump(receipt.scenario)).keys),
        "result": encoded(receipt.result),
        "law": encoded(receipt.law),
    }


def seal_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content of a receipt without its digest, whatever its layout."""
    sealed = {name: part for name, part in content.items() if name != "digest"}
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read(path: Path) -> Receipt:
    """The receipt of a file. Raises ScenarioProblems saying why it is refused."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _refused("file_missing", found=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _refused("file_unreadable", found=str(path), reason=reason) from None
    if len(content) > _LARGEST:
        raise _refused("file_too_large", found=str(path), longest=_LARGEST)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("receipt_unreadable", found=path.name) from None
    return read_text(text, path.name)


def read_text(text: str, name: str = "-") -> Receipt:
    """The receipt of a text; `name` is the file an error names. Raises ScenarioProblems."""
    content = _parsed(text, name)
    if not isinstance(content, dict) or content.get("kind") != _KIND:
        raise _refused("receipt_foreign", found=name)
    if content.get("schema_version") != SCHEMA_VERSION:
        version = str(content.get("schema_version"))[:_SHOWN]
        raise _refused("receipt_version", found=name, version=version, known=SCHEMA_VERSION)
    if content.get("digest") != seal_of(content):
        raise _refused("receipt_altered", found=name)
    try:
        return _receipt(content)
    except Misfit as misfit:
        raise _refused("receipt_broken", found=name, path=misfit.path[:_SHOWN]) from None


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except _Twice as twice:
        raise _refused("receipt_broken", found=name, path=str(twice)[:_SHOWN]) from None
    except (ValueError, RecursionError):
        raise _refused("receipt_unreadable", found=name) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at])))
    return found


def _receipt(content: Mapping[str, Any]) -> Receipt:
    for name in sorted(content.keys() ^ _KEYS):
        raise Misfit(name)
    law: Snapshot = decoded(Snapshot, content["law"], "law")
    try:
        tables = {name: typed_rows(name, rows) for name, rows in law.tables.items()}
    except (KeyError, TypeError, ValueError):
        raise Misfit("law.tables") from None
    result: Figures = decoded(Figures, content["result"], "result")
    if set(result.outcomes) != set(OUTCOMES):
        raise Misfit("result.outcomes")
    return Receipt(
        version=decoded(str, content["version"], "version"),
        sources=decoded(str, content["sources"], "sources"),
        scenario=restored(content["scenario"]),
        result=result,
        law=replace(law, tables=MappingProxyType(tables)),
    )


def _refused(code: str, *, found: str, **values: object) -> ScenarioProblems:
    return ScenarioProblems([Problem(field="file", code=code, found=found, values=values)])
