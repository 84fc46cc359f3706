"""领取时的法规: category of a birth month, minimum period, payment months and basic rate at a claim.

The law gives the numbers; a reform laid over it may change them from a cohort or a year on. The formulas
are those of `rules`.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rules.contribution_period import required_months
from rules.law import AgePath, Category, Law, MinimumPath, MinimumRule, Practice
from rules.month import Month
from rules.pension import payment_months, payment_months_by_month
from rules.quantities import Months, Ppm
from rules.retirement_age import delay, statutory_age, statutory_month

__all__ = [
    "NEVER",
    "basic_rate_in",
    "category_for",
    "divisor_at",
    "minimum_rule_in",
    "monthly_ages_from",
    "payment_months_table",
]


_RATE = "basic_pension_rate"
NEVER = Month.of(9999, 12)
"""A month no rule reaches: whole completed ages for ever."""


class _Piece(NamedTuple):
    """The numbers that hold from a birth month on."""

    first_born: int
    numbers: Category


def category_for(law: Law, category: str, birth: int) -> Category:
    """The numbers of a retirement category for a birth month."""
    lawful = law.categories[category]
    if law.reform is None:
        return lawful
    paths = [path for path in law.reform.ages if path.category in ("", category)]
    return _at(_pieces(lawful, tuple(paths)), birth).numbers


def minimum_rule_in(law: Law, year: int) -> MinimumRule:
    """The rule of the minimum period that holds for a claim of a year."""
    rule = law.minimum_rule
    for path in law.reform.minimums if law.reform else ():
        if path.start > year:
            break
        rule = _on(path, rule)
    return rule


def payment_months_table(law: Law, year: int) -> tuple[tuple[int, ...], int]:
    """计发月数 for a claim of a year: those of every whole age, and the first of these ages."""
    table = law.payment_months_in(year)
    return tuple(table[age] for age in sorted(table)), min(table)


def monthly_ages_from(local: Practice) -> Month:
    """The month from which a place takes payment months by the month of the age; never for some."""
    return (local.divisor_by_month_from or NEVER) if local.divisor_rule == "by_month" else NEVER


def divisor_at(age: int, retirement: int, local: Practice, law: Law) -> int:
    """计发月数 at an age in months, tenths, by month or by whole age as the practice does at the time."""
    table, first_age = payment_months_table(law, Month(retirement).year)
    rule = payment_months_by_month if retirement >= monthly_ages_from(local) else payment_months
    return rule(Months(age), table, first_age)


def basic_rate_in(law: Law, region: str, year: int | None) -> Ppm:
    """基础养老金每满1年的发给比例 of a year; the newest without one, the first for earlier years."""
    values = law.series(_RATE)
    if year is None:
        return Ppm(values[-1].amount)
    month = max(values[0].start, Month.of(year, 1))
    return Ppm(law.at(_RATE, region, month).amount)


def _on(path: MinimumPath, rule: MinimumRule) -> MinimumRule:
    """A path of a reform as a rule, after the rule that held before it."""
    if path.base is not None:
        step = path.step or Months(0)
        cap = path.base if step == 0 else Months(max(path.base, rule.cap))
        return MinimumRule(path.base, path.start, step, path.cap or cap, rule.instrument)
    before = path.start - 1
    return MinimumRule(
        required_months(before, rule.base, rule.last_year_of_base, rule.step, rule.cap),
        before,
        rule.step if path.step is None else path.step,
        path.cap or rule.cap,
        rule.instrument,
    )


@cache
def _pieces(lawful: Category, paths: tuple[AgePath, ...]) -> tuple[_Piece, ...]:
    """The stretches of birth months that have numbers of their own, in order."""
    pieces: list[_Piece] = [_Piece(0, lawful)]
    for path in paths:
        first = _first_born(pieces, path, lawful.original_age)
        known = _at(pieces, first).numbers
        window = known.early_window if path.early_window is None else path.early_window
        later = [piece for piece in pieces if piece.first_born > first]
        begun = known
        if path.step is not None or path.final_age is not None:
            later = []
            begun = _continued(pieces, path, first, lawful.original_age)
        pieces = [
            *(piece for piece in pieces if piece.first_born < first),
            *(
                _Piece(born, numbers._replace(early_window=window))
                for born, numbers in (_Piece(first, begun), *later)
            ),
        ]
    return tuple(pieces)


def _continued(pieces: Sequence[_Piece], path: AgePath, first: int, original: Months) -> Category:
    """Numbers that go on from the age the month of birth before `first` has."""
    known = _at(pieces, first).numbers
    step = known.step if path.step is None else path.step
    cap = known.cap if path.final_age is None else Months(path.final_age - original)
    reached = _age(pieces, first - 1) - original
    return known._replace(first_affected=Month(first - reached * step), step=step, cap=cap)


def _first_born(pieces: Sequence[_Piece], path: AgePath, original: Months) -> int:
    """The first birth month a path reaches."""
    if path.first_born is not None:
        return path.first_born
    born = path.start - original
    while statutory_month(born - 1, _age(pieces, born - 1)) >= path.start:
        born -= 1
    return born


def _age(pieces: Sequence[_Piece], birth: int) -> Months:
    numbers = _at(pieces, birth).numbers
    delayed = delay(birth, numbers.first_affected, numbers.step, numbers.cap)
    return statutory_age(numbers.original_age, delayed)


def _at(pieces: Sequence[_Piece], birth: int) -> _Piece:
    return next(piece for piece in reversed(pieces) if piece.first_born <= birth)
