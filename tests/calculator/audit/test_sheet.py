"""核定表的录入: keys in both languages, numbers as printed, every problem at once."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.audit import LINES, Stated, read_sheet
from calculator.audit.lines import BY_NAME, line_named
from calculator.scenario.files import ScenarioText, parse
from calculator.scenario.problems import ScenarioProblems
from rules.month import Month


def read(text):
    return read_sheet(parse(text))


def problems(text):
    with pytest.raises(ScenarioProblems) as caught:
        read(text)
    return [(problem.field, problem.code, problem.line) for problem in caught.value.problems]


def test_no_two_lines_share_a_key():
    keys = [key for line in LINES for key in line.keys]
    assert len(keys) == len(set(keys))
    assert all(line_named(key) is line for line in LINES for key in line.keys)


def test_chinese_and_english_keys_say_the_same():
    chinese = read(
        '退休年月 = "2025年10月"\n计发基数 = "8,321"\n缴费年限 = "24年9个月"\n基础养老金 = "1,660.94元"'
    )
    english = read(
        'retirement = "2025-10"\ncalculation_base = 8321\nyears = "24y9m"\nbasic = 1660.94'
    )
    assert chinese.lines == english.lines
    assert chinese.lines["retirement"].value == Month.of(2025, 10)
    assert chinese.lines["years"].value == 297_000
    assert chinese.lines["basic"] == Stated(166_094, 1)


@pytest.mark.parametrize(
    ("line", "typed", "value", "place"),
    [
        ("average_index", Decimal("0.613"), 613_000_000_000, 10**9),
        ("average_index", Decimal("0.6130"), 613_000_000_000, 10**8),
        ("average_index", 1, 10**12, 10**12),
        ("years", Decimal("24.75"), 297_000, 120),
        ("years", Decimal("9.4167"), 113_000, 1),
        ("years", 41, 492_000, 12_000),
        ("years", "34年11个月", 419_000, 1),
        ("months", 297, 297, 1),
        ("months", "24年9个月", 297, 1),
        ("payment_months", Decimal("138.4"), 1_384, 1),
        ("payment_months", 139, 1_390, 10),
        ("age", "60岁1个月", 721, 1),
        ("age", "60周岁", 720, 1),
        ("age", "55y1m", 661, 1),
        ("coefficient", "1.3%", 13_000, 1),
        ("coefficient", Decimal("1.3"), 13_000, 1),
        ("indexed_wage", Decimal("5100.77"), 5_100_770_000_000_000, 10**10),
        ("indexed_wage", Decimal("6797.0123"), 6_797_012_300_000_000, 10**8),
        ("calculation_base", Decimal("7322.08"), 7_322_080_000, 1),
        ("total", "3,751.1", 375_110, 1),
    ],
)
def test_a_line_is_read_as_printed(line, typed, value, place):
    assert BY_NAME[line].read(typed) == Stated(value, place)


@pytest.mark.parametrize(
    ("printed", "computed", "agrees"),
    [
        # printed 0.613: rounded from 0.6125 on, or cut from anything below 0.614
        (Decimal("0.613"), 612_500_000_000, True),
        (Decimal("0.613"), 612_499_999_999, False),
        (Decimal("0.613"), 613_999_999_999, True),
        (Decimal("0.613"), 614_000_000_000, False),
    ],
)
def test_an_index_agrees_when_it_is_printed_so(printed, computed, agrees):
    assert BY_NAME["average_index"].read(printed).agrees(computed) is agrees


@given(st.integers(0, 10**9), st.integers(-3, 3), st.integers(0, 2))
def test_money_agrees_within_the_tolerance(amount, off, tolerance):
    assert Stated(amount, 1).agrees(amount + off, tolerance) is (abs(off) <= tolerance)


def test_whom_it_is_about_and_how_far_money_may_be_off():
    sheet = read(
        '参保地 = "四川"\n出生年月 = "1965-09"\n性别 = "男"\n容差 = 0.1\n合计 = 2749.09\n备注 = "手抄"'
    )
    assert dict(sheet.person) == {"region": "四川", "born": Month.of(1965, 9), "sex": "male"}
    assert sheet.tolerance == 10


def test_local_items_count_by_their_sum():
    assert read("合计 = 1\n[地方项目]\n增发 = 126.24\n补贴 = 30").lines["local"] == Stated(
        15_624, 1
    )


def test_every_problem_is_told_at_once_with_its_line():
    assert problems(
        '基础养老金 = "一千"\n基础养老 = 5\nbasic_pension = 3\n平均缴费工资指数 = "x"\n'
        "性别 = 3\n容差 = 50\n地方项目 = 7\n"
    ) == [
        ("基础养老金", "amount_unreadable", 1),
        ("基础养老", "unknown_field", 2),
        ("basic_pension", "given_twice", 3),
        ("平均缴费工资指数", "index_unreadable", 4),
        ("性别", "choice_unknown", 5),
        ("容差", "tolerance_too_large", 6),
        ("地方项目", "not_a_table", 7),
    ]


def test_an_unknown_key_is_answered_with_the_nearest():
    with pytest.raises(ScenarioProblems) as caught:
        read("基础养老 = 5")
    assert "基础养老金" in caught.value.problems[0].values["suggestions"]


def test_a_file_without_any_line_is_refused():
    assert problems('备注 = "空"') == [("file", "sheet_empty", None)]


@given(
    st.dictionaries(
        st.sampled_from([line.zh for line in LINES]),
        st.one_of(st.integers(), st.text(max_size=8), st.booleans(), st.lists(st.integers())),
        min_size=1,
        max_size=5,
    )
)
def test_nothing_typed_breaks_the_reader(keys):
    with contextlib.suppress(ScenarioProblems):
        assert read_sheet(ScenarioText(keys, "")).lines
