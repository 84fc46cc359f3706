"""Markdown: a document as headings, tables and lists."""

from collections.abc import Iterator

from calculator.reports.document import Document, Row, Section

__all__ = ["as_markdown", "markdown_cell", "markdown_text"]


def as_markdown(document: Document) -> str:
    """The document in Markdown with pipe tables."""
    lines = [f"# {markdown_text(document.title)}", "", markdown_text(document.subject)]
    for section in document.sections:
        lines += ["", f"## {markdown_text(section.title)}", "", *_body(section)]
    lines += ["", "---", "", markdown_text(document.note)]
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
        yield f"- {markdown_text(paragraph)}"


def _item(row: Row) -> Iterator[str]:
    label, *values = (markdown_cell(text) for text in row.cells)
    yield f"- **{label}**  {' | '.join(values)}".rstrip()
    for name, text in row.details:
        yield f"  - {markdown_text(name)}: {markdown_text(text)}"


def _table(section: Section) -> Iterator[str]:
    columns = section.columns
    titles = [markdown_cell(column.title) for column in columns] or ["", ""]
    rights = [column.right for column in columns] or [False, False]
    yield _line(titles)
    yield _line(["---:" if right else "---" for right in rights])
    for row in section.rows:
        yield _line([markdown_cell(text) for text in row.cells])


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def markdown_cell(text: str) -> str:
    """A text as a cell of a pipe table."""
    return markdown_text(text).replace("|", r"\|")


def markdown_text(text: str) -> str:
    """A text in one line in which no tag and no link begins."""
    return " ".join(text.splitlines()).replace("<", "&lt;").replace("](", r"]\(")
