"""个人账户: what holds for every history of credits and every series of rates."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rules.career import Run
from rules.estimation import NO_OPENING, LedgerYear, Opening, keep_ledger
from rules.individual_account import months_to_run
from rules.month import Month
from rules.quantities import PPM
from tests.strategies import (
    crediting_rates,
    fen,
    months,
)
from tests.synthetic import (
    PLAIN_PRACTICE,
    YEARS,
    flat_law,
)

BEGIN = Month.of(2000, 1)
RETIRE = Month.of(2024, 9)

credit_histories = st.dictionaries(months(BEGIN, RETIRE), fen(1_000_000), max_size=40)


def one_month(month: int, credit: int, months: int = 1) -> Run:
    """A run that only says what is credited."""
    return Run(month, month + months - 1, months, 0, 0, 0, 0, 0, credit, 0, 0)


def ledger_of(
    history: dict[Month, int],
    rates: tuple[int, ...],
    *,
    opening: Opening = NO_OPENING,
) -> list[LedgerYear]:
    """The account of some monthly credits by the rules."""
    runs = [one_month(month, history[month]) for month in sorted(history)]
    terms = flat_law().terms._replace(crediting_rate=rates)
    return keep_ledger(runs, opening, RETIRE, terms, PLAIN_PRACTICE)


def balance_of(history: dict[Month, int], rates: tuple[int, ...]) -> int:
    ledger = ledger_of(history, rates)
    return ledger[-1].closing if ledger else 0


def rate_in(rates: tuple[int, ...], year: int) -> Fraction:
    return Fraction(rates[year - YEARS[0]], PPM)


@given(credit_histories, crediting_rates())
def test_every_year_closes_at_opening_plus_credits_plus_interest(
    history: dict[Month, int], rates: tuple[int, ...]
) -> None:
    ledger = ledger_of(history, rates)
    for line in ledger:
        assert line.closing == line.opening + line.credited + line.interest
        assert min(line.opening, line.credited, line.interest) >= 0
    for line, following in pairwise(ledger):
        assert (following.opening, following.year) == (line.closing, line.year + 1)
    assert sum(line.credited for line in ledger) == sum(history.values())


@given(credit_histories)
def test_without_interest_the_balance_is_the_sum_of_the_credits(history: dict[Month, int]) -> None:
    assert balance_of(history, (0,) * len(YEARS)) == sum(history.values())


@given(credit_histories, crediting_rates(), months(BEGIN, RETIRE), fen(100_000), st.integers(0, 24))
def test_more_credit_or_a_higher_rate_never_gives_less(
    history: dict[Month, int], rates: tuple[int, ...], month: Month, more: int, year: int
) -> None:
    before = balance_of(history, rates)
    assert balance_of({**history, month: history.get(month, 0) + more}, rates) >= before + more
    at = 2000 - YEARS[0] + year
    higher = (*rates[:at], rates[at] + 10_000, *rates[at + 1 :])
    assert balance_of(history, higher) >= before


@given(credit_histories, crediting_rates())
def test_the_same_payments_a_month_later_never_yield_more(
    history: dict[Month, int], rates: tuple[int, ...]
) -> None:
    early = {month: credit for month, credit in history.items() if month < RETIRE}
    late = {Month(month + 1): credit for month, credit in early.items()}
    assert balance_of(late, rates) <= balance_of(early, rates)


@given(credit_histories, credit_histories, crediting_rates())
def test_two_accounts_together_are_one_account_up_to_the_rounding_of_each_year(
    one: dict[Month, int], other: dict[Month, int], rates: tuple[int, ...]
) -> None:
    both = {month: one.get(month, 0) + other.get(month, 0) for month in {*one, *other}}
    # Three half-fen roundings a year, carried on with interest.
    bound = Fraction(0)
    for year in range(BEGIN.year, RETIRE.year + 1):
        bound = bound * (1 + rate_in(rates, year)) + Fraction(3, 2)
    apart = balance_of(one, rates) + balance_of(other, rates)
    assert abs(balance_of(both, rates) - apart) <= bound


@given(credit_histories, crediting_rates())
def test_a_balance_lies_between_the_credits_and_the_credits_grown_from_the_start(
    history: dict[Month, int], rates: tuple[int, ...]
) -> None:
    growth, rounding = Fraction(1), Fraction(0)
    for year in range(BEGIN.year, RETIRE.year + 1):
        growth *= 1 + rate_in(rates, year)
        rounding = rounding * (1 + rate_in(rates, year)) + Fraction(1, 2)
    paid = sum(history.values())
    assert paid <= balance_of(history, rates) <= paid * growth + rounding


@given(fen(500_000_000), crediting_rates())
def test_an_account_without_payments_still_earns(balance: int, rates: tuple[int, ...]) -> None:
    opening = Opening(Month.of(2005, 12), 0, 0, 0, balance)
    for line in ledger_of({}, rates, opening=opening)[:-1]:
        exact = line.opening * rate_in(rates, line.year)
        assert abs(line.interest - exact) <= Fraction(1, 2)
        assert (line.credited, line.opening_months) == (0, 12)


@given(credit_histories, crediting_rates(), st.integers(0, 288))
def test_a_statement_continues_the_account_it_was_drawn_from_at_a_year_end(
    history: dict[Month, int], rates: tuple[int, ...], cut: int
) -> None:
    december = Month.of(2000 + cut // 12, 12)
    whole = ledger_of({**history, BEGIN: history.get(BEGIN, 0)}, rates)
    closed = [line for line in whole if line.year <= december.year]
    opening = Opening(december, 0, 0, 0, closed[-1].closing)
    later = {month: credit for month, credit in history.items() if month > december}
    rest = ledger_of(later, rates, opening=opening)
    assert closed + rest == whole


@given(months(BEGIN, RETIRE), st.integers(1, 12), fen(1_000_000), crediting_rates())
def test_a_run_of_months_earns_what_its_months_earn(
    first: Month, count: int, credit: int, rates: tuple[int, ...]
) -> None:
    count = min(count, 13 - first.month_of_year, RETIRE - first + 1)
    terms = flat_law().terms._replace(crediting_rate=rates)
    run = one_month(first, credit, count)
    single = {Month(first + k): credit for k in range(count)}
    assert keep_ledger([run], NO_OPENING, RETIRE, terms, PLAIN_PRACTICE) == ledger_of(single, rates)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 12))
def test_months_to_run_count_each_month_to_the_end(first: int, last: int, until: int) -> None:
    expected = sum(max(0, until - month + 1) for month in range(first, last + 1))
    assert months_to_run(first, last, until) == expected
