"""测算情景: what is read, what is refused, and with which words it is refused."""

import pytest

from calculator.estimates import estimate
from calculator.i18n import LANGUAGES
from calculator.scenario import (
    FIELDS,
    Span,
    check,
    from_mapping,
    load,
)
from calculator.scenario.choices import (
    AssumptionLevel,
    Category,
    RetireAt,
    RetirementYearRate,
    Sex,
    TierLimit,
)
from calculator.scenario.files import parse
from calculator.scenario.problems import ScenarioProblems
from calculator.wording import problem_sentence
from rules.month import Month
from tests.calculator.courier import COURIER, LAW, TODAY, problems, read, segment


def test_four_facts_make_a_scenario():
    scenario = read()
    assert scenario.region == "330000"
    assert scenario.born == Month.of(1990, 3)
    assert scenario.sex is Sex.FEMALE
    assert scenario.wage == 800_000
    assert scenario.paid == 60
    assert scenario.today == TODAY
    assert scenario.last_paid == Month.of(2026, 10)
    assert scenario.retirement_category is Category.FEMALE_55


def test_chinese_keys_mean_the_same_as_english_ones():
    chinese = {entry.zh: COURIER[entry.name] for entry in FIELDS if entry.name in COURIER}
    assert from_mapping(chinese, LAW, TODAY) == read()


def test_chinese_keys_need_no_quotes_in_a_file():
    text = """
        参保地 = "浙江"   # 注释里的 参保地 = 不受影响
        出生年月 = 1990-03-15
        性别 = '女'
        月收入 = 8000
        已缴年限 = "5年"
        [[缴费历史]]
        起 = "2021-11"
        止 = "2026-10"
        档次 = "下限"
    """
    scenario = load(text, LAW, TODAY)
    assert scenario.history[0].tier is TierLimit.FLOOR
    assert scenario.born == Month.of(1990, 3)


def test_quoted_text_is_not_touched_when_keys_are_quoted():
    assert parse('名字 = """\n参保地 = 1\n"""  # 备注 = 2').keys == {"名字": "参保地 = 1\n"}
    assert parse("名字 = '参保地'").keys == {"名字": "参保地"}


def test_a_key_may_state_the_unit_of_a_bare_number():
    assert read(paid=None, 已缴月数="63").paid == 63
    assert read(paid=None, paid_years=5).paid == 60


def test_keys_may_be_written_as_options_are():
    assert read(**{"assumption-set": "low"}).assumption_set is AssumptionLevel.LOW


def test_lists_may_be_written_as_text():
    scenario = read(
        pauses="from=2028-01 to=2028-12; 起=2030-01 止=2030-03",
        changes=["from=2032-01 tier=floor", 'from=2033-01 base="9000"'],
    )
    assert scenario.pauses == (
        Span(first=Month.of(2028, 1), last=Month.of(2028, 12)),
        Span(first=Month.of(2030, 1), last=Month.of(2030, 3)),
    )
    assert scenario.changes[0].tier is TierLimit.FLOOR
    assert scenario.changes[1].base == 900_000


def test_zero_is_a_value_and_missing_is_not_zero():
    """F22."""
    scenario = read(crediting_rate="0%", balance=0, paid="0m")
    assert (scenario.crediting_rate, scenario.balance, scenario.paid) == (0, 0, 0)
    assert read().crediting_rate is None
    assert read().balance is None


def test_negative_real_rates_are_lawful_input():
    """F30."""
    scenario = read(wage_growth="-2%", inflation="-1%", indexation="0", discount="-0.5%")
    assert scenario.wage_growth == -20_000
    assert scenario.discount == -5_000


def test_a_word_wins_over_an_amount_where_a_field_takes_both():
    assert read(wage=None, tier="下限").tier is TierLimit.FLOOR
    assert read(retire="最早").retire is RetireAt.EARLIEST
    assert read(retire="2046-01").retire == Month.of(2046, 1)
    assert read(retirement_year_rate="按假设").retirement_year_rate is RetirementYearRate.ASSUMPTION
    assert read(retirement_year_rate="2.6%").retirement_year_rate == 26_000
    assert read(plan_until="retirement").plan_until is None
    assert read(plan_until="2030-12").plan_until == Month.of(2030, 12)


def test_all_problems_come_at_once_in_the_order_of_the_fields():
    found = problems(born="1990-13", sex="x", wage="-1", paid="5", colour="red")
    assert [(problem.field, problem.code) for problem in found] == [
        ("born", "month_unreadable"),
        ("sex", "choice_unknown"),
        ("wage", "negative"),
        ("paid", "duration_without_unit"),
        ("colour", "unknown_field"),
    ]


