"""重算的报告: a receipt computed again, and what the law of today makes of it."""

from collections.abc import Iterator
from typing import Any

from calculator.i18n import formatted
from calculator.receipt import OutcomeFigures, Replay
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.receipts.differences import reasons_section, receipt_rows, subject_of
from calculator.reports.wording import Wording
from calculator.wording import error_sentence

__all__ = ["replay_document"]

_FORMATS = {
    "retirement": "month",
    "start": "month",
    "months_counted": "duration",
    "months_required": "duration",
    "average_index": "index",
    "years": "years",
    "calculation_base": "wage",
    "payment_months": "tenths",
    "payable": "",
}
_SHOWN = ("start", "months_counted", "balance", "pension", "pension_today")


def replay_document(found: Replay, words: Wording) -> Document:
    """The document of a replay."""
    sections = [_receipt(found, words), _figures(found, words)]
    if found.changed:
        sections.append(_changed(found, words))
    sections.append(_today(found, words))
    if found.today is not None and found.today.shares:
        sections.append(reasons_section(found.today, words))
    return Document(
        title=words.say("receipt.title.replay"),
        subject=subject_of(found.receipt, words),
        sections=tuple(sections),
        note=words.say("receipt.note"),
    )


def _receipt(found: Replay, words: Wording) -> Section:
    same = words.say("receipt.same_program" if found.is_same_program else "receipt.other_program")
    status = words.say(f"status.{found.receipt.result.status}")
    rows = (
        *receipt_rows(found.receipt, words),
        Row((words.say("receipt.program"), same)),
        Row((words.say("receipt.status"), status)),
    )
    return Section(id="receipt", title=words.say("receipt.section.receipt"), rows=rows)


def _shown(name: str, value: Any, words: Wording) -> str:
    return formatted(value, _FORMATS.get(name, "yuan"), words.language)


def _columns(words: Wording, second: str) -> tuple[Column, ...]:
    return (
        Column(words.say("receipt.item")),
        Column(words.say("receipt.recorded"), right=True),
        Column(words.say(f"receipt.{second}"), right=True),
    )


def _figures(found: Replay, words: Wording) -> Section:
    recorded, now = found.receipt.result.outcomes, found.figures.outcomes
    rows = [
        Row(
            (
                _label(outcome, name, words),
                _shown(name, getattr(recorded[outcome], name), words),
                _shown(name, getattr(now[outcome], name), words),
            )
        )
        for outcome in recorded
        for name in (_SHOWN if outcome == "go_on" else ("pension",))
    ]
    count = len(recorded) * len(OutcomeFigures._fields)
    told = (
        words.say("receipt.differs", count=len(found.changed))
        if found.changed
        else words.say("receipt.same", count=count)
    )
    return Section(
        id="figures",
        title=words.say("receipt.section.figures"),
        columns=_columns(words, "now"),
        rows=tuple(rows),
        paragraphs=(told,),
    )


def _label(outcome: str, name: str, words: Wording) -> str:
    return words.say(
        "receipt.outcome_item",
        outcome=words.say(f"outcome.{outcome}"),
        item=words.say(f"receipt.{name}"),
    )


def _changed(found: Replay, words: Wording) -> Section:
    rows = [
        Row(
            (
                _label(one.outcome, one.name, words),
                _shown(one.name, one.recorded, words),
                _shown(one.name, one.now, words),
            )
        )
        for one in found.changed
    ]
    return Section(
        id="changed",
        title=words.say("receipt.section.changed"),
        columns=_columns(words, "now"),
        rows=tuple(rows),
    )


def _today(found: Replay, words: Wording) -> Section:
    rows: list[Row] = []
    if found.today is not None and any(found.today.total.values()):
        sides = found.receipt.result.outcomes["go_on"], found.today.after.result.outcomes["go_on"]
        rows = [
            Row(
                (
                    words.say(f"receipt.{name}"),
                    *(_shown(name, getattr(side, name), words) for side in sides),
                )
            )
            for name in ("monthly_payment", "balance", "pension", "pension_today")
        ]
    return Section(
        id="today",
        title=words.say("receipt.section.today"),
        columns=_columns(words, "by_law") if rows else (),
        rows=tuple(rows),
        paragraphs=tuple(_told_today(found, words)),
    )


def _told_today(found: Replay, words: Wording) -> Iterator[str]:
    if found.refusal is not None:
        yield words.say("receipt.law_refuses", reason=error_sentence(found.refusal, words.language))
    elif found.today is not None and any(found.today.total.values()):
        yield words.say("receipt.law_differs")
    elif found.today is not None:
        yield words.say("receipt.law_same")
        if found.today.without_effect:
            yield words.say("receipt.law_unused", count=found.today.without_effect)
