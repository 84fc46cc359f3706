"""Markdown: a document as headings, tables and lists."""

from collections.abc import Iterator

from calculator.reports.document import Document, Row, Section

__all__ = ["as_markdown"]


def as_markdown(document: Document) -> str:
    """The document in Markdown with pipe tables."""
    lines = [f"# {document.title}", "", document.subject]
    for section in document.sections:
        lines += ["", f"## {section.title}", "", *_body(section)]
    lines += ["", "---", "", document.note]
    return "\n".join(lines) + "\n"


def _body(section: Section) -> Iterator[str]:
    if any(row.details for row in section.rows):
        for row in section.rows:
            yield from _item(row)
    elif section.rows:
        yield from _table(section)
    if section.rows and section.paragraphs:
        yield ""
    for paragraph in section.paragraphs:
        yield f"- {paragraph}"


def _item(row: Row) -> Iterator[str]:
    label, *values = (_cell(text) for text in row.cells)
    yield f"- **{label}**  {' | '.join(values)}".rstrip()
    for name, text in row.details:
        yield f"  - {name}: {text}"


def _table(section: Section) -> Iterator[str]:
    columns = section.columns
    titles = [_cell(column.title) for column in columns] or ["", ""]
    rights = [column.right for column in columns] or [False, False]
    yield _line(titles)
    yield _line(["---:" if right else "---" for right in rights])
    for row in section.rows:
        yield _line([_cell(text) for text in row.cells])


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
