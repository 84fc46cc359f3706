"""Synthetic law and whole cases for tests: plain values, nothing random.

A law is a few stretches per place and the national figures; a case is all that `settle` needs. The
annex of payment months and the retirement categories are the real ones.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from rules.career import Schedule, Spell
from rules.contribution import Posting
from rules.contribution_base import TO_YUAN
from rules.contribution_index import FULL_PRECISION, Denominator
from rules.contribution_period import YearsMode
from rules.estimation import (
    NO_EXTRAS,
    NO_OPENING,
    NO_TRANSITION,
    Extras,
    Opening,
    Person,
    Practice,
    Settlement,
    Terms,
    Transition,
    TransitionalShape,
    settle,
)
from rules.individual_account import InterestMethod, RetirementInterest
from rules.month import Month
from rules.pension import AmountRounding
from rules.quantities import MICRO_PER_FEN, MICRO_PER_YUAN, PPM
from rules.retirement_age import Retire
from tests import reference

FIRST = Month.of(1996, 1)
LAST = Month.of(2069, 12)
WIDTH = LAST - FIRST + 1
YEARS = range(1996, 2070)
NEVER = Month.of(9999, 12)
BY_MONTH_FROM = Month.of(2025, 1)
ONE_PERCENT = 10_000

# 国发〔2005〕38号, annex, ages 40 to 70.
ANNEX = (
    *(233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170),
    *(164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56),
)


class Category(NamedTuple):
    """A retirement category of the decision of 2024-09-13."""

    name: str
    original_age: int
    first_affected: Month
    step: int
    cap: int


CATEGORIES = (
    Category("male_60", 720, Month.of(1965, 1), 4, 36),
    Category("female_55", 660, Month.of(1970, 1), 4, 36),
    Category("female_50", 600, Month.of(1975, 1), 2, 60),
)


class Stretch(NamedTuple):
    """Months in which nothing changes in one place."""

    first: int
    last: int
    wage: int
    floor: int
    ceiling: int
    index_wage: int
    total_rate: int
    account_rate: int
    index_floor: int = 0
    index_cap: int = 0


@dataclass(frozen=True, repr=False)
class SyntheticLaw:
    """The law of some places, without holes, from FIRST to LAST."""

    places: tuple[tuple[Stretch, ...], ...]
    terms: Terms

    @cached_property
    def schedule(self) -> Schedule:
        """The law by month, place after place."""

        def column(value: Callable[[Stretch], int]) -> tuple[int, ...]:
            return tuple(
                value(stretch)
                for place in self.places
                for stretch in place
                for _ in range(stretch.first, stretch.last + 1)
            )

        return Schedule(
            FIRST,
            WIDTH,
            column(lambda s: s.wage),
            column(lambda s: s.floor),
            column(lambda s: s.floor),
            column(lambda s: s.ceiling),
            column(lambda s: s.index_wage),
            column(lambda s: s.index_floor),
            column(lambda s: s.index_cap),
            column(lambda s: s.total_rate),
            column(lambda s: s.account_rate),
            column(lambda s: s.last),
        )

    def __repr__(self) -> str:
        told = (
            f"{Month(place[0].first)} to {Month(place[-1].last)} in {len(place)} stretches"
            for place in self.places
        )
        return f"<law: {', '.join(told)}>"

    @property
    def changes(self) -> tuple[int, ...]:
        """The months in which something changes."""
        return tuple(sorted({stretch.first for place in self.places for stretch in place}))


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that `settle` needs, and what the rules are told only in a derived form."""

    category: Category
    person: Person
    law: SyntheticLaw
    spells: tuple[Spell, ...]
    practice: Practice
    claim_place: int = 0
    opening: Opening = NO_OPENING
    transition: Transition = NO_TRANSITION
    early_months: int = 0
    early_paid_months: int = 0
    extras: Extras = NO_EXTRAS

    def settle(self) -> Settlement:
        """The settlement by the rules, in the interpreter."""
        return settle(
            self.person,
            self.spells,
            self.opening,
            self.transition,
            self.law.schedule,
            self.claim_place,
            self.law.terms,
            self.practice,
            self.extras,
        )

    def practising(self, **values: int) -> "Case":
        """The case under another practice."""
        return replace(self, practice=self.practice._replace(**values))


PLAIN_PRACTICE = Practice(
    base_step=TO_YUAN,
    interest_method=InterestMethod.MONTHLY_PRODUCT,
    retirement_interest=RetirementInterest.THROUGH_RETIREMENT,
    posting=Posting.PAYMENT_MONTH,
    rhythm=1,
    payment_month=0,
    pay_retirement_month=1,
    years_mode=YearsMode.EXACT,
    denominator=Denominator.PAID_MONTHS,
    due_from=Month.of(1992, 10),
    due_years_mode=YearsMode.EXACT,
    index_precision=FULL_PRECISION,
    indexed_wage_to_fen=0,
    low_index_factor=0,
    amount_rounding=AmountRounding.FEN,
    transitional_shape=TransitionalShape.NONE,
    transitional_coefficient=0,
    transitional_threshold=0,
    transitional_coefficient_above=0,
    transitional_index_floor=0,
)


def limits_of(wage: int, floor_share: int, whole: int) -> tuple[int, int]:
    """Floor (a share of the wage in ppm) and ceiling (300%) in fen, half up to `whole` fen."""
    unit = MICRO_PER_FEN * whole
    floor = (2 * wage * floor_share // PPM + unit) // (2 * unit) * whole
    return floor, (6 * wage + unit) // (2 * unit) * whole


def calendar_stretches(wage: int, growth: int, month: int) -> tuple[Stretch, ...]:
    """One place whose limits change every year in the same month (1 to 12), at 20% and 8%."""
    place = []
    first = int(FIRST)
    while first <= LAST:
        last = min(LAST, first + (month - 1 - first) % 12 - 1)
        last = min(LAST, first + 11) if last < first else last
        place.append(
            Stretch(first, last, wage, *limits_of(wage, 600_000, 100), wage, 200_000, 80_000)
        )
        wage += wage * growth // PPM
        first = last + 1
    return tuple(place)


def flat_law(
    *, wage: int = 10_000, rate: int = 0, base: int = 10_000, floor: int = 1_000, places: int = 1
) -> SyntheticLaw:
    """Figures that never change: wages and bases in yuan, the crediting rate in ppm."""
    micro = wage * MICRO_PER_YUAN
    stretch = Stretch(FIRST, LAST, micro, floor * 100, 3 * wage * 100, micro, 200_000, 80_000)
    bases = (base * MICRO_PER_YUAN,) * len(YEARS)
    rates = (rate,) * len(YEARS)
    national = (ANNEX, 40, BY_MONTH_FROM, 180, 2029, 6, 240, ONE_PERCENT)
    terms = Terms(YEARS[0], rates, bases, bases, bases, *national)
    return SyntheticLaw(((stretch,),) * places, terms)


def person_of(
    category: Category, birth: int, choice: int = Retire.STATUTORY, month: int = 0
) -> Person:
    """A person of a category."""
    numbers = (category.original_age, category.first_affected, category.step, category.cap)
    return Person(birth, *numbers, 36, choice, month)


def statutory_month(category: Category, birth: int) -> int:
    """The statutory month by the oracle."""
    row = {
        "original": category.original_age,
        "first_affected": (category.first_affected.year, category.first_affected.month_of_year),
        "step": category.step,
        "cap": category.cap,
    }
    pair = (birth // 12, birth % 12 + 1)
    return reference.ordinal(reference.statutory(pair, "it", {"it": row})[0])
