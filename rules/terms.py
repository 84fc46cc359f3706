"""测算的依据: what a settlement is computed from, as plain integers.

The person, what a statement says, time before the account, the law at the claim, local practice, the
extras asked for. Made from scenarios and the law store by the calculator; nothing is computed here.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from rules.career import Column

__all__ = [
    "NO_EXTRAS",
    "NO_LONG_CAREER",
    "NO_OPENING",
    "NO_TRANSITION",
    "Extras",
    "Opening",
    "Person",
    "Practice",
    "Terms",
    "Transition",
    "TransitionalShape",
]


class TransitionalShape(IntEnum):
    """过渡性养老金的算式: none, on the indexed wage, on the average, Beijing's two parts."""

    NONE = 0
    INDEX = 1
    AVERAGE = 2
    TWO_PARTS = 3


class Person(NamedTuple):
    """Birth month, the numbers of the retirement category, and the month chosen."""

    birth: int
    original_age: int
    first_affected: int
    delay_step: int
    delay_cap: int
    early_window: int
    choice: int
    month: int


class Opening(NamedTuple):
    """What a statement of the account says at the end of `month` (0: no statement).

    `months` and `index_sum` cover the time before, when no spells describe it; `due_months` is its
    denominator. The balance replaces all credited up to `month`.
    """

    month: int
    months: int
    due_months: int
    index_sum: int
    balance: int


class Transition(NamedTuple):
    """Time before the individual account: deemed months and what the transitional part is paid on.

    `own_index` below 0 means the average index; `years` are the deemed (or all early) years of the part,
    `paid_years` Beijing's second part.
    """

    deemed_months: int
    deemed_index: int
    own_index: int
    years: int
    paid_years: int


class Terms(NamedTuple):
    """The law at the claim: by year from `first_year`, the national tables and parameters.

    `basic_rate` is what a full year of contribution adds to the basic pension, ppm.
    """

    first_year: int
    crediting_rate: Column
    basic_base: Column
    index_base: Column
    transitional_base: Column
    payment_months: Sequence[int]
    first_payment_age: int
    monthly_ages_from: int
    minimum_base: int
    minimum_last_year: int
    minimum_step: int
    minimum_cap: int
    basic_rate: int


class Practice(NamedTuple):
    """How the paying place computes, and the options of the person. See `rules.law` for the data."""

    base_step: int
    interest_method: int
    retirement_interest: int
    posting: int
    rhythm: int
    payment_month: int
    pay_retirement_month: int
    years_mode: int
    denominator: int
    due_from: int
    due_years_mode: int
    index_precision: int
    indexed_wage_to_fen: int
    low_index_factor: int
    amount_rounding: int
    transitional_shape: int
    transitional_coefficient: int
    transitional_threshold: int
    transitional_coefficient_above: int
    transitional_index_floor: int


class Extras(NamedTuple):
    """Local items that were asked for; 0 leaves an item out."""

    flat: int
    adjustment_flat: int
    adjustment_per_year: int
    supplement: int
    percent: int
    long_career: Sequence[tuple[int, int]]


NO_OPENING = Opening(0, 0, 0, 0, 0)
NO_TRANSITION = Transition(0, 0, -1, 0, 0)
NO_LONG_CAREER = ((0, 0), (0, 0), (0, 0))
NO_EXTRAS = Extras(0, 0, 0, 0, 0, NO_LONG_CAREER)
