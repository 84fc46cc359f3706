"""改革文件的读取: every problem at once, named with its line and a way out; both languages of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.i18n import LANGUAGES
from calculator.reform.changes import UNITS, changes_of
from calculator.reform.fields import SECTIONS
from calculator.reform.reading import read_reform, reform_of
from calculator.scenario.problems import ScenarioProblems
from calculator.wording import problem_line
from rules.law import load
from rules.month import Month

LAW = load()


def problems(text):
    with pytest.raises(ScenarioProblems) as caught:
        read_reform(text, LAW)
    return [
        (one.field.removeprefix("reform."), one.code, one.line) for one in caught.value.problems
    ]


def test_a_section_takes_the_month_at_the_top_unless_it_has_its_own():
    reform = read_reform(
        'title = "试"\nfrom = "2027-01"\n[contribution_base]\nfloor = "40%"\n'
        '[contribution_rate]\nfrom = "2027-07"\ntotal = "18%"\n',
        LAW,
    )
    assert [(one.series, str(one.start), one.amount) for one in reform.parameters] == [
        ("limit_floor", "2027-01", 400_000),
        ("contribution_rate", "2027-07", 180_000),
    ]


def test_chinese_and_english_keys_say_the_same():
    english = 'title = "试"\nfrom = "2027-01"\n[minimum_period]\nbegin_at = "16y"\nstep = "1y"\n'
    chinese = '标题 = "试"\n起 = "2027年1月"\n[最低缴费年限]\n起点 = "16年"\n每年增加 = "1年"\n'
    assert read_reform(english, LAW) == read_reform(chinese, LAW)


def test_several_steps_are_taken_in_order():
    steps = [
        '[[basic_pension]]\nfrom = "2040-01"\nper_year = "1.2%"\n',
        '[[basic_pension]]\nfrom = "2030-01"\nper_year = "1.1%"\n',
    ]
    law = LAW.reformed(read_reform('title = "试"\n' + "".join(steps), LAW))
    rates = [
        law.at("basic_pension_rate", "浙江", Month.of(y, 1)).amount for y in (2029, 2030, 2040)
    ]
    assert rates == [10_000, 11_000, 12_000]


def test_all_problems_are_told_at_once_with_their_lines():
    text = """title_en = "x"
