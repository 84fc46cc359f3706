"""养老金测算: the one composition of the rules, from a working life to a pension.

`settle` is evaluated by the interpreter for one person, with the trace, and by a compiler for many:
it takes integers and sequences of integers only and knows neither files nor dates of today. `award`
is its last part, from the lines of a settlement sheet (核定表) to the amounts.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from rules.career import Column, Run, Schedule, Spell, index_months, lay_out, months_paid
from rules.contribution import MONTHLY, Posting, posting_month
from rules.contribution_index import Denominator, average_index
from rules.contribution_period import (
    YearsMode,
    missing_months,
    reference_year,
    required_months,
    years_of_contribution,
)
from rules.individual_account import (
    InterestMethod,
    RetirementInterest,
    annual_interest,
    annual_interest_by_year,
    closing_balance,
    months_to_run,
)
from rules.local_extras import (
    adjustment_sum,
    indexed_supplement,
    long_career_bonus,
    long_career_rate,
    percentage_bonus,
)
from rules.month import MONTHS_PER_YEAR, month_of_year, year_of
from rules.pension import (
    account_pension,
    basic_pension,
    indexed_wage,
    low_index_factor,
    payment_months,
    payment_months_by_month,
    total_pension,
    transitional_coefficient,
    transitional_index,
    transitional_pension,
    transitional_pension_by_average,
)
from rules.quantities import INDEX_ONE, Fen, IndexE12, Micro, Months, Pico, Ppm, YearUnits, clamp
from rules.retirement_age import (
    delay,
    earliest_month,
    payment_start,
    retirement_month,
    statutory_age,
    statutory_month,
)
from rules.tracing import stage

__all__ = [
    "NO_EXTRAS",
    "NO_LONG_CAREER",
    "NO_OPENING",
    "NO_TRANSITION",
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
    "keep_ledger",
    "payable_until",
    "settle",
]

_UNPAID_INDEX = 600_000_000_000
_FULL_FACTOR = 10_000
_UNROUNDED = False


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
    """The law at the claim: by year from `first_year`, and the national tables."""

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


class LedgerYear(NamedTuple):
    """One calendar year of the individual account; opening + credited + interest = closing."""

    year: int
    opening: int
    opening_months: int
    credited: int
    monthly_product: int
    rate: int
    interest: int
    closing: int


class Award(NamedTuple):
    """The amounts of a settlement, fen per month."""

    factor: int
    basic: int
    account: int
    transitional: int
    extras: int
    total: int


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
    award: Award
    runs: Sequence[Run]
    ledger: Sequence[LedgerYear]


NO_OPENING = Opening(0, 0, 0, 0, 0)
NO_TRANSITION = Transition(0, 0, -1, 0, 0)
NO_LONG_CAREER = ((0, 0), (0, 0), (0, 0))
NO_EXTRAS = Extras(0, 0, 0, 0, 0, NO_LONG_CAREER)


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
    age, statutory, earliest, retirement = _dates(person)
    last_payable = payable_until(retirement, practice.pay_retirement_month)
    runs = lay_out(spells, schedule, claim_place, last_payable, practice.base_step)
    ledger = keep_ledger(runs, opening, retirement, terms, practice)
    balance = ledger[len(ledger) - 1].closing if len(ledger) > 0 else opening.balance
    counted = Months(months_paid(runs) + opening.months + transition.deemed_months)
    year = reference_year(retirement, statutory)
    required = required_months(
        year,
        Months(terms.minimum_base),
        terms.minimum_last_year,
        Months(terms.minimum_step),
        Months(terms.minimum_cap),
    )
    index_sum, denominator = _index_terms(runs, opening, transition, retirement, counted, practice)
    index = average_index(index_sum, denominator, practice.index_precision)
    years = years_of_contribution(counted, practice.years_mode)
    at = year_of(retirement) - terms.first_year
    index_base = Micro(terms.index_base[at])
    indexed = indexed_wage(index_base, index, practice.indexed_wage_to_fen > 0)
    divisor = _payment_months(retirement, Months(retirement - person.birth), terms)
    basic_base = Micro(terms.basic_base[at])
    transitional_base = Micro(terms.transitional_base[at])
    amounts = award(
        basic_base,
        transitional_base,
        index,
        indexed,
        years,
        Fen(balance),
        divisor,
        transition,
        practice,
        extras,
    )
    paid, credited, pooled = _totals(runs)
    return Settlement(
        age,
        statutory,
        earliest,
        retirement,
        payment_start(retirement),
        retirement - person.birth,
        required,
        counted,
        missing_months(required, counted),
        paid,
        credited,
        pooled,
        balance,
        index_sum,
        denominator,
        index,
        years,
        basic_base,
        index_base,
        transitional_base,
        indexed,
        divisor,
        amounts,
        runs,
        ledger,
    )


@stage("retirement")
def _dates(person: Person) -> tuple[int, int, int, int]:
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


@stage("account")
def keep_ledger(
    runs: Sequence[Run], opening: Opening, retirement: int, terms: Terms, practice: Practice
) -> list[LedgerYear]:
    """个人账户台账: the account year by year, from the statement or the first credit to retirement."""
    first = _first_account_month(runs, opening, retirement)
    first_year = year_of(first)
    last_year = year_of(retirement)
    credited = [0] * max(0, last_year - first_year + 1)
    products = [0] * max(0, last_year - first_year + 1)
    for run in runs:
        if run.last >= first:
            _post(run, first, retirement, practice, credited, products)
    ledger = []
    balance = Fen(opening.balance)
    for year in range(first_year, last_year + 1):
        until = _interest_until(year, retirement, practice.retirement_interest)
        waited = month_of_year(opening.month) if year == year_of(opening.month) else 0
        is_closed = first <= year * MONTHS_PER_YEAR and year < last_year
        line = _close_year(
            year,
            balance,
            Months(max(0, until - waited)),
            Fen(credited[year - first_year]),
            Fen(products[year - first_year]),
            Ppm(terms.crediting_rate[year - terms.first_year]),
            practice.interest_method if is_closed else InterestMethod.MONTHLY_PRODUCT,
        )
        ledger.append(line)
        balance = Fen(line.closing)
    return ledger


def _first_account_month(runs: Sequence[Run], opening: Opening, retirement: int) -> int:
    if opening.month > 0:
        return opening.month + 1
    if len(runs) > 0:
        return runs[0].first
    return retirement + MONTHS_PER_YEAR


def _interest_until(year: int, retirement: int, mode: int) -> int:
    """The month of `year` through which interest runs (12 but in the year of retirement)."""
    if year < year_of(retirement) or mode == RetirementInterest.FULL_YEAR:
        return MONTHS_PER_YEAR
    if mode == RetirementInterest.THROUGH_PREVIOUS:
        return month_of_year(retirement) - 1
    return month_of_year(retirement)


def _post(
    run: Run,
    first: int,
    retirement: int,
    practice: Practice,
    credited: list[int],
    products: list[int],
) -> None:
    """Add the months of a run from `first` on to the year they are posted in.

    An employer pays monthly; the rhythm is that of the months a person pays alone.
    """
    start = max(run.first, first)
    months = run.last - start + 1
    year = year_of(run.first)
    product = 0
    if run.posted > 0:
        posted = clamp(run.posted, first, retirement)
        year = year_of(posted)
        until = _interest_until(year, retirement, practice.retirement_interest)
        product = months * max(0, until - month_of_year(posted) + 1)
    else:
        until = _interest_until(year, retirement, practice.retirement_interest)
        if run.employed or practice.rhythm == MONTHLY or practice.posting == Posting.COVERED_MONTH:
            product = months_to_run(month_of_year(start), month_of_year(run.last), until)
        else:
            for month in range(start, run.last + 1):
                posted = posting_month(
                    month, practice.rhythm, practice.payment_month, first, retirement
                )
                product += max(0, until - month_of_year(posted) + 1)
    at = year - year_of(first)
    credited[at] += months * run.credit
    products[at] += product * run.credit


@stage("ledger_year")
def _close_year(
    year: int,
    opening: Fen,
    opening_months: Months,
    credited: Fen,
    product: Fen,
    rate: Ppm,
    method: int,
) -> LedgerYear:
    if method == InterestMethod.ANNUAL:
        interest = annual_interest_by_year(opening, credited, rate)
    else:
        interest = annual_interest(opening, opening_months, product, rate)
    closing = closing_balance(opening, credited, interest)
    return LedgerYear(year, opening, opening_months, credited, product, rate, interest, closing)


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
        covered = Months(_calendar_years(runs) * MONTHS_PER_YEAR + lump)
        years = years_of_contribution(covered, YearsMode.EXACT)
    else:
        due = _due_months(runs, opening, retirement, practice.due_from) + transition.deemed_months
        if practice.denominator == Denominator.MONTHS_DUE_UNPAID_60:
            since = 0 if opening.month > 0 else practice.due_from
            total += max(0, due - lump - _months_since(runs, since)) * _UNPAID_INDEX
        years = years_of_contribution(Months(due), practice.due_years_mode)
    return IndexE12(total), years


def _due_months(runs: Sequence[Run], opening: Opening, retirement: int, due_from: int) -> int:
    """应缴月数: from the first covered month to the retirement month, breaks included."""
    if opening.month > 0:
        return opening.due_months + max(0, retirement - opening.month)
    if len(runs) > 0:
        return max(0, retirement - max(runs[0].first, due_from) + 1)
    return 0


def _months_since(runs: Sequence[Run], first: int) -> int:
    """Months of the runs from `first` on."""
    months = 0
    for run in runs:
        months += max(0, run.last - max(run.first, first) + 1)
    return months


def _calendar_years(runs: Sequence[Run]) -> int:
    years = 0
    previous = 0
    for run in runs:
        year = year_of(run.first)
        if year != previous:
            years += 1
            previous = year
    return years


def _payment_months(retirement: int, age: Months, terms: Terms) -> int:
    if retirement >= terms.monthly_ages_from:
        return payment_months_by_month(age, terms.payment_months, terms.first_payment_age)
    return payment_months(age, terms.payment_months, terms.first_payment_age)


@stage("award")
def award(
    basic_base: Micro,
    transitional_base: Micro,
    index: IndexE12,
    indexed: Pico,
    years: YearUnits,
    balance: Fen,
    divisor: int,
    transition: Transition,
    practice: Practice,
    extras: Extras,
) -> Award:
    """核定: from base, index, years and balance to the three parts and their sum."""
    factor = low_index_factor(index) if practice.low_index_factor > 0 else _FULL_FACTOR
    rounding = practice.amount_rounding
    basic = basic_pension(basic_base, factor, indexed, years, rounding)
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


def _totals(runs: Sequence[Run]) -> tuple[int, int, int]:
    """What the person pays, what is credited, what goes into the pool, over all runs."""
    paid = 0
    credited = 0
    pooled = 0
    for run in runs:
        paid += run.months * run.total
        credited += run.months * run.credit
        pooled += run.months * run.pool
    return paid, credited, pooled
