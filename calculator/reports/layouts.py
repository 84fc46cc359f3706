"""版式: a document in one of the text formats."""

from typing import Literal

from calculator.reports.document import Document

__all__ = ["TextFormat", "laid_out"]

TextFormat = Literal["table", "markdown", "csv"]


def laid_out(document: Document, form: TextFormat, width: int | None = None) -> str:
    """The document, ending in a newline; `width` is that of a table's lines, 80 cells without one.

    A layout is imported when it is asked for.
    """
    if form == "csv":
        from calculator.reports.separated import as_csv  # noqa: PLC0415

        return as_csv(document)
    if form == "markdown":
        from calculator.reports.markdown import as_markdown  # noqa: PLC0415

        return as_markdown(document)
    from calculator.reports.plain import WIDTH, as_plain  # noqa: PLC0415

    return as_plain(document, width or WIDTH)
