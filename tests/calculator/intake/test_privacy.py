"""隐私: whatever identifies a person in a record is in nothing that comes out of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from calculator.intake import Answers, intake, table_of_text
from calculator.reports.intakes import intake_data, intake_document
from calculator.reports.plain import as_plain
from calculator.reports.wording import Wording
from calculator.scenario.files import dump
from calculator.scenario.problems import ScenarioProblems
from calculator.wording import problem_line
from rules.law import load
from rules.month import Month

LAW = load()
TODAY = Month.of(2026, 11)
PERSON = {"born": "1985-03", "sex": "male", "tier": "100%", "region": "浙江"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NAMES = st.sampled_from(("张三丰", "欧阳修远", "Wang Xiaoming", "阿依古丽"))


@st.composite
def identities(draw):
    """An identity number with its check character (GB 11643)."""
    body = f"{draw(st.integers(110000, 659999))}{draw(st.sampled_from(('19850312', '19901231')))}"
    body += f"{draw(st.integers(0, 999)):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


PHONES = st.integers(13_000_000_000, 19_999_999_999).map(str)
IDENTIFYING = st.tuples(NAMES, identities(), PHONES)


def everything(found):
    words = {language: Wording(LAW, language) for language in ("zh", "en")}
    shown = [as_plain(intake_document(found, each)) for each in words.values()]
    return "\n".join(
        [dump(found.scenario), json.dumps(intake_data(found, LAW), ensure_ascii=False), *shown]
    )


@given(IDENTIFYING)
def test_nothing_that_identifies_a_person_comes_out(person):
    name, identity, phone = person
    text = (
        f"个人权益记录单（{name}）\n身份证号：{identity}　电话：{phone}\n"
        "姓名,公民身份号码,月份,缴费基数,身份,手机号码,工作单位,备注\n"
        f"{name},{identity},202301,5000,单位,{phone},{name}公司,{identity}\n"
    )
    table = table_of_text(text, "a.csv")
    found = intake([table], LAW, TODAY, given=PERSON, answers=Answers())
    out = everything(found)
    assert not [part for part in person if part in out]
    assert table.dropped == ("姓名", "公民身份号码", "手机号码", "工作单位")
    assert table.unknown == ("备注",)
    assert table.before == 2


@given(identities(), st.sampled_from(("zh", "en")))
def test_a_number_in_the_wrong_column_is_masked_when_it_is_refused(identity, language):
    text = f"月份,参保地,缴费基数,身份\n{identity},{identity},{identity},{identity}\n"
    try:
        intake([table_of_text(text, "a.csv")], LAW, TODAY, given=PERSON, answers=Answers())
    except ScenarioProblems as refused:
        lines = [problem_line(problem, language) for problem in refused.problems]
        assert not [line for line in lines if identity in line]
        assert len(lines) == 4
