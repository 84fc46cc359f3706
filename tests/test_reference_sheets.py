"""The oracle held to published settlements: 核定表 of several places and other worked examples.

A sheet prints index, months and balance, so it enters as a statement at the end of the retirement
month. Expected values are the printed ones.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests import reference
from tests.reference import Month, settle
from tests.test_reference import case, forever, law, spell, statement

D = Decimal
CENT = {"years_mode": "round2"}
SICHUAN = {**CENT, "index_decimals": 3, "indexed_wage_rounding": "fen"}
BEIJING = {**CENT, "index_decimals": 4}
GUANGDONG = {"low_index_factor": True}
ANHUI = {"years_mode": "1dp_ceil"}
GUANGXI = {"years_mode": "2dp_ceil", "amount_rounding": "jiao_up_from_fen"}
SHANGHAI = {"years_mode": "shanghai", "index_decimals": 4, "amount_rounding": "jiao_up_exact"}


def before_account(shape: str, coefficient: str, months: int, **more: object) -> dict[str, Any]:
    """Options of a transitional part on the average index, changed by `more`."""
    rule = {"shape": shape, "coefficient": D(coefficient), "months": months, "index": None}
    return {"transitional": {**rule, "actual_months": 0, **more}}


def printed_sheet(
    person: tuple[str, Month, Month], printed: tuple[str, str, int, str], options: dict[str, Any]
) -> dict[str, Any]:
    """The settlement of a sheet: (category, birth, retirement), (base, index, months, balance)."""
    category, birth, retire = person
    base, index, months, balance = printed
    opening = statement(retire, months, index, balance)
    claim = case(options, category=category, birth=birth, retire=retire, opening=opening)
    return settle(claim, law(base))


@pytest.mark.parametrize(
    ("person", "printed", "options", "parts"),
    [
        pytest.param(
            ("female_50", (1976, 5), (2026, 5)),
            ("8462", "1.11", 232, "340196.44"),
            SICHUAN,
            ("1725.67", "1744.60", "0"),
            id="Sichuan, insured individually",
        ),
        pytest.param(
            ("male_60", (1965, 9), (2025, 10)),
            ("8321", "0.613", 297, "72117.51"),
            # (8321 + 8321 x 0.613) / 2 x 6.5 x 1.3% = 567.07
            {**SICHUAN, **before_account("average", "0.013", 78)},
            ("1660.94", "521.08", "567.07"),
            id="Sichuan, 60y1m",
        ),
        pytest.param(
            ("female_55", (1970, 11), (2025, 11)),
            ("9112", "0.5683", 247, "74478.73"),
            CENT,
            ("1470.48", "438.11", "0"),
            id="Hubei, early at 55",
        ),
        pytest.param(
            ("female_50", (1975, 10), (2025, 10)),
            ("8160", "0.7756", 334, "89206.85"),
            {},
            ("2016.37", "457.47", "0"),
            id="Chongqing",
        ),
        pytest.param(
            ("female_50", (1975, 8), (2025, 8)),
            ("11883", "0.3914", 259, "83053.12"),
            BEIJING,
            ("1784.02", "425.91", "0"),
            id="Beijing, index below 0.6",
        ),
        pytest.param(
            ("male_60", (1966, 3), (2026, 3)),
            ("12049", "1.1629", 538, "230220.29"),
            # 12.08 deemed years at index 1, 5 paid years before the account.
            {**BEIJING, **before_account("beijing", "0.01", 145, actual_months=60)},
            ("5841.52", "1656.26", "2156.11"),
            id="Beijing, two transitional parts",
        ),
        pytest.param(
            ("female_50", (1976, 4), (2026, 4)),
            ("9493", "0.4665", 327, "83319.35"),
            GUANGDONG,
            ("1609.02", "427.28", "0"),
            id="Guangdong, factor 0.7775",
        ),
        pytest.param(
            ("male_60", (1965, 11), (2026, 2)),
            ("7999", "0.8498", 509, "115090.38"),
            {**ANHUI, **before_account("index", "0.013", 147)},
            ("3144.27", "838.24", "1086.93"),
            id="Anhui, years up at one decimal",
        ),
        pytest.param(
            ("female_55", (1971, 5), (2026, 5)),
            ("6983", "0.8827", 381, "97201.56"),
            {**GUANGXI, **before_account("index", "0.014", 135)},
            ("2087.1", "571.8", "970.9"),
            id="Guangxi, parts up to the jiao",
        ),
        pytest.param(
            ("female_50", (1975, 9), (2026, 2)),
            ("8433", "0.8794", 376, "78149.09"),
            {**CENT, **before_account("index", "0.014", 144, index=D("1.279"))},
            ("2482.74", "405.13", "1812.02"),
            id="Zhejiang, 50y5m, own transitional index",
        ),
        pytest.param(
            ("female_50", (1976, 5), (2026, 5)),
            ("7705", "2.2977", 235, "236263.93"),
            {},
            ("2487.94", "1211.61", "0"),
            id="Heilongjiang",
        ),
        pytest.param(
            ("female_50", (1973, 11), (2023, 11)),
            ("9016", "0.46", 311, "75379.09"),
            CENT,
            ("1705.97", "386.56", "0"),
            id="Tianjin, before 2025",
        ),
        pytest.param(
            ("male_60", (1985, 1), (2048, 1)),
            ("12183", "1", 360, "120000"),
            {},
            ("3654.90", "1025.64", "0"),
            id="test vector, 63y0m",
        ),
    ],
)
def test_settlement_is_the_printed_one(
    person: tuple[str, Month, Month],
    printed: tuple[str, str, int, str],
    options: dict[str, Any],
    parts: tuple[str, str, str],
) -> None:
    result = printed_sheet(person, printed, options)
    expected = [D(part) for part in parts]
    assert [result[name] for name in ("basic", "account_pension", "transitional")] == expected
    assert result["total"] == sum(expected)
    assert result["eligible"]


def test_index_below_1_counts_as_1_in_inner_mongolia() -> None:
    # 8179 x 1 x 136 / 12 x 1.2% = 1112.344
    person, printed = ("male_60", (1965, 9), (2025, 9)), ("8179", "0.6111", 493, "93577.20")
    result = printed_sheet(person, printed, before_account("index_floor_1", "0.012", 136))
    assert (result["account_pension"], result["transitional"]) == (D("673.22"), D("1112.34"))


def test_shanghai_prints_the_exact_part_up_to_the_jiao() -> None:
    # 12434 x 1.7986 / 2 x 32.166% = 3596.77; the sheet prints no balance.
    person, printed = ("male_60", (1965, 11), (2026, 2)), ("12434", "0.7986", 386, "0")
    assert printed_sheet(person, printed, SHANGHAI)["basic"] == D("3596.8")


def test_transitional_years_of_shanghai_are_exact() -> None:
    # 10000 x 1 x 26.5 x 1% = 2650.0, where the basic part uses 26.498: 10000 x 26.498% = 2649.8.
    options = {**SHANGHAI, **before_account("index", "0.01", 318)}
    result = printed_sheet(("male_60", (1965, 11), (2026, 2)), ("10000", "1", 318, "0"), options)
    assert (result["basic"], result["transitional"]) == (D("2649.8"), D("2650.0"))


def test_indexed_wage_is_kept_to_the_fen_in_sichuan() -> None:
    # 8321 x 0.613 = 5100.773
    person, printed = ("male_60", (1965, 9), (2025, 10)), ("8321", "0.613", 297, "0")
    assert printed_sheet(person, printed, SICHUAN)["indexed_wage"] == D("5100.77")
    assert printed_sheet(person, printed, {})["indexed_wage"] == Fraction("5100.773")


def test_total_alone_goes_up_to_the_jiao_where_the_place_says_so() -> None:
    # Jiangsu, 55y1m: 3366.18 + 1486.62 = 4852.80; one fen more is printed as 4852.90.
    person = ("female_55", (1971, 5), (2026, 6))
    options = {"amount_rounding": "total_jiao_up"}
    plain = printed_sheet(person, ("8917", "1.1623", 419, "251981.62"), options)
    raised = printed_sheet(person, ("8917", "1.1623", 419, "251983.32"), options)
    assert (plain["basic"], plain["account_pension"]) == (D("3366.18"), D("1486.62"))
    assert (plain["total"], raised["total"]) == (D("4852.80"), D("4852.90"))


def test_claim_before_the_earliest_month_is_not_eligible() -> None:
    # Tibet, 45y1m: the amounts are right, the age rests on a rule of that region alone.
    person, printed = ("female_50", (1980, 11), (2025, 12)), ("11777", "1", 180, "136800.55")
    result = printed_sheet(person, printed, CENT)
    assert (result["basic"], result["account_pension"]) == (D("1766.55"), D("634.22"))
    assert not result["eligible"]


def test_statement_and_deemed_months_enter_the_index_with_their_weight() -> None:
    # Guizhou: (12 x 1 + 30.33 x 1.3289) / 42.33 = 1.2357, here in months: 144 and 364.
    opening = statement((2025, 2), 364, "1.3289", "0")
    claim = case(opening=opening, deemed={"months": 144, "index": D(1)})
    result = settle(claim, law())
    assert reference.half_up(Fraction(result["average_index"]), 4) == D("1.2357")
    assert result["months_counted"] == 508


@pytest.mark.parametrize(
    ("denominator", "total", "months"),
    [
        # 90 x 0.8 + 6 x 1 + 0.9 = 78.9; due 100 + 2 + 6; unpaid 10 + 1, at 0.6 6.6 more.
        ("paid_months", "78.9", 97),
        ("months_due", "78.9", 108),
        ("months_due_unpaid_60", "85.5", 108),
        ("calendar_years", "78.9", 108),
    ],
)
def test_statement_with_unpaid_months(denominator: str, total: str, months: int) -> None:
    opening = {**statement((2024, 12), 90, "0.8", "0"), "due_months": 100}
    paid = {"spells": [spell((2025, 2), (2025, 2), "yuan", "9000")], "opening": opening}
    claim = case({"index_denominator": denominator}, deemed={"months": 6, "index": D(1)}, **paid)
    result = settle(claim, law())
    assert (result["index_sum"], result["index_denominator"]) == (Fraction(total), months)


def test_flat_career_of_a_published_test_vector() -> None:
    # (12116 + 20000) / 2 x 368/12 % = 4924.45; (50000 + 1600 x 320) / 117 = 4803.42.
    opening = statement((2026, 10), 48, str(D(20000) / D(12116)), "50000")
    limits = {"A": forever(wage=D(12116), floor=D(7270), ceiling=D(36348))}
    rules = law("12116", limits=limits, index_wage={"A": forever(wage=D(12116))})
    plan = [spell((2026, 11), (2099, 12), "yuan", "20000")]
    claim = case(birth=(1990, 6), retire=(2053, 6), opening=opening, spells=plan)
    result = settle(claim, rules)
    assert (result["statutory_month"], result["statutory_age"]) == ((2053, 6), 756)
    assert (result["required_months"], result["eligible"]) == (240, True)
    assert (result["balance"], result["account_pension"]) == (D(562000), D("4803.42"))
    assert (result["basic"], result["total"]) == (D("4924.45"), D("9727.87"))
