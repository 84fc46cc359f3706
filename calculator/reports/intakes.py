"""录入的报告: the history a record became, the statement beside it, and what was done with the rows."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.intake import Intake, Note
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.heading import heading
from calculator.reports.wording import Wording
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.files import dump
from calculator.scenario.model import Segment
from rules.law import Law
from rules.month import Month
from rules.quantities import FEN_PER_YUAN

__all__ = ["SCHEMA_VERSION", "intake_data", "intake_document", "intake_note"]

SCHEMA_VERSION = 1
_HISTORY = ("first", "last", "place", "kind", "base", "months", "posted")
_NUMBERS = frozenset({"base", "months"})
_STATEMENT = ("balance", "credited", "interest", "months", "total_months")
_MONEY = frozenset({"balance", "credited", "interest", "off"})


def intake_document(found: Intake, words: Wording) -> Document:
    """The document of an intake."""
    sections = (_history(found, words), _statement(found, words), _notes(found, words))
    return Document(
        title=words.say("intake.title"),
        subject=_subject(found, words),
        sections=tuple(part for part in sections if part.rows or part.paragraphs),
        note=words.say("intake.note_below"),
    )


def _subject(found: Intake, words: Wording) -> str:
    history = found.scenario.history
    region = words.place(found.scenario.region)
    if not history:
        months = found.scenario.paid or 0
        return words.say("intake.subject_statement", region=region, months=months)
    return words.say(
        "intake.subject",
        region=region,
        first=history[0].first,
        last=history[-1].last,
        months=sum(_length(part) for part in history),
    )


def _length(part: Segment) -> int:
    return part.last - part.first + 1


def _history(found: Intake, words: Wording) -> Section:
    has_posted = any(part.posted for part in found.scenario.history)
    names = _HISTORY if has_posted else _HISTORY[:-1]
    columns = tuple(Column(words.say(f"intake.{name}"), right=name in _NUMBERS) for name in names)
    rows = tuple(Row(_cells(part, found, words)[: len(names)]) for part in found.scenario.history)
    title = words.say("intake.section.history")
    return Section(id="history", title=title, columns=columns, rows=rows)


def _cells(part: Segment, found: Intake, words: Wording) -> tuple[str, ...]:
    return (
        str(part.first),
        str(part.last),
        words.place(part.region or found.scenario.region),
        words.value("kind", part.kind),
        words.show(part.base, "yuan"),
        words.show(_length(part), "count"),
        str(part.posted) if part.posted else "",
    )


def _statement(found: Intake, words: Wording) -> Section:
    statement = found.statement
    rows = (
        []
        if statement is None
        else [Row((words.say("intake.statement.year"), str(statement.year)))]
    )
    for name in _STATEMENT if statement is not None else ():
        value = getattr(statement, name)
        if value is not None:
            shown = words.show(value, "yuan" if name in _MONEY else "months")
            rows.append(Row((words.say(f"intake.statement.{name}"), shown)))
    title = words.say("intake.section.statement")
    return Section(id="statement", title=title, rows=tuple(rows))


def _notes(found: Intake, words: Wording) -> Section:
    told = tuple(intake_note(note, words) for note in found.notes)
    return Section(id="notes", title=words.say("intake.section.notes"), paragraphs=told)


def intake_note(note: Note, words: Wording) -> str:
    """The sentence of a note."""
    values = dict(note.values)
    if "region" in values:
        values["region"] = words.place(values["region"])
    if "first" in values:
        values["period"] = words.period(values["first"], values["last"])
    return words.say(f"intake.note.{note.code}", **values)


def intake_data(found: Intake, law: Law) -> dict[str, Any]:
    """An intake as plain data: the scenario as a file holds it, the statement, the notes."""
    return {
        **heading(SCHEMA_VERSION, law, assumed_defaults(found.scenario)),
        "scenario": tomllib.loads(dump(found.scenario)),
        "statement": None if found.statement is None else dict(_year(found.statement)),
        "notes": [
            {"code": note.code, "values": dict(_values(note.values))} for note in found.notes
        ],
    }


def _year(statement: Any) -> Iterator[tuple[str, Any]]:
    yield "year", statement.year
    for name in _STATEMENT:
        value = getattr(statement, name)
        yield name, value / FEN_PER_YUAN if value is not None and name in _MONEY else value


def _values(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, Month):
            yield name, str(value)
        elif name in _MONEY:
            yield name, value / FEN_PER_YUAN
        else:
            yield name, list(value) if isinstance(value, tuple) else value
