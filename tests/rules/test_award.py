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
    Ppm,
    YearUnits,
)
from rules.tracing import recording, walk
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
    balance: int = 0,
    **practice: int,
) -> Award:
    """The award of a settlement sheet, at sixty, without an account unless one is given (fen)."""
    held = IndexE12(int(index.replace(".", "")) * FOUR_DECIMALS)
    money = Micro(base)
    return award(
        money,
        money,
        held,
        indexed_wage(money, held, to_fen=False),
        YearUnits(years_hundredths * YEAR // 100),
        Fen(balance),
        1_390,
        Ppm(10_000),
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


def test_equal_years_in_both_parts_of_a_beijing_sheet_are_paid_both() -> None:
    # 12049 x 5% = 602.45 and 12049 x 0.8 x 5% = 481.96
    sheet = by_sheet(
        12_049 * MICRO_PER_YUAN,
        "0.8000",
        3_000,
        Transition(0, 0, -1, 5 * YEAR, 5 * YEAR),
        transitional_shape=TransitionalShape.TWO_PARTS,
        transitional_coefficient=10_000,
        transitional_coefficient_above=10_000,
    )
    assert sheet.transitional == 108_441


def test_the_transitional_part_rests_on_the_unrounded_indexed_wage() -> None:
    # Chengdu 2025-01: (8321 + 8321 x 0.964) / 2 x 8.08 x 1.3% = 858.3052; from 8021.44 it were 858.30495.
    sheet = by_sheet(
        8_321 * MICRO_PER_YUAN,
        "0.9640",
        3_717,
        Transition(0, 0, -1, 808 * YEAR // 100, 0),
        transitional_shape=TransitionalShape.AVERAGE,
        transitional_coefficient=13_000,
        transitional_coefficient_above=13_000,
    )
    assert sheet.transitional == 85_831


def test_guangdong_s_factor_is_taken_where_the_practice_has_it() -> None:
    # 0.4665 / 0.6 = 0.7775; 9493 x (0.7775 + 0.4665) / 2 x 27.25%; without it (1 + 0.4665) / 2.
    sheet = (9_493 * MICRO_PER_YUAN, "0.4665", 2_725)
    with_factor, without = by_sheet(*sheet, low_index_factor=1), by_sheet(*sheet)
    assert (with_factor.factor, with_factor.basic) == (7_775, 160_902)
    assert (without.factor, without.basic) == (10_000, 189_680)


def test_the_only_child_percentage_counts_the_account_and_the_transitional_part() -> None:
    # 1000 + 139000 / 139 + 10000 x 10 x 1.2% = 1000 + 1000 + 1200; 5% of 3200 = 160.
    sheet = by_sheet(
        10_000 * MICRO_PER_YUAN,
        "1.0000",
        1_000,
        Transition(0, 0, -1, 10 * YEAR, 0),
        NO_EXTRAS._replace(percent=50_000),
        13_900_000,
        transitional_shape=TransitionalShape.INDEX,
        transitional_coefficient=12_000,
        transitional_coefficient_above=12_000,
    )
    assert sheet[1:] == (100_000, 100_000, 120_000, 16_000, 336_000)


def test_every_extra_is_added_however_small() -> None:
    # Index 1 of 1000000, 10 years, basic 100000: 1 fen x 10 = 0.10; 1000000 x 10 x 0.0001% = 10, twice
    # (supplement and long career, which here begins at once); 0.0001% of 100000 = 0.10; flat 1.00.
    extras = Extras(100, 0, 1, 1, 1, ((0, 1), (25, 1), (30, 1)))
    sheet = by_sheet(1_000_000 * MICRO_PER_YUAN, "1.0000", 1_000, extras=extras)
    assert (sheet.basic, sheet.extras) == (10_000_000, 100 + 10 + 1_000 + 1_000 + 10)


@pytest.mark.parametrize("shape", TransitionalShape)
def test_what_was_not_asked_for_leaves_no_step(shape: TransitionalShape) -> None:
    with recording() as recorder:
        by_sheet(10_000 * MICRO_PER_YUAN, "1.0000", 1_000, transitional_shape=shape)
    taken = {step.rule for step in walk(recorder.steps)}
    assert taken == {"indexed_wage", "award", "basic_pension", "account_pension", "total_pension"}
