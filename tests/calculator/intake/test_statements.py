"""年度权益单: balance and months of the last year-end, and whether everything agrees."""

import pytest

from calculator.intake import Answers, intake, table_of_text
from calculator.scenario.problems import ScenarioProblems
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
PERSON = {"born": "1985-03", "sex": "male", "tier": "100%", "region": "浙江"}
STATEMENT = (
    "年度,年初储存额,本年记账金额,本年利息,年末储存额,本年缴费月数,累计缴费月数\n"
    "2024,20000.00,4800.00,592.00,25392.00,12,60\n"
    "2025,25392.00,4800.00,425.88,30617.88,12,72\n"
)
RECORD = "月份,缴费基数,身份\n202101-202512,5000,灵活就业\n"


def taken(*texts, given=PERSON):
    tables = [table_of_text(text, f"{at}.csv") for at, text in enumerate(texts, 1)]
    return intake(tables, LAW, TODAY, given=given, answers=Answers())


def told(found):
    return {note.code: dict(note.values) for note in found.notes}


def test_the_last_year_end_gives_the_balance():
    scenario = taken(
        RECORD, STATEMENT.replace(",72", ",60").replace(",60\n2025", ",48\n2025")
    ).scenario
    assert (scenario.balance, scenario.balance_date) == (3_061_788, Month.of(2025, 12))
    assert scenario.paid is None
    assert len(scenario.history) == 1


def test_without_a_record_the_months_are_those_of_the_statement():
    found = taken(STATEMENT)
    assert found.scenario.paid == 72
    assert found.scenario.paid_through == Month.of(2025, 12)
    assert told(found)["paid_by_statement"]["months"] == 72
    assert "statement_off" not in told(found)


def test_a_statement_that_does_not_add_up_is_told():
    found = told(taken(STATEMENT.replace("30617.88", "30618.88")))
    assert found["statement_off"] == {"year": 2025, "off": 100}
    found = told(taken(STATEMENT.replace("2025,25392.00", "2025,25391.00")))
    assert found["opening_off"] == {"year": 2025, "off": -100}


def test_months_are_held_against_the_record():
    # The record has 12 months of 2024 and 48 until its end; the statement 12 and 60.
    found = told(taken(RECORD, STATEMENT))
    assert found["total_months_differ"]["record"] == 60
    assert found["total_months_differ"]["statement"] == 72
    assert "year_months_differ" not in found
    short = told(taken(RECORD.replace("202512", "202509"), STATEMENT))
    assert short["year_months_differ"] == {"year": 2025, "statement": 12, "record": 9}


@pytest.mark.parametrize("mark", ["：", ":", "\t", " ", "，", "="])
def test_a_statement_may_be_a_list_of_labels(mark):
    text = "\n".join(
        f"{label}{mark}{value}"
        for label, value in (
            ("姓名", "张三"),
            ("年度", "2025年"),
            ("个人账户储存额（元）", "30617.88"),
            ("累计缴费月数", "6年"),
        )
    )
    scenario = taken(text).scenario
    assert (scenario.balance, scenario.paid) == (3_061_788, 72)


def test_problems_of_a_statement_name_row_and_column():
    text = "年度,年末余额,本年缴费月数\n二四,1,1\n2024,多,13\n"
    with pytest.raises(ScenarioProblems) as caught:
        taken(text)
    assert [(p.line, p.field, p.code) for p in caught.value.problems] == [
        (2, "年度", "intake_year_unreadable"),
        (3, "年末余额", "amount_unreadable"),
        (3, "本年缴费月数", "count_outside"),
    ]


def test_what_is_given_wins_over_the_statement():
    scenario = taken(STATEMENT, given=PERSON | {"balance": "1000", "paid": "5y"}).scenario
    assert (scenario.balance, scenario.paid) == (100_000, 60)