def test_a_field_that_cannot_be_read_does_not_hide_the_problems_of_others():
    found = problems(sex="x", wage=None, base="100", crediting_rate="20%")
    assert {problem.code for problem in found} == {
        "choice_unknown",
        "base_outside_limits",
        "rate_outside",
    }


def test_a_base_outside_the_limits_names_both_of_them():
    """Zhejiang 2026: floor 5122, ceiling 25611."""
    (problem,) = problems(wage=None, base=5000)
    assert problem.values["floor"] == 512_200
    assert problem.values["ceiling"] == 2_561_100
    for language in LANGUAGES:
        assert "5,122.00" in problem_sentence(problem, language)
        assert "25,611.00" in problem_sentence(problem, language)


def test_a_change_is_held_to_the_limits_of_its_month_once_they_are_known():
    """Zhejiang 2026: ceiling 25611; that of 2032 is still to be published."""
    (problem,) = problems(changes="from=2026-12 base=30000")
    assert (problem.field, problem.code) == ("changes[1].base", "base_outside_limits")
    assert read(changes="from=2032-01 base=30000").changes[0].base == 3_000_000
    assert read(changes="from=2057-12 base=100").changes[0].base == 10_000


def test_clamp_takes_a_base_outside_the_limits():
    assert read(wage=None, base=5000, clamp="yes").base == 500_000


def test_a_wage_outside_the_limits_is_no_problem():
    assert read(wage=1).wage == 100


def test_unknown_keys_are_refused_with_close_names():
    (problem,) = problems(inflatoin="2%")
    assert problem.code == "unknown_field"
    assert "inflation" in problem.values["suggestions"]
    assert "inflation" in problem_sentence(problem, "en")


def test_unknown_regions_are_refused_with_close_names():
    (problem,) = problems(region="浙江肖")
    assert problem.code == "unknown_region"
    assert "浙江" in problem_sentence(problem, "zh")


def test_a_region_without_figures_says_why():
    (problem,) = problems(region="660000")
    assert problem.code == "figures_missing"
    assert "兵团" in problem_sentence(problem, "zh")
    assert "新疆" not in problem_sentence(problem, "en")


def test_history_may_agree_with_the_time_paid():
    spell = {"from": "2021-11", "to": "2026-10", "tier": "60%"}
    assert read(paid="5y", history=[spell]).paid == 60


def test_overlapping_history_warns_and_does_not_stop():
    both = [
        {"from": "2015-01", "to": "2016-12", "tier": "60%"},
        {"from": "2016-06", "to": "2017-12", "tier": "100%", "kind": "单位"},
    ]
    scenario = read(paid=None, history=both)
    (warning,) = check(scenario, LAW)
    assert warning.warning
    assert warning.code == "history_overlap"
    assert warning.values == {"first": Month.of(2016, 6), "last": Month.of(2016, 12)}


def test_months_of_an_overlap_count_once():
    """2015-01..2016-12 and 2016-06..2017-12 cover 36 months."""
    both = [
        {"from": "2015-01", "to": "2016-12", "tier": "60%"},
        {"from": "2016-06", "to": "2017-12", "tier": "60%"},
    ]
    assert read(paid="3y", history=both).paid == 36


@pytest.mark.parametrize(
    ("covered", "posted", "lawful"),
    [
        ("2020-06", "2021-12", True),
        ("2020-06", "2022-01", False),
        ("2022-06", "2023-12", True),
        ("2022-06", "2024-01", False),
        ("2021-06", "2021-12", True),
        ("2021-06", "2022-01", False),
        ("2024-03", "2024-12", True),
    ],
)
def test_past_years_are_paid_late_only_in_the_two_relief_windows(covered, posted, lawful):
    """劳社部发〔2001〕20号 item 3; 2020 by 2021-12, 2022 by 2023-12 (人社厅发〔2022〕16号)."""
    keys = segment(**{"from": covered, "to": covered, "posted": posted})
    if lawful:
        assert read(**keys).history[0].posted == Month.parse(posted)
    else:
        assert problems(**keys)[0].code == "late_payment"


