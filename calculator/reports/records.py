"""明细: payments, the account year by year, the figures of the law and the inputs, as tables.

The long tables behind an estimate, for a workbook and for the client's report.
"""

from collections.abc import Iterator
from typing import Any

from calculator.columns import Origin, series_of
from calculator.explanation import Reading
from calculator.explanation.words import StepWords
from calculator.reports.document import Column, Row, Section
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.scenario.fields import FIELDS, Field
from rules.law import Status
from rules.month import Month

__all__ = ["figures", "inputs", "ledger", "payments"]

_NOTHING = "-"
_UNSPOKEN = frozenset({"grades"})


def ledger(estimate: Estimate, words: Wording) -> Section:
    """The individual account, a row for each year."""
    names = ("year", "opening", "months", "credited", "rate", "interest", "closing")
    return Section(
        id="ledger",
        title=words.say("report.section.ledger"),
        columns=_columns(words, "ledger", names, left=1),
        rows=tuple(
            Row(
                (
                    str(line.year),
                    words.show(line.opening, "money"),
                    str(line.opening_months),
                    words.show(line.credited, "money"),
                    words.show(line.rate, "percent"),
                    words.show(line.interest, "money"),
                    words.show(line.closing, "money"),
                )
            )
            for line in estimate.go_on.settlement.ledger
        ),
    )


def payments(estimate: Estimate, words: Wording) -> Section:
    """What is paid, a row for each run of months on one base."""
    names = ("period", "place", "kind", "months", "base", "paid", "credit", "pool", "index")
    return Section(
        id="payments",
        title=words.say("report.section.payments"),
        columns=_columns(words, "payments", names, left=3),
        rows=tuple(
            Row(
                (
                    words.period(Month(run.first), Month(run.last)),
                    words.place(estimate.places[run.place].code),
                    words.say(f"choice.paid_by.{'employed' if run.employed else 'flexible'}"),
                    str(run.months),
                    words.show(run.base, "money"),
                    words.show(run.total, "money"),
                    words.show(run.credit, "money"),
                    words.show(run.pool, "money"),
                    words.show(run.month_index, "index"),
                )
            )
            for run in estimate.go_on.settlement.runs
        ),
    )


def figures(estimate: Estimate, words: Wording) -> Section:
    """Every law value the estimate read: what, where, when, how much, by which document."""
    names = ("series", "region", "period", "value", "status", "grade", "document", "published")
    lines = StepWords(words.law, words.language)
    return Section(
        id="figures",
        title=words.say("report.section.figures"),
        columns=_columns(words, "figures", names, left=len(names)),
        rows=tuple(
            _figure(lines.reading(origin), words) for origin in sorted(estimate.used, key=_order)
        ),
    )


def _order(origin: Origin) -> tuple[str, str, int]:
    return series_of(origin), origin.region, origin.start


def _figure(reading: Reading, words: Wording) -> Row:
    is_projected = reading.status is Status.PROJECTED
    behind = (reading.grade, reading.document, reading.published)
    return Row(
        (
            reading.name,
            reading.place,
            words.period(reading.start, reading.end),
            reading.value,
            words.say(f"status.{reading.status}"),
            *(_NOTHING if is_projected or not part else part for part in behind),
        )
    )


def inputs(estimate: Estimate, words: Wording) -> Section:
    """What was given, in the words of the fields; lists a row for each entry."""
    return Section(
        id="inputs",
        title=words.say("report.section.inputs"),
        rows=tuple(_inputs(estimate, words)),
    )


def _inputs(estimate: Estimate, words: Wording) -> Iterator[Row]:
    scenario = estimate.scenario
    for entry in FIELDS:
        value = getattr(scenario, entry.target)
        if value is None or value == entry.default or entry.name in _UNSPOKEN:
            continue
        if entry.kind is not None:
            yield Row((words.field(entry.name), words.value(entry.name, value)))
            continue
        for number, part in enumerate(value, start=1):
            label = words.say("report.numbered", name=words.field(entry.name), number=number)
            yield Row((label, words.joined(_part(entry.parts, part, words))))


def _part(fields: tuple[Field, ...], part: Any, words: Wording) -> Iterator[str]:
    for entry in fields:
        value = getattr(part, entry.target)
        if value is not None and value != entry.default:
            named = {"name": words.field(entry.name), "value": words.value(entry.name, value)}
            yield words.say("report.named", **named)


def _columns(words: Wording, table: str, names: tuple[str, ...], left: int) -> tuple[Column, ...]:
    """Columns titled by the catalog; those after the first `left` hold numbers."""
    return tuple(
        Column(words.say(f"report.{table}.{name}"), right=at >= left)
        for at, name in enumerate(names)
    )
