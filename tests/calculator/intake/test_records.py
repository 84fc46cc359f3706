"""记录录入: months in, the same months out; each counts once; amounts become bases; nothing is guessed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.case import build
from calculator.intake import Answers, intake, table_of_lines, table_of_text
from calculator.intake.rates import base_of_amount
from calculator.intake.spans import parse_span
from calculator.scenario.choices import PaidBy
from calculator.scenario.problems import ScenarioProblems
from rules.career import lay_out
from rules.contribution import account_credit, monthly_contribution
from rules.law import load
from rules.month import Month
from tests.calculator.lives import TODAY, lives, regions_of

LAW = load()
REGIONS = regions_of(LAW)
PERSON = {"born": "1985-03", "sex": "male", "tier": "100%", "region": "浙江"}
HEADER = "月份,参保地,缴费基数,身份\n"


def taken(text, *others, answers=None, given=None, today=TODAY):
    tables = [table_of_text(each, f"{at}.csv") for at, each in enumerate((text, *others), 1)]
    return intake(
        tables, LAW, today, given=PERSON if given is None else given, answers=answers or Answers()
    )


def history(found):
    return [
        (str(part.first), str(part.last), part.region, str(part.kind), part.base)
        for part in found.scenario.history
    ]


def notes(found):
    return {note.code: note.values for note in found.notes}


def problems(*args, **kwargs):
    with pytest.raises(ScenarioProblems) as caught:
        taken(*args, **kwargs)
    return [(problem.line, problem.field, problem.code) for problem in caught.value.problems]


# The round trip


def past_of(scenario):
    """Every month paid so far: place, who paid, base, what the person paid."""
    case = build(scenario, LAW)
    last = scenario.today - 1
    runs = lay_out(case.past, case.schedule, case.claim_place, last, case.practice.base_step)
    return [
        (month, case.places[run.place].code, run.employed, run.base, run.total)
        for run in runs
        for month in range(run.first, run.last + 1)
    ]


WRITTEN = (
    str,
    lambda month: f"{month.year}{month.month_of_year:02d}",
    lambda month: f"{month.year}年{month.month_of_year}月",
    lambda month: f"{month.year}/{month.month_of_year}",
)
KINDS = {0: ("灵活就业", "个体", "flexible"), 1: ("单位", "企业职工", "employed")}


@st.composite
def records(draw):
    """A life without a statement, and its months as an app would list them."""
    scenario = draw(lives(REGIONS))
    scenario = scenario.changed(
        balance=None, balance_date=None, average_index=None, claim=scenario.region
    )
    paid = past_of(scenario)
    by_amount, write = draw(st.booleans()), draw(st.sampled_from(WRITTEN))
    heading = "个人缴费" if by_amount else draw(st.sampled_from(("缴费基数（元）", "base")))
    rows = [
        (
            write(Month(month)),
            place,
            f"{(total if by_amount else base) / 100:.2f}",
            draw(st.sampled_from(KINDS[employed])),
        )
        for month, place, employed, base, total in paid
    ]
    mark = draw(st.sampled_from(",\t;"))
    lines = [("费款所属期", "参保地", heading, "缴费人员类别"), *draw(st.permutations(rows))]
    return scenario, paid, "\n".join(mark.join(line) for line in lines)


@given(records())
def test_the_months_of_a_life_come_back_from_its_record(record):
    scenario, paid, text = record
    given = {
        "born": str(scenario.born),
        "sex": str(scenario.sex),
        "tier": "60%",
        "region": scenario.region,
        "claim": scenario.region,
    }
    if not paid:
        with pytest.raises(ScenarioProblems):
            taken(text, given=given)
        return
    found = past_of(taken(text, given=given).scenario)
    assert [(month, place, employed, total) for month, place, employed, _, total in found] == [
        (month, place, employed, total) for month, place, employed, _, total in paid
    ]
    for one, other in zip(found, paid, strict=True):
        # An amount is rounded to the fen: at 8% bases up to 6 fen around it give the same.
        is_told = "个人缴费" not in text or other[3] % 100 == 0
        assert abs(one[3] - other[3]) <= (0 if is_told else 7)


@given(st.permutations(range(1, 13)), st.integers(5_000, 9_000))
def test_the_order_of_rows_changes_nothing(order, base):
    rows = "".join(f"2023-{month:02d},浙江,{base},单位\n" for month in order)
    assert history(taken(HEADER + rows)) == [
        ("2023-01", "2023-12", "330000", "employed", base * 100)
    ]


@given(st.integers(1, 10_000_000), st.sampled_from((200_000, 80_000, 240_000, 110_000)))
def test_a_base_found_from_an_amount_gives_that_amount(base, rate):
    for rule, of_account in ((monthly_contribution, False), (account_credit, True)):
        amount = rule(base, rate)
        found = base_of_amount(amount, rate, of_account=of_account)
        assert rule(found, rate) == amount
        if base % 100 == 0:
            assert found == base


def test_an_amount_of_the_floor_is_the_floor():
    # Changchun 2021: a floor of 3,602.85; x 8% = 288.23, which 3,602.79 to 3,602.93 give too.
    (limits,) = {LAW.limit_at("220100", Month.of(2021, month)).floor for month in (1, 2)}
    assert limits == 360_285
    text = "月份,参保地,个人缴费,身份\n202101,长春,288.23,单位\n202102,长春,288.23,单位\n"
    assert [part.base for part in taken(text).scenario.history] == [360_285]


# Months


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("202301", "2023-01", "2023-01"),
        ("2023年1月", "2023-01", "2023-01"),
        ("2023-01", "2023-01", "2023-01"),
        ("２０２３－０１", "2023-01", "2023-01"),
        ("202301-202312", "2023-01", "2023-12"),
        ("202301~202312", "2023-01", "2023-12"),
        ("2023-01至2023-12", "2023-01", "2023-12"),
        ("2023-01-2023-12", "2023-01", "2023-12"),
        ("2023.01—2024.03", "2023-01", "2024-03"),
        ("2023年1月-12月", "2023-01", "2023-12"),
        ("2023年1月到2024年2月", "2023-01", "2024-02"),
        ("2023-01-31", "2023-01", "2023-01"),
    ],
)
def test_months_and_ranges_are_read(text, first, last):
    assert parse_span(text) == (Month.parse(first), Month.parse(last))


def test_equal_months_that_follow_are_one_stretch():
    rows = (
        "202301-202306,浙江,5000,灵活就业\n2023-07,浙江,5000,灵活就业\n2023-08,浙江,6000,灵活就业\n"
    )
    assert history(taken(HEADER + rows)) == [
        ("2023-01", "2023-07", "330000", "flexible", 500_000),
        ("2023-08", "2023-08", "330000", "flexible", 600_000),
    ]


def test_from_and_to_may_have_columns_of_their_own():
    found = taken("起始年月,终止年月,缴费基数,身份\n2023-01,2023-06,5000,单位\n")
    assert history(found) == [("2023-01", "2023-06", "330000", "employed", 500_000)]


def test_a_month_counts_once_the_employers_payment_first():
    # one payment of a month stays, an employer's before one's own.
    rows = "2023-01,浙江,5000,灵活就业\n2023-01,浙江,4500,单位\n2023-01,浙江,4500,单位\n"
    found = taken(HEADER + rows)
    assert history(found) == [("2023-01", "2023-01", "330000", "employed", 450_000)]
    assert notes(found)["repeated"] == {"count": 1}
    assert notes(found)["overlap"] == {"first": Month.of(2023, 1), "last": Month.of(2023, 1)}


def test_gaps_are_told_and_stay():
    found = taken(HEADER + "2022-12,浙江,5000,单位\n2023-03,浙江,5000,单位\n")
    assert notes(found)["gap"] == {"first": Month.of(2023, 1), "last": Month.of(2023, 2)}
    assert len(found.scenario.history) == 2


# Amounts


def test_amounts_become_bases_by_the_rate_of_their_month():
    # Flexible: 1,000 / 20% = 5,000. Employed: the person's 400 / 8% = 5,000. Shanghai until 2024-02: 24%.
    text = "月份,参保地,个人缴费,身份\n2023-01,浙江,1000,灵活就业\n2023-02,浙江,400,单位\n"
    found = taken(text)
    assert [part.base for part in found.scenario.history] == [500_000, 500_000]
    converted = [note.values for note in found.notes if note.code == "converted"]
    assert converted == [{"count": 1, "rate": 200_000}, {"count": 1, "rate": 80_000}]
    shanghai = taken(
        "月份,参保地,金额,身份\n2023-08,上海,1800,灵活就业\n2024-08,上海,1600,灵活就业\n"
    )
    assert [part.base for part in shanghai.scenario.history] == [750_000, 800_000]


def test_the_pooled_part_in_a_column_of_its_own_belongs_to_the_payment():
    text = "月份,参保地,个人缴费,单位缴费,身份\n2023-01,浙江,400,600,灵活就业\n"
    assert taken(text).scenario.history[0].base == 500_000


def test_what_was_credited_tells_the_base_of_any_month():
    text = "月份,参保地,划入个人账户,身份\n2023-01,浙江,400,灵活就业\n2023-02,浙江,400,单位\n"
    assert {part.base for part in taken(text).scenario.history} == {500_000}


def test_an_amount_no_base_gives_is_refused_by_row():
    text = "月份,参保地,个人缴费,身份\n2023-01,浙江,0.03,单位\n"
    # 0.03 / 8% = 0.375 yuan; 0.38 x 8% = 0.03 fits, but no lawful base is that small.
    assert [code for _, _, code in problems(text)] == ["base_outside_limits"]


def test_the_sum_of_several_months_is_asked_for():
    text = "月份,参保地,个人缴费,身份\n202301-202312,浙江,4800,单位\n"
    assert problems(text) == [(2, "个人缴费", "intake_amount_of_several")]
    assert taken(text, answers=Answers(whole=True)).scenario.history[0].base == 500_000
    each = text.replace("4800", "400")
    assert taken(each, answers=Answers(whole=False)).scenario.history[0].base == 500_000
    uneven = text.replace("4800", "4800.01")
    assert problems(uneven, answers=Answers(whole=True)) == [
        (2, "个人缴费", "intake_amount_uneven")
    ]


def test_the_whole_payment_of_an_employer_tells_no_base():
    text = "月份,参保地,缴费金额,身份\n2023-01,浙江,1200,单位\n"
    assert problems(text) == [(2, "缴费金额", "intake_amount_of_employer")]


# What is asked, and what is left out


def test_who_paid_is_asked_and_not_guessed():
    text = "月份,参保地,缴费基数,身份\n2023-01,浙江,5000,\n2023-02,浙江,5000,其他\n"
    assert problems(text) == [
        (2, "身份", "intake_kind_missing"),
        (3, "身份", "intake_kind_unknown"),
    ]
    answered = taken(text, answers=Answers(kind=PaidBy.FLEXIBLE))
    assert history(answered) == [("2023-01", "2023-02", "330000", "flexible", 500_000)]
    assert problems("月份,缴费基数\n2023-01,5000\n") == [(2, "kind", "intake_kind_missing")]


def test_an_employers_part_says_who_paid():
    text = "月份,缴费基数,单位缴费\n2023-01,5000,700\n"
    assert history(taken(text)) == [("2023-01", "2023-01", "330000", "employed", 500_000)]


def test_a_place_is_asked_for_and_a_longer_name_taken_by_its_province():
    text = "月份,参保地,缴费基数,身份\n2023-01,浙江省丽水市,5000,单位\n2023-02,某某区,5000,单位\n"
    assert problems(text) == [(3, "参保地", "intake_place_unknown")]
    found = taken(text, answers=Answers(places={"某某区": "浙江"}))
    assert history(found) == [("2023-01", "2023-02", "330000", "employed", 500_000)]
    assert notes(found)["by_province"] == {"count": 1}
    city = taken(HEADER + "2023-01,浙江省杭州市,5000,单位\n")
    assert city.scenario.history[0].region == "330100"


def test_rows_that_are_no_payment_for_this_pension_are_left_out_and_told():
    text = (
        "险种,月份,缴费基数,身份,缴费状态\n"
        "企业职工基本养老保险,2023-01,5000,单位,已到账\n"
        "失业保险,2023-01,5000,单位,已到账\n"
        "城乡居民基本养老保险,2023-02,500,个人,已缴\n"
        "企业职工基本养老保险,2023-03,5000,单位,欠费\n"
        "企业职工基本养老保险,2023-04,5000,单位,退费\n"
        "企业职工基本养老保险,2023-05,0,单位,已缴\n"
    )
    found = taken(text)
    assert history(found) == [("2023-01", "2023-01", "330000", "employed", 500_000)]
    told = notes(found)
    assert told["unpaid"] == told["refunded"] == told["zero"] == {"count": 1}
    schemes = [note.values["scheme"] for note in found.notes if note.code == "other_scheme"]
    assert schemes == ["失业保险", "城乡居民基本养老保险"]
    unknown = "险种,月份,缴费基数,身份,缴费状态\n新险种,2023-01,5000,单位,怪\n"
    assert [code for _, _, code in problems(unknown)] == [
        "intake_insurance_unknown",
        "intake_status_unknown",
    ]


def test_late_payments_carry_the_month_they_were_posted_in():
    text = "月份,缴费基数,身份,到账日期\n2023-01,5000,灵活就业,2023-02-05\n2023-02,5000,灵活就业,2023-12\n"
    found = taken(text)
    assert [part.posted for part in found.scenario.history] == [None, Month.of(2023, 12)]
    assert notes(found)["late"] == {"count": 1}
    unlawful = "月份,缴费基数,身份,到账日期\n2019-01,4000,灵活就业,2023-12\n"
    assert [(line, code) for line, _, code in problems(unlawful)] == [(2, "late_payment")]


def test_the_place_of_the_last_month_is_where_somebody_is_insured():
    given = {"born": "1985-03", "sex": "male", "tier": "100%"}
    rows = "2022-01,四川,5000,单位\n2023-01,浙江,5000,单位\n"
    found = taken(HEADER + rows, given=given)
    assert found.scenario.region == "330000"
    assert notes(found)["region_of_last"] == {"region": "330000"}


# Problems


def test_every_problem_of_every_row_is_told_at_once():
    text = (
        "月份,参保地,缴费基数,身份\n"
        "2023-13,浙江,5000,单位\n"
        "2023-02,火星,五千,单位\n"
        "202312-202301,浙江,5000,单位\n"
        ",浙江,-5,单位\n"
        "2023.1,浙江,5000,单位\n"
    )
    assert problems(text) == [
        (2, "月份", "month_unreadable"),
        (3, "参保地", "intake_place_unknown"),
        (3, "缴费基数", "amount_unreadable"),
        (4, "月份", "span_reversed"),
        (5, "月份", "empty"),
        (5, "缴费基数", "negative"),
        (6, "月份", "month_ambiguous"),
    ]


def test_impossible_months_name_the_row_they_stand_in():
    rows = "2023-01,浙江,5000,单位\n1999-01,浙江,800,单位\n2030-01,浙江,9000,单位\n2022-01,浙江,99999,单位\n"
    found = problems(HEADER + rows)
    assert {(line, code) for line, _, code in found} == {
        (3, "month_before_16"),
        (4, "history_in_future"),
        (5, "base_outside_limits"),
    }


def test_what_the_record_cannot_say_is_asked_for():
    found = problems(HEADER + "2023-01,浙江,5000,单位\n", given={})
    assert {field for _, field, _ in found} == {"born", "sex", "wage"}


@pytest.mark.parametrize(
    "text", ["", "月份\n2023-01\n", "随便,写写\n1,2\n", "缴费基数,身份\n5000,单位\n"]
)
def test_a_file_without_headings_is_refused(text):
    with pytest.raises(ScenarioProblems) as caught:
        table_of_text(text, "a.csv")
    assert [problem.code for problem in caught.value.problems] == ["intake_no_header"]


def test_two_columns_of_one_meaning_are_not_chosen_between():
    with pytest.raises(ScenarioProblems) as caught:
        table_of_lines([["月份", "缴费基数", "基数"], ["2023-01", "1", "2"]], "a.csv")
    (problem,) = caught.value.problems
    assert problem.code == "intake_column_twice"
    assert problem.values["columns"] == ("缴费基数", "基数")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    for lines in (text, f"月份,缴费基数,身份\n{text}", f"年度 年末余额\n{text}"):
        try:
            taken(lines)
        except ScenarioProblems as refused:
            shown = itertools.chain.from_iterable(p.values.items() for p in refused.problems)
            assert all(isinstance(name, str) for name, _ in shown)


def test_a_whole_year_paid_at_its_end_is_posted_then():
    text = "月份,缴费基数,身份,到账日期\n202301-202312,5000,灵活就业,2023-12-20\n202401-202412,5000,灵活就业,2024-03\n"
    found = taken(text)
    assert [part.posted for part in found.scenario.history] == [Month.of(2023, 12), None]
    assert notes(found)["late"] == notes(found)["early"] == {"count": 1}
