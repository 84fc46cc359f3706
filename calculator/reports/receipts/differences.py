"""差额的报告: two results, where their difference comes from, and the share of each item."""

from collections.abc import Iterator, Mapping

from calculator.i18n.formats import decimal
from calculator.receipt import Difference, Group, Receipt, Share
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.receipts.wording import ItemWording
from calculator.reports.wording import Wording
from rules.quantities import FEN_PER_YUAN, Fen

__all__ = ["difference_document", "groups_section", "reasons_section", "receipt_rows", "subject_of"]

_SHOWN = ("pension", "pension_today", "paid_from_now")


def difference_document(found: Difference, words: Wording) -> Document:
    """The document of a difference."""
    say = words.say
    sections = [_receipts(found, words), _results(found, words)]
    if any(found.total.values()) or found.shares:
        sections += [groups_section(found, words), reasons_section(found, words)]
    else:
        nothing = (say("receipt.nothing"),)
        sections.append(
            Section(id="groups", title=say("receipt.section.groups"), paragraphs=nothing)
        )
    return Document(
        title=say("receipt.title.difference"),
        subject=subject_of(found.after, words),
        sections=tuple(sections),
        note=say("receipt.note"),
    )


def subject_of(receipt: Receipt, words: Wording) -> str:
    """Whom the receipt is about, as in a report."""
    scenario = receipt.scenario
    return words.say(
        "report.subject",
        region=words.place(scenario.region),
        sex=scenario.sex,
        born=scenario.born,
        today=scenario.today,
    )


def receipt_rows(receipt: Receipt, words: Wording) -> tuple[Row, ...]:
    """Program, law data and their digests."""
    say = words.say
    made = say("receipt.version", version=receipt.version, law=receipt.law.version)
    return (
        Row((say("receipt.section.receipt"), made)),
        Row((say("receipt.digest"), receipt.law.digest[:16])),
        Row((say("receipt.sources"), receipt.sources[:16])),
    )


def _receipts(found: Difference, words: Wording) -> Section:
    say = words.say
    rows = [
        Row((say(f"receipt.{side}"), row.cells[1]) if at == 0 else row.cells)
        for side, receipt in (("before", found.before), ("after", found.after))
        for at, row in enumerate(receipt_rows(receipt, words))
    ]
    return Section(id="receipt", title=say("receipt.section.receipt"), rows=tuple(rows))


def _columns(words: Wording) -> tuple[Column, ...]:
    titles = [words.say(f"receipt.{name}") for name in _SHOWN]
    return (
        Column(words.say("receipt.item")),
        *(Column(title, right=True) for title in titles),
    )


def _amounts(amounts: Mapping[str, Fen]) -> tuple[str, ...]:
    return tuple(decimal(amounts[name], FEN_PER_YUAN, 2) for name in _SHOWN)


def _results(found: Difference, words: Wording) -> Section:
    sides = (("before", found.before), ("after", found.after))
    rows = [
        Row(
            (
                words.say(f"receipt.{side}"),
                *(
                    decimal(getattr(receipt.result.outcomes["go_on"], name), FEN_PER_YUAN, 2)
                    for name in _SHOWN
                ),
            )
        )
        for side, receipt in sides
    ]
    rows.append(Row((words.say("receipt.total"), *_amounts(found.total))))
    title = words.say("receipt.section.results")
    return Section(id="results", title=title, columns=_columns(words), rows=tuple(rows))


def groups_section(found: Difference, words: Wording) -> Section:
    """The sums by kind of reason."""
    rows = [
        Row((words.say(f"receipt.group.{group}"), *_amounts(found.groups[group])))
        for group in Group
    ]
    rows.append(Row((words.say("receipt.total"), *_amounts(found.total))))
    title = words.say("receipt.section.groups")
    return Section(id="groups", title=title, columns=_columns(words), rows=tuple(rows))


def reasons_section(found: Difference, words: Wording) -> Section:
    """Each item with its share, what it was and is, and the documents behind it."""
    says = ItemWording((found.before, found.after), words)
    rows = [_reason(share, says) for share in found.shares]
    if any(found.rules.values()):
        rows.append(Row((words.say("receipt.group.rules"), *_amounts(found.rules))))
    return Section(
        id="reasons",
        title=words.say("receipt.section.reasons"),
        columns=_columns(words),
        rows=tuple(rows),
        paragraphs=tuple(_remarks(found, words)),
    )


def _reason(share: Share, says: ItemWording) -> Row:
    title = says.words.joined(says.title(item) for item in share.items)
    details = []
    for item in share.items:
        details.append((says.say("receipt.change"), says.turn(item)))
        documents = says.documents(item)
        details += [(says.say("receipt.documents"), documents)] if documents else []
    return Row((title, *_amounts(share.amounts)), tuple(details))


def _remarks(found: Difference, words: Wording) -> Iterator[str]:
    if found.shares:
        yield words.say("receipt.shares")
    if found.without_effect:
        yield words.say("receipt.law_unused", count=found.without_effect)