@pytest.mark.parametrize(
    ("base", "posted", "lawful"),
    [
        # Shanghai: 6520 to 34188 from 2022-07, 7310 to 36549 from 2023-07.
        ("36000", None, False),
        ("36000", "2022-11", False),
        ("36000", "2023-11", True),
        ("6600", "2023-11", True),
        ("6000", "2023-11", False),
        ("36600", "2023-11", False),
    ],
)
def test_a_late_payment_may_use_the_limits_of_the_month_it_is_made_in(base, posted, lawful):
    """人社厅发〔2022〕16号: 缴费基数在2023年当地个人缴费基数上下限范围内自主选择."""
    keys = segment(**{"from": "2022-10", "to": "2022-10", "tier": None, "base": base})
    if posted:
        keys["history"][0]["posted"] = posted
    if lawful:
        assert read(region="上海", **keys).history[0].base == int(base) * 100
    else:
        scenario = read(region="上海", **keys)
        (warning,) = check(scenario, LAW)
        assert (warning.code, warning.warning) == ("past_base_outside_limits", True)
        assert scenario.history[0].base == int(base) * 100


# Shanghai 2021-07 to 2022-06: 5,975 to 31,014 yuan. Three times the ceiling is 93,042, a tenth of the floor 597.50.
@pytest.mark.parametrize(
    ("base", "refused"), [("93042", False), ("93042.01", True), ("597.50", False), ("597.49", True)]
)
def test_a_past_base_no_month_was_ever_paid_on_is_refused(base, refused):
    keys = segment(**{"from": "2021-10", "to": "2021-10", "tier": None, "base": base})
    if refused:
        assert problems(region="上海", **keys)[0].code == "base_outside_limits"
    else:
        assert read(region="上海", **keys)


def test_retirement_before_the_window_names_both_ends():
    """A woman born 1990-03: 55 + 36 months, capped: 58 in 2048-03; earliest 55 in 2045-03."""
    (problem,) = problems(retire="2045-02")
    assert problem.code == "retire_too_early"
    assert problem.values == {"earliest": Month.of(2045, 3), "statutory": Month.of(2048, 3)}
    assert read(retire="2045-03").retire == Month.of(2045, 3)


def test_retirement_after_the_statutory_month_needs_a_ground():
    (problem,) = problems(retire="2048-04")
    assert problem.code == "retire_too_late"
    assert read(retire="2048-04", extend=True).extend
    assert read(retire="2051-03", late_retirement="own_declaration").retire == Month.of(2051, 3)
    (problem,) = problems(retire="2051-04", late_retirement="own_declaration")
    assert problem.code == "late_too_long"


def test_local_ages_move_the_window():
    """藏政发〔2006〕37号 as cited: flexible women 45 in Xizang."""
    woman = {"region": "西藏", "born": "1990-03", "retire": "2036-01", "wage": None, "tier": "60%"}
    assert read(**woman).retire == Month.of(2036, 1)


def test_in_xizang_the_national_age_can_be_taken_instead_of_the_local_one():
    # 藏政发〔2006〕37号 second-hand: women 45, delayed like those born ten years earlier: 122 // 4 + 1 = 31
    # months, 45 x 12 + 31 = 571. Nationally 55 and the whole 36 months.
    her = {"region": "西藏", "born": "1990-03", "sex": "女", "tier": "60%", "wage": None}
    local, national = (
        estimate(read(**her, **own), LAW).go_on.settlement for own in ({}, {"local_age": "否"})
    )
    assert (local.statutory_age, national.statutory_age) == (571, 58 * 12)
    codes = [notice.code for notice in estimate(read(**her, local_age="no"), LAW).notices]
    assert "local_age" not in codes


@pytest.mark.parametrize(
    ("given", "latest"),
    [
        # ten years to 2026-10 began in 2016-11
        ({"paid": "10年"}, "2016-11"),
        ({"paid": "10年", "first_paid": "2012-03"}, "2012-03"),
        ({"history": "from=2008-07 to=2010-06 tier=60%"}, "2008-07"),
        # in Beijing months are due from 1992-10, whatever was paid before
        ({"history": "from=1990-01 to=2010-06 tier=60%"}, "1992-10"),
    ],
)
def test_months_are_due_from_the_first_one_paid_at_the_latest(given, latest):
    known = {"region": "北京", "born": "1970-01", "sex": "男", "tier": "60%"} | given
    first = Month.parse(latest)
    assert from_mapping(known | {"due_from": latest}, LAW, TODAY).due_from == first
    with pytest.raises(ScenarioProblems) as refused:
        from_mapping(known | {"due_from": str(Month(first + 1))}, LAW, TODAY)
    (problem,) = refused.value.problems
    assert (problem.field, problem.values) == ("due_from", {"latest": first})
