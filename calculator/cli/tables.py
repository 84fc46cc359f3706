"""表格输出: rows of plain values as an aligned table, Markdown, CSV or JSON.

All four show the same rows; aligned ones in the width of the terminal. Tables and Markdown show values
in the words of the language; CSV and JSON keep numbers in the units of the program and the stable
English column keys.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculator.cli import streams
from calculator.cli.aligned import aligned
from calculator.i18n import FORMATS, Language, formatted, text
from calculator.reports.markdown import markdown_cell
from calculator.spreadsheet_text import neutralised

__all__ = ["SCHEMA_VERSION", "TABLE_FORMATS", "Cell", "Table", "TableColumn", "Worded", "written"]

SCHEMA_VERSION = 1


class Worded(NamedTuple):
    """A value together with how it is shown, where its column alone does not say."""

    value: int | str | None
    shown: str


Cell = int | str | Worded | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its key under `column.`, and the format or catalog family its values are shown in."""

    key: str
    shown: str = ""

    def cell(self, value: Cell, language: Language) -> str:
        """A value as it is shown."""
        if isinstance(value, Worded):
            return value.shown
        if value is None or value == "":
            return ""
        if self.shown in FORMATS:
            return formatted(value, self.shown, language)
        return text(f"{self.shown}.{value}", language) if self.shown else str(value)

    @property
    def is_number(self) -> bool:
        """Whether values stand to the right."""
        return self.shown in FORMATS and self.shown != "month"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `name` is the key of the rows in JSON."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _aligned(tables: Sequence[Table], language: Language, width: int) -> str:
    return "\n\n".join("\n".join(_lines(table, language, width)) for table in tables)


def _lines(table: Table, language: Language, width: int) -> Iterable[str]:
    numbers = [column.is_number for column in table.columns]
    return aligned(_header(table, language), _shown(table, language), numbers, width)


def _header(table: Table, language: Language) -> list[str]:
    """The titles of the columns; a year is its own title."""
    return [
        column.key if column.key.isdecimal() else text(f"column.{column.key}", language)
        for column in table.columns
    ]


def _shown(table: Table, language: Language) -> list[list[str]]:
    return [
        [
            " ".join(column.cell(value, language).splitlines())
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]


def _markdown(tables: Sequence[Table], language: Language, _: int) -> str:
    return "\n\n".join("\n".join(_pipes(table, language)) for table in tables)


def _pipes(table: Table, language: Language) -> Iterable[str]:
    rule = ["---:" if column.is_number else "---" for column in table.columns]
    for line in (_header(table, language), rule, *_shown(table, language)):
        yield "| " + " | ".join(map(markdown_cell, line)) + " |"


def _csv(tables: Sequence[Table], _: Language, __: int) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for position, table in enumerate(tables):
        if position:
            writer.writerow([])
        writer.writerow([column.key for column in table.columns])
        writer.writerows([_safe(value) for value in row] for row in table.rows)
    return out.getvalue()


def _json(tables: Sequence[Table], _: Language, __: int) -> str:
    keys = {table.name: [column.key for column in table.columns] for table in tables}
    content: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
    content |= {
        table.name: [
            dict(zip(keys[table.name], map(_plain, row), strict=True)) for row in table.rows
        ]
        for table in tables
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _safe(value: Any) -> Any:
    """A plain value that no spreadsheet runs."""
    plain = _plain(value)
    return neutralised(plain) if isinstance(plain, str) else plain


def _plain(value: Any) -> Any:
    """Numbers and nothing stay, months and words become text."""
    if isinstance(value, Worded):
        value = value.value
    return value if value is None or type(value) is int else str(value)


_WRITERS: dict[str, Callable[[Sequence[Table], Language, int], str]] = {
    "table": _aligned,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
}
TABLE_FORMATS = tuple(_WRITERS)
"""The formats, the one for people first."""


def written(
    tables: Sequence[Table], form: str, language: Language, width: int | None = None
) -> str:
    """`tables` in one of `TABLE_FORMATS`; aligned ones in `width` cells, else in those there are."""
    return _WRITERS[form](tables, language, streams.table_width() if width is None else width)