from = "2027-01"
[contribution_base]
flor = "40%"
[crediting_rate]
from = "2027-03"
rate = "30%"
[retirement_age]
up_to = "50y"
every = 0
[payment_months]
60 = 999
[nonsense]
a = 1
"""
    assert sorted(problems(text), key=lambda one: one[2] or 0) == [
        ("title", "required", None),
        ("contribution_base[1].flor", "unknown_field", 4),
        ("crediting_rate[1].from", "reform_in_january", 6),
        ("crediting_rate[1].rate", "rate_outside", 7),
        ("retirement_age[1].up_to", "reform_age_outside", 9),
        ("retirement_age[1].every", "count_outside", 10),
        ("payment_months[1].age_60", "count_outside", 12),
        ("nonsense", "unknown_field", 13),
    ]


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ('title = "试"', "file", "reform_empty"),
        ('title = "试"\n[basic_pension]\nper_year = "2%"', "basic_pension[1].from", "reform_without_month"),
        ('title = "试"\nfrom = "2005-01"\n[basic_pension]\nper_year = "2%"', "basic_pension[1].from", "reform_too_early"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_base]', "contribution_base[1]", "reform_changes_nothing"),
        ('title = "试"\nfrom = "2027-01"\n[retirement_age]\ncategory = "male_60"', "retirement_age[1]", "reform_changes_nothing"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_base]\nfloor = "40"', "contribution_base[1].floor", "rate_without_unit"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_base]\nfloor = "350%"', "contribution_base[1].floor", "rate_outside"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_base]\nceiling = "50%"', "contribution_base[1].ceiling", "reform_reversed"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_rate]\naccount = "25%"', "contribution_rate[1].account", "reform_reversed"),
        ('title = "试"\nfrom = "2027-01"\n[contribution_rate]\nregion = "火星"\ntotal = "5%"', "contribution_rate[1].region", "unknown_region"),
        ('title = "试"\nfrom = "2027-01"\n[minimum_period]\nbegin_at = "20y"\nup_to = "15y"', "minimum_period[1].up_to", "reform_below_start"),
        ('title = "试"\nfrom = "2027-01"\n[minimum_period]\nbegin_at = "45y"', "minimum_period[1].begin_at", "duration_too_long"),
        ('title = "试"\nfrom = "2027-01"\n[payment_months]\n60 = 150', "payment_months[1].age_60", "reform_divisors_rise"),
        ('title = "试"\nfrom = "2027-01"\n[calculation_base]\nbase = 0', "calculation_base[1].base", "amount_zero"),
        ('title = "试"\nfrom = "2027-01"\n[calculation_base]\ngrowth = "50%"', "calculation_base[1].growth", "rate_outside"),
        ('title = "a\\u001b[31m"\nfrom = "2027-01"\n[basic_pension]\nper_year = "2%"', "title", "control_characters"),
        ('title = ""\nfrom = "2027-01"\n[basic_pension]\nper_year = "2%"', "title", "empty"),
        ('title = "试"\nfrom = "2027-01"\nbasic_pension = 5', "basic_pension", "not_a_list"),
        ('title = "试"\nfrom = "2027-01"\nbasic_pension = [5]', "basic_pension[1]", "not_a_table"),
        ("title = ", "file", "toml_invalid"),
    ],
)  # fmt: skip
def test_each_slip_is_named(text, path, code):
    assert [one[:2] for one in problems(text)] == [(path, code)]


def test_the_same_change_twice_is_refused():
    text = 'title = "试"\nfrom = "2027-01"\n' + '[[basic_pension]]\nper_year = "2%"\n' * 2
    assert [one[:2] for one in problems(text)] == [("basic_pension[2].per_year", "reform_twice")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_key_is_named_with_the_nearest(language):
    with pytest.raises(ScenarioProblems) as caught:
        read_reform('title = "试"\nfrom = "2027-01"\n[contribution_base]\nflor = "40%"\n', LAW)
    (problem,) = caught.value.problems
    line = problem_line(problem, language)
    assert "floor" in line
    assert "reform." not in line
    assert "4" in line


def test_every_kind_of_change_is_listed():
    text = """title = "全"
from = "2027-01"
[contribution_base]
floor = "40%"
ceiling = "400%"
[contribution_rate]
total = "19%"
account = "9%"
[crediting_rate]
rate = "2%"
at_least = "1%"
[calculation_base]
base = 9000
growth = "4%"
[basic_pension]
per_year = "1.1%"
[minimum_period]
begin_at = "16y"
step = "1y"
up_to = "25y"
[retirement_age]
every = 2
up_to = "65y"
early_window = "2y"
[payment_months]
70 = 50
"""
    assert {change.code for change in changes_of(read_reform(text, LAW))} == set(UNITS)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.sampled_from([name for section in SECTIONS for name in section.keys])
inner = st.sampled_from(
    [key for section in SECTIONS for part in section.parts for key in part.keys]
)
tables = st.dictionaries(inner | st.text(max_size=6), values, max_size=4)


def told(call):
    """Whether a reader returns, or refuses with problems that can all be told in both languages."""
    try:
        call()
    except ScenarioProblems as refused:
        lines = [problem_line(one, language) for one in refused.problems for language in LANGUAGES]
        return bool(lines) and all(lines)
    return True


@given(
    st.dictionaries(
        st.sampled_from(["title", "from", "标题", "起"]) | names | st.text(max_size=8),
        values | tables | st.lists(tables, max_size=3),
        max_size=5,
    )
)
def test_anything_is_read_or_refused_and_told(mapping):
    assert told(lambda: reform_of(mapping, LAW))


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_content_is_read_or_refused(content):
    assert told(lambda: read_reform(content, LAW))
