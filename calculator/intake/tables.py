"""记录的表格: the rows of a record or a statement, out of text as it was exported or pasted.

Finds the line that heads the table; what stands before it is often a name and a number and is left
behind. Knows columns by their headings only.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from calculator.intake.headers import Column, column_of, is_identifier, kind_of_table
from calculator.scenario.problems import Problem, ScenarioProblems

__all__ = ["Row", "Table", "decoded", "table_of_lines", "table_of_text", "tables_of_sheets"]

_LARGEST = 5_000_000
_NO_HEADER = "intake_no_header"
_HEADER_WITHIN = 60
_MARKS = ("\t", ",", ";", "|", "，", "；")
_SPACES = re.compile(r"\s+")
_LABELS = re.compile(r"\s*[\t:：,，=]\s*|\s+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Row(NamedTuple):
    """One row: its number in the file, and its cells by column."""

    number: int
    cells: dict[Column, str]


class Table(NamedTuple):
    """A record or a statement (`kind`). `headings` are the headings of its columns as they stand there.

    `dropped` are headings of identifying columns, `unknown` the others nobody reads, `before` the lines
    above the header, `left` the other sheets of its file that hold no table.
    """

    name: str
    kind: str
    headings: dict[Column, str]
    rows: tuple[Row, ...]
    dropped: tuple[str, ...]
    unknown: tuple[str, ...]
    before: int
    left: tuple[str, ...] = ()


def decoded(content: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 with a mark, or GB18030. Raises ScenarioProblems."""
    if len(content) > _LARGEST:
        raise _refused("file_too_large", name, longest=_LARGEST)
    encodings = [encoding for mark, encoding in _BOMS if content.startswith(mark)]
    for encoding in (*encodings, "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("intake_encoding", name)


def table_of_text(text: str, name: str) -> Table:
    """The table in a text, its columns parted by tabs, commas, semicolons, bars or spaces.

    Raises ScenarioProblems where no line heads a record or a statement.
    """
    lines = text.lstrip("\ufeff").splitlines()
    for mark in (*_MARKS, None):
        split = list(_split(lines[:_HEADER_WITHIN], mark))
        if any(kind_of_table(cells) for cells in split):
            return table_of_lines(list(_split(lines, mark)), name)
    labelled = _labelled(lines)
    return table_of_lines(labelled, name)


def _labelled(lines: Sequence[str]) -> list[list[str]]:
    """A statement of one year written as labels with their values, as a table of one row."""
    pairs = [parts for line in lines if len(parts := _LABELS.split(line.strip(), maxsplit=1)) == 2]
    return [[label for label, _ in pairs], [value for _, value in pairs]]


def _split(lines: Sequence[str], mark: str | None) -> Iterator[list[str]]:
    for line in lines:
        if mark is None:
            yield _SPACES.split(line.strip())
        else:
            yield next(csv.reader([line], delimiter=mark), [])


def table_of_lines(lines: Sequence[Sequence[str | None]], name: str) -> Table:
    """The table in lines of cells. Raises ScenarioProblems where no line heads one."""
    texts = [[(cell or "").strip() for cell in line] for line in lines]
    heads = enumerate(islice(texts, _HEADER_WITHIN))
    found = next(((at, kind) for at, cells in heads if (kind := kind_of_table(cells))), None)
    if found is None:
        raise _refused(_NO_HEADER, name)
    at, kind = found
    headings = texts[at]
    _refuse_twice(headings, name)
    columns = [None if is_identifier(text) else column_of(text) for text in headings]
    rows = [
        Row(number, _cells(columns, cells))
        for number, cells in enumerate(texts[at + 1 :], start=at + 2)
        if any(cells)
    ]
    return Table(
        name=name,
        kind=kind,
        headings={c: h for c, h in zip(columns, headings, strict=True) if c is not None},
        rows=tuple(row for row in rows if row.cells),
        dropped=tuple(text for text in headings if is_identifier(text)),
        unknown=tuple(
            text
            for text, column in zip(headings, columns, strict=True)
            if text and column is None and not is_identifier(text)
        ),
        before=sum(1 for cells in texts[:at] if any(cells)),
    )


def tables_of_sheets(
    sheets: Mapping[str, Sequence[Sequence[str | None]]], name: str
) -> list[Table]:
    """The tables of a spreadsheet, one for every sheet that holds one. Raises ScenarioProblems."""
    tables, left, problems = [], [], list[Problem]()
    for sheet, lines in sheets.items():
        called = name if len(sheets) == 1 else f"{name} {sheet}"
        try:
            tables.append(table_of_lines(lines, called))
        except ScenarioProblems as found:
            if any(problem.code != _NO_HEADER for problem in found.problems):
                problems += found.problems
            left.append(sheet)
    if problems:
        raise ScenarioProblems(problems)
    if not tables:
        raise _refused(_NO_HEADER, name)
    return [tables[0]._replace(left=tuple(left)), *tables[1:]]


def _refuse_twice(headings: Sequence[str], name: str) -> None:
    """Two columns of one meaning, such as two bases of two schemes, are not chosen between."""
    seen: dict[Column, str] = {}
    for heading in headings:
        column = None if is_identifier(heading) else column_of(heading)
        if column is not None and column in seen:
            raise _refused("intake_column_twice", name, columns=(seen[column], heading))
        if column is not None:
            seen[column] = heading


def _cells(columns: Sequence[Column | None], cells: Sequence[str]) -> dict[Column, str]:
    return {
        column: cell
        for column, cell in zip(columns, cells, strict=False)
        if column is not None and cell
    }


def _refused(code: str, name: str, **values: object) -> ScenarioProblems:
    return ScenarioProblems([Problem(field="file", code=code, found=name, values=values)])
