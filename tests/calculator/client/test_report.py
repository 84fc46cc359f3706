"""报告内容: the report says what the estimate says, in both languages, and leads to its documents."""

import json
import re
from base64 import b64decode
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from calculator.charts import position, scaled
from calculator.citation import Article
from calculator.explanation import Chapter, Line, Sheet
from calculator.i18n import LANGUAGES, text
from calculator.i18n.formats import decimal
from calculator.real_money import in_todays_money
from calculator.receipt import figures_of, read_text, replay
from calculator.reports.client.evidence import Evidence
from calculator.reports.client.report import client_report
from calculator.reports.client.study import PICTURES, study
from calculator.reports.comparisons.charts import worded
from calculator.reports.pictures import drawn, specification
from calculator.reports.wording import Wording
from calculator.scenario import from_mapping
from calculator.scenario import load as load_scenario
from rules.month import Month
from tests.calculator.client.people import HOSTILE, PEOPLE
from tests.calculator.client.reader import Reader
from tests.calculator.people import TODAY


def test_the_figures_worked_out_by_hand_stand_in_the_report(studies):
    # 257 months ahead at 1.5%: 2961.10 / 1.015 ** (257 / 12) = 2152.64 in today's money
    factor = Decimal("1.015") ** (Decimal(257) / 12)
    assert round(Decimal("2961.10") / factor, 2) == Decimal("2152.64")
    report = client_report(studies["hand"], "zh")
    assert report.answer[0] == (
        "照现在的打算，您 2048-03（58岁）退休，从 2048-04 起每月领 2,153 元（今天的钱），"
        "届时的金额是 2,961.10 元。"
    )
    # 1707.40 a month; nothing paid so far, so stopping now leaves all 240 months of the minimum
    assert report.answer[1].startswith("从现在起每月缴 1,707.40 元")
    assert report.answer[2] == "现在就停缴，到时还差20年，不能按月领。"
    assert [card.amount for card in report.cards][:2] == ["不能按月领", "2,153"]
    sections = {s.id: s for part in report.parts for s in part.sections}
    parts = {row.cells[0]: row.cells[1] for row in sections["pension"].rows}
    # 8433 x 21.42% = 1806.35; 682.96 x 257 / 152 = 1154.74
    assert parts["基础养老金"] == "1,806.35 元"
    assert parts["个人账户养老金"] == "1,154.74 元"
    assert parts["合计"] == "2,961.10 元"
    assert sections["ledger"].rows[-1].cells[-1] == "175,520.72"
    assert sum(int(row.cells[3]) for row in sections["payments"].rows) == 257


