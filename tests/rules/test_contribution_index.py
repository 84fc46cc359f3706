"""缴费工资指数: hand-computed months and averages."""

from rules.contribution_index import (
    FOUR_DECIMALS,
    FULL_PRECISION,
    average_index,
    held_index,
    monthly_index,
)
from rules.quantities import INDEX_ONE, MICRO_PER_YUAN, Fen, IndexE12, Micro, YearUnits

YEAR = 12_000


def e4(ten_thousandths: int) -> IndexE12:
    return IndexE12(ten_thousandths * FOUR_DECIMALS)


def test_a_month_at_7162_of_11937_is_0_599983() -> None:
    # 7162 = 0.6 x 11937 - 0.2, and 0.2 / 11937 = 0.00001675462847: a rounded floor lies a little
    # below 0.6 and is not lifted. 0.6 - 0.00001675462847 = 0.59998324537153
    index = monthly_index(Fen(716_200), Micro(11_937 * MICRO_PER_YUAN))
    assert index == 599_983_245_372


def test_the_whole_average_wage_is_index_one_in_every_year() -> None:
    """F20: wage and reference of the same limit period, months with months."""
    for yuan in (460, 1_735, 5_793, 11_937, 12_577):
        assert monthly_index(Fen(yuan * 100), Micro(yuan * MICRO_PER_YUAN)) == INDEX_ONE


def test_a_month_of_twelve_digits_is_rounded_half_up() -> None:
    # 1 / 3 and 2 / 3
    assert monthly_index(Fen(100), Micro(3 * MICRO_PER_YUAN)) == 333_333_333_333
    assert monthly_index(Fen(200), Micro(3 * MICRO_PER_YUAN)) == 666_666_666_667


def test_an_average_below_0_6_is_not_lifted() -> None:
    """F16: 10 years at 0.6 over 15 years due is 0.4; a Beijing sheet prints 0.3914."""
    assert average_index(IndexE12(120 * e4(6_000)), YearUnits(15 * YEAR), FULL_PRECISION) == e4(
        4_000
    )


def test_liaoning_divides_yearly_indices_by_calendar_years() -> None:
    # 18.6903 / 32 = 0.584071875; the sum holds monthly ratios, so 12 times as much.
    total = IndexE12(12 * e4(186_903))
    assert average_index(total, YearUnits(32 * YEAR), FULL_PRECISION) == 584_071_875_000
    assert average_index(total, YearUnits(32 * YEAR), FOUR_DECIMALS) == e4(5_841)


def test_four_decimals_are_half_up() -> None:
    # (1 + 0.0001) / 2 = 0.50005 -> 0.5001
    assert average_index(IndexE12(INDEX_ONE + e4(1)), YearUnits(YEAR // 6), FOUR_DECIMALS) == e4(
        5_001
    )


def test_no_year_at_all_has_average_zero() -> None:
    assert average_index(IndexE12(0), YearUnits(0), FULL_PRECISION) == 0


def test_local_bounds_hold_a_year_and_zero_is_no_bound() -> None:
    # Shanghai counts at least 1 for 1993 to 2011; Chongqing at most 2 for 1993 to 1997.
    assert held_index(e4(7_000), e4(10_000), IndexE12(0)) == e4(10_000)
    assert held_index(e4(25_000), IndexE12(0), e4(20_000)) == e4(20_000)
    assert held_index(e4(25_000), IndexE12(0), IndexE12(0)) == e4(25_000)


def test_an_index_inside_its_bounds_is_left_alone() -> None:
    assert held_index(e4(15_000), e4(10_000), e4(20_000)) == e4(15_000)


def test_the_smallest_bound_is_a_bound() -> None:
    assert held_index(e4(7_000), IndexE12(0), IndexE12(1)) == 1
