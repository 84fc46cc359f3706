"""模板: an empty file of people with the valid choices, and what each column means.

What must be known stands first and open, everything that has a default behind it and folded away. A
second sheet takes histories, a third explains the fields, a fourth the result columns, a fifth holds the
choices. All of it follows from the field table and the catalogs; nothing is listed twice.
"""

import csv
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import HashedFile, refusals
from calculator.batch.results import listed, meaning
from calculator.i18n import Language, text
from calculator.i18n.names import place_name
from calculator.scenario.fields import FIELDS, HISTORY, Field
from calculator.width import cells
from calculator.wording import word
from rules.law import Law

__all__ = ["write_template"]

_ROWS = 1_000
_BASES = frozenset({"wage", "tier", "base"})
_PASTS = frozenset({"paid", "history"})
_OPEN = (
    "region",
    "born",
    "sex",
    "wage",
    "tier",
    "base",
    "paid",
    "balance",
    "balance_date",
    "retire",
)
_CARRIED = ("id", "name")
_WIDTH = 14
_LINE = 15
_GUIDE_WIDTHS = (18, 22, 12, 62, 20, 44)
_RESULT_WIDTHS = (34, 48, 66, 20, 12)
_MUST, _MAY, _OWN = "#F7C873", "#D9E8F5", "#E8E8E8"


def write_template(path: Path, law: Law, language: Language) -> None:
    """Write a template as XLSX or CSV, by the ending of `path`. Raises BatchError."""
    if path.suffix.lower() == ".xlsx":
        _Book(law, language).write(path)
    elif path.suffix.lower() == ".csv":
        _write_text(path, language)
    else:
        raise BatchError("kind_unknown", file=path.name, allowed=(".xlsx", ".csv"))


def _columns() -> tuple[Field, ...]:
    """The fields, those that most people need first."""
    known = {entry.name: entry for entry in FIELDS}
    return (*(known.pop(name) for name in _OPEN), *known.values())


def _header(entry: Field, language: Language) -> str:
    return entry.zh if language == "zh" else entry.name


def _own_columns(language: Language) -> tuple[str, ...]:
    """Columns of the user's own that are carried through: an id and a name."""
    return tuple(text(f"batch.template.{name}", language) for name in _CARRIED)


def _choices(entry: Field, language: Language) -> list[str]:
    if entry.kind is None:
        return []
    if entry.kind.name == "boolean":
        return ["是", "否"] if language == "zh" else ["yes", "no"]
    return [word(choice, language) for choice in entry.kind.choices]


def _need(entry: Field) -> str:
    if entry.required:
        return "required"
    return "one_of" if entry.name in _BASES else "either" if entry.name in _PASTS else ""


def _guide(language: Language) -> Iterator[tuple[str, ...]]:
    """The rows of the guide: header, English header, whether it must be given, meaning, example, choices."""
    names = ("field", "english", "needed", "meaning", "example", "choices")
    yield tuple(text(f"batch.template.{name}", language) for name in names)
    for own in _CARRIED:
        header = text(f"batch.template.{own}", language)
        yield header, own, "", text(f"batch.template.{own}_help", language), "", ""
    for entry in _columns():
        need = _need(entry)
        help_key = "parts_help" if entry.parts else None
        yield (
            _header(entry, language),
            entry.name,
            text(f"batch.template.{need}", language) if need else "",
            text(f"batch.template.{help_key}", language)
            if help_key
            else text(f"field.{entry.name}.help", language),
            _example(entry, language),
            ", ".join(_choices(entry, language)),
        )


def _results(language: Language) -> Iterator[tuple[str, ...]]:
    """The rows of the list of result columns: name, Chinese and English meaning, unit, set."""
    names = ("result_name", "result_chinese", "result_english", "result_unit", "result_set")
    yield tuple(text(f"batch.template.{name}", language) for name in names)
    for one in listed():
        unit = text(f"batch.unit.{one.unit}", language)
        yield one.name, meaning(one.name, "zh"), meaning(one.name, "en"), unit, one.chosen_by


def _example(entry: Field, language: Language) -> str:
    if not entry.parts:
        return text(f"field.{entry.name}.example", language)
    needed = [part for part in entry.parts if part.required or part.name == "base"]
    return " ".join(
        f"{_header(part, language)}={text(f'field.{part.name}.example', language)}"
        for part in needed
    )


def _write_text(path: Path, language: Language) -> None:
    headers = (*_own_columns(language), *(_header(entry, language) for entry in _columns()))
    file = HashedFile(path)
    file.write("\ufeff".encode())
    file.write((",".join(headers) + "\n").encode())
    file.close()
    for name, rows in (("guide", _guide(language)), ("results", _results(language))):
        beside = path.with_name(f"{path.stem}.{text(f'batch.template_{name}', language)}.csv")
        with refusals(beside), beside.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)


