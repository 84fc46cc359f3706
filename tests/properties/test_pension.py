"""养老金: what holds for every base, index, length of contribution and balance."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from rules.contribution_period import YearsMode, years_of_contribution
from rules.estimation import NO_EXTRAS, NO_TRANSITION, award
from rules.month import MONTHS_PER_YEAR
from rules.pension import (
    AmountRounding,
    account_pension,
    basic_pension,
    indexed_wage,
    low_index_factor,
    payment_months,
    payment_months_by_month,
    total_pension,
)
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_FEN,
    MICRO_PER_YUAN,
    PPM,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Ppm,
    YearUnits,
)
from tests.strategies import (
    average_wages,
    cases,
    fen,
)
from tests.synthetic import (
    ANNEX,
    PLAIN_PRACTICE,
    Case,
)

FULL = 10_000
ONE_PERCENT = Ppm(10_000)
AGES = st.integers(30 * MONTHS_PER_YEAR, 80 * MONTHS_PER_YEAR)
indices = st.integers(0, 3 * INDEX_ONE)
counts = st.integers(0, 600)


def basic_of(
    base: int, index: int, months: int, mode: int = YearsMode.EXACT, rounding: int = 0
) -> int:
    """The basic pension on one base, without the low-index factor."""
    indexed = indexed_wage(Micro(base), IndexE12(index), to_fen=False)
    return basic_pension(
        Micro(base),
        FULL,
        indexed,
        years_of_contribution(Months(months), mode),
        ONE_PERCENT,
        rounding,
    )


def by_month(age: int) -> int:
    return payment_months_by_month(Months(age), ANNEX, 40)


@given(cases(local=True))
def test_the_total_is_the_sum_of_the_rounded_parts(case: Case) -> None:
    amounts = case.settle().award
    parts = amounts.basic + amounts.account + amounts.transitional + amounts.extras
    if case.practice.amount_rounding == AmountRounding.TOTAL_JIAO_UP:
        assert 0 <= amounts.total - parts < 10
        assert amounts.total % 10 == 0
    else:
        assert amounts.total == parts


@given(st.integers(1, 100_000), st.integers(0, 50))
def test_index_one_for_n_years_gives_n_percent_of_the_base(base: int, years: int) -> None:
    # n% of whole yuan is whole fen.
    assert basic_of(base * MICRO_PER_YUAN, INDEX_ONE, years * MONTHS_PER_YEAR) == base * years


@given(st.integers(1, 20_000), st.integers(0, 50))
def test_a_year_earns_0_8_percent_at_index_0_6_and_2_percent_at_index_3(
    base: int, years: int
) -> None:
    # (1 + 0.6) / 2 = 0.8 and (1 + 3) / 2 = 2; bases in steps of 5 yuan keep whole fen.
    micro, months = 5 * base * MICRO_PER_YUAN, years * MONTHS_PER_YEAR
    assert basic_of(micro, 6 * INDEX_ONE // 10, months) == 4 * base * years
    assert basic_of(micro, 3 * INDEX_ONE, months) == 10 * base * years


@given(average_wages(), indices, counts, counts)
def test_basic_pensions_of_two_periods_add_up_to_the_fen(
    base: int, index: int, one: int, other: int
) -> None:
    together = basic_of(base, index, one + other)
    assert abs(together - basic_of(base, index, one) - basic_of(base, index, other)) <= 1


@given(
    average_wages(),
    indices,
    counts,
    st.sampled_from(YearsMode),
    st.sampled_from(AmountRounding),
    st.tuples(fen(1_000), indices, st.integers(0, 12)),
)
def test_a_basic_pension_never_falls_when_base_index_or_months_rise(
    base: int, index: int, months: int, mode: int, rounding: int, more: tuple[int, int, int]
) -> None:
    before = basic_of(base, index, months, mode, rounding)
    assert basic_of(base + more[0], index, months, mode, rounding) >= before
    assert basic_of(base, index + more[1], months, mode, rounding) >= before
    assert basic_of(base, index, months + more[2], mode, rounding) >= before


@given(fen(500_000_000), fen(1_000_000), st.sampled_from(AmountRounding), AGES, st.integers(0, 60))
def test_an_account_pension_never_falls_with_balance_or_age(
    balance: int, more: int, rounding: int, age: int, later: int
) -> None:
    before = account_pension(Fen(balance), by_month(age), rounding)
    assert account_pension(Fen(balance + more), by_month(age), rounding) >= before
    assert account_pension(Fen(balance), by_month(age + later), rounding) >= before


@given(average_wages(), indices, indices, st.integers(1, 600))
def test_the_basic_pension_is_progressive(base: int, one: int, other: int, months: int) -> None:
    """Per unit of index a higher index buys less, up to the rounding of one fen each."""
    low, high = sorted((max(one, 1), max(other, 1)))
    less, more = basic_of(base, low, months), basic_of(base, high, months)
    assert (more - 1) * low <= (less + 1) * high


@given(AGES)
@example(60 * 12 + 6)
def test_payment_months_between_birthdays_lie_between_those_of_the_annex(age: int) -> None:
    """F5: strictly falling by the month from 40 to 70, the table at whole ages."""
    below = payment_months(Months(age), ANNEX, 40)
    above = payment_months(Months(age + MONTHS_PER_YEAR), ANNEX, 40)
    assert above <= by_month(age) <= below
    if age % MONTHS_PER_YEAR == 0:
        assert by_month(age) == below
    if 40 * 12 <= age < 70 * 12:
        assert by_month(age + 1) < by_month(age)


@given(AGES)
def test_interpolated_payment_months_are_within_half_a_tenth_of_the_line(age: int) -> None:
    held = min(max(age, 480), 840)
    here = Fraction(ANNEX[min(held // 12 - 40, 30)])
    after = Fraction(ANNEX[min(held // 12 - 39, 30)])
    exact = here + (after - here) * (held % 12) / 12
    assert abs(Fraction(by_month(age), 10) - exact) <= Fraction(1, 20)


@given(average_wages(), indices, st.integers(0, 500), fen(100_000_000), AGES, st.integers(1, 50))
def test_k_times_all_money_gives_k_times_the_pension(
    base: int, index: int, months: int, balance: int, age: int, k: int
) -> None:
    def parts(scale: int) -> tuple[int, int]:
        money = Micro(scale * base)
        amounts = award(
            money,
            money,
            IndexE12(index),
            indexed_wage(money, IndexE12(index), to_fen=False),
            YearUnits(months * YEAR_UNITS // MONTHS_PER_YEAR),
            Fen(scale * balance),
            by_month(age),
            ONE_PERCENT,
            NO_TRANSITION,
            PLAIN_PRACTICE,
            NO_EXTRAS,
        )
        return amounts.basic, amounts.account

    for once, scaled in zip(parts(1), parts(k), strict=True):
        assert abs(scaled - k * once) <= Fraction(k, 2) + 1


@given(indices)
def test_the_low_index_factor_only_bites_below_0_6(index: int) -> None:
    factor = low_index_factor(IndexE12(index))
    assert (factor == FULL) == (2 * FULL * index >= (2 * FULL - 1) * 6 * INDEX_ONE // 10)
    assert abs(min(Fraction(1), Fraction(10 * index, 6 * INDEX_ONE)) - Fraction(factor, FULL)) <= (
        Fraction(1, 2 * FULL)
    )


@given(st.tuples(fen(), fen(), fen(), fen()), st.sampled_from(AmountRounding))
def test_no_rounding_of_the_total_takes_anything_away(
    parts: tuple[int, int, int, int], rounding: int
) -> None:
    basic, account, transitional, extras = map(Fen, parts)
    total = total_pension(basic, account, transitional, extras, rounding)
    assert sum(parts) <= total < sum(parts) + 10


@given(average_wages(), indices, counts)
def test_a_part_rounded_up_to_the_jiao_is_never_below_the_part_to_the_fen(
    base: int, index: int, months: int
) -> None:
    exact = Fraction(base, MICRO_PER_FEN) * (INDEX_ONE + index) / INDEX_ONE / 2 * months / 1200
    cut = basic_of(base, index, months, rounding=AmountRounding.JIAO_UP_FROM_FEN)
    up = basic_of(base, index, months, rounding=AmountRounding.JIAO_UP_EXACT)
    assert cut % 10 == up % 10 == 0
    assert exact - 1 < cut <= up < exact + 10 + Fraction(1, PPM)
