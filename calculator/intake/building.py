"""记录成为情景: months paid and a statement as a scenario, with what was done and dropped on the way.

Each month counts once, by `rules.career.without_overlap`. What the record does not say, such as the plan
and the birth, has to be given. Nothing that identifies a person is in any of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from calculator.amounts import format_duration, format_index, format_money
from calculator.intake.rows import Answers, Paid, RowReader
from calculator.intake.statements import StatementReader, YearEnd, latest
from calculator.intake.tables import Table
from calculator.scenario.choices import PaidBy
from calculator.scenario.model import Scenario, Segment
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import from_mapping
from rules.career import Choice, Spell, without_overlap
from rules.law import Law
from rules.month import Month
from rules.quantities import Fen, Months

__all__ = ["Intake", "Note", "intake", "segments_of"]

_BY_RECORD = ("history", "paid", "paid_through")
"""Fields a record speaks for, whatever was given besides."""
_STRETCH = re.compile(r"history\[(\d+)\]")


class Note(NamedTuple):
    """Something to say of the reading: a catalog code and its values."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of some records: the scenario, its statement if there was one, and the notes."""

    scenario: Scenario
    statement: YearEnd | None
    notes: tuple[Note, ...]


def intake(
    tables: Sequence[Table],
    law: Law,
    today: Month,
    *,
    given: Mapping[str, Any],
    answers: Answers,
) -> Intake:
    """The scenario of records and statements, with what a person gives besides (`given`, by field).

    Raises ScenarioProblems with every problem of every row, else with those of the whole scenario.
    """
    readings = [_read(table, law, _with_region(answers, given)) for table in tables]
    problems = [problem for reading in readings for problem in reading.problems]
    if problems:
        raise ScenarioProblems(problems)
    paid = [one for reading in readings for one in reading.paid]
    years = sorted((y for reading in readings for y in reading.years), key=lambda y: y.year)
    notes = [note for reading in readings for note in reading.notes]
    segments, rows, merged = segments_of(paid)
    notes += merged
    statement = latest(years)
    keys = {k: v for k, v in given.items() if not (segments and k in _BY_RECORD)}
    keys |= _from_record(segments, given, notes)
    keys |= _from_statement(statement, segments, given, notes)
    notes += _statement_notes(years, segments)
    scenario = _scenario(keys, law, today, rows)
    return Intake(scenario=scenario, statement=statement, notes=tuple(notes))


# Reading


class _Reading(NamedTuple):
    """One table read."""

    paid: list[Paid]
    years: list[YearEnd]
    problems: list[Problem]
    notes: list[Note]


def _with_region(answers: Answers, given: Mapping[str, Any]) -> Answers:
    region = given.get("region")
    if answers.region is None and isinstance(region, str):
        return replace(answers, region=region)
    return answers


def _read(table: Table, law: Law, answers: Answers) -> _Reading:
    notes = list(_left_out(table))
    if table.kind == "statement":
        statement = StatementReader(table)
        years = list(statement.read())
        return _Reading([], years, _located(statement.problems, table), notes)
    reader = RowReader(table, law, answers)
    paid = list(reader.read())
    notes += _row_notes(reader)
    return _Reading(paid, [], _located(reader.problems, table), notes)


def _located(problems: Iterable[Problem], table: Table) -> list[Problem]:
    return [problem._replace(values={**problem.values, "file": table.name}) for problem in problems]


def _left_out(table: Table) -> Iterator[Note]:
    yield Note("rows", {"file": table.name, "rows": len(table.rows)})
    if table.left:
        yield Note("sheets_left", {"file": table.name, "sheets": table.left})
    if table.before:
        yield Note("lines_before", {"count": table.before})
    if table.dropped:
        yield Note("identifiers", {"columns": table.dropped})
    if table.unknown:
        yield Note("columns_unread", {"columns": table.unknown})


_COUNTED = ("unpaid", "refunded", "zero", "late", "early", "posted_by_employer", "by_province")


def _row_notes(reader: RowReader) -> Iterator[Note]:
    for scheme, count in reader.skipped.items():
        yield Note("other_scheme", {"scheme": scheme, "count": count})
    for name in _COUNTED:
        if reader.counts[name]:
            yield Note(name, {"count": reader.counts[name]})
    for name, count in reader.counts.items():
        if name.startswith("converted at "):
            rate = int(name.removeprefix("converted at "))
            yield Note("converted", {"count": count, "rate": rate})


# Months


def segments_of(paid: Sequence[Paid]) -> tuple[tuple[Segment, ...], list[int], list[Note]]:
    """The history of months paid: each month once, equal months that follow together; with the number of
    the first row behind each segment, and what was dropped.
    """
    once = list(dict.fromkeys(one._replace(row=0) for one in paid))
    notes = [Note("repeated", {"count": len(paid) - len(once)})] if len(once) < len(paid) else []
    rows = {one._replace(row=0): one.row for one in reversed(paid)}
    regions = list(dict.fromkeys(one.region for one in once))
    kept, dropped = without_overlap([_spell(one, regions) for one in once])
    spans = dict.fromkeys(dropped)
    notes += [Note("overlap", {"first": Month(a), "last": Month(b)}) for a, b in spans]
    joined: list[Spell] = []
    for spell in kept:
        if joined and _follows(joined[-1], spell):
            joined[-1] = joined[-1]._replace(last=spell.last)
        else:
            joined.append(spell)
    segments = tuple(_segment(spell, regions) for spell in joined)
    notes += _gaps(joined)
    return segments, [_row_of(spell, once, regions, rows) for spell in joined], notes


