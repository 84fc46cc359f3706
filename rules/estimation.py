"""养老金测算: the one composition of the rules, from a working life to a pension.

`settle` is evaluated by the interpreter for one person, with the trace, and by a compiler for many:
it takes integers and sequences of integers only and knows neither files nor dates of today. Its
last part, from the lines of a settlement sheet to the amounts, is `award`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rules.award import Award, award
from rules.career import (
    Run,
    Schedule,
    Spell,
    amounts_paid,
    calendar_years,
    first_month,
    index_months,
    lay_out,
    months_paid,
)
from rules.contribution_index import Denominator, average_index
from rules.contribution_period import (
    YearsMode,
    missing_months,
    reference_year,
    required_months,
    years_of_contribution,
)
from rules.ledger import LedgerYear, keep_ledger
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of
from rules.pension import indexed_wage, payment_months, payment_months_by_month
from rules.quantities import Fen, IndexE12, Micro, Months, Pico, Ppm, YearUnits
from rules.retirement_age import (
    delay,
    earliest_month,
    payment_start,
    retirement_month,
    statutory_age,
    statutory_month,
)
from rules.terms import (
    NO_EXTRAS,
    NO_LONG_CAREER,
    NO_OPENING,
    NO_TRANSITION,
    Extras,
    Opening,
    Person,
    Practice,
    Terms,
    Transition,
    TransitionalShape,
)
from rules.tracing import stage

__all__ = [
    "NO_EXTRAS",
    "NO_LONG_CAREER",
    "NO_OPENING",
    "NO_TRANSITION",
    "UNPAID_INDEX",
    "Award",
    "Extras",
    "LedgerYear",
    "Opening",
    "Person",
    "Practice",
    "Settlement",
    "Terms",
    "Transition",
    "TransitionalShape",
    "award",
    "entitlement",
    "keep_ledger",
    "payable_until",
    "retirement_dates",
    "settle",
]

UNPAID_INDEX = IndexE12(600_000_000_000)
"""应缴未缴的月份按 0.6 计入 (Heilongjiang)."""


class Settlement(NamedTuple):
    """Everything between a working life and a pension, item by item."""

    statutory_age: int
    statutory: int
    earliest: int
    retirement: int
    start: int
    age: int
    required: int
    counted: int
    missing: int
    paid_total: int
    credited_total: int
    pool_total: int
    balance: int
    index_sum: int
    denominator: int
    average_index: int
    years: int
    basic_base: int
    index_base: int
    transitional_base: int
    indexed: int
    payment_months: int
    basic_rate: int
    award: Award
    runs: Sequence[Run]
    ledger: Sequence[LedgerYear]


def settle(
    person: Person,
    spells: Sequence[Spell],
    opening: Opening,
    transition: Transition,
    schedule: Schedule,
    claim_place: int,
    terms: Terms,
    practice: Practice,
    extras: Extras,
) -> Settlement:
    """From what a person pays to the pension it buys, by the law in `schedule` and `terms`.

    Spells are in order and share no month; with an opening statement those up to its month count for
    the index only. Amounts are computed also when months are missing: `missing` says so.
    """
    age, statutory, earliest, retirement = retirement_dates(person)
    last_payable = payable_until(retirement, practice.pay_retirement_month)
    runs = lay_out(spells, schedule, claim_place, last_payable, practice.base_step)
    ledger = keep_ledger(runs, opening, retirement, terms, practice)
    balance = ledger[len(ledger) - 1].closing if len(ledger) > 0 else opening.balance
    counted = Months(months_paid(runs) + opening.months + transition.deemed_months)
    required = _required(terms, retirement, statutory)
    index_sum, denominator = _index_terms(runs, opening, transition, retirement, counted, practice)
    divisor = _payment_months(retirement, Months(retirement - person.birth), terms)
    basic_base, index_base, transitional_base = _bases(terms, retirement)
    basic_rate = Ppm(terms.basic_rate)
    index, years, indexed, amounts = entitlement(
        index_sum, denominator, counted, Fen(balance), divisor,
        basic_base, index_base, transitional_base, basic_rate,
        transition, practice, extras,
    )  # fmt: skip
    paid, credited, pooled = amounts_paid(runs)
    return Settlement(
        age, statutory, earliest, retirement, payment_start(retirement),
        retirement - person.birth, required, counted, missing_months(required, counted),
        paid, credited, pooled, balance,
        index_sum, denominator, index, years,
        basic_base, index_base, transitional_base, indexed, divisor, basic_rate,
        amounts, runs, ledger,
    )  # fmt: skip


def _required(terms: Terms, retirement: int, statutory: int) -> Months:
    return required_months(
        reference_year(retirement, statutory),
        Months(terms.minimum_base),
        terms.minimum_last_year,
        Months(terms.minimum_step),
        Months(terms.minimum_cap),
    )


def _bases(terms: Terms, retirement: int) -> tuple[Micro, Micro, Micro]:
    """The calculation bases of the year of retirement: basic, index, transitional."""
    at = year_of(retirement) - terms.first_year
    return (
        Micro(terms.basic_base[at]),
        Micro(terms.index_base[at]),
        Micro(terms.transitional_base[at]),
    )


def entitlement(
    index_sum: IndexE12,
    denominator: YearUnits,
    counted: Months,
    balance: Fen,
    divisor: int,
    basic_base: Micro,
    index_base: Micro,
    transitional_base: Micro,
    basic_rate: Ppm,
    transition: Transition,
    practice: Practice,
    extras: Extras,
) -> tuple[IndexE12, YearUnits, Pico, Award]:
    """From what was counted to the amounts: average index, years, indexed wage, award."""
    index = average_index(index_sum, denominator, practice.index_precision)
    years = years_of_contribution(counted, practice.years_mode)
    indexed = indexed_wage(index_base, index, practice.indexed_wage_to_fen > 0)
    amounts = award(
        basic_base,
        transitional_base,
        index,
        indexed,
        years,
        balance,
        divisor,
        basic_rate,
        transition,
        practice,
        extras,
    )
    return index, years, indexed, amounts


@stage("retirement")
def retirement_dates(person: Person) -> tuple[int, int, int, int]:
    """Statutory age, statutory month, earliest month, retirement month."""
    delayed = delay(
        person.birth, person.first_affected, person.delay_step, Months(person.delay_cap)
    )
    age = statutory_age(Months(person.original_age), delayed)
    statutory = statutory_month(person.birth, age)
    earliest = earliest_month(
        person.birth, Months(person.original_age), statutory, Months(person.early_window)
    )
    chosen = retirement_month(person.choice, person.month, statutory, earliest)
    return age, statutory, earliest, chosen


def payable_until(retirement: int, pay_retirement_month: int) -> int:
    """The last month that can be paid; whether the retirement month still can is local practice."""
    return retirement if pay_retirement_month > 0 else retirement - 1


def _index_terms(
    runs: Sequence[Run],
    opening: Opening,
    transition: Transition,
    retirement: int,
    counted: int,
    practice: Practice,
) -> tuple[IndexE12, YearUnits]:
    """The sum of the monthly indices and the years it is divided by, as the region divides."""
    total = (
        index_months(runs) + opening.index_sum + transition.deemed_months * transition.deemed_index
    )
    lump = opening.months + transition.deemed_months
    if practice.denominator == Denominator.PAID_MONTHS:
        years = years_of_contribution(Months(counted), YearsMode.EXACT)
    elif practice.denominator == Denominator.CALENDAR_YEARS:
        covered = calendar_years(runs) * MONTHS_PER_YEAR + lump - _counted_twice(runs, opening)
        years = years_of_contribution(Months(covered), YearsMode.EXACT)
    else:
        due = _due_months(runs, opening, retirement, practice.due_from) + transition.deemed_months
        if practice.denominator == Denominator.MONTHS_DUE_UNPAID_60:
            since = 0 if opening.month > 0 else practice.due_from
            total += max(0, due - lump - _months_since(runs, since)) * UNPAID_INDEX
        years = years_of_contribution(Months(due), practice.due_years_mode)
    return IndexE12(total), years


def _due_months(runs: Sequence[Run], opening: Opening, retirement: int, due_from: int) -> int:
    """应缴月数: from the first covered month to the retirement month, breaks included."""
    if opening.month > 0:
        return opening.due_months + max(0, retirement - opening.month)
    first = first_month(runs)
    return max(0, retirement - max(first, due_from) + 1) if first > 0 else 0


def _months_since(runs: Sequence[Run], first: int) -> int:
    """Months of the runs from `first` on."""
    months = 0
    for run in runs:
        months += max(0, run.last - max(run.first, first) + 1)
    return months


def _counted_twice(runs: Sequence[Run], opening: Opening) -> int:
    """Months of a statement's own year, when the runs go on in it: both make one calendar year.

    The months of the statement are taken to reach up to it.
    """
    first = first_month(runs)
    if first > 0 and year_of(first) == year_of(opening.month):
        return min(month_of_year(opening.month), opening.months)
    return 0


def _payment_months(retirement: int, age: Months, terms: Terms) -> int:
    if retirement >= terms.monthly_ages_from:
        return payment_months_by_month(age, terms.payment_months, terms.first_payment_age)
    return payment_months(age, terms.payment_months, terms.first_payment_age)
