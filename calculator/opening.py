"""期初: what stands in the account and in the index before the months that are laid out.

A balance read from a statement replaces all credits up to its date. An average index that was given,
or months paid without a history, enter as a lump whose indices give that average as the place divides;
where only the index or the first month is known the balance is reconstructed from credits at that
index, which the result says.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rules.career import Spell
from rules.contribution_index import Denominator
from rules.estimation import NO_OPENING, UNPAID_INDEX, Opening, Practice
from rules.month import Month
from rules.quantities import Fen, IndexE12

__all__ = ["Reconstruct", "Statement", "index_sum", "opening_of"]

Reconstruct = Callable[[Sequence[Spell], Month], Fen]
"""The balance at the end of a month that credits of these spells would have built."""


class Statement(NamedTuple):
    """What the person states: balance and its month, average index, first insured month."""

    balance: Fen | None
    month: Month
    average_index: IndexE12 | None
    first_paid: Month | None
    has_history: bool


def opening_of(
    statement: Statement,
    past: Sequence[Spell],
    assumed_index: IndexE12,
    practice: Practice,
    reconstruct: Reconstruct,
) -> tuple[Opening, tuple[Spell, ...]]:
    """The opening and the past spells that remain to be laid out.

    Without any statement the spells alone describe the past. `assumed_index` stands in for an
    average index that was not given.
    """
    asked = (statement.balance, statement.average_index, statement.first_paid)
    if all(value is None for value in asked):
        return NO_OPENING, tuple(past)
    before = _clipped(past, 0, statement.month)
    after = _clipped(past, statement.month + 1, _last(past))
    months = sum(spell.last - spell.first + 1 for spell in before)
    balance = statement.balance
    if balance is None:
        balance = reconstruct(before, statement.month)
    due = months
    if statement.first_paid is not None or statement.has_history:
        first = statement.first_paid or (before[0].first if before else statement.month + 1)
        due = max(0, statement.month - max(first, practice.due_from) + 1)
    if statement.has_history and statement.average_index is None:
        return Opening(statement.month, 0, due, 0, balance), tuple(past)
    if statement.average_index is None:
        return Opening(statement.month, months, due, months * assumed_index, balance), after
    total = index_sum(statement.average_index, months, due, practice.denominator)
    return Opening(statement.month, months, due, total, balance), after


def index_sum(average: int, months: int, due: int, denominator: int) -> int:
    """The indices of the months paid that give `average` as the place divides.

    Months due and unpaid enter an average at their own index, which is no index of a month paid. How
    many calendar years a lump touches is not known: it counts as the years its months make. The compiler
    runs the same source.
    """
    if denominator == Denominator.MONTHS_DUE:
        return due * average
    if denominator == Denominator.MONTHS_DUE_UNPAID_60:
        return max(0, due * average - max(0, due - months) * UNPAID_INDEX)
    return months * average


def _last(spells: Sequence[Spell]) -> int:
    return max((spell.last for spell in spells), default=0)


def _clipped(spells: Sequence[Spell], first: int, last: int) -> tuple[Spell, ...]:
    """The parts of the spells between two months."""
    return tuple(
        spell._replace(first=max(spell.first, first), last=min(spell.last, last))
        for spell in spells
        if spell.first <= last and spell.last >= first
    )
