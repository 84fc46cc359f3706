"""缴费: what holds for every payment and its split."""

from hypothesis import given
from hypothesis import strategies as st

from rules.contribution import account_credit, monthly_contribution, pool_share, posting_month
from rules.quantities import Fen, Ppm
from tests.strategies import (
    cases,
    fen,
    months,
    ppm,
)
from tests.synthetic import (
    LAST,
    Case,
)


@given(fen(), ppm(280_000), ppm(110_000))
def test_account_part_and_pooled_part_are_the_whole_payment(
    base: int, total: int, own: int
) -> None:
    paid = monthly_contribution(Fen(base), Ppm(total))
    credit = account_credit(Fen(base), Ppm(own))
    assert credit + pool_share(paid, credit) == paid


@given(cases())
def test_every_run_and_every_total_splits_without_remainder(case: Case) -> None:
    settled = case.settle()
    assert all(run.credit + run.pool == run.total for run in settled.runs)
    assert all(run.pool == 0 for run in settled.runs if run.employed)
    assert settled.credited_total + settled.pool_total == settled.paid_total


@given(fen(), fen(1_000), ppm(280_000), ppm(1_000))
def test_a_payment_never_falls_when_base_or_rate_rises(
    base: int, more: int, rate: int, higher: int
) -> None:
    paid = monthly_contribution(Fen(base), Ppm(rate))
    assert monthly_contribution(Fen(base + more), Ppm(rate)) >= paid
    assert monthly_contribution(Fen(base), Ppm(rate + higher)) >= paid


@given(cases())
def test_paying_by_month_quarter_or_year_costs_and_credits_the_same(case: Case) -> None:
    settled = [case.practising(rhythm=rhythm).settle() for rhythm in (1, 3, 6, 12)]
    assert len({(one.paid_total, one.credited_total, one.pool_total) for one in settled}) == 1
    assert len({one.average_index for one in settled}) == 1
    credited = {sum(line.credited for line in one.ledger) for one in settled}
    assert len(credited) == 1


@given(months(), st.sampled_from((1, 3, 6, 12)), st.integers(0, 12), st.integers(0, 400))
def test_a_payment_is_posted_within_its_own_calendar_year(
    month: int, rhythm: int, payment_month: int, before_last: int
) -> None:
    last = min(LAST, month + before_last)
    posted = posting_month(month, rhythm, payment_month if rhythm == 12 else 0, 0, last)
    assert posted // 12 == month // 12
    assert posted <= last
    if payment_month == 0 or rhythm < 12:
        assert month <= posted < month + rhythm
