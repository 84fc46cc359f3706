"""模板: an empty file of people with the valid choices, and what each column means.

Everything in it follows from the field table and the catalogs; nothing is listed twice.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import HashedFile
from calculator.i18n import Language, text
from calculator.scenario.fields import FIELDS, Field
from calculator.wording import word
from rules.law import Law

__all__ = ["write_template"]

_ROWS = 1_000
_LONGEST_LIST = 255
_BASES = frozenset({"wage", "tier", "base"})
_WIDTH = 14
_GUIDE_WIDTHS = (18, 22, 14, 60, 24, 40)


def write_template(path: Path, law: Law, language: Language) -> None:
    """Write a template as XLSX or CSV, by the ending of `path`. Raises BatchError."""
    if path.suffix.lower() == ".xlsx":
        _write_spreadsheet(path, law, language)
    elif path.suffix.lower() == ".csv":
        _write_text(path, language)
    else:
        raise BatchError("kind_unknown", file=path.name, allowed=(".xlsx", ".csv"))


def _columns() -> tuple[Field, ...]:
    """The fields a column can hold by a single value."""
    return tuple(entry for entry in FIELDS if not entry.parts)


def _header(entry: Field, language: Language) -> str:
    return entry.zh if language == "zh" else entry.name


def _choices(entry: Field, language: Language) -> list[str]:
    if entry.kind is None:
        return []
    if entry.kind.name == "boolean":
        return ["是", "否"] if language == "zh" else ["yes", "no"]
    return [word(choice, language) for choice in entry.kind.choices]


def _guide(language: Language) -> Iterator[tuple[str, ...]]:
    """The rows of the guide: header, English header, whether it must be given, meaning, example, choices."""
    names = ("field", "english", "required", "meaning", "example", "choices")
    yield tuple(text(f"batch.template.{name}", language) for name in names)
    for entry in _columns():
        need = "required" if entry.required else "one_of" if entry.name in _BASES else ""
        yield (
            _header(entry, language),
            entry.name,
            text(f"batch.template.{need}", language) if need else "",
            text(f"field.{entry.name}.help", language),
            text(f"field.{entry.name}.example", language),
            ", ".join(_choices(entry, language)),
        )


def _write_text(path: Path, language: Language) -> None:
    file = HashedFile(path)
    file.write("\ufeff".encode())
    file.write((",".join(_header(entry, language) for entry in _columns()) + "\n").encode())
    file.close()
    guide = path.with_name(f"{path.stem}.{text('batch.template_guide', language)}.csv")
    with guide.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(_guide(language))


def _write_spreadsheet(path: Path, law: Law, language: Language) -> None:
    from calculator.batch.files.spreadsheets import workbook  # noqa: PLC0415 only spreadsheets need it

    with workbook(path) as book:
        sheet = book.add_worksheet(text("batch.template_sheet", language))
        guide = book.add_worksheet(text("batch.template_guide", language))
        bold, as_text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for at, entry in enumerate(_columns()):
            sheet.write_string(0, at, _header(entry, language), bold)
            sheet.set_column(at, at, _WIDTH, as_text)
            sheet.write_comment(0, at, text(f"field.{entry.name}.help", language))
            _validate(sheet, at, entry, law, language)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(_guide(language)):
            for at, cell in enumerate(row):
                guide.write_string(line, at, cell, wrapped if line else bold)
        for at, width in enumerate(_GUIDE_WIDTHS):
            guide.set_column(at, at, width)
        guide.freeze_panes(1, 0)


def _validate(sheet: Any, at: int, entry: Field, law: Law, language: Language) -> None:
    """Offer the valid choices; other forms a field reads stay possible."""
    offered = _choices(entry, language)
    if entry.kind is not None and entry.kind.name == "region":
        provinces = [one for one in law.regions.values() if one.kind == "province" and one.figures]
        offered = [one.short if language == "zh" else one.en for one in provinces]
    if offered and len(",".join(offered)) <= _LONGEST_LIST:
        options = {"validate": "list", "source": offered, "error_type": "information"}
        sheet.data_validation(1, at, _ROWS, at, options)