class _Book:
    """The template as a workbook."""

    def __init__(self, law: Law, language: Language) -> None:
        self.language: Language = language
        places = [one for one in law.regions.values() if one.figures]
        self.lists: dict[str, list[str]] = {
            "region": [place_name(one, language) for one in places if one.kind == "province"]
            + [place_name(one, language) for one in places if one.kind == "city"]
        }

    def write(self, path: Path) -> None:
        """Write it. Raises BatchError."""
        from calculator.batch.files.spreadsheets import workbook  # noqa: PLC0415 only spreadsheets need it

        names = [
            text(f"batch.template_{name}", self.language)
            for name in ("sheet", "history", "guide", "results", "lists")
        ]
        with workbook(path) as book:
            people, history, guide, results, lists = (book.add_worksheet(name) for name in names)
            formats = {
                colour: book.add_format(
                    {"bold": True, "bg_color": colour, "border": 1, "text_wrap": True}
                )
                for colour in (_MUST, _MAY, _OWN)
            }
            as_text = book.add_format({"num_format": "@"})
            self._people(people, names[-1], formats, as_text)
            self._history(history, names[-1], formats, as_text)
            how, chosen = (
                text(f"batch.template.{key}", self.language) for key in ("how", "chosen")
            )
            self._explain(guide, book, _guide(self.language), _GUIDE_WIDTHS, how)
            self._explain(results, book, _results(self.language), _RESULT_WIDTHS, chosen)
            for at, (name, choices) in enumerate(self.lists.items()):
                lists.write_string(0, at, name)
                lists.write_column(1, at, choices)
            lists.hide()

    def _people(self, sheet: Any, lists: str, formats: dict[str, Any], as_text: Any) -> None:
        own = _own_columns(self.language)
        for at, name in enumerate(own):
            sheet.write_string(0, at, name, formats[_OWN])
            sheet.set_column(at, at, _WIDTH, as_text)
        for at, entry in enumerate(_columns(), start=len(own)):
            self._column(sheet, at, entry, lists, formats)
            folded = {} if entry.name in _OPEN else {"level": 1, "hidden": True}
            sheet.set_column(at, at, _WIDTH, as_text, folded)
        sheet.set_column(at + 1, at + 1, _WIDTH, None, {"collapsed": True})
        sheet.freeze_panes(1, len(own))

    def _history(self, sheet: Any, lists: str, formats: dict[str, Any], as_text: Any) -> None:
        sheet.write_string(0, 0, _own_columns(self.language)[0], formats[_OWN])
        sheet.set_column(0, len(HISTORY), _WIDTH, as_text)
        for at, entry in enumerate(HISTORY, start=1):
            self._column(sheet, at, entry, lists, formats)
        sheet.freeze_panes(1, 1)

    def _column(
        self, sheet: Any, at: int, entry: Field, lists: str, formats: dict[str, Any]
    ) -> None:
        """The header of a field with its meaning, and the choices; other forms it reads stay possible."""
        sheet.write_string(
            0, at, _header(entry, self.language), formats[_MUST if _need(entry) else _MAY]
        )
        meaning = "batch.template.parts_help" if entry.parts else f"field.{entry.name}.help"
        sheet.write_comment(0, at, text(meaning, self.language))
        is_place = entry.kind is not None and entry.kind.name == "region"
        choices = None if is_place else _choices(entry, self.language)
        if choices == []:
            return
        key = "region" if choices is None else entry.name
        offered = self.lists.setdefault(key, list(choices or ()))
        column = chr(ord("A") + list(self.lists).index(key) % 26)
        column = "A" * (list(self.lists).index(key) // 26) + column
        sheet.data_validation(
            1,
            at,
            _ROWS,
            at,
            {
                "validate": "list",
                "source": f"='{lists}'!${column}$2:${column}${len(offered) + 1}",
                "error_type": "information",
                "error_message": text("batch.template.other", self.language),
            },
        )

    def _explain(
        self,
        sheet: Any,
        book: Any,
        told: Iterator[tuple[str, ...]],
        widths: Sequence[int],
        how: str,
    ) -> None:
        """A sheet to read: what to do in its first line, a table below."""
        bold = book.add_format({"bold": True, "bg_color": _MAY, "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.merge_range(0, 0, 0, len(widths) - 1, how, book.add_format({"text_wrap": True}))
        sheet.set_row(0, _LINE * ceil(cells(how) / sum(widths)))
        for line, row in enumerate(told, start=1):
            for at, cell in enumerate(row):
                sheet.write_string(line, at, cell, wrapped if line > 1 else bold)
            pairs = zip(row, widths, strict=True)
            sheet.set_row(
                line, _LINE * max(ceil(cells(cell) / width) or 1 for cell, width in pairs)
            )
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
