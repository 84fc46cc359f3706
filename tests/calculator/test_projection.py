"""Projection: where the law goes on, by how much, and under which mark."""

from decimal import Decimal

import pytest

from calculator.assumptions import SETS, Assumptions
from calculator.projection import Projection, grown
from calculator.scenario.choices import AssumptionLevel
from rules.errors import NoValueInForce
from rules.law import Law, Status
from rules.month import Month
from rules.quantities import Ppm

FLAT = Assumptions(
    wage_growth=Ppm(0),
    inflation=Ppm(0),
    crediting_rate=Ppm(20_000),
    indexation=Ppm(0),
    discount=Ppm(0),
)
FOUR_PERCENT = Assumptions(
    wage_growth=Ppm(40_000),
    inflation=Ppm(0),
    crediting_rate=Ppm(20_000),
    indexation=Ppm(0),
    discount=Ppm(0),
)


@pytest.fixture
def four_percent(law: Law, today: Month) -> Projection:
    return Projection(law, FOUR_PERCENT, today, Month.of(2060, 12))


def test_wage_growth_compounds_real_growth_and_inflation() -> None:
    # 1.02 x 1.015 - 1 = 3.53%
    assert SETS[AssumptionLevel.MIDDLE].wage_growth == 35_300
    # 1.01 x 1.005 - 1 = 1.505%; 1.03 x 1.025 - 1 = 5.575%
    assert SETS[AssumptionLevel.LOW].wage_growth == 15_050
    assert SETS[AssumptionLevel.HIGH].wage_growth == 55_750


def test_the_block_after_the_last_row_grows_once_and_is_marked(four_percent: Projection) -> None:
    # Zhejiang 2026: 8537. 8537 x 1.04 = 8878.48; 60% = 5327.088 -> 5327; 300% = 26635.44 -> 26635
    block = four_percent.limits_at("330000", Month.of(2027, 6))
    assert (block.start, block.end) == (Month.of(2027, 1), Month.of(2027, 12))
    assert block.reference_wage == 8_878_480_000
    assert (block.floor, block.ceiling) == (532_700, 2_663_500)
    assert block.status is Status.PROJECTED


def test_projected_wages_are_not_rounded_between_blocks(four_percent: Projection) -> None:
    # 8537 x 1.04^3 = 9602.963968 (9602.9639 68 to the micro-yuan)
    exact = Decimal("8537") * Decimal("1.04") ** 3
    block = four_percent.limits_at("330000", Month.of(2029, 1))
    assert Decimal(block.reference_wage) / 1_000_000 == exact.quantize(Decimal("0.000001"))


def test_a_july_calendar_goes_on_from_july(four_percent: Projection) -> None:
    # Beijing's last row ends 2027-06: its wage 12116 holds until then, 12600.64 from July
    assert four_percent.reference_wage("110000", Month.of(2027, 6)) == 12_116_000_000
    assert four_percent.reference_wage("110000", Month.of(2027, 7)) == 12_600_640_000


def test_chongqing_rounds_projected_limits_up(four_percent: Projection) -> None:
    # 7588.25 x 1.04 = 7891.78; 60% = 4735.068 -> 4736; 300% = 23675.34 -> 23676
    block = four_percent.limits_at("500000", Month.of(2027, 1))
    assert (block.floor, block.ceiling) == (473_600, 2_367_600)


def test_limits_can_grow_by_themselves(law: Law, today: Month) -> None:
    projection = Projection(law, FOUR_PERCENT, today, Month.of(2060, 12), follow_wage=False)
    # Zhejiang 2026 floor 5122 x 1.04 = 5326.88 to the fen
    assert projection.limits_at("330000", Month.of(2027, 1)).floor == 532_688


def test_this_years_unpublished_base_repeats_the_last_one(four_percent: Projection) -> None:
    # Zhejiang 2025: 8433; 2026 not published by 2026-11
    base = four_percent.calculation_base("330000", 2026)
    assert (base.amount, base.status) == (8_433_000_000, Status.PROVISIONAL)


def test_later_bases_grow_from_the_year_of_the_last_one(four_percent: Projection) -> None:
    # 8433 x 1.04^2 = 9121.1328
    base = four_percent.calculation_base("330000", 2027)
    assert (base.amount, base.status) == (9_121_132_800, Status.PROJECTED)


def test_a_published_base_stays_published(four_percent: Projection) -> None:
    base = four_percent.calculation_base("310000", 2026)
    assert (base.amount, base.status) == (12_577_000_000, Status.PUBLISHED)


def test_a_city_goes_on_with_its_own_base(four_percent: Projection) -> None:
    # Shenzhen 2025: 11293; Guangdong 2025: 9493
    assert four_percent.calculation_base("440300", 2026).amount == 11_293_000_000


def test_a_city_without_a_base_takes_the_provinces(four_percent: Projection) -> None:
    base = four_percent.calculation_base("440100", 2025)
    assert base.amount == 9_493_000_000
    assert "province_base_used" in base.notes


def test_a_crediting_rate_is_published_or_assumed(four_percent: Projection) -> None:
    assert four_percent.crediting_rate(2025, 2048).amount == 15_000
    for year in (2026, 2030):
        assumed = four_percent.crediting_rate(year, 2048)
        assert (assumed.amount, assumed.status) == (20_000, Status.PROJECTED)


def test_who_claims_this_year_is_paid_on_the_last_published_rate(four_percent: Projection) -> None:
    # 2026-11: 1.50% of 2025 is the last one; the agency recalculates when that of 2026 is out.
    claimed = four_percent.crediting_rate(2026, 2026)
    assert (claimed.amount, claimed.status) == (15_000, Status.PROVISIONAL)


def test_at_a_later_claim_the_last_published_rate_is_an_assumed_one(
    four_percent: Projection,
) -> None:
    # In 2048 the rate of 2047 will be the last published, not the 1.50% of 2025.
    for year in (2027, 2048):
        claimed = four_percent.crediting_rate(year, year)
        assert (claimed.amount, claimed.status) == (20_000, Status.PROJECTED)


def test_the_retirement_year_can_carry_a_rate_of_its_own(law: Law, today: Month) -> None:
    projection = Projection(law, FLAT, today, Month.of(2060, 12), retirement_rate=Ppm(26_000))
    assert projection.crediting_rate(2026, 2026).amount == 26_000
    assert projection.crediting_rate(2048, 2048).amount == 26_000
    assert projection.crediting_rate(2047, 2048).amount == 20_000


def test_months_before_the_first_known_limits_are_refused(four_percent: Projection) -> None:
    with pytest.raises(NoValueInForce) as caught:
        four_percent.limits_at("420000", Month.of(2019, 5))
    assert caught.value.values["remedy"] == "give_balance"
    assert caught.value.values["nearest_start"] == Month.of(2021, 1)


def test_holes_can_be_refused(law: Law, today: Month) -> None:
    # Jilin has no limits for 2025-01 to 2025-06: the old ones go on, unless that is refused
    month = Month.of(2025, 3)
    going_on = Projection(law, FLAT, today, Month.of(2060, 12))
    assert going_on.limits_at("220000", month).status is Status.PROVISIONAL
    strict = Projection(law, FLAT, today, Month.of(2060, 12), continue_holes=False)
    with pytest.raises(NoValueInForce):
        strict.limits_at("220000", month)


def test_negative_growth_shrinks(law: Law) -> None:
    assert grown(1_000_000, Ppm(-20_000), 2) == 960_400
