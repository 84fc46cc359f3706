"""缴费: published amounts, the split, posting months."""

import pytest

from rules.contribution import account_credit, monthly_contribution, pool_share, posting_month
from rules.month import Month
from rules.quantities import Fen, Ppm


def test_beijing_s_floor_of_7162_costs_1432_40() -> None:
    # 7162 x 20% = 1432.40, of which 8% = 572.96 and the rest 859.44.
    paid = monthly_contribution(Fen(716_200), Ppm(200_000))
    credit = account_credit(Fen(716_200), Ppm(80_000))
    assert (paid, credit, pool_share(paid, credit)) == (143_240, 57_296, 85_944)


def test_eighty_eight_months_at_4713_cost_82948_80() -> None:
    # Published test of another project: 942.60 a month, 377.04 into the account.
    assert monthly_contribution(Fen(471_300), Ppm(200_000)) * 88 == 8_294_880
    assert account_credit(Fen(471_300), Ppm(80_000)) == 37_704


def test_shanghai_s_24_percent_changes_the_pool_only() -> None:
    # 7384 x 24% = 1772.16; 7384 x 8% = 590.72; 16% = 1181.44.
    paid = monthly_contribution(Fen(738_400), Ppm(240_000))
    credit = account_credit(Fen(738_400), Ppm(80_000))
    assert (paid, credit, pool_share(paid, credit)) == (177_216, 59_072, 118_144)


def test_the_account_share_of_7056_60_is_rounded_each_month() -> None:
    # 564.528 -> 564.53; twenty months credit 11290.60, not 11290.56 (RT-Q-noround).
    assert account_credit(Fen(705_660), Ppm(80_000)) * 20 == 1_129_060


def test_the_pool_is_the_remainder_and_never_rounded_itself() -> None:
    # Base 0.13: 20% = 0.026 -> 0.03, 8% = 0.0104 -> 0.01, pool 0.02 (12% alone would give 0.0156 -> 0.02).
    # Base 0.19: 0.038 -> 0.04, 0.0152 -> 0.02, pool 0.02 (12% alone: 0.0228 -> 0.02).
    # Base 0.07: 0.014 -> 0.01, 0.0056 -> 0.01, pool 0.00 (12% alone: 0.0084 -> 0.01).
    split = []
    for base in (13, 19, 7):
        paid = monthly_contribution(Fen(base), Ppm(200_000))
        credit = account_credit(Fen(base), Ppm(80_000))
        split.append((paid, credit, pool_share(paid, credit)))
    assert split == [(3, 1, 2), (4, 2, 2), (1, 1, 0)]


@pytest.mark.parametrize(
    ("rhythm", "payment_month", "posted"),
    [(1, 0, 5), (3, 0, 6), (6, 0, 6), (12, 0, 12), (12, 3, 3), (12, 12, 12)],
)
def test_may_is_posted_at_the_end_of_its_period(
    rhythm: int, payment_month: int, posted: int
) -> None:
    may = Month.of(2026, 5)
    begin, last = Month.of(2020, 1), Month.of(2040, 1)
    assert posting_month(may, rhythm, payment_month, begin, last) == Month.of(2026, posted)


def test_nothing_is_posted_after_retirement() -> None:
    """F25: the quarter that holds the retirement month is posted in it."""
    retirement = Month.of(2026, 5)
    assert posting_month(Month.of(2026, 4), 3, 0, 0, retirement) == retirement
    assert posting_month(Month.of(2026, 1), 12, 0, 0, retirement) == retirement


def test_nothing_is_posted_before_the_account_begins() -> None:
    # Paid in March for the whole year, but insured only from October.
    october = Month.of(2026, 10)
    assert posting_month(Month.of(2026, 11), 12, 3, october, Month.of(2040, 1)) == october
