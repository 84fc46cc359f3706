"""缴费基数: what holds for every wage, limit and choice."""

from hypothesis import example, given
from hypothesis import strategies as st

from rules.contribution_base import (
    TO_FEN,
    TO_YUAN,
    contribution_base,
    declared_by_tier,
    declared_moving,
)
from rules.quantities import MICRO_PER_FEN, MICRO_PER_YUAN, PPM, Fen, Micro, Ppm
from tests.strategies import (
    average_wages,
    fen,
    ppm,
)

FLOOR, CEILING = 716_200, 3_581_100
"""Beijing from 2025-07: 7162 and 35811 yuan."""

limits = st.tuples(fen(), fen()).map(sorted)


def base(declared: int, floor: int, ceiling: int) -> int:
    return contribution_base(Fen(declared), Fen(floor), Fen(ceiling))


@given(fen(), limits)
def test_a_base_lies_between_floor_and_ceiling(declared: int, held: list[int]) -> None:
    assert held[0] <= base(declared, *held) <= held[1]


@given(limits, st.data())
def test_inside_the_limits_the_base_is_what_was_declared(
    held: list[int], data: st.DataObject
) -> None:
    declared = data.draw(st.integers(*held))
    assert base(declared, *held) == declared


@given(fen(), limits)
def test_a_base_taken_as_declared_stays_the_base(declared: int, held: list[int]) -> None:
    once = base(declared, *held)
    assert base(once, *held) == once


@given(fen(), limits, fen(100), fen(100))
def test_a_base_never_falls_when_declared_floor_or_ceiling_rises(
    declared: int, held: list[int], more: int, wider: int
) -> None:
    before = base(declared, *held)
    assert base(declared + more, *held) >= before
    assert base(declared, min(held[0] + more, held[1]), held[1]) >= before
    assert base(declared, held[0], held[1] + wider) >= before


@given(fen(), limits, fen(1_000))
@example(FLOOR - 1, [FLOOR, CEILING], 2)
@example(CEILING - 1, [FLOOR, CEILING], 2)
def test_raising_what_is_declared_raises_the_base_by_no_more(
    declared: int, held: list[int], more: int
) -> None:
    assert 0 <= base(declared + more, *held) - base(declared, *held) <= more


def test_around_floor_and_ceiling_the_base_is_exact_to_the_fen() -> None:
    assert [base(FLOOR + d, FLOOR, CEILING) for d in (-1, 0, 1)] == [716_200, 716_200, 716_201]
    assert [base(CEILING + d, FLOOR, CEILING) for d in (-1, 0, 1)] == [
        3_581_099,
        3_581_100,
        3_581_100,
    ]


@given(fen(100_000), st.tuples(fen(100_000), fen(100_000)).map(sorted), st.integers(1, 100))
def test_k_times_the_wage_and_the_limits_give_k_times_the_base(
    declared: int, held: list[int], k: int
) -> None:
    assert base(k * declared, k * held[0], k * held[1]) == k * base(declared, *held)


@given(st.integers(1, 4_000_000), st.integers(3, 15), st.integers(1, 50))
def test_a_fifth_of_wages_in_steps_of_five_fen_is_homogeneous(
    five_fen: int, fifths: int, k: int
) -> None:
    wage, tier = 5 * MICRO_PER_FEN * five_fen, Ppm(fifths * PPM // 5)
    once = declared_by_tier(tier, Micro(wage), TO_FEN)
    assert once == fifths * five_fen
    assert declared_by_tier(tier, Micro(k * wage), TO_FEN) == k * once


@given(ppm(3_500_000), average_wages(1, 1_000_000), st.sampled_from((TO_FEN, TO_YUAN)))
def test_a_tier_is_rounded_by_at_most_half_a_step(tier: int, wage: int, step: Fen) -> None:
    declared = declared_by_tier(Ppm(tier), Micro(wage), step)
    exact_times_two = 2 * tier * wage
    assert declared % step == 0
    assert abs(2 * declared * PPM * MICRO_PER_FEN - exact_times_two) <= step * PPM * MICRO_PER_FEN


@given(fen(least=1), average_wages(), average_wages(), st.integers(1, 9))
def test_an_amount_moving_with_the_wage_keeps_its_share_of_it(
    amount: int, anchor: int, wage: int, k: int
) -> None:
    assert declared_moving(Fen(amount), Micro(anchor), Micro(anchor), TO_FEN) == amount
    assert declared_moving(Fen(amount), Micro(anchor), Micro(k * anchor), TO_FEN) == k * amount
    moved = declared_moving(Fen(amount), Micro(anchor), Micro(wage), TO_FEN)
    assert abs(2 * moved * anchor - 2 * amount * wage) <= anchor


@given(average_wages(1, 1_000_000))
def test_a_tier_of_one_hundred_percent_is_the_wage_itself(wage: int) -> None:
    assert (
        abs(declared_by_tier(Ppm(PPM), Micro(wage), TO_FEN) * MICRO_PER_FEN - wage) * 2
        <= MICRO_PER_FEN
    )
    assert (
        declared_by_tier(Ppm(PPM), Micro(wage // MICRO_PER_YUAN * MICRO_PER_YUAN), TO_YUAN)
        * (MICRO_PER_FEN)
        == wage // MICRO_PER_YUAN * MICRO_PER_YUAN
    )
