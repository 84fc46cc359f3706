"""报告的结构: a client's report as finished words, pictures and tables, without a layout."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculator.i18n import Language
from calculator.reports.document import Section

__all__ = [
    "Card",
    "Chapter",
    "ClientReport",
    "Entry",
    "Part",
    "Person",
    "Picture",
    "Reference",
    "Source",
]

_LONGEST_NAME = 80


class Person(NamedTuple):
    """Names that stand on a report: whom it is for, who made it, under which number."""

    client: str = ""
    adviser: str = ""
    number: str = ""

    def cleaned(self) -> "Person":
        """The names on one line, without what cannot be printed or turns the text around."""
        return Person(*(_one_line(name) for name in self))


def _one_line(name: str) -> str:
    spaced = (letter if letter.isprintable() else " " * letter.isspace() for letter in name)
    return " ".join("".join(spaced).split())[:_LONGEST_NAME]


class Card(NamedTuple):
    """One of the three numbers: an amount with its unit, or words instead, and what belongs to it."""

    id: str
    title: str
    amount: str
    unit: str
    facts: tuple[tuple[str, str], ...]


class Picture(NamedTuple):
    """A chart to be drawn; `description` tells what it shows to who cannot see it."""

    name: str
    title: str
    description: str
    caveat: str
    specification: Mapping[str, Any]


class Part(NamedTuple):
    """A part of the report: leading sentences, pictures, tables."""

    id: str
    title: str
    lead: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sections: tuple[Section, ...] = ()


class Reference(NamedTuple):
    """An article of a document in the list of sources."""

    number: int
    article: str


class Entry(NamedTuple):
    """One line of the calculation sheet."""

    label: str
    value: str
    formula: str
    working: str
    because: str
    references: tuple[Reference, ...]
    readings: tuple[str, ...]


class Chapter(NamedTuple):
    """A chapter of the calculation sheet."""

    title: str
    entries: tuple[Entry, ...]


class Source(NamedTuple):
    """A document: where it can be read, and the words of the articles that are used."""

    number: int
    name: str
    url: str
    quotes: tuple[tuple[str, str, str], ...]


class ClientReport(NamedTuple):
    """The whole report in one language. `labels` are the words of the layout itself.

    `receipt_file` is the receipt as a file of its own, which the page and the PDF carry.
    """

    language: Language
    title: str
    subject: str
    person: Person
    month: str
    answer: tuple[str, ...]
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    replayed: str
    sources: tuple[Source, ...]
    questions: tuple[str, ...]
    receipt: tuple[Section, ...]
    receipt_file: str
    scenario: str
    note: str
    labels: Mapping[str, str]
