"""版式: a document in one of the text formats."""

from typing import Literal

from calculator.reports.document import Document
from calculator.reports.markdown import as_markdown
from calculator.reports.plain import as_plain
from calculator.reports.separated import as_csv

__all__ = ["TextFormat", "laid_out"]

TextFormat = Literal["table", "markdown", "csv"]
_WRITERS = {"table": as_plain, "markdown": as_markdown, "csv": as_csv}


def laid_out(document: Document, form: TextFormat) -> str:
    """The document, ending in a newline."""
    return _WRITERS[form](document)
