"""比较的报告: comparisons and plans as text for a terminal, Markdown, CSV or JSON.

The first three are written from one document; JSON is the result itself with its units made plain.
"""

from typing import Any, NamedTuple

from calculator.reports import Format
from calculator.reports.comparisons.plain_data import as_json
from calculator.reports.document import Document
from calculator.reports.layouts import laid_out

__all__ = ["Comparison", "written"]


class Comparison(NamedTuple):
    """A result for other programs, by name, and the document for people."""

    results: dict[str, Any]
    document: Document


def written(comparison: Comparison, form: Format, width: int | None = None) -> str:
    """The comparison in one of the formats, ending in a newline; tables `width` cells wide, else 80."""
    if form == "json":
        return as_json(comparison.results)
    return laid_out(comparison.document, form, width)
