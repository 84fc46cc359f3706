"""写法: quantities as people write them, and what is shown where a key or a value is missing."""

import pytest

from calculator.i18n import (
    FORMATS,
    LANGUAGES,
    MissingText,
    formatted,
    template,
    text,
)
from rules.quantities import Fen


def test_amounts_are_written_with_their_unit():
    # 8321 yuan base x index 0.613 = 5100.773 yuan, shown to the fen, halves up
    words = {
        language: text(
            "rule.indexed_wage.working",
            language,
            base=8_321_000_000,
            index=613_000_000_000,
            value=5_100_773_000_000_000,
        )
        for language in LANGUAGES
    }
    assert words["zh"] == "8,321.00 元 × 0.6130 = 5,100.77 元"
    assert words["en"] == "8,321.00 yuan x 0.6130 = 5,100.77 yuan"


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("yuan", 123_456, "1,234.56 元", "1,234.56 yuan"),
        ("yuan", -1, "-0.01 元", "-0.01 yuan"),
        ("whole_yuan", 120_349, "1,203 元", "1,203 yuan"),
        ("whole_yuan", 120_350, "1,204 元", "1,204 yuan"),
        ("wage", 12_116_000_000, "12,116.00 元", "12,116.00 yuan"),
        ("percent", 39_700, "3.97%", "3.97%"),
        ("percent", 200_000, "20%", "20%"),
        ("percent", -10_000, "-1%", "-1%"),
        ("duration", 63, "5年3个月", "5 years 3 months"),
        ("duration", 13, "1年1个月", "1 year 1 month"),
        ("duration", 180, "15年", "15 years"),
        ("duration", 0, "0个月", "0 months"),
        ("age", 757, "63岁1个月", "63 years 1 month"),
        ("months", 1, "1个月", "1 month"),
        ("month", 2048 * 12 + 2, "2048-03", "2048-03"),
        ("index", 584_149_000_000, "0.5841", "0.5841"),
        ("years", 297_000, "24.75", "24.75"),
        ("years", 145_000, "12.0833", "12.0833"),
        ("tenths", 1_384, "138.4", "138.4"),
        ("tenths", 1_390, "139", "139"),
        ("hundredths", 1_450, "14.5", "14.5"),
        ("factor", 9_735, "0.9735", "0.9735"),
        ("career_rate", 12_000 * 7_500, "0.75%", "0.75%"),
        ("count", 12_345, "12,345", "12,345"),
    ],
)
def test_quantities_are_written_as_people_write_them(name, value, zh, en):
    assert (FORMATS[name](value, "zh"), FORMATS[name](value, "en")) == (zh, en)


def test_a_missing_key_is_shown_and_warned_of():
    with pytest.warns(MissingText, match="no text for notice.nothing"):
        assert text("notice.nothing", "zh") == "notice.nothing"


def test_a_missing_value_is_shown_and_warned_of():
    with pytest.warns(MissingText):
        assert "{value}" in text("rule.pool_share.value", "en")


def test_a_value_of_the_wrong_kind_is_shown_and_warned_of():
    with pytest.warns(MissingText):
        assert text("rule.pool_share.value", "en", value=1.5) == "1.5"


def test_an_unknown_key_has_no_template():
    with pytest.raises(KeyError):
        template("nothing.at.all", "zh")


def test_a_value_may_already_be_text():
    assert text("rule.pool_share.value", "zh", value="1 元") == "1 元"


def test_lists_and_booleans_are_worded():
    filled = {"age": 600, "limit": Fen(600), "registered_there": False, "value": True}
    assert text("rule.temporary_account.value", "zh", **filled) == "是"
    assert text("rule.temporary_account.value", "en", **filled) == "yes"
    assert formatted(("a", "b"), "", "zh") == "a、b"
    assert formatted((), "", "en") == formatted(None, "month", "en") == "none"
