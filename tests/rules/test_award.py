"""核定: the amounts of settlement sheets, from base, index and years as printed."""

import pytest

from rules.contribution_index import FOUR_DECIMALS
from rules.estimation import (
    NO_EXTRAS,
    NO_TRANSITION,
    Award,
    Extras,
    Transition,
    TransitionalShape,
    award,
)
from rules.pension import indexed_wage
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_YUAN,
    Fen,
    IndexE12,
    Micro,
    YearUnits,
)
from tests.synthetic import (
    PLAIN_PRACTICE,
)

YEAR = 12_000


def by_sheet(
    base: int,
    index: str,
    years_hundredths: int,
    transition: Transition = NO_TRANSITION,
    extras: Extras = NO_EXTRAS,
    **practice: int,
) -> Award:
    """The award of a settlement sheet without an account."""
    held = IndexE12(int(index.replace(".", "")) * FOUR_DECIMALS)
    money = Micro(base)
    return award(
        money,
        money,
        held,
        indexed_wage(money, held, to_fen=False),
        YearUnits(years_hundredths * YEAR // 100),
        Fen(0),
        1_390,
        transition,
        PLAIN_PRACTICE._replace(**practice),
        extras,
    )


def test_the_two_parts_of_a_beijing_sheet_are_rounded_each() -> None:
    # 12049 x 12.08 x 1% = 1455.5192 and 12049 x 1.1629 x 5 x 1% = 700.589105: 1455.52 + 700.59.
    transition = Transition(0, 0, -1, 1_208 * YEAR // 100, 5 * YEAR)
    sheet = by_sheet(
        12_049 * MICRO_PER_YUAN,
        "1.1629",
        4_483,
        transition,
        transitional_shape=TransitionalShape.TWO_PARTS,
        transitional_coefficient=10_000,
        transitional_coefficient_above=10_000,
    )
    assert (sheet.basic, sheet.transitional) == (584_152, 215_611)


def test_the_transitional_example_of_beijing_is_855_48() -> None:
    # 12049 x 5.5% = 662.695 -> 662.70; 12049 x 0.8 x 2% = 192.784 -> 192.78
    transition = Transition(0, 0, -1, 66_000, 24_000)
    sheet = by_sheet(
        12_049 * MICRO_PER_YUAN,
        "0.8000",
        750,
        transition,
        transitional_shape=TransitionalShape.TWO_PARTS,
        transitional_coefficient=10_000,
        transitional_coefficient_above=10_000,
    )
    assert sheet.transitional == 85_548


def test_the_jilin_sheet_with_its_coefficient_and_bonus() -> None:
    # 2374.30, 719.10 at 1.4% because more than twenty years, bonus 286.23.
    sheet = by_sheet(
        7_322_080_000,
        "0.4600",
        4_442,
        Transition(0, 0, -1, 1_525 * YEAR // 100, 0),
        NO_EXTRAS._replace(long_career=((20, 1_500), (25, 2_000), (30, 2_500))),
        transitional_shape=TransitionalShape.INDEX,
        transitional_coefficient=12_000,
        transitional_threshold=20 * YEAR,
        transitional_coefficient_above=14_000,
    )
    assert (sheet.basic, sheet.transitional, sheet.extras) == (237_430, 71_910, 28_623)


def test_extras_asked_for_add_up() -> None:
    # Index 1 of 10000, 10 years: basic 1000. Flat 150; 480 + 1 x 10 x 3 = 510; 10000 x 10 x 0.1% = 100;
    # 5% of 1000 = 50.
    extras = Extras(15_000, 48_000, 300, 1_000, 50_000, NO_EXTRAS.long_career)
    sheet = by_sheet(10_000 * MICRO_PER_YUAN, "1.0000", 1_000, extras=extras)
    assert (sheet.basic, sheet.extras, sheet.total) == (100_000, 81_000, 181_000)


@pytest.mark.parametrize(
    ("shape", "floor", "own", "fen"),
    [
        # Base 10000, average index 0.8, ten early years at 1.2%.
        (TransitionalShape.NONE, 0, -1, 0),
        (TransitionalShape.INDEX, 0, -1, 96_000),
        (TransitionalShape.INDEX, INDEX_ONE, -1, 120_000),
        (TransitionalShape.INDEX, 0, 11_000 * FOUR_DECIMALS, 132_000),
        (TransitionalShape.INDEX, 0, 0, 0),
        (TransitionalShape.AVERAGE, 0, -1, 108_000),
    ],
)
def test_the_shapes_of_the_transitional_part(shape: int, floor: int, own: int, fen: int) -> None:
    sheet = by_sheet(
        10_000 * MICRO_PER_YUAN,
        "0.8000",
        3_000,
        Transition(0, 0, own, 10 * YEAR, 0),
        transitional_shape=shape,
        transitional_coefficient=12_000,
        transitional_coefficient_above=12_000,
        transitional_index_floor=floor,
    )
    assert sheet.transitional == fen
