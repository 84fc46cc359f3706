"""核对结果的零件: what a case comes to by the rules, and what has to be said beside it.

An answer holds exact values by the names the file uses. Notes are codes with values; their sentences
are in the catalogs (`verify.note.<code>`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_YUAN

__all__ = [
    "Answer",
    "CannotCheck",
    "Note",
    "Quantity",
    "age_text",
    "from_fen",
    "from_index",
    "from_micro",
]

Quantity = Decimal | int | str | bool | tuple[Decimal | bool, ...]


class Note(NamedTuple):
    """A remark: the code of a sentence and what fills it."""

    code: str
    values: Mapping[str, object]


class CannotCheck(Exception):
    """A case states too little, or something unreadable; `note` says what."""

    def __init__(self, code: str, **values: object) -> None:
        self.note = Note(code, values)
        super().__init__(code)


@dataclass(slots=True)
class Answer:
    """Values by name, lines the rules have no formula for, and remarks."""

    values: dict[str, Quantity] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, code: str, **values: object) -> None:
        """Add a remark."""
        self.notes.append(Note(code, values))


def from_fen(amount: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(amount) / FEN_PER_YUAN


def from_micro(amount: int) -> Decimal:
    """Micro-yuan as yuan."""
    return Decimal(amount) / MICRO_PER_YUAN


def from_index(index: int) -> Decimal:
    """An index as a number."""
    return Decimal(index) / INDEX_ONE


def age_text(months: int) -> str:
    """An age as the files write it: 60y3m."""
    return f"{months // MONTHS_PER_YEAR}y{months % MONTHS_PER_YEAR}m"
