"""缴费年限: the official table of minimum periods, the local ways of writing years."""

import csv
from pathlib import Path

import pytest

import rules.law
from rules.contribution_period import (
    YearsMode,
    extension_end,
    missing_months,
    reference_year,
    required_months,
    years_of_contribution,
)
from rules.month import Month
from rules.quantities import Months

ANNEX_4 = Path(rules.law.__file__).with_name("minimum_periods.csv")


def required(year: int) -> int:
    return required_months(year, Months(180), 2029, Months(6), Months(240))


def test_the_formula_is_the_official_table_row_for_row() -> None:
    """F6: 15 years through 2029, half a year more each year, 20 from 2039."""
    with ANNEX_4.open(encoding="utf-8", newline="") as lines:
        rows = [(int(row["year"]), int(row["months"])) for row in csv.DictReader(lines)]
    assert {2011, 2029, 2030, 2039} <= {year for year, _ in rows}
    assert [(year, required(year)) for year, _ in rows] == rows


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2025, 180),
        (2029, 180),
        (2030, 186),
        (2032, 198),
        (2034, 210),
        (2038, 234),
        (2039, 240),
        (2060, 240),
    ],
)
def test_the_minimum_of_a_year(year: int, months: int) -> None:
    assert required(year) == months


def test_a_man_of_1972_06_needs_210_months_on_time_and_198_at_sixty() -> None:
    # statutory 2034-05; 60 in 2032-06; with 200 months on time, 10 months of extension.
    statutory, early = Month.of(2034, 5), Month.of(2032, 6)
    assert required(reference_year(statutory, statutory)) == 210
    assert required(reference_year(early, statutory)) == 198
    missing = missing_months(Months(210), Months(200))
    assert missing == 10
    assert extension_end(statutory, missing) == Month.of(2035, 3)


def test_a_late_claim_keeps_the_requirement_of_the_statutory_year() -> None:
    assert reference_year(Month.of(2036, 1), Month.of(2034, 5)) == 2034


def test_months_to_spare_are_not_negative_months_missing() -> None:
    assert missing_months(Months(180), Months(400)) == 0


@pytest.mark.parametrize(
    ("months", "mode", "thousandths"),
    [
        #
        (517, YearsMode.ROUND2, 43_080),
        (307, YearsMode.ROUND2, 25_580),
        (364, YearsMode.ROUND2, 30_330),
        (259, YearsMode.ROUND2, 21_580),
        (416, YearsMode.ROUND2, 34_670),  # 8 / 12 = 0.666...
        (185, YearsMode.ROUND2, 15_420),  # 5 / 12 = 0.4166...
        (416, YearsMode.EXACT, None),
        (30 * 12 + 8, YearsMode.ONE_DECIMAL_UP, 30_700),
        (42 * 12 + 5, YearsMode.ONE_DECIMAL_UP, 42_500),
        (13, YearsMode.ONE_DECIMAL_UP, 1_100),
        (43 * 12 + 7, YearsMode.TWO_DECIMALS_UP, 43_590),
        (15 * 12 + 1, YearsMode.HALF_YEAR_UP, 15_500),
        (15 * 12 + 6, YearsMode.HALF_YEAR_UP, 15_500),
        (15 * 12 + 7, YearsMode.HALF_YEAR_UP, 16_000),
        (26 * 12 + 6, YearsMode.SHANGHAI, 26_498),
    ],
)
def test_each_place_writes_part_years_in_its_way(
    months: int, mode: YearsMode, thousandths: int | None
) -> None:
    expected = months * 1_000 if thousandths is None else thousandths * 12
    assert years_of_contribution(Months(months), mode) == expected


@pytest.mark.parametrize("mode", YearsMode)
def test_whole_years_are_the_same_everywhere_and_no_months_are_no_years(mode: YearsMode) -> None:
    for years in range(51):
        assert years_of_contribution(Months(12 * years), mode) == 12_000 * years
