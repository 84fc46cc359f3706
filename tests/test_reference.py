"""The oracle itself, held to law texts, official tables and hand calculation.

Expected values are never taken from a run of the oracle or of the package.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests import reference, reference_death
from tests.reference import Month, settle

D = Decimal

CATEGORIES: dict[str, dict[str, Any]] = {
    "male_60": {"original": 720, "first_affected": (1965, 1), "step": 4, "cap": 36},
    "female_55": {"original": 660, "first_affected": (1970, 1), "step": 4, "cap": 36},
    "female_50": {"original": 600, "first_affected": (1975, 1), "step": 2, "cap": 60},
}

# 国发〔2005〕38号, annex, ages 40 to 70.
ANNEX = (
    "233 230 226 223 220 216 212 208 204 199 195 190 185 180 175 170 164 158 152 145 139 132 125"
    " 117 109 101 93 84 75 65 56"
)
DIVISORS = {40 + k: D(value) for k, value in enumerate(ANNEX.split())}

PLAIN: dict[str, Any] = {
    "base_rounding": "yuan",
    "interest_method": "monthly",
    "retirement_interest": "through_r",
    "posting": "payment_month",
    "years_mode": "exact",
    "index_denominator": "paid_months",
    "index_decimals": None,
    "due_from": (1992, 10),
    "indexed_wage_rounding": None,
    "low_index_factor": False,
    "divisor_rule": "monthly",
    "amount_rounding": "fen",
    "transitional": {"shape": "none"},
    "pay_retirement_month": True,
}


def forever(**values: Decimal) -> list[dict[str, Any]]:
    """Rows of one place that never change."""
    return [{"first": (1990, 1), "last": (2099, 12), **values}]


def spell(
    first: Month, last: Month, choice: str, amount: str = "0", **more: object
) -> dict[str, Any]:
    """Months paid in A by a flexible worker, unless `more` says otherwise."""
    plain = {"anchor": None, "place": "A", "employed": False, "posted": None}
    return {"first": first, "last": last, "choice": choice, "amount": D(amount), **plain, **more}


def case(options: dict[str, Any] | None = None, **changes: object) -> dict[str, Any]:
    """A man of 1965-01 retiring on time with nothing paid, changed as said."""
    plain = {
        "birth": (1965, 1),
        "category": "male_60",
        "retire": (2025, 2),
        "spells": [],
        "rhythm": 1,
        "payment_month": None,
        "opening": None,
        "deemed": {"months": 0, "index": D(0)},
        "claim_place": "A",
    }
    return {**plain, **changes, "options": {**PLAIN, **(options or {})}}


def law(base: str = "10000", rate: str = "0", **changes: object) -> dict[str, Any]:
    """Wage 10000 and 20% / 8% for ever, one crediting rate, the national tables."""
    return {
        "limits": {"A": forever(wage=D(10000), floor=D(1000), ceiling=D(30000))},
        "index_wage": {"A": forever(wage=D(10000))},
        "total_rate": {"A": forever(rate=D("0.20"))},
        "account_rate": {"A": forever(rate=D("0.08"))},
        "crediting_rate": dict.fromkeys(range(1990, 2100), D(rate)),
        "calculation_base": D(base),
        "index_base": D(base),
        "transitional_base": D(base),
        "categories": CATEGORIES,
        "payment_months": DIVISORS,
        "minimum": reference.MINIMUM,
        **changes,
    }


def statement(month: Month, months: int, index: str, balance: str) -> dict[str, Any]:
    """An account statement without unpaid months."""
    counted = {"month": month, "months": months, "due_months": months}
    return {**counted, "index": D(index), "balance": D(balance)}


def between(first: Month, last: Month, **values: str) -> dict[str, Any]:
    """One row of a dated table."""
    return {"first": first, "last": last, **{name: D(value) for name, value in values.items()}}


# Two wage years, a gap in 2024-10 and a man of 60y1m retiring at the statutory month 2025-02.
TWO_YEARS = law(
    limits={
        "A": [
            between((2024, 1), (2024, 12), wage="10000", floor="6000", ceiling="30000"),
            between((2025, 1), (2025, 12), wage="10500", floor="6300", ceiling="31500"),
        ]
    },
    index_wage={
        "A": [
            between((2024, 1), (2024, 12), wage="10000"),
            between((2025, 1), (2025, 12), wage="10500"),
        ]
    },
    crediting_rate={2024: D("0.03"), 2025: D("0.02")},
)
# Bases 6000 x 3, 8000 x 2, 8400 x 2; credits 480 x 3, 640 x 2, 672 x 2; one ratio 0.6, one 0.8.
SPELLS = [
    spell((2024, 7), (2024, 9), "floor"),
    spell((2024, 11), (2030, 12), "tier", "0.8"),
]


@pytest.mark.parametrize(
    ("birth", "category", "month", "age"),
    [
        # Ten-row exercise on the decision of 2024-09-13 and anchors of annexes 1 to 3.
        ((1965, 1), "male_60", (2025, 2), 721),
        ((1965, 12), "male_60", (2026, 3), 723),
        ((1971, 4), "female_55", (2026, 8), 664),
        ((1963, 12), "male_60", (2023, 12), 720),
        ((1995, 12), "male_60", (2058, 12), 756),
        ((1995, 12), "female_50", (2050, 12), 660),
        ((1965, 5), "male_60", (2025, 7), 722),
        ((1966, 11), "male_60", (2027, 5), 726),
        ((1972, 6), "male_60", (2034, 5), 743),
        ((1976, 8), "male_60", (2039, 7), 755),
        ((1976, 9), "male_60", (2039, 9), 756),
        ((1970, 1), "female_55", (2025, 2), 661),
        ((1981, 9), "female_55", (2039, 9), 696),
        ((1975, 3), "female_50", (2025, 5), 602),
        ((1984, 11), "female_50", (2039, 11), 660),
    ],
)
def test_statutory_month_is_that_of_the_annex(
    birth: Month, category: str, month: Month, age: int
) -> None:
    assert reference.statutory(birth, category, CATEGORIES) == (month, age)


def test_minimum_years_rise_from_15_to_20() -> None:
    expected = {1998: 180, 2029: 180, 2030: 186, 2033: 204, 2035: 216, 2038: 234, 2039: 240}
    assert {year: reference.minimum(year) for year in expected} == expected
    assert reference.minimum(2060) == 240


def test_early_claim_needs_the_minimum_of_the_chosen_year() -> None:
    # Man of 1972-06: statutory 2034-05 needs 210, the earliest month 2032-06 needs 198.
    early = settle(case(birth=(1972, 6), retire=(2032, 6)), law())
    late = settle(case(birth=(1972, 6), retire=(2036, 3)), law())
    assert (early["earliest_month"], early["required_months"]) == ((2032, 6), 198)
    # Woman of 1984-11: statutory 55y0m, so 52y0m at the earliest, not the original 50.
    woman = settle(case(birth=(1984, 11), category="female_50"), law())
    assert woman["earliest_month"] == (2036, 11)
    assert (late["statutory_month"], late["required_months"]) == ((2034, 5), 210)


@pytest.mark.parametrize(
    ("age", "months"),
    [
        # Jinan answer, Suzhou and Shenzhen sheets, and the divisors printed on other sheets.
        *[((60, 1), "138.4"), ((50, 1), "194.6"), ((55, 1), "169.5"), ((60, 4), "136.7")],
        *[((60, 2), "137.8"), ((60, 3), "137.3"), ((50, 6), "192.5"), ((50, 5), "192.9")],
        *[((51, 11), "185.4"), ((45, 1), "215.7"), ((51, 2), "189.2"), ((50, 3), "193.8")],
        *[((60, 0), "139"), ((39, 6), "233"), ((70, 5), "56"), ((47, 0), "208")],
    ],
)
def test_payment_months_between_whole_ages_have_one_decimal(
    age: tuple[int, int], months: str
) -> None:
    assert reference.payment_months(age[0] * 12 + age[1], DIVISORS, "monthly") == D(months)


def test_payment_months_before_2025_are_those_of_the_whole_age() -> None:
    claim = case(birth=(1974, 1), category="female_50", retire=(2024, 7))
    assert settle(claim, law())["payment_months"] == 195
    assert reference.payment_months(726, DIVISORS, "whole_age") == 139


@pytest.mark.parametrize(
    ("months", "mode", "years"),
    [
        *[(517, "round2", "43.08"), (307, "round2", "25.58"), (364, "round2", "30.33")],
        *[(368, "1dp_ceil", "30.7"), (509, "1dp_ceil", "42.5"), (13, "1dp_ceil", "1.1")],
        *[(523, "2dp_ceil", "43.59"), (178, "2dp_ceil", "14.84"), (381, "2dp_ceil", "31.75")],
        *[(186, "half_year_up", "15.5"), (187, "half_year_up", "16"), (180, "half_year_up", "15")],
        *[(318, "shanghai", "26.498"), (360, "shanghai", "30"), (297, "exact", "24.75")],
    ],
)
def test_years_follow_the_printed_examples(months: int, mode: str, years: str) -> None:
    assert reference.years_used(months, mode) == Fraction(years)


def test_interest_follows_the_worked_check_of_both_methods() -> None:
    # A 10000, r 5%, 100 a month: 500 + 100 x 78 x 0.05 / 12 = 532.50; annual 500 + 32.49.
    even = dict.fromkeys(range(1, 13), D(100))
    assert reference.interest(D(10000), even, D("0.05"), 0, 12) == D("532.50")
    assert reference.annual_interest(D(10000), D(1200), D("0.05")) == D("532.49")
    assert reference.interest(D(0), {1: D(1200)}, D("0.05"), 0, 12) == D("60.00")
    assert reference.interest(D(0), {12: D(1200)}, D("0.05"), 0, 12) == D("5.00")


def test_credits_of_the_retirement_year_earn_to_its_end_or_to_retirement() -> None:
    # 800 in months 1 to 8 at 4%: weights 12..5 sum to 68 -> 181.33; weights 8..1 to 36 -> 96.00.
    credits_to_august = dict.fromkeys(range(1, 9), D(800))
    assert reference.interest(D(0), credits_to_august, D("0.04"), 0, 12) == D("181.33")
    assert reference.interest(D(0), credits_to_august, D("0.04"), 0, 8) == D("96.00")


def test_annual_method_is_for_whole_closed_years_only() -> None:
    # 1250 x 8% = 100 a month. 2024: 10000 x 1.05 + 1200 x (1 + 0.05 x 0.5415) = 11732.49.
    # 2025 to February: 11732.49 x 2 / 12 x 5% = 97.77075 -> 97.77.
    opening = statement((2023, 12), 0, "0", "10000")
    plan = [spell((2024, 1), (2024, 12), "yuan", "1250")]
    claim = case({"interest_method": "annual"}, opening=opening, spells=plan)
    ledger = settle(claim, law(rate="0.05"))["ledger"]
    assert [row["year"] for row in ledger] == [2024, 2025]
    assert [row["interest"] for row in ledger] == [D("532.49"), D("97.77")]


def test_statement_within_a_year_earns_the_months_left() -> None:
    # 12000 at 3% from the end of April: x 8 / 12 = 240.00; 12240 to February: x 2 / 12 = 61.20.
    claim = case(opening=statement((2024, 4), 60, "0.7", "12000"))
    assert [row["interest"] for row in settle(claim, law(rate="0.03"))["ledger"]] == [
        D("240.00"),
        D("61.20"),
    ]


@pytest.mark.parametrize(
    ("choice", "amount", "base", "total", "account"),
    [
        # Beijing 2025: 60% of 11937 = 7162.2 -> 7162; 1432.40 and 572.96. Ceiling 35811: 7162.20.
        ("tier", "0.6", "7162", "1432.40", "572.96"),
        ("floor", "0", "7162", "1432.40", "572.96"),
        ("ceiling", "0", "35811", "7162.20", "2864.88"),
        ("tier", "0.4", "7162", "1432.40", "572.96"),
        ("yuan", "50000", "35811", "7162.20", "2864.88"),
        ("yuan", "10000", "10000", "2000.00", "800.00"),
        # 10000 x 11937 / 12116 = 9852.26 -> 9852; x 0.2 = 1970.40, x 0.08 = 788.16.
        ("moving", "10000", "9852", "1970.40", "788.16"),
    ],
)
def test_payment_of_a_month_in_beijing(
    choice: str, amount: str, base: str, total: str, account: str
) -> None:
    limits = {"A": forever(wage=D(11937), floor=D(7162), ceiling=D(35811))}
    month = spell((2025, 2), (2025, 2), choice, amount, anchor=D(12116))
    run = settle(case(spells=[month]), law(limits=limits))["runs"][0]
    expected = (D(base), D(total), D(account), D(total) - D(account))
    assert (run["base"], run["total"], run["account"], run["pool"]) == expected


def test_base_may_be_rounded_to_the_fen() -> None:
    row = {"wage": D(11937), "floor": D(7162), "ceiling": D(35811)}
    tier = spell((2025, 2), (2025, 2), "tier", "0.6")
    assert reference.contribution_base(tier, row, "fen") == D("7162.20")


def test_career_with_a_gap_matches_hand_calculation() -> None:
    # 2024: 480 x (6+5+4) + 640 x (2+1) = 9120; x 3% / 12 = 22.80; 2720 + 22.80 = 2742.80.
    # 2025: 2742.80 x 2 + 672 x (2+1) = 7501.60; x 2% / 12 = 12.50; + 1344 -> 4099.30.
    result = settle(case(spells=SPELLS), TWO_YEARS)
    assert result["months_counted"] == 7
    assert [row["closing"] for row in result["ledger"]] == [D("2742.80"), D("4099.30")]
    # 1200 x 3 + 1600 x 2 + 1680 x 2 = 10160 paid, 4064 of it credited.
    assert result["paid_total"] == D(10160)
    assert (result["credited_total"], result["pool_total"]) == (D(4064), D(6096))
    assert (result["index_sum"], result["average_index"]) == (5, Decimal("0.714285714286"))
    assert (result["age_at_retirement"], result["pension_start"]) == (721, (2025, 3))
    assert (result["required_months"], result["eligible"]) == (180, False)
    # 10000 x (1 + 5/7) / 2 x 7/12 % = 50.00; 4099.30 / 138.4 = 29.62.
    assert (result["basic"], result["account_pension"]) == (D("50.00"), D("29.62"))
    assert result["total"] == D("79.62")


@pytest.mark.parametrize(
    ("changes", "options", "balance"),
    [
        # 2742.80 x 1 + 672 x 1 = 3414.80; x 2% / 12 = 5.69.
        ({}, {"retirement_interest": "through_previous"}, "4092.49"),
        # 2742.80 x 12 + 672 x (12+11) = 48369.60; x 2% / 12 = 80.62.
        ({}, {"retirement_interest": "full_year"}, "4167.42"),
        # Quarters: 1440 x 4 + 1280 x 1 = 7040 -> 17.60; 2737.60 x 2 + 1344 x 1 = 6819.20 -> 11.37.
        ({"rhythm": 3}, {}, "4092.97"),
        # Half-years: 2720 x 1 -> 6.80; 2726.80 x 2 + 1344 = 6797.60 -> 11.33.
        ({"rhythm": 6}, {}, "4082.13"),
        # Yearly in August: 2720 x 5 -> 34.00; 2754 x 2 + 1344 (August is after R) = 6852 -> 11.42.
        ({"rhythm": 12, "payment_month": 8}, {}, "4109.42"),
        ({"rhythm": 12}, {"posting": "covered_month"}, "4099.30"),
        # The gap closes neither year; 2024 began in July and 2025 is the year of retirement.
        ({}, {"interest_method": "annual"}, "4099.30"),
        # February unpaid: 2742.80 x 2 + 672 x 2 = 6829.60 -> 11.38; + 672.
        ({}, {"pay_retirement_month": False}, "3426.18"),
    ],
)
def test_balance_follows_the_posting_and_retirement_conventions(
    changes: dict[str, Any], options: dict[str, Any], balance: str
) -> None:
    result = settle(case(options, spells=SPELLS, **changes), TWO_YEARS)
    assert result["balance"] == D(balance)


def test_stated_posting_month_is_held_between_statement_and_retirement() -> None:
    opening = statement((2024, 6), 0, "0", "0")
    early = spell((2024, 7), (2024, 8), "floor", posted=(2024, 3))
    late = spell((2024, 9), (2024, 9), "floor", posted=(2026, 1))
    runs = settle(case(opening=opening, spells=[early, late]), TWO_YEARS)["runs"]
    assert [run["posted"] for run in runs] == [(2024, 7), (2024, 7), (2025, 2)]


def test_employed_month_costs_the_account_share_and_posts_at_once() -> None:
    month = spell((2024, 7), (2024, 7), "floor", employed=True)
    result = settle(case(spells=[month], rhythm=12), TWO_YEARS)
    assert (result["paid_total"], result["credited_total"]) == (D(480), D(480))
    assert (result["pool_total"], result["runs"][0]["posted"]) == (D(0), (2024, 7))


def test_base_paid_elsewhere_is_measured_by_the_wage_of_the_paying_place() -> None:
    # 国办发〔2009〕66号 art. 7: 6000 in A over 5000 in B is 1.2, not 0.6.
    wages = {"A": forever(wage=D(10000)), "B": forever(wage=D(5000))}
    month = spell((2025, 2), (2025, 2), "yuan", "6000")
    claim = case(spells=[month], claim_place="B")
    assert settle(claim, law(index_wage=wages))["average_index"] == Fraction(6, 5)


@pytest.mark.parametrize(
    ("options", "index"),
    [
        # Due 2024-07 to 2025-02, eight months of which seven are paid; ratios sum to 5.
        ({"index_denominator": "months_due"}, "0.625"),
        ({"index_denominator": "months_due", "due_from": (2024, 9)}, "0.833333333333"),
        ({"index_denominator": "months_due_unpaid_60"}, "0.7"),
        ({"index_denominator": "calendar_years"}, "0.208333333333"),
        # Beijing: 8 / 12 = 0.67 years; 5 / 12 / 0.67 = 0.62189 -> 0.6219.
        (
            {"index_denominator": "months_due", "index_decimals": 4, "years_mode": "round2"},
            "0.6219",
        ),
        ({"index_decimals": 3}, "0.714"),
    ],
)
def test_index_follows_the_denominator_of_the_place(options: dict[str, Any], index: str) -> None:
    result = settle(case(options, spells=SPELLS), TWO_YEARS)
    assert result["average_index"] == Decimal(index)


def test_funeral_and_survivor_grants() -> None:
    # Chengdu: 20y6m gives 14.5 months; Wuhan, 15 years: 7831 and 35240 (9 x 3915.5 = 35239.50).
    grants = reference_death.survivor_grants
    income, none = D("3915.50"), Fraction(0)
    assert grants(Fraction(41, 2), D(1000), none, D(0), retired=False)["survivor"] == D(14500)
    wuhan = grants(Fraction(15), income, none, D(0), retired=False)
    assert (wuhan["funeral"], wuhan["survivor"]) == (D(7831), D("35239.50"))
    assert grants(Fraction(40), D(1000), none, D(0), retired=False)["survivor"] == D(24000)
    assert grants(Fraction(30), D(1000), Fraction(10), D(0), retired=True)["survivor"] == D(14000)
    assert grants(Fraction(30), D(1000), Fraction(20), D(0), retired=True)["survivor"] == D(9000)
    assert grants(Fraction(59, 12), D(1000), none, D(4200), retired=False)["total"] == D(4200)
    assert grants(Fraction(5), D(1000), none, D(0), retired=False)["total"] == D(8000)


@pytest.mark.parametrize(
    ("hukou", "current", "months", "place"),
    [
        ("H", "H", [("P", 200), ("H", 1)], "H"),
        ("H", "R", [("P", 200), ("R", 120)], "R"),
        ("H", "R", [("P", 200), ("Q", 120), ("R", 119)], "Q"),
        ("H", "R", [("P", 119), ("R", 119)], "H"),
    ],
)
def test_paying_place(hukou: str, current: str, months: list[tuple[str, int]], place: str) -> None:
    assert reference_death.paying_place(hukou, current, months) == place


@pytest.mark.parametrize(
    "changes", [{"crediting_rate": {}}, {"limits": {}}, {"payment_months": {}}]
)
def test_missing_law_is_an_error(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no |not exactly"):
        settle(case(spells=SPELLS), law(**changes))
