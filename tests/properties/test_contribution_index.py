"""缴费工资指数: what holds for every base, wage and career."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rules.career import Choice, Run, index_months
from rules.contribution_index import FULL_PRECISION, Denominator, average_index, monthly_index
from rules.contribution_period import YearsMode
from rules.quantities import INDEX_ONE, MICRO_PER_FEN, Fen, IndexE12, Micro, YearUnits
from tests.strategies import (
    average_wages,
    cases,
    fen,
)
from tests.synthetic import (
    Case,
)

YEAR_UNITS_PER_MONTH = 1_000


def indexed_runs(indices: list[tuple[int, int]]) -> list[Run]:
    """Runs of (months, monthly index); all other figures are of no matter here."""
    return [Run(0, 0, months, 0, 0, 0, 0, 0, 0, 0, index) for months, index in indices]


run_indices = st.lists(
    st.tuples(st.integers(1, 240), st.integers(0, 3 * INDEX_ONE)), min_size=1, max_size=12
)


@given(fen(least=1))
def test_a_base_at_the_average_wage_has_index_one(base: int) -> None:
    assert monthly_index(Fen(base), Micro(base * MICRO_PER_FEN)) == INDEX_ONE


@given(cases())
def test_an_index_lies_where_the_limits_put_it(case: Case) -> None:
    schedule = case.law.schedule
    held = tuple(
        spell._replace(choice=Choice.YUAN) if spell.choice == Choice.PAID else spell
        for spell in case.spells
    )
    for run in replace(case, spells=held).settle().runs:
        here = run.place * schedule.width + run.first - schedule.first
        claim = case.claim_place * schedule.width + run.first - schedule.first
        reference = schedule.index_reference[claim]
        low = Fraction(schedule.floor[here] * MICRO_PER_FEN, reference)
        high = Fraction(schedule.ceiling[here] * MICRO_PER_FEN, reference)
        index = Fraction(run.month_index, INDEX_ONE)
        assert low - Fraction(1, INDEX_ONE) <= index <= high + Fraction(1, INDEX_ONE)


@given(fen(), average_wages(1_000), st.integers(2, 50))
def test_scaling_base_and_wage_alike_changes_no_index(base: int, wage: int, k: int) -> None:
    assert monthly_index(Fen(k * base), Micro(k * wage)) == monthly_index(Fen(base), Micro(wage))


@given(run_indices)
def test_the_average_lies_between_the_lowest_and_the_highest_month(
    indices: list[tuple[int, int]],
) -> None:
    runs = indexed_runs(indices)
    years = YearUnits(sum(run.months for run in runs) * YEAR_UNITS_PER_MONTH)
    average = average_index(index_months(runs), years, FULL_PRECISION)
    assert min(run.month_index for run in runs) <= average
    assert average <= max(run.month_index for run in runs)


@given(run_indices, st.data())
def test_order_and_cutting_of_runs_change_no_sum(
    indices: list[tuple[int, int]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(indices))
    months, index = indices[0]
    cut = data.draw(st.integers(0, months))
    pieces = [(cut, index), (months - cut, index), *indices[1:]]
    whole = index_months(indexed_runs(indices))
    assert index_months(indexed_runs(shuffled)) == whole
    assert index_months(indexed_runs(pieces)) == whole


@given(cases())
def test_dividing_by_months_due_never_gives_more_than_by_months_paid(case: Case) -> None:
    exact = case.practising(
        due_from=0, due_years_mode=YearsMode.EXACT, index_precision=FULL_PRECISION
    )
    due = exact.practising(denominator=Denominator.MONTHS_DUE)
    paid = exact.practising(denominator=Denominator.PAID_MONTHS)
    assert due.settle().average_index <= paid.settle().average_index


def test_no_month_at_all_has_average_zero() -> None:
    assert average_index(IndexE12(0), YearUnits(0), FULL_PRECISION) == 0
