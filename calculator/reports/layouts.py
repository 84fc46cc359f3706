"""版式: a document in one of the text formats."""

from typing import Literal

from calculator.reports.document import Document

__all__ = ["TextFormat", "laid_out"]

TextFormat = Literal["table", "markdown", "csv"]


def laid_out(document: Document, form: TextFormat) -> str:
    """The document, ending in a newline. A layout is imported when it is asked for."""
    if form == "csv":
        from calculator.reports.separated import as_csv  # noqa: PLC0415

        return as_csv(document)
    if form == "markdown":
        from calculator.reports.markdown import as_markdown  # noqa: PLC0415

        return as_markdown(document)
    from calculator.reports.plain import as_plain  # noqa: PLC0415

    return as_plain(document)
