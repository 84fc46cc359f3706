"""核定: from the lines of a settlement sheet to the amounts.

Takes base, index, indexed wage, years, balance and payment months; gives the three parts, the local
extras and the total. Formulas and roundings are `pension` and `local_extras`.
"""

from typing import NamedTuple

from rules.local_extras import (
    adjustment_sum,
    indexed_supplement,
    long_career_bonus,
    long_career_rate,
    percentage_bonus,
)
from rules.pension import (
    account_pension,
    basic_pension,
    indexed_wage,
    low_index_factor,
    total_pension,
    transitional_coefficient,
    transitional_index,
    transitional_pension,
    transitional_pension_by_average,
)
from rules.quantities import INDEX_ONE, Fen, IndexE12, Micro, Pico, Ppm, YearUnits
from rules.terms import Extras, Practice, Transition, TransitionalShape
from rules.tracing import stage

__all__ = ["Award", "award"]

_FULL_FACTOR = 10_000
_UNROUNDED = False


class Award(NamedTuple):
    """The amounts of a settlement, fen per month."""

    factor: int
    basic: int
    account: int
    transitional: int
    extras: int
    total: int


@stage("award")
def award(
    basic_base: Micro,
    transitional_base: Micro,
    index: IndexE12,
    indexed: Pico,
    years: YearUnits,
    balance: Fen,
    divisor: int,
    basic_rate: Ppm,
    transition: Transition,
    practice: Practice,
    extras: Extras,
) -> Award:
    """核定: from base, index, years and balance to the three parts and their sum."""
    factor = low_index_factor(index) if practice.low_index_factor > 0 else _FULL_FACTOR
    rounding = practice.amount_rounding
    basic = basic_pension(basic_base, factor, indexed, years, basic_rate, rounding)
    account = account_pension(balance, divisor, rounding)
    transitional = _transitional(transitional_base, index, years, transition, practice)
    parts = Fen(basic + account + transitional)
    added = _extras(basic_base, index, indexed, years, parts, extras)
    total = total_pension(basic, account, transitional, added, rounding)
    return Award(factor, basic, account, transitional, added, total)


def _transitional(
    base: Micro, index: IndexE12, years: YearUnits, transition: Transition, practice: Practice
) -> Fen:
    shape = practice.transitional_shape
    early = YearUnits(transition.years)
    if shape == TransitionalShape.NONE or early + transition.paid_years == 0:
        return Fen(0)
    coefficient = transitional_coefficient(
        years,
        YearUnits(practice.transitional_threshold),
        Ppm(practice.transitional_coefficient),
        Ppm(practice.transitional_coefficient_above),
    )
    rounding = practice.amount_rounding
    own = IndexE12(transition.own_index) if transition.own_index >= 0 else index
    used = transitional_index(own, IndexE12(practice.transitional_index_floor))
    indexed = indexed_wage(base, used, _UNROUNDED)
    if shape == TransitionalShape.AVERAGE:
        return transitional_pension_by_average(base, indexed, early, coefficient, rounding)
    if shape == TransitionalShape.TWO_PARTS:
        at_one = indexed_wage(base, IndexE12(INDEX_ONE), _UNROUNDED)
        deemed = transitional_pension(at_one, early, coefficient, rounding)
        paid_years = YearUnits(transition.paid_years)
        return Fen(deemed + transitional_pension(indexed, paid_years, coefficient, rounding))
    return transitional_pension(indexed, early, coefficient, rounding)


def _extras(
    base: Micro, index: IndexE12, indexed: Pico, years: YearUnits, parts: Fen, extras: Extras
) -> Fen:
    total = extras.flat
    if extras.adjustment_per_year > 0:
        total += adjustment_sum(
            Fen(extras.adjustment_flat), Fen(extras.adjustment_per_year), index, years
        )
    if extras.supplement > 0:
        total += indexed_supplement(indexed, years, Ppm(extras.supplement))
    if extras.long_career[0][1] > 0:
        total += long_career_bonus(base, indexed, long_career_rate(years, extras.long_career))
    if extras.percent > 0:
        total += percentage_bonus(parts, Ppm(extras.percent))
    return Fen(total)
