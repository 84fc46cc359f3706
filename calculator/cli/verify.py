"""`linghuo verify`: published cases and settlement sheets, computed again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from calculator.cli import streams
from calculator.cli.commands import (
    WordedChoice,
    WordedCommand,
    WordedOption,
    WrongUse,
    settings_of,
)
from calculator.cli.laws import law_of
from calculator.cli.tables import TABLE_FORMATS, Table, TableColumn, Worded, written
from calculator.i18n import Language, has, text
from calculator.verification import published_cases, verify
from calculator.verification.guarantees import guarantees
from calculator.width import wrapped

__all__ = ["command"]

_MISSED = 1
"""A case differs for a reason nobody has found."""
_WIDTH = 80
_MARGIN = "  "
_USUAL = frozenset({"base_equal", "base_previous_year", "extra_computed", "minimum_equal"})
"""Remarks about single cases that the counts say already."""
_SIDES = ("expected", "computed")
_COUNTS = ("cases", "agree", "miss", "unchecked")


def command(language: Language) -> click.Command:
    """The command in a language."""
    params: list[click.Parameter] = [
        WordedOption(
            ["--cases"], type=click.Path(path_type=Path), help=text("cli.option.cases", language)
        ),
        WordedOption(
            ["--format", "form"],
            type=WordedChoice(TABLE_FORMATS),
            default=TABLE_FORMATS[0],
            help=f"{text('cli.option.format', language)} ({', '.join(TABLE_FORMATS)})",
        ),
    ]
    return WordedCommand("verify", language, _verify, params, about="cli.command.verify")


def _verify(ctx: click.Context, *, cases: Path | None, form: str) -> int:
    settings = settings_of(ctx)
    language = settings.language
    stated = published_cases() if cases is None else _read(ctx, cases)
    report = verify(stated, law_of(settings))
    content = report.as_dict(language) | {"guarantees": _guarantees(language)}
    if form == "json":
        streams.write(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        streams.write(_written(content, form, language))
    total, agreed = content["summary"]["cases"], content["summary"]["agree"]
    streams.write_error(text("cli.verified", language, agreed=agreed, total=total))
    return _MISSED if report.unexplained else 0


def _read(ctx: click.Context, path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = f"{path}: {error}"
        raise WrongUse("cli.bad_usage", ctx, reason=reason) from None
    if not isinstance(content, list) or not all(isinstance(case, dict) for case in content):
        raise WrongUse("cli.bad_usage", ctx, reason=f"{path}: not a list of cases")
    return content


def _written(content: Mapping[str, Any], form: str, language: Language) -> str:
    """Counts, each case that does not agree with both numbers and the reason, and what to note."""
    open_cases = [case for case in content["cases"] if not case["agrees"]]
    tables = [*_counts(content["summary"], language), _numbers(open_cases)]
    remarks = [(case["id"], case["reason"]) for case in open_cases]
    remarks += [
        (case["id"], note["text"])
        for case in content["cases"]
        for note in case["notes"]
        if note["code"] not in _USUAL
    ]
    if form != TABLE_FORMATS[0]:
        columns = (TableColumn("case"), TableColumn("note"))
        noted = Table("notes", columns, tuple(remarks))
        return written([*tables, noted, _guarantee_table(content["guarantees"])], form, language)
    paragraphs = [_paragraph(*remark) for remark in remarks]
    paragraphs += ["", text("verify.guarantees", language)]
    paragraphs += [_guaranteed(one) for one in content["guarantees"]]
    shown = written([table for table in tables if table.rows], form, language)
    return "\n".join([shown, *paragraphs])


def _counts(summary: Mapping[str, Any], language: Language) -> Iterator[Table]:
    counts = tuple(TableColumn(name, "count") for name in _COUNTS)
    by_province = [
        (line["place"], _worded("kind", line["kind"], language), *(line[n] for n in _COUNTS))
        for line in summary["by_province"]
    ]
    yield Table(
        "by_province", (TableColumn("region"), TableColumn("kind"), *counts), tuple(by_province)
    )
    by_confidence = [
        (_worded("confidence", line["confidence"], language), *(line[n] for n in _COUNTS))
        for line in summary["by_confidence"]
    ]
    yield Table("by_confidence", (TableColumn("confidence"), *counts), tuple(by_confidence))
    bases = [(_worded("base", code, language), count) for code, count in summary["bases"].items()]
    yield Table("bases", (TableColumn("calculation_base"), counts[0]), tuple(bases))


def _worded(name: str, value: str, language: Language) -> Worded:
    key = f"verify.{name}.{value}"
    return Worded(value, text(key, language) if has(key) else value)


def _numbers(cases: list[dict[str, Any]]) -> Table:
    columns = tuple(TableColumn(key) for key in ("case", "region", "field", *_SIDES))
    rows = [
        (case["id"], case["place"], name, *(_plain(case[side].get(name)) for side in _SIDES))
        for case in cases
        for name in case["differing"] or case["unchecked"]
    ]
    return Table("misses", columns, tuple(rows))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _guarantees(language: Language) -> list[dict[str, Any]]:
    """What property tests hold, in words, with the tests."""
    return [
        {"id": one.id, "text": text(f"guarantee.{one.id}", language), "tests": list(one.tests)}
        for one in guarantees()
    ]


def _guarantee_table(found: list[dict[str, Any]]) -> Table:
    columns = (TableColumn("guarantee"), TableColumn("tests"))
    return Table("guarantees", columns, tuple((o["text"], " ".join(o["tests"])) for o in found))


def _guaranteed(one: Mapping[str, Any]) -> str:
    lines = wrapped(one["text"], _WIDTH - len(_MARGIN))
    return "\n".join(["- " + lines[0], *(_MARGIN + line for line in (*lines[1:], *one["tests"]))])


def _paragraph(case: str, sentence: str) -> str:
    lines = wrapped(sentence, _WIDTH - len(_MARGIN))
    return "\n".join(["", case, *(_MARGIN + line for line in lines)])
