"""金额等的读写: what is read, what is refused by name, and that nothing changes on the way."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.amounts import (
    AmountError,
    format_duration,
    format_index,
    format_money,
    format_rate,
    parse_boolean,
    parse_count,
    parse_duration,
    parse_index,
    parse_money,
    parse_month,
    parse_rate,
    parse_tier,
)
from calculator.i18n import LANGUAGES, formatted
from rules.month import Month

LANGUAGE = st.sampled_from(LANGUAGES)
FEN = st.integers(0, 10**12)
PPM = st.integers(-(10**6), 10**6)
DURATION = st.integers(0, 1_200)
MONTH = st.integers(Month.of(1900, 1), Month.of(2200, 12)).map(Month)


def refusal(parse, *args):
    with pytest.raises(AmountError) as raised:
        parse(*args)
    return raised.value.code


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("8000", 800_000),
        ("８，０００", 800_000),
        ("8,000.50", 800_050),
        ("8千", 800_000),
        ("1.2万", 1_200_000),
        ("1.2w", 1_200_000),
        ("8k", 800_000),
        ("¥8000元", 800_000),
        ("￥8000", 800_000),
        ("8000 yuan", 800_000),
        ("RMB 8,000", 800_000),
        ("　0　", 0),
        ("0.01", 1),
        ("1.2345万", 1_234_500),
        (8000, 800_000),
        (8000.1, 800_010),
        (Decimal("8000.10"), 800_010),
    ],
)
def test_money_is_read_as_people_write_it(typed, fen):
    assert parse_money(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-1", "negative"),
        ("负5", "negative"),
        ("8e3", "exponent"),
        (1e22, "exponent"),
        ("8,00", "separators"),
        ("8.000,50", "separators"),
        ("8 000", "separators"),
        ("1,2345", "separators"),
        ("8000.505", "amount_too_precise"),
        ("1.234567千", "amount_too_precise"),
        ("100亿1", "amount_unreadable"),
        ("200亿", "amount_too_large"),
        ("八千", "amount_unreadable"),
        ("1万2", "amount_unreadable"),
        ("", "empty"),
        ("　", "empty"),
        ("9" * 61, "too_long"),
        (True, "wrong_type"),
        ([8000], "wrong_type"),
        (None, "wrong_type"),
        (float("nan"), "amount_unreadable"),
        (float("inf"), "amount_unreadable"),
    ],
)
def test_money_that_is_not_clear_is_refused_by_name(typed, code):
    assert refusal(parse_money, typed) == code


@pytest.mark.parametrize(
    ("typed", "ppm"),
    [
        ("2.5%", 25_000),
        ("2.5％", 25_000),
        ("百分之2.5", 25_000),
        ("千分之25", 25_000),
        ("25‰", 25_000),
        ("-1.5%", -15_000),
        ("−1.5%", -15_000),
        ("+3 percent", 30_000),
        ("0", 0),
        (0, 0),
        ("0.0001%", 1),
    ],
)
def test_a_rate_is_read_with_its_unit(typed, ppm):
    assert parse_rate(typed) == ppm


@pytest.mark.parametrize("typed", ["2.5", 0.025, "0.5", 2])
def test_a_bare_rate_is_refused_because_it_has_two_readings(typed):
    assert refusal(parse_rate, typed) == "rate_without_unit"


def test_a_stated_unit_makes_a_bare_rate_clear():
    assert parse_rate("2.5", "percent") == 25_000
    assert parse_rate(0.025, "share") == 25_000


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2.5%%", "rate_unreadable"),
        ("百分之2%", "rate_unreadable"),
        ("1e-2", "exponent"),
        ("0.00001%", "rate_too_precise"),
        ("abc", "rate_unreadable"),
    ],
)
def test_a_rate_that_is_not_clear_is_refused_by_name(typed, code):
    assert refusal(parse_rate, typed) == code


@pytest.mark.parametrize("typed", ["60%", "60", "0.6", 60, 0.6, "百分之60", "60%档", "６０％"])
def test_a_tier_is_read_as_share_or_percentage(typed):
    assert parse_tier(typed) == 600_000


def test_a_tier_of_three_is_three_times_the_wage():
    assert parse_tier("3") == parse_tier("300%") == parse_tier(300) == 3_000_000


@pytest.mark.parametrize(
    ("typed", "code"), [("六成", "tier_unreadable"), ("-60%", "negative"), ("", "empty")]
)
def test_a_tier_that_is_not_clear_is_refused_by_name(typed, code):
    assert refusal(parse_tier, typed) == code


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("5年3个月", 63),
        ("5年零3个月", 63),
        ("5年3月", 63),
        ("5y3m", 63),
        ("5 years and 3 months", 63),
        ("5y", 60),
        ("5年", 60),
        ("63m", 63),
        ("63个月", 63),
        ("5.5年", 66),
        ("5年半", 66),
        ("半年", 6),
        ("0", 0),
        ("0m", 0),
        ("１５年", 180),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(typed, months):
    assert parse_duration(typed) == months


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("5", "duration_without_unit"),
        (60, "duration_without_unit"),
        ("5.3年", "duration_fraction"),
        ("5.5年半", "duration_fraction"),
        ("零3个月", "duration_unreadable"),
        ("5年零", "duration_unreadable"),
        ("abc", "duration_unreadable"),
        ("-5年", "negative"),
        ("101年", "duration_too_long"),
        ("2" * 40 + "年", "duration_too_long"),
        ("5." + "0" * 40 + "1年", "duration_fraction"),
        ("5.5m", "duration_unreadable"),
    ],
)
def test_a_length_of_time_that_is_not_clear_is_refused_by_name(typed, code):
    assert refusal(parse_duration, typed) == code


def test_a_stated_unit_makes_a_bare_length_clear():
    assert parse_duration("63", "months") == 63
    assert parse_duration(5, "years") == 60


@pytest.mark.parametrize(
    "typed",
    [
        "2026-07",
        "2026-7",
        "2026/07",
        "2026.07",
        "2026年7月",
        "202607",
        "20260715",
        "２０２６年７月",
        "2026-07-15",
    ],
)
def test_a_month_is_read_in_every_common_form(typed):
    assert parse_month(typed) == Month.of(2026, 7)


def test_a_date_is_read_as_its_month():
    assert parse_month(date(2026, 7, 31)) == Month.of(2026, 7)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-13", "month_unreadable"),
        ("2026-00", "month_unreadable"),
        ("20261315", "month_unreadable"),
        ("20260732", "month_unreadable"),
        ("31112", "month_unreadable"),
        ("2026", "month_unreadable"),
        ("26-07", "month_unreadable"),
        ("1990-123", "month_unreadable"),
        ("2026-07/15", "month_unreadable"),
        ("2026.1", "month_ambiguous"),
        (1990.1, "month_ambiguous"),
        ("0000-01", "month_out_of_time"),
        ("9999-12", "month_out_of_time"),
    ],
)
def test_a_month_that_is_not_clear_is_refused_by_name(typed, code):
    assert refusal(parse_month, typed) == code


@pytest.mark.parametrize(
    ("typed", "value"),
    [("是", True), ("Yes", True), (True, True), ("1", True), ("否", False), ("no", False)],
)
def test_yes_and_no_are_read_in_both_languages(typed, value):
    assert parse_boolean(typed) is value


def test_what_is_neither_yes_nor_no_is_refused():
    assert refusal(parse_boolean, "maybe") == "boolean_unreadable"


def test_an_index_keeps_twelve_decimals_and_no_more():
    assert parse_index("0.5841") == 584_100_000_000
    assert parse_index("0.000000000001") == 1
    assert refusal(parse_index, "0.0000000000001") == "index_unreadable"
    assert refusal(parse_index, "58.41%") == "index_unreadable"


def test_a_count_is_a_whole_number():
    assert parse_count("12") == 12
    assert refusal(parse_count, "1.5") == "count_unreadable"


@given(FEN)
def test_money_written_to_a_file_is_read_back_unchanged(fen):
    assert parse_money(format_money(fen)) == fen


@given(FEN, LANGUAGE)
def test_money_as_shown_is_read_back_unchanged(fen, language):
    assert parse_money(formatted(fen, "yuan", language)) == fen


@given(PPM)
def test_rates_written_to_a_file_are_read_back_unchanged(ppm):
    assert parse_rate(format_rate(ppm)) == ppm


@given(PPM, LANGUAGE)
def test_rates_as_shown_are_read_back_unchanged(ppm, language):
    assert parse_rate(formatted(ppm, "percent", language)) == ppm


@given(st.integers(0, 10**6))
def test_tiers_written_to_a_file_are_read_back_unchanged(ppm):
    assert parse_tier(format_rate(ppm)) == ppm


@given(DURATION)
def test_lengths_written_to_a_file_are_read_back_unchanged(months):
    assert parse_duration(format_duration(months)) == months


@given(DURATION, LANGUAGE)
def test_lengths_as_shown_are_read_back_unchanged(months, language):
    assert parse_duration(formatted(months, "duration", language)) == months


@given(MONTH, LANGUAGE)
def test_months_as_shown_are_read_back_unchanged(month, language):
    assert parse_month(formatted(month, "month", language)) == parse_month(str(month)) == month


@given(MONTH)
def test_months_in_chinese_are_read_back_unchanged(month):
    assert parse_month(f"{month.year}年{month.month_of_year}月") == month


@given(st.integers(1, 10**13))
def test_indices_written_to_a_file_are_read_back_unchanged(index):
    assert parse_index(format_index(index)) == index


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_whatever_is_typed_is_read_or_refused_by_name(typed):
    for parse in (
        parse_money,
        parse_rate,
        parse_tier,
        parse_duration,
        parse_index,
        parse_count,
        parse_month,
        parse_boolean,
    ):
        with suppress(AmountError):
            parse(typed)


@given(FEN, PPM, DURATION, MONTH, LANGUAGE)
def test_fullwidth_figures_mean_the_same(fen, ppm, duration, month, language):
    """As an input method in Chinese types them: ８，０００．００ 元."""

    def wide(text):
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

    assert parse_money(wide(formatted(fen, "yuan", language))) == fen
    assert parse_rate(wide(formatted(ppm, "percent", language))) == ppm
    assert parse_duration(wide(formatted(duration, "duration", language))) == duration
    assert parse_month(wide(str(month))) == month


@given(st.text("0123456789", min_size=1, max_size=9), st.text("0123456789", max_size=40))
def test_no_digit_is_lost_however_many_there_are(whole: str, decimals: str) -> None:
    typed = f"{whole}.{decimals}" if decimals else whole
    for scale, times in (("", 1), ("千", 1_000), ("万", 10_000)):
        exact = Fraction(typed) * times * 100
        if exact.denominator > 1:
            assert refusal(parse_money, typed + scale) == "amount_too_precise"
        elif exact <= 10**12:
            assert parse_money(typed + scale) == exact
    ppm = Fraction(typed) * 10_000
    if ppm.denominator > 1:
        assert refusal(parse_rate, typed + "%") == "rate_too_precise"
    else:
        assert parse_rate(typed + "%") == ppm


@pytest.mark.parametrize(
    ("parse", "typed", "code"),
    [
        # 31 decimals: four places to the left there are still 27, and the last of them is no whole fen
        (parse_money, "0.8000000000000000000000000000001万", "amount_too_precise"),
        (parse_money, "1234567890.000000000000000000000001", "amount_too_precise"),
        (parse_rate, "3.0000000000000000000000000000001%", "rate_too_precise"),
        (parse_tier, "60.000000000000000000000000000001%", "rate_too_precise"),
        (parse_index, "0.60000000000000000000000000000001", "index_unreadable"),
    ],
)
def test_a_decimal_far_behind_the_point_is_refused_like_any_other(parse, typed, code) -> None:
    assert refusal(parse, typed) == code
