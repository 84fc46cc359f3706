"""缴费基数: published figures and the edges of the limits."""

import pytest

from rules.contribution_base import (
    TO_FEN,
    TO_YUAN,
    contribution_base,
    declared_by_tier,
    declared_moving,
)
from rules.quantities import MICRO_PER_YUAN, Fen, Micro, Ppm


@pytest.mark.parametrize(
    ("wage", "floor"),
    [
        # 7162.2 -> 7162 (Beijing), 4587.6 -> 4588 (Sichuan), 5509.8 -> 5510 (Guangdong).
        (11_937, 7_162),
        (7_646, 4_588),
        (9_183, 5_510),
    ],
)
def test_sixty_percent_is_rounded_half_up_to_the_yuan(wage: int, floor: int) -> None:
    tier = declared_by_tier(Ppm(600_000), Micro(wage * MICRO_PER_YUAN), TO_YUAN)
    assert tier == floor * 100


def test_to_the_fen_the_tier_keeps_its_jiao() -> None:
    assert declared_by_tier(Ppm(600_000), Micro(11_937 * MICRO_PER_YUAN), TO_FEN) == 716_220


def test_three_hundred_percent_of_the_wage_is_the_ceiling_of_beijing() -> None:
    assert declared_by_tier(Ppm(3_000_000), Micro(11_937 * MICRO_PER_YUAN), TO_YUAN) == 3_581_100


def test_an_amount_moves_with_the_wage() -> None:
    # 8000 x 12116 / 11937 = 8119.96... -> 8120
    moved = declared_moving(
        Fen(800_000), Micro(11_937 * MICRO_PER_YUAN), Micro(12_116 * MICRO_PER_YUAN), TO_YUAN
    )
    assert moved == 812_000


def test_what_lies_outside_the_limits_is_moved_to_them() -> None:
    assert contribution_base(Fen(1), Fen(716_200), Fen(3_581_100)) == 716_200
    assert contribution_base(Fen(10**9), Fen(716_200), Fen(3_581_100)) == 3_581_100


def test_a_wage_of_one_fen_is_a_wage() -> None:
    # 0.6 fen is 1 fen to the fen and 0 yuan to the yuan.
    assert declared_by_tier(Ppm(600_000), Micro(10_000), TO_FEN) == 1
    assert declared_by_tier(Ppm(600_000), Micro(10_000), TO_YUAN) == 0