def _spell(one: Paid, regions: Sequence[str]) -> Spell:
    employed = int(one.kind is PaidBy.EMPLOYED)
    place = regions.index(one.region)
    return Spell(one.first, one.last, Choice.PAID, one.base, 0, place, employed, one.posted)


def _follows(before: Spell, after: Spell) -> bool:
    return after.first == before.last + 1 and after == before._replace(
        first=after.first, last=after.last
    )


def _segment(spell: Spell, regions: Sequence[str]) -> Segment:
    return Segment(
        first=Month(spell.first),
        last=Month(spell.last),
        base=Fen(spell.amount),
        region=regions[spell.place],
        kind=PaidBy.EMPLOYED if spell.employed else PaidBy.FLEXIBLE,
        posted=Month(spell.posted) if spell.posted else None,
    )


def _row_of(
    spell: Spell, paid: Sequence[Paid], regions: Sequence[str], rows: Mapping[Paid, int]
) -> int:
    for one in paid:
        if one.first <= spell.first <= one.last and _spell(one, regions).amount == spell.amount:
            return rows[one]
    return 0


def _gaps(spells: Sequence[Spell]) -> list[Note]:
    """Months between the first and the last that nobody paid."""
    found = []
    for before, after in pairwise(spells):
        if after.first > before.last + 1:
            values = {"first": Month(before.last + 1), "last": Month(after.first - 1)}
            found.append(Note("gap", values))
    return found


# The scenario


def _from_record(
    segments: Sequence[Segment], given: Mapping[str, Any], notes: list[Note]
) -> dict[str, Any]:
    """History, and the place of the last month where none is given."""
    if not segments:
        return {}
    keys: dict[str, Any] = {"history": [_written(part) for part in segments]}
    months = sum(part.last - part.first + 1 for part in segments)
    values = {"months": months, "first": segments[0].first, "last": segments[-1].last}
    notes.append(Note("history", values))
    if "region" not in given:
        keys["region"] = segments[-1].region
        notes.append(Note("region_of_last", {"region": segments[-1].region}))
    return keys


def _written(part: Segment) -> dict[str, Any]:
    """A segment as a scenario file holds it."""
    written = {
        "from": str(part.first),
        "to": str(part.last),
        "base": format_money(Fen(part.base or 0)),
        "region": part.region,
        "kind": str(part.kind),
    }
    return written | ({"posted": str(part.posted)} if part.posted else {})


def _from_statement(
    statement: YearEnd | None,
    segments: Sequence[Segment],
    given: Mapping[str, Any],
    notes: list[Note],
) -> dict[str, Any]:
    """Balance and its date; without a record the months and the index too."""
    if statement is None:
        return {}
    keys: dict[str, Any] = {}
    end = statement.end
    if statement.balance is not None and "balance" not in given:
        keys |= {"balance": format_money(statement.balance), "balance_date": str(end)}
        notes.append(Note("balance", {"month": end, "balance": statement.balance}))
    if statement.average_index is not None and "average_index" not in given:
        keys["average_index"] = format_index(statement.average_index)
        notes.append(Note("index", {"index": statement.average_index}))
    has_months = bool(segments) or any(name in given for name in _BY_RECORD)
    if statement.total_months is not None and not has_months:
        keys |= {"paid": format_duration(statement.total_months), "paid_through": str(end)}
        notes.append(Note("paid_by_statement", {"months": statement.total_months, "month": end}))
    return keys


def _statement_notes(years: Sequence[YearEnd], segments: Sequence[Segment]) -> Iterator[Note]:
    """Where a statement does not add up, or counts other months than the record."""
    for year in years:
        if year.off:
            yield Note("statement_off", {"year": year.year, "off": Fen(year.off)})
        yield from _months_differ(year, segments)
    for before, after in pairwise(years):
        follows = after.year == before.year + 1
        stated = after.opening is not None and before.balance is not None
        if follows and stated and after.opening != before.balance:
            off = Fen((after.opening or 0) - (before.balance or 0))
            yield Note("opening_off", {"year": after.year, "off": off})


def _months_differ(year: YearEnd, segments: Sequence[Segment]) -> Iterator[Note]:
    if not segments:
        return
    in_year = _months_in(segments, Month.of(year.year, 1), year.end)
    if year.months is not None and in_year != year.months:
        values = {"year": year.year, "statement": year.months, "record": in_year}
        yield Note("year_months_differ", values)
    in_all = _months_in(segments, segments[0].first, year.end)
    if year.total_months is not None and in_all != year.total_months:
        values = {"month": year.end, "statement": year.total_months, "record": in_all}
        yield Note("total_months_differ", values)


def _months_in(segments: Sequence[Segment], first: Month, last: Month) -> Months:
    return Months(
        sum(max(0, min(part.last, last) - max(part.first, first) + 1) for part in segments)
    )


def _scenario(keys: Mapping[str, Any], law: Law, today: Month, rows: Sequence[int]) -> Scenario:
    """The checked scenario; the problems of a stretch name the row it begins in."""
    try:
        return from_mapping(keys, law, today)
    except ScenarioProblems as found:
        raise ScenarioProblems([_by_row(problem, rows) for problem in found.problems]) from None


def _by_row(problem: Problem, rows: Sequence[int]) -> Problem:
    number = _STRETCH.match(problem.field)
    return problem if number is None else problem._replace(line=rows[int(number[1]) - 1] or None)
