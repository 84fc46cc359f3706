"""地方性待遇: the sheets the formulas were read from."""

from rules.local_extras import (
    adjustment_sum,
    indexed_supplement,
    long_career_bonus,
    long_career_rate,
    percentage_bonus,
)
from rules.pension import indexed_wage
from rules.quantities import Fen, IndexE12, Micro, Ppm, YearUnits

YEAR = 12_000
JILIN = ((20, 1_500), (25, 2_000), (30, 2_500))


def test_the_zhejiang_adjustment_sum_is_572_76() -> None:
    # 480 + 0.7219 x 42.83 x 3 = 572.757...
    years = YearUnits(4_283 * YEAR // 100)
    assert adjustment_sum(Fen(48_000), Fen(300), IndexE12(721_900_000_000), years) == 57_276


def test_the_jilin_bonus_for_44_42_years_is_286_23() -> None:
    # 5 x 0.15% + 5 x 0.20% + 14.42 x 0.25% = 5.355%; (7322.08 + 7322.08 x 0.46) / 2 = 5345.1184.
    years = YearUnits(4_442 * YEAR // 100)
    base = Micro(7_322_080_000)
    rate = long_career_rate(years, JILIN)
    assert rate == 53_550 * YEAR
    indexed = indexed_wage(base, IndexE12(460_000_000_000), to_fen=False)
    assert long_career_bonus(base, indexed, rate) == 28_623


def test_the_jilin_bonus_is_half_up_to_the_fen() -> None:
    # Index 0, rate 2%: 10000.50 / 2 x 2% = 100.005; 10000.49 / 2 x 2% = 100.0049
    rate = 20_000 * YEAR
    for fen, bonus in ((1_000_050, 10_001), (1_000_049, 10_000)):
        base = Micro(fen * 10_000)
        assert long_career_bonus(base, indexed_wage(base, IndexE12(0), to_fen=False), rate) == bonus


def test_the_jilin_bonus_begins_after_twenty_years_and_steps_up_twice() -> None:
    # 20y: 0; 25y: 0.75%; 30y: 1.75%; 31y: 2.00%
    rates = [long_career_rate(YearUnits(years * YEAR), JILIN) for years in (0, 20, 25, 30, 31)]
    assert [rate / YEAR for rate in rates] == [0, 0, 7_500, 17_500, 20_000]


def test_the_sichuan_supplement_is_one_thousandth_of_wage_and_years() -> None:
    # 2025-10: 8321 x 0.613 x 24.75 x 0.1% = 126.24; 2026-05: 8462 x 1.11 x 19.33 x 0.1% = 181.56.
    for base, index, years, fen in ((8_321, 613, 2_475, 12_624), (8_462, 1_110, 1_933, 18_156)):
        indexed = indexed_wage(Micro(base * 10**6), IndexE12(index * 10**9), to_fen=True)
        units = YearUnits(years * YEAR // 100)
        assert indexed_supplement(indexed, units, Ppm(1_000)) == fen


def test_the_only_child_percentage_is_of_the_three_parts() -> None:
    # 5% of 3333.33 = 166.6665
    assert percentage_bonus(Fen(333_333), Ppm(50_000)) == 16_667
    assert percentage_bonus(Fen(333_333), Ppm(0)) == 0
