"""计算表: every line explained, sourced and replayed, in the order of a settlement sheet."""

import pytest

from calculator.citation import article_of
from calculator.estimates import estimate
from calculator.explanation import CHAPTERS, sheet
from calculator.i18n import LANGUAGES
from calculator.scenario import from_mapping
from rules.errors import UnknownInstrument
from rules.law import load
from rules.month import Month
from rules.tracing import RULES, Step, walk
from tests.calculator.people import CASES, TODAY


@pytest.fixture(scope="module")
def law():
    return load()


@pytest.fixture(scope="module")
def estimates(law):
    return {
        name: estimate(from_mapping(case, law, TODAY), law, trace=True)
        for name, case in CASES.items()
    }


def lines_of(made):
    for chapter in made.chapters:
        for line in chapter.lines:
            yield line
            yield from line.children


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_step_is_evaluated_again_and_equal(name, language, law, estimates):
    made = sheet(estimates[name], law, language)
    assert made.unequal == ()
    assert made.steps == sum(1 for step in walk(estimates[name].steps) if step.rule in RULES)


def test_a_step_that_does_not_replay_is_named(law, estimates):
    *others, last = estimates["courier"].steps
    wrong = Step("pool_share", {"total": 100, "credit": 40}, 61)  # 100 - 40 = 60
    broken = estimates["courier"]._replace(steps=(*others, last, wrong))
    made = sheet(broken, law, "en")
    assert made.unequal == ("pool_share",)
    assert "pool_share" in made.replayed


@pytest.mark.parametrize("name", CASES)
def test_chapters_come_in_the_order_of_a_settlement_sheet(name, law, estimates):
    order = list(CHAPTERS)
    chapters = [chapter.id for chapter in sheet(estimates[name], law, "zh").chapters]
    assert chapters == sorted(chapters, key=order.index)
    assert chapters[:3] == ["person", "basis", "pension"]
    assert {"dates", "period", "index", "account"} <= set(chapters)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_line_of_a_rule_says_how_why_and_by_which_article(name, language, law, estimates):
    for chapter in sheet(estimates[name], law, language).chapters:
        for line in chapter.lines:
            if line.rule:
                assert all((line.label, line.value, line.formula, line.working, line.because))
                assert line.articles
                assert all(article.document and article.article for article in line.articles)


def test_a_chapter_shows_one_line_for_each_rule(law, estimates):
    made = sheet(estimates["courier"], law, "zh")
    rules = [line.rule for chapter in made.chapters for line in chapter.lines if line.rule]
    assert len(rules) == len(set(rules))
    assert {"statutory_age", "required_months", "average_index", "basic_pension"} <= set(rules)


@pytest.mark.parametrize("name", CASES)
def test_index_and_ledger_have_one_line_per_year(name, law, estimates):
    chapters = {chapter.id: chapter for chapter in sheet(estimates[name], law, "en").chapters}
    settled = estimates[name].go_on.settlement
    paid_years = sorted({Month(run.first).year for run in settled.runs})
    assert [line.label for line in chapters["index"].lines[0].children] == list(
        map(str, paid_years)
    )
    ledger_years = [str(line.year) for line in settled.ledger]
    assert [line.label for line in chapters["account"].lines[-1].children] == ledger_years


def test_the_statutory_age_is_worked_out_from_the_birth_month(law, estimates):
    # born 1990-03, women formerly 55: delay at its cap of 36 months, so 58; 1990-03 + 58 = 2048-03
    dates = {line.rule: line for line in lines_of(sheet(estimates["courier"], law, "zh"))}
    assert dates["statutory_age"].value == "58岁"
    assert dates["statutory_age"].working == "55岁 + 36个月 = 58岁"
    assert dates["statutory_month"].value == "2048-03"
    assert dates["payment_start"].value == "2048-04"


def test_the_minimum_is_worked_out_by_the_annex(law, estimates):
    # annex 4 of the measure: 17 years 6 months in 2034
    period = {line.rule: line for line in lines_of(sheet(estimates["short"], law, "en"))}
    assert period["required_months"].value == "17 years 6 months (210 months)"
    assert period["required_months"].articles[0].article == "measure, article 2"


def test_the_contribution_is_the_first_one_from_today_on(law, estimates):
    # 10 000 yuan x 20% = 2000, 8% = 800, rest 1200 (国发〔2005〕38号 item 6)
    chapters = {chapter.id: chapter for chapter in sheet(estimates["mover"], law, "zh").chapters}
    paid = {line.rule: line.value for line in chapters["contribution"].lines}
    assert paid["monthly_contribution"] == "2,000.00 元"
    assert paid["account_credit"] == "800.00 元"
    assert paid["pool_share"] == "1,200.00 元"