def whole_numbers(value):
    """All whole numbers in a result."""
    if isinstance(value, int):
        yield int(value)
    elif is_dataclass(value):
        for one in fields(value):
            yield from whole_numbers(getattr(value, one.name))
    elif isinstance(value, dict):
        yield from whole_numbers(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from whole_numbers(one)


@pytest.mark.parametrize("name", PEOPLE)
def test_no_amount_of_the_report_is_a_figure_of_its_own(studies, name):
    found = studies[name]
    estimate = found.estimate
    known = {
        decimal(number, unit, 2)
        for number in set(
            whole_numbers((estimate, *(getattr(found, f.name) for f in fields(found))))
        )
        for unit in (100, 10**6, 10**12)
    }
    ahead = estimate.go_on.start - estimate.today
    for part in estimate.go_on.settlement.award:
        known.add(decimal(in_todays_money(part, ahead, estimate.assumptions.inflation), 100, 2))
    known.add(decimal(sum(y.interest for y in estimate.go_on.settlement.ledger), 100, 2))
    known.add(decimal(sum(y.credited for y in estimate.go_on.settlement.ledger), 100, 2))
    report = client_report(found, "en")._replace(receipt_file="")
    said = json.dumps(report, ensure_ascii=False, default=str)
    amounts = set(re.findall(r"(-?[\d,]+\.\d\d) yuan", said))
    assert len(amounts) > 20
    assert sorted(amounts - known) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_every_point_of_a_picture_is_a_value_of_its_chart(studies, law, name):
    words = Wording(law, "zh")
    for part in PICTURES:
        for chart in studies[name].charts(part):
            values = [
                value[end]
                for layer in specification(chart, worded(chart, words))["layer"]
                for value in layer["data"]["values"]
                for end in ("from", "to", "value")
                if "series" in value and value.get(end) is not None
            ]
            points = {scaled(chart, v) for one in chart.series for v in one.values if v is not None}
            assert values
            assert set(values) - {0} <= points
            assert {position(chart, at) for at in chart.at}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_ledger_of_the_report_is_that_of_the_estimate(studies, name):
    report = client_report(studies[name], "en")
    (table,) = [s for part in report.parts for s in part.sections if s.id == "ledger"]
    assert [row.cells for row in table.rows] == [
        (
            str(line.year),
            decimal(line.opening, 100, 2),
            str(line.opening_months),
            decimal(line.credited, 100, 2),
            decimal(line.rate, 10_000, 4, at_least=0) + "%",
            decimal(line.interest, 100, 2),
            decimal(line.closing, 100, 2),
        )
        for line in studies[name].estimate.go_on.settlement.ledger
    ]


def outline(report):
    return [
        [(part.id, [p.name for p in part.pictures], [s.id for s in part.sections])]
        for part in report.parts
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_both_languages_say_the_same_in_the_same_order(studies, name):
    zh, en = (client_report(studies[name], language) for language in LANGUAGES)
    assert outline(zh) == outline(en)
    for field in ("answer", "cards", "chapters", "sources", "questions", "receipt", "labels"):
        assert len(getattr(zh, field)) == len(getattr(en, field))
    assert [[len(s.rows) for p in zh.parts for s in p.sections]] == [
        [len(s.rows) for p in en.parts for s in p.sections]
    ]
    english = json.dumps([en.answer, en.labels, en.cards, [p.lead for p in en.parts]])
    assert "\\u4e" not in english.replace(json.dumps("中文版")[1:-1], "")
    said = json.dumps([zh, en], ensure_ascii=False, default=str)
    assert re.findall(r"\b(?:client|report|chart|plan|sheet|compare)\.[a-z_]+", said) == []


def test_the_parts_stand_in_this_order(studies):
    assert [part.id for part in client_report(studies["courier"], "zh").parts] == [
        "paying",
        "tiers",
        "months",
        "account",
        "schemes",
        "certain",
        "futures",
        "also",
        "payments",
    ]


def test_who_falls_short_reads_the_ways_out_first(studies):
    # Beijing, born 1972-06, 60 + 24 months: 2034-05; 17 years 6 months in 2034 (annex 4)
    report = client_report(studies["short"], "zh")
    assert report.answer[0] == (
        "照现在的打算，到 2034-05 累计缴费16年7个月，最低缴费年限是17年6个月，还差11个月，"
        "不能按月领养老金。可走的路见“年限不够怎么办”。"
    )
    assert report.parts[0].id == "shortage"
    assert report.cards[1].amount == "不能按月领"
    assert report.cards[1].unit == ""
    amounts = {row.cells[0]: row.cells[1] for row in report.receipt[-1].rows}
    assert amounts["继续缴到退休"] == "不能按月领"


def said_to(law, **facts):
    case = {"region": "浙江", "born": "1975-03", "sex": "male", "tier": "60%", "paid": "25y"}
    return client_report(study(from_mapping(case | facts, law, TODAY), law), "zh").answer


def test_who_has_years_enough_reads_what_stopping_gives(law):
    # 25 years are more than the twenty of 2038 and later
    told = said_to(law)
    assert told[2].startswith("现在就停缴也够年限，每月领 ")


def test_who_pays_no_more_reads_that_nothing_is_paid(law):
    told = said_to(law, plan_until="2026-10")
    assert told[1] == "照这个打算，从现在起不再缴费。"
    assert not any("现在就停缴" in sentence for sentence in told)


def test_payments_known_only_as_a_balance_are_named(law):
    told = said_to(law, balance="90000", balance_date="2026-10", average_index="0.6")
    assert told[-2] == "300个月的缴费只知道账户余额，不知道缴了多少钱，没有计入所缴。"


def test_money_that_never_comes_back_is_said(law):
    # prices that rise by 8% a year beside pensions that never rise
    told = said_to(law, inflation="8%", indexation="0%", wage_growth="0%", crediting_rate="0%")
    assert "都折成今天的钱，按现在的假设，领不回一生所缴。" in told


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.gov.cn/x", "https://a.gov.cn/x"),
        ("www.gov.cn/zhengce/1.htm", "http://www.gov.cn/zhengce/1.htm"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x.y/z", ""),
        ("见公报", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(law, url, address):
    evidence = Evidence(Wording(law, "zh"))
    line = Line("r", "l", "v", articles=(Article("d", "a", url, "", ""),))
    evidence.chapters(Sheet("t", (Chapter("c", "c", (line,)),), 0, (), ""))
    assert [source.url for source in evidence.sources()] == [address]


def test_every_line_of_the_sheet_leads_to_its_document(studies):
    report = client_report(studies["mover"], "zh")
    numbers = {source.number for source in report.sources}
    cited = [r.number for c in report.chapters for e in c.entries for r in e.references]
    assert numbers == set(cited) == set(range(1, len(numbers) + 1))
    urls = [source.url for source in report.sources if source.url]
    assert len(urls) > len(report.sources) // 2
    assert all(url.startswith(("http://", "https://")) for url in urls)
    assert all(e.references for c in report.chapters for e in c.entries if e.formula)
    quoted = [article for source in report.sources for article, quote, _ in source.quotes if quote]
    assert "第六条" in quoted
    seen = {words for source in report.sources for _, quote, words in source.quotes if quote}
    assert seen <= {text(f"copy.{grade}", "zh") for grade in "VQM2K"}
    assert len(seen) > 1


def test_published_provisional_and_projected_figures_add_up(studies):
    used = studies["courier"].estimate.used
    (part,) = [p for p in client_report(studies["courier"], "en").parts if p.id == "certain"]
    counts = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+\d|\d", part.lead[1])]
    assert counts[0] == sum(counts[1:]) == len(used)


def test_the_scenario_of_the_receipt_makes_the_report_again(studies, law):
    for name, found in studies.items():
        again = load_scenario(client_report(found, "zh").scenario, law, Month.of(2040, 1))
        assert again == found.estimate.scenario, name


def test_the_page_carries_a_receipt_that_replays_to_the_fen(page, studies, law):
    saved = [a["href"] for tag, a in Reader(page).tags if a.get("download") == "receipt.json"]
    assert len(set(saved)) == 1
    kept = read_text(b64decode(saved[0].partition(",")[2]).decode())
    again = replay(kept, law)
    assert again.figures == figures_of(studies["courier"].estimate)
    assert HOSTILE.client not in saved[0]


# Pictures


def test_ids_of_two_pictures_never_meet(studies, law):
    (chart, *_) = studies["courier"].charts("tiers")
    words = Wording(law, "zh")
    made = [drawn(specification(chart, worded(chart, words)), name, "t", "d") for name in "ab"]
    ids = [set(re.findall(r'id="([^"]+)"', picture)) for picture in made]
    assert not ids[0] & ids[1]
    assert all(name.startswith("a-") for name in ids[0])


def test_a_title_of_a_picture_is_text(studies, law):
    (chart, *_) = studies["courier"].charts("account")
    picture = drawn(specification(chart, worded(chart, Wording(law, "en"))), "x", "<b>&", '"')
    assert '<title id="x-title">&lt;b&gt;&amp;</title>' in picture
