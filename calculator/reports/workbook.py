"""电子表格: tables of finished words as an XLSX workbook (extra `report`).

A cell that is one number, with or without its unit, is written as that number and shown the same way;
everything else is text that no spreadsheet runs. The same tables give the same bytes.
"""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, NamedTuple

from calculator.reports.document import Row, Section
from calculator.spreadsheet_text import neutralised
from calculator.width import cells, wrapped

__all__ = ["Page", "as_xlsx"]

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_UNITS = ("%", " 元", " yuan", " 年", " years", " 个月", "个月", " months", " month")
_NUMBER = re.compile(
    r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?("
    + "|".join(map(re.escape, _UNITS))
    + ")?"
)
_NARROWEST, _WIDEST = 8, 40
_LONGEST_CELL = 32_000
_LINE_HEIGHT, _HIGHEST = 15, 400
_INK, _BAND, _RULE = "#1f2a30", "#e8efec", "#c9cfcb"
_ID = re.compile(r"0[0-9]+")


class Page(NamedTuple):
    """One worksheet: a name, lines above the table, sections that share their columns."""

    name: str
    above: tuple[str, ...]
    sections: tuple[Section, ...]


def as_xlsx(pages: Sequence[Page]) -> bytes:
    """The workbook. Raises ImportError without the extra."""
    xlsxwriter: Any = import_module("xlsxwriter")
    packed = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(packed, options) as book:
        book.set_properties({"created": _MADE, "author": "linghuo"})
        styles = _Styles(book)
        for page in pages:
            _Sheet(book.add_worksheet(page.name), styles).write(page)
    return packed.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **wanted: Any) -> Any:
        """A cell format with these properties over the common ones."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            common = {"valign": "top", "font_color": _INK, "text_wrap": True}
            self._made[key] = self._book.add_format(common | wanted)
        return self._made[key]


class _Sheet:
    """One worksheet being written from the top."""

    def __init__(self, sheet: Any, styles: _Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._at = 0
        self._sizes: list[int] = []

    def write(self, page: Page) -> None:
        """The lines above, the header once, then every section under its title."""
        columns = page.sections[0].columns
        width = max(len(columns), 2)
        self._sizes = self._widths(page, width)
        for number, line in enumerate(page.above):
            size = {"bold": True, "font_size": 14} if number == 0 else {}
            self._text(0, line, text_wrap=False, **size)
            self._at += 1
        for at, column in enumerate(columns):
            place = {"align": "right"} if column.right else {"indent": int(at > 0)}
            self._text(at, column.title, bold=True, bottom=2, bottom_color=_INK, **place)
        self._at += 1 if columns else 0
        self._sheet.freeze_panes(self._at, 1)
        for section in page.sections:
            if len(page.sections) > 1:
                self._band(section.title, width)
            for row in section.rows:
                self._row(section, row)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        if columns:
            self._sheet.repeat_rows(len(page.above))

    def _band(self, title: str, width: int) -> None:
        for at in range(width):
            self._text(at, title if at == 0 else "", bold=True, bg_color=_BAND, text_wrap=False)
        self._at += 1

    def _row(self, section: Section, row: Row) -> None:
        lines = max(_lines(text, self._sizes[at]) for at, text in enumerate(row.cells))
        self._sheet.set_row(self._at, min(lines * _LINE_HEIGHT, _HIGHEST))
        for at, text in enumerate(row.cells):
            is_number = at > 0 and (not section.columns or section.columns[at].right)
            self._cell(at, text, is_number=is_number)
        self._at += 1

    def _cell(self, at: int, text: str, *, is_number: bool) -> None:
        found = _NUMBER.fullmatch(text) if is_number and not _ID.fullmatch(text) else None
        if found is None:
            place = {"align": "right"} if is_number else {"indent": int(at > 0)}
            self._text(at, text, bottom=4, bottom_color=_RULE, **place)
            return
        number, shown = _number(text, found)
        style = self._styles.of(num_format=shown, align="right", bottom=4, bottom_color=_RULE)
        self._sheet.write_number(self._at, at, number, style)

    def _text(self, at: int, text: str, **style: Any) -> None:
        written = neutralised(text)[:_LONGEST_CELL]
        if written:
            self._sheet.write_string(self._at, at, written, self._styles.of(**style))
        else:
            self._sheet.write_blank(self._at, at, None, self._styles.of(**style))

    def _widths(self, page: Page, width: int) -> list[int]:
        """The columns as wide as their longest line, or as is still easy to read."""
        sizes = []
        for at in range(width):
            texts = [section.columns[at].title for section in page.sections if section.columns]
            texts += [row.cells[at] for section in page.sections for row in section.rows]
            widest = max((cells(line) for text in texts for line in text.splitlines()), default=0)
            sizes.append(min(max(widest + 3, _NARROWEST), _WIDEST))
            self._sheet.set_column(at, at, sizes[at])
        return sizes


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; some programs do not find out by themselves."""
    return max(1, sum(len(wrapped(line, width - 2)) for line in text.splitlines()))


def _number(text: str, found: re.Match[str]) -> tuple[Decimal, str]:
    """The value of a printed number and the format that prints it so again."""
    unit = found[2] or ""
    digits = Decimal(text.removesuffix(unit).replace(",", ""))
    shown = "#,##0" if "," in text else "0"
    if found[1]:
        shown += "." + "0" * len(found[1])
    if unit == "%":
        return digits / 100, shown + "%"
    return digits, f'{shown}"{unit}"' if unit else shown
