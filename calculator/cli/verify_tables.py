"""核对的表格: the reply of `linghuo verify` for programs, and its tables and paragraphs for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.cli.tables import TABLE_FORMATS, Table, TableColumn, Worded, written
from calculator.i18n import Language, has, text
from calculator.i18n.names import place_name
from calculator.reports.heading import heading
from calculator.verification import Report
from calculator.verification.guarantees import guarantees
from calculator.verification.provinces import Figures, Province, provinces
from calculator.width import split, wrapped
from rules.law import Certainty, Law

__all__ = ["SCHEMA_VERSION", "verification_data", "written_verification"]

SCHEMA_VERSION = 1
_WIDTH = 80
_MARGIN = "  "
_USUAL = frozenset({"base_equal", "base_previous_year", "extra_computed", "minimum_equal"})
"""Remarks about single cases that the counts say already."""
_SIDES = ("expected", "computed")
_COUNTS = ("cases", "agree", "miss", "unchecked")


def verification_data(
    report: Report, law: Law, language: Language, *, whole: bool = True
) -> dict[str, Any]:
    """Cases, counts, every province, and what property tests guarantee, as plain values.

    Not `whole`, for cases of a user's own: only provinces with a sheet among them.
    """
    told = [one for one in provinces(report.findings, law) if whole or one.sheets]
    return {
        **heading(SCHEMA_VERSION, law, {}),
        **report.as_dict(language),
        "provinces": [_province(one, language) for one in told],
        "guarantees": _guarantees(language),
    }


def written_verification(content: Mapping[str, Any], form: str, language: Language) -> str:
    """Counts, each case that does not agree with both numbers and the reason, and what to note."""
    open_cases = [case for case in content["cases"] if not case["agrees"]]
    by_province, *counts = _counts(content["summary"], language)
    standing = _standing(content["provinces"])
    tables = [by_province, standing, *counts, _numbers(open_cases)]
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
    without = [(one["place"], one["note"]) for one in content["provinces"] if one["note"]]
    paragraphs = [_paragraph(*remark) for remark in (*remarks, *without)]
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


def _province(one: Province, language: Language) -> dict[str, Any]:
    """What was checked of a province; a note where no settlement sheet is among the cases."""
    place = place_name(one.region, language)
    return {
        "region": one.region.code,
        "place": place,
        "sheets": one.sheets,
        "agree": one.agree,
        "limits": _figures(one.limits),
        "bases": _figures(one.bases),
        "documents": one.documents,
        "practice": one.practice,
        "note": None if one.sheets else _no_sheet(one, place, language),
    }


def _figures(found: Figures) -> dict[str, Any]:
    return found._asdict() | {"first": str(found.first), "last": str(found.last)}


def _no_sheet(one: Province, place: str, language: Language) -> str:
    """That no sheet stands beside the rules, and what was checked instead."""
    joint = text("report.separator", language)
    said = {}
    for name, found in (("limits", one.limits), ("bases", one.bases)):
        grades = joint.join(
            text("verify.grade", language, grade=grade, count=count)
            for grade, count in found.grades.items()
        )
        values = found._asdict() | {"grades": grades}
        said[name] = text("verify.figures", language, **values)
    return text(
        "verify.no_sheet", language, place=place, documents=one.documents, **said, **one.practice
    )


def _standing(found: list[dict[str, Any]]) -> Table:
    """Every province in a line: its sheets, and what else was checked there."""
    counts = ("sheets", "agree", "limits", "bases", "documents", *map(str, Certainty))
    rows = [
        (
            one["place"],
            one["sheets"],
            one["agree"],
            one["limits"]["known"],
            one["bases"]["known"],
            one["documents"],
            *(one["practice"][str(certainty)] for certainty in Certainty),
        )
        for one in found
    ]
    columns = (TableColumn("region"), *(TableColumn(name, "count") for name in counts))
    return Table("provinces", columns, tuple(rows))


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
    first, *lines = wrapped(one["text"], _WIDTH - len(_MARGIN))
    for test in one["tests"]:
        file, _, name = test.partition("::")
        lines += [f"{file}::", *(_MARGIN + part for part in split(name, _WIDTH - 2 * len(_MARGIN)))]
    return "\n".join(["- " + first, *(_MARGIN + line for line in lines)])


def _paragraph(case: str, sentence: str) -> str:
    lines = wrapped(sentence, _WIDTH - len(_MARGIN))
    return "\n".join(["", case, *(_MARGIN + line for line in lines)])