def test_every_law_value_the_plan_read_stands_on_the_sheet(law, estimates):
    for name in CASES:
        made = sheet(estimates[name], law, "zh")
        shown = {
            (reading.name, reading.start) for line in lines_of(made) for reading in line.readings
        }
        names = {reading[0] for reading in shown}
        assert {"缴费基数上下限", "计发基数", "记账利率"} <= names, name


def test_a_reading_carries_its_document_status_and_date(law, estimates):
    # Shanghai from 2026-07: floor 7546, ceiling 37731 yuan, published 2026-08-18
    readings = [
        reading
        for line in lines_of(sheet(estimates["mover"], law, "zh"))
        for reading in line.readings
        if reading.start == Month.of(2026, 7) and reading.place == "上海市"
    ]
    assert readings[0].value == "下限 7,546.00 元，上限 37,731.00 元，基准 12,577.00 元"
    assert (readings[0].status, readings[0].grade) == ("published", "A")
    assert readings[0].published == "2026-08-18"


def test_the_paying_place_is_named_not_numbered(law, estimates):
    # registered in Henan; Shanghai then holds far more than ten years (66号 article 6)
    lines = {line.rule: line for line in lines_of(sheet(estimates["mover"], law, "en"))}
    assert lines["paying_place"].value == "Shanghai"
    assert "Henan" in lines["paying_place"].working
    assert "310000" not in lines["paying_place"].working


def test_an_article_is_quoted_in_its_own_words(law):
    article = article_of("guofa-2005-38#6", law, "zh")
    assert article.document.startswith("国发〔2005〕38号")
    assert article.article == "第六条"
    assert "缴费每满1年发给1%" in article.quote


def test_an_unknown_document_is_refused(law):
    with pytest.raises(UnknownInstrument):
        article_of("no-such-document#1", law, "zh")


def test_an_estimate_without_steps_has_no_sheet(law, estimates):
    with pytest.raises(ValueError, match="without its steps"):
        sheet(estimates["courier"]._replace(steps=None), law, "zh")


def test_the_transitional_part_is_worked_out_beside_its_own_indexed_wage(law):
    # Inner Mongolia takes an index of at least 1 in the transitional part, at 1.2% a year: with 5
    # years before the account the part is calculation base x 1 x 5 x 1.2% = 6% of the base
    scenario = from_mapping(
        {
            "region": "内蒙古",
            "born": "1969-01",
            "sex": "male",
            "tier": "60%",
            "paid": "18y",
            "transition_months": "5y",
        },
        law,
        TODAY,
    )
    made = estimate(scenario, law, trace=True)
    chapters = {chapter.id: chapter.lines for chapter in sheet(made, law, "en").chapters}
    rules = [line.rule for line in chapters["pension"]]
    at = rules.index("transitional_pension")
    assert rules[at - 2 : at] == ["transitional_index", "indexed_wage"]
    assert [line.rule for line in chapters["basis"]].count("indexed_wage") == 1
    assert chapters["pension"][at].working.endswith(
        f"x 5.00 x 1.2% = {chapters['pension'][at].value}"
    )
    base = made.go_on.settlement.transitional_base
    assert abs(made.go_on.settlement.award.transitional - base * 6 / 100 / 10_000) <= 0.5


def test_statement_credits_and_interest_add_up_to_the_balance(law):
    # a statement of 60 000 yuan at the end of 2025; the rest is paid and credited after it
    case = CASES["mover"] | {"balance_date": "2025-12"}
    made = estimate(from_mapping(case, law, TODAY), law, trace=True)
    chapters = {chapter.id: chapter.lines for chapter in sheet(made, law, "en").chapters}
    opening, credited, interest = (line.figure.value for line in chapters["account"])
    assert opening == 6_000_000
    assert opening + credited + interest == made.go_on.settlement.balance


def test_who_retires_on_a_statement_has_a_balance_and_no_years(law):
    case = {
        "region": "浙江",
        "born": "1966-09",
        "sex": "male",
        "tier": "60%",
        "paid": "20y",
        "balance": "90000",
        "balance_date": "2026-10",
        "average_index": "0.8",
        "plan_until": "2026-10",
    }
    made = estimate(from_mapping(case, law, TODAY), law, trace=True)
    lines = {line.label: line for line in lines_of(sheet(made, law, "zh"))}
    assert "个人账户储存额" in lines
    assert "对账单上的储存额" in lines


def test_time_before_the_account_is_named(law):
    case = {
        "region": "浙江",
        "born": "1968-02",
        "sex": "male",
        "tier": "60%",
        "paid": "25y",
        "deemed": "5y",
        "transition_months": "8y",
    }
    made = estimate(from_mapping(case, law, TODAY), law, trace=True)
    basis = {
        line.label: line.value
        for chapter in sheet(made, law, "zh").chapters
        if chapter.id == "basis"
        for line in chapter.lines
    }
    assert basis["其中视同缴费年限"] == "5年（60个月）"
    assert basis["其中建立个人账户以前的年限"] == "8.00"
