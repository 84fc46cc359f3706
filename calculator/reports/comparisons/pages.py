"""What all comparing documents share: subject, note, rows of labels and amounts."""

from calculator.i18n.formats import decimal
from calculator.i18n.names import document_name
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.wording import Wording
from calculator.scenario.model import Scenario
from rules.law import Region
from rules.quantities import FEN_PER_YUAN, Fen

__all__ = ["Pages"]


class Pages:
    """The words of one comparison."""

    def __init__(self, scenario: Scenario, words: Wording) -> None:
        self.scenario = scenario
        self.words = words
        self.say = words.say

    def document(self, title: str, *sections: Section) -> Document:
        """The document of these sections, empty ones left out."""
        return Document(
            title=self.say(title),
            subject=self.words.subject(self.scenario),
            sections=tuple(part for part in sections if part.rows or part.paragraphs),
            note=self.say("plan.note"),
        )

    def pair(self, key: str, value: str) -> Row:
        """A label of the catalog and its value."""
        return Row(cells=(self.say(key), value))

    def columns(self, family: str, first: str, *numbers: str) -> tuple[Column, ...]:
        """A leading column and number columns, titled by the keys of a family."""
        return (
            Column(self.say(f"{family}.{first}")),
            *(Column(self.say(f"{family}.{name}"), right=True) for name in numbers),
        )

    def yuan(self, amount: int | None) -> str:
        """An amount in whole yuan, a word where it is unknown."""
        if amount is None:
            return self.say("plan.unknown")
        return self.words.show(amount, "whole_yuan")

    def amount(self, amount: int | None) -> str:
        """An amount in whole yuan without the unit, for tables whose title names it."""
        if amount is None:
            return self.say("plan.unknown")
        return decimal(amount, FEN_PER_YUAN, 0)

    def exact(self, amount: Fen) -> str:
        """An amount to the fen."""
        return self.words.yuan(amount)

    def percent(self, rate: int | None) -> str:
        """A rate in percent, a word where it is unknown."""
        return self.say("plan.unknown") if rate is None else self.words.show(rate, "percent")

    def document_name(self, instrument: str) -> str:
        """A legal document by its id."""
        return document_name(self.words.law.instrument(instrument), self.words.language)

    def place(self, region: Region) -> str:
        """The name of a region."""
        return self.words.place(region.code)
