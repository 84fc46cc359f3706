"""养老金: published sheets by hand, the annex, roundings, the low-index factor."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import rules.law
from rules.pension import (
    AmountRounding,
    account_pension,
    basic_pension,
    indexed_wage,
    low_index_factor,
    payment_months,
    payment_months_by_month,
    total_pension,
    transitional_coefficient,
    transitional_index,
    transitional_pension,
    transitional_pension_by_average,
)
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_YUAN,
    Fen,
    IndexE12,
    Micro,
    Months,
    Pico,
    Ppm,
    YearUnits,
)
from tests.synthetic import ANNEX

LAW = Path(rules.law.__file__).parent
YEAR = 12_000
FULL = 10_000
ONE_PERCENT = Ppm(10_000)


def yuan(amount: str) -> Micro:
    return Micro(int(Decimal(amount) * MICRO_PER_YUAN))


def index_of(text: str) -> IndexE12:
    return IndexE12(int(Decimal(text) * INDEX_ONE))


def years_of(text: str) -> YearUnits:
    return YearUnits(int(Decimal(text) * YEAR))


def basic(base: str, index: str, years: str, rounding: int = AmountRounding.FEN) -> int:
    indexed = indexed_wage(yuan(base), index_of(index), to_fen=False)
    return basic_pension(yuan(base), FULL, indexed, years_of(years), ONE_PERCENT, rounding)


def test_the_sichuan_sheet_gives_1660_94_and_521_08() -> None:
    # (8321 + 8321 x 0.613) / 2 x 24.75% = 1660.94; 72117.51 / 138.4 = 521.08.
    assert basic("8321", "0.613", "24.75") == 166_094
    assert account_pension(Fen(7_211_751), 1_384, AmountRounding.FEN) == 52_108


def test_with_the_indexed_wage_to_the_fen_the_sheet_is_the_same() -> None:
    # 8321 x 0.613 = 5100.773 -> 5100.77
    indexed = indexed_wage(yuan("8321"), index_of("0.613"), to_fen=True)
    assert indexed == 5_100_770_000_000_000
    assert basic_pension(yuan("8321"), FULL, indexed, years_of("24.75"), ONE_PERCENT, 0) == 166_094


@pytest.mark.parametrize(
    ("base", "index", "years", "fen"),
    [
        # Published sheets, as printed.
        ("11883", "0.3914", "21.58", 178_402),  # Beijing, woman 50, index below 0.6 (F16)
        ("12049", "1.1629", "44.83", 584_152),  # Beijing, man 60
        ("7322.08", "0.46", "44.42", 237_430),  # Jilin, base with fen
        ("8020", "0.9181", "43.5", 334_584),  # Zhejiang, man 60
        ("8310", "0.6977", "25.08", 176_913),  # Zhejiang, woman 50
        ("12049", "1", "25", 301_225),
        ("12183", "1", "30", 365_490),
    ],
)
def test_basic_pensions_of_published_sheets(base: str, index: str, years: str, fen: int) -> None:
    assert basic(base, index, years) == fen


@pytest.mark.parametrize(
    ("base", "index", "factor", "months", "fen"),
    [
        # Zhongshan: a = 0.5241 / 0.6 = 0.8735, (9307 x 0.8735 + 9307 x 0.5241) / 2 x 208/12 %.
        ("9307", "0.5241", 8_735, 208, 112_731),
        # a = 0.4665 / 0.6 = 0.7775
        ("9493", "0.4665", 7_775, 327, 160_902),
    ],
)
def test_f29_guangdong_scales_the_first_base_only(
    base: str, index: str, factor: int, months: int, fen: int
) -> None:
    assert low_index_factor(index_of(index)) == factor
    indexed = indexed_wage(yuan(base), index_of(index), to_fen=False)
    assert (
        basic_pension(yuan(base), factor, indexed, YearUnits(months * 1_000), ONE_PERCENT, 0) == fen
    )


def test_f29_from_0_6_on_the_factor_is_one() -> None:
    # 0.59997 / 0.6 = 0.99995 -> 1.0000; 0.59996 / 0.6 = 0.99993 -> 0.9999.
    indices = ("0.6", "0.6001", "3", "0.59997", "0.59996", "0")
    assert [low_index_factor(index_of(index)) for index in indices] == [10_000] * 4 + [9_999, 0]


def test_f17_the_annex_holds_all_31_ages() -> None:
    with (LAW / "payment_months.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(int(row["age"]), int(row["months"])) for row in csv.DictReader(lines)]
    assert rows == list(enumerate(ANNEX, start=40))
    assert (ANNEX[6], ANNEX[7], ANNEX[8], ANNEX[26:]) == (212, 208, 204, (93, 84, 75, 65, 56))


def test_f5_the_table_by_month_is_the_formula_row_for_row() -> None:
    with (LAW / "payment_months_by_month.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(int(row["age"]), Decimal(row["months"])) for row in csv.DictReader(lines)]
    assert [age for age, _ in rows] == list(range(480, 841))
    for age, months in rows:
        assert payment_months_by_month(Months(age), ANNEX, 40) == months * 10


@pytest.mark.parametrize(
    ("years", "months", "tenths"),
    [
        # and the sheets: Jinan answer, Suzhou sheet, award slips.
        (50, 1, 1_946),
        (55, 1, 1_695),
        (60, 1, 1_384),
        (60, 2, 1_378),
        (60, 3, 1_373),
        (50, 3, 1_938),
        (51, 11, 1_854),
        (45, 1, 2_157),
        (61, 1, 1_314),
        (50, 5, 1_929),
        (60, 6, 1_355),
    ],
)
def test_f5_payment_months_at_ages_with_months(years: int, months: int, tenths: int) -> None:
    assert payment_months_by_month(Months(12 * years + months), ANNEX, 40) == tenths


def test_before_2025_the_whole_completed_age_counts() -> None:
    assert payment_months(Months(50 * 12 + 6), ANNEX, 40) == 1_950
    assert payment_months(Months(57 * 12 + 11), ANNEX, 40) == 1_580


def test_ages_outside_the_annex_take_its_ends() -> None:
    for age, tenths in ((39 * 12 + 11, 2_330), (70 * 12, 560), (70 * 12 + 5, 560), (75 * 12, 560)):
        assert payment_months_by_month(Months(age), ANNEX, 40) == tenths
        assert payment_months(Months(age), ANNEX, 40) == tenths


def test_f18_the_parts_are_computed_and_never_apportioned() -> None:
    # A larger account leaves the basic part alone: 12049 x (1 + 1) / 2 x 25% = 3012.25.
    for balance, account in ((15_600_000, 80_000), (31_200_000, 160_000)):
        assert account_pension(Fen(balance), 1_950, 0) == account
        parts = Fen(basic("12049", "1", "25")), Fen(account)
        assert total_pension(*parts, Fen(0), Fen(0), AmountRounding.FEN) == 301_225 + account


def test_an_empty_account_pays_nothing() -> None:
    """F22: a balance of zero is a balance."""
    assert account_pension(Fen(0), 1_390, AmountRounding.JIAO_UP_EXACT) == 0


@pytest.mark.parametrize(
    ("rounding", "fen"),
    [
        # 375103.4 fen: Shanghai's 3751.03... is printed 3751.1.
        (AmountRounding.FEN, 375_103),
        (AmountRounding.JIAO_UP_FROM_FEN, 375_110),
        (AmountRounding.JIAO_UP_EXACT, 375_110),
        (AmountRounding.TOTAL_JIAO_UP, 375_103),
    ],
)
def test_each_place_rounds_a_part_in_its_way(rounding: int, fen: int) -> None:
    # 521393.73 / 139 = 3751.034
    assert account_pension(Fen(52_139_373), 1_390, rounding) == fen


def test_a_fraction_of_a_fen_lifts_the_exact_jiao_and_not_the_cut_one() -> None:
    # 1390.01 / 139 = 10.00007: cut to 10.00; up from the exact value 10.10. 1390.00 / 139 = 10 either way.
    assert account_pension(Fen(139_001), 1_390, AmountRounding.JIAO_UP_FROM_FEN) == 1_000
    assert account_pension(Fen(139_001), 1_390, AmountRounding.JIAO_UP_EXACT) == 1_010
    assert account_pension(Fen(139_000), 1_390, AmountRounding.JIAO_UP_EXACT) == 1_000
    # 1390.70 / 139 = 10.00503...: half a fen is cut all the same, not rounded to 10.01 and lifted.
    assert account_pension(Fen(139_070), 1_390, AmountRounding.JIAO_UP_FROM_FEN) == 1_000


def test_zhejiang_lifts_the_total_to_the_jiao() -> None:
    # 6242.07 -> 6242.10 "见分进角补足".
    parts = Fen(400_000), Fen(224_207), Fen(0), Fen(0)
    assert total_pension(*parts, AmountRounding.TOTAL_JIAO_UP) == 624_210
    assert total_pension(*parts, AmountRounding.FEN) == 624_207


def test_the_total_of_a_jilin_sheet_is_its_parts_and_its_bonus() -> None:
    # 2374.30 + 500.00 + 719.10 + 286.23, with an account pension of 500
    parts = Fen(237_430), Fen(50_000), Fen(71_910), Fen(28_623)
    assert total_pension(*parts, AmountRounding.FEN) == 387_963


def test_the_transitional_part_of_the_sichuan_sheet_takes_the_unrounded_indexed_wage() -> None:
    # Chengdu 2025-01: (8321 + 8321 x 0.964) / 2 x 8.08 x 1.3% = 858.3052 -> 858.31 as printed;
    # with the indexed wage at 8021.44 it would be 858.30495 -> 858.30.
    indexed = indexed_wage(yuan("8321"), index_of("0.964"), to_fen=False)
    part = transitional_pension_by_average(
        yuan("8321"), indexed, years_of("8.08"), Ppm(13_000), AmountRounding.FEN
    )
    assert part == 85_831


@pytest.mark.parametrize(
    ("base", "index", "years", "ppm", "fen"),
    [
        ("7322.08", "0.46", "15.25", 14_000, 71_910),  # Jilin 2025-08
        ("8020", "1.1334", "17.5", 14_000, 222_702),  # Zhejiang 2024-01
        ("8433", "1.279", "12", 14_000, 181_202),  # Zhejiang 2026-02
    ],
)
def test_transitional_parts_of_published_sheets(
    base: str, index: str, years: str, ppm: int, fen: int
) -> None:
    indexed = indexed_wage(yuan(base), index_of(index), to_fen=False)
    part = transitional_pension(indexed, years_of(years), Ppm(ppm), AmountRounding.FEN)
    assert part == fen


def test_the_index_of_the_transitional_part_is_lifted_only_where_a_floor_is_set() -> None:
    assert transitional_index(index_of("0.8"), index_of("1")) == index_of("1")
    assert transitional_index(index_of("0.8"), IndexE12(0)) == index_of("0.8")


def test_jilin_s_coefficient_rises_above_twenty_years() -> None:
    twenty = years_of("20")
    choice = (twenty, Ppm(12_000), Ppm(14_000))
    assert transitional_coefficient(twenty, *choice) == 12_000
    assert transitional_coefficient(YearUnits(twenty + 1), *choice) == 14_000


def test_an_indexed_wage_is_carried_unrounded_unless_the_place_prints_fen() -> None:
    assert indexed_wage(Micro(1), IndexE12(1), to_fen=False) == Pico(0)
    # Half of the last digit carried goes up.
    assert indexed_wage(Micro(1), IndexE12(500_000), to_fen=False) == Pico(1)
    assert indexed_wage(yuan("0.01"), index_of("0.5"), to_fen=False) == 5_000_000_000
    assert indexed_wage(yuan("0.01"), index_of("0.5"), to_fen=True) == 10_000_000_000
