"""The transcribed official tables: complete, and equal to the rules the texts state."""

from itertools import pairwise

import pytest

from rules.law import load
from rules.month import Month

LAW = load()


def test_every_row_of_the_annexes_follows_the_categories():
    rows = LAW.table("retirement_ages")
    assert len(rows) == 408  # 144 men, 144 women 55, 120 women 50
    for row in rows:
        category = LAW.categories[row["category"]]
        delay = min((row["birth"] - category.first_affected) // category.step + 1, category.cap)
        assert row["original_age"] == category.original_age
        assert row["delay"] == delay
        assert row["statutory_age"] == category.original_age + delay
        assert row["retirement"] == row["birth"] + row["statutory_age"]


@pytest.mark.parametrize(
    ("category", "birth", "age", "retirement"),
    [
        ("male_60", "1965-01", 721, "2025-02"),
        ("male_60", "1965-05", 722, "2025-07"),
        ("male_60", "1976-08", 755, "2039-07"),
        ("male_60", "1976-09", 756, "2039-09"),
        ("female_55", "1970-01", 661, "2025-02"),
        ("female_50", "1975-01", 601, "2025-02"),
        ("female_50", "1975-03", 602, "2025-05"),
        ("female_50", "1984-11", 660, "2039-11"),
    ],
)
def test_anchors_read_from_the_printed_annexes(category, birth, age, retirement):
    row = next(
        row
        for row in LAW.table("retirement_ages")
        if row["category"] == category and row["birth"] == Month.parse(birth)
    )
    assert row["statutory_age"] == age
    assert str(row["retirement"]) == retirement


def test_the_minimum_period_rises_from_15_to_20_years():
    rule = LAW.minimum_rule
    for year, months in LAW.minimum_periods.items():
        steps = max(0, year - rule.last_year_of_base)
        assert months == min(rule.cap, rule.base + rule.step * steps)
    # annex 4: 2030 15 years 6 months, 2035 18 years, 2039 20 years
    assert [LAW.minimum_periods[y] for y in (2029, 2030, 2035, 2039)] == [180, 186, 216, 240]


def test_payment_months_are_the_whole_annex_of_document_38():
    assert list(LAW.payment_months) == list(range(40, 71))
    # 国发〔2005〕38号 annex; 47 is 208 (46: 212, 48: 204), copies with 207 are wrong
    expected = {
        40: 233,
        46: 212,
        47: 208,
        48: 204,
        50: 195,
        55: 170,
        56: 164,
        60: 139,
        61: 132,
        63: 117,
        65: 101,
        66: 93,
        67: 84,
        68: 75,
        69: 65,
        70: 56,
    }
    assert {age: LAW.payment_months[age] for age in expected} == expected
    ages = list(LAW.payment_months.values())
    assert ages == sorted(ages, reverse=True)


def test_payment_months_by_month_fall_strictly_and_meet_the_annex():
    rows = LAW.table("payment_months_by_month")
    tenths = {row["age"]: row["months"] for row in rows}
    assert list(tenths) == list(range(480, 841))
    values = list(tenths.values())
    assert all(a > b for a, b in pairwise(values))
    for age, months in LAW.payment_months.items():
        assert tenths[age * 12] == months * 10
    # Jinan answer: 60 years 1 month 138.4, 50 years 1 month 194.6
    assert (tenths[721], tenths[601]) == (1384, 1946)


def test_every_category_may_leave_three_years_early():
    # 人社部发〔2024〕94号 item 1: 提前时间距法定退休年龄最长不超过3年
    assert {category.early_window for category in LAW.categories.values()} == {3 * 12}


def test_xizang_has_its_own_original_ages_and_they_are_contested():
    ages = {age.category: age for age in LAW.local_ages if age.region == "540000"}
    assert ages["female_55"].original_age == 45 * 12
    assert ages["male_60"].original_age == 55 * 12
    assert all(age.certainty == "contested" for age in ages.values())
    # 藏政发〔2006〕37号, in force from July 2006
    assert {str(age.start) for age in ages.values()} == {"2006-07"}
