"""随附的公开案例: the settlement sheets and worked examples that come with the project.

One file each under `cases/`, by region and month, in our own form: what a sheet states, what it prints,
and where it was found. Years as used, payment months and coefficients are left out, so that the rules
and the law have to find them.
"""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "published_cases", "read_case"]

FOLDER = Path(__file__).parent / "cases"


def published_cases() -> list[dict[str, Any]]:
    """Every case, in the order of regions and months."""
    return [read_case(path) for path in sorted(FOLDER.glob("*/*/*.toml"))]


def read_case(path: Path) -> dict[str, Any]:
    """One case as `verify` takes it, with its `source`; its id is the name of the file."""
    case = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    source = case["source"]
    return {"id": path.stem, "title": source["title"], "confidence": source["confidence"], **case}
