"""客户报告: the page is whole, safe and says what the estimate says; the PDF is set in Chinese."""

import json
import re
import sys
from base64 import b64decode
from dataclasses import fields, is_dataclass
from decimal import Decimal
from html.parser import HTMLParser

import pytest
import typst

from calculator.charts import position, scaled
from calculator.citation import Article
from calculator.explanation import Chapter, Line, Sheet
from calculator.i18n import LANGUAGES, text
from calculator.i18n.formats import decimal
from calculator.real_money import in_todays_money
from calculator.receipt import figures_of, read_text, replay
from calculator.reports.client import page as page_module
from calculator.reports.client import paper as paper_module
from calculator.reports.client.evidence import Evidence
from calculator.reports.client.fonts import NoChineseFont, typefaces
from calculator.reports.client.model import Person
from calculator.reports.client.page import as_html
from calculator.reports.client.paper import as_pdf
from calculator.reports.client.report import client_report
from calculator.reports.client.study import PICTURES, study
from calculator.reports.comparisons.charts import worded
from calculator.reports.pictures import drawn, specification
from calculator.reports.wording import Wording
from calculator.scenario import from_mapping
from calculator.scenario import load as load_scenario
from rules.law import load
from rules.month import Month
from tests.calculator.command import in_chinese, run
from tests.calculator.people import CASES, TODAY
from tests.calculator.typeface import typeface

__all__ = ["in_chinese"]

HAND = {
    # README, 手算一遍: 100% tier, no growth and no interest, paid 2026-11 to 2048-03
    "region": "浙江",
    "born": "1990-03",
    "sex": "female",
    "tier": "100%",
    "paid": "0",
    "wage_growth": "0%",
    "crediting_rate": "0%",
    "retirement_year_rate": "assumption",
}
PEOPLE = {name: CASES[name] for name in ("courier", "short", "mover")} | {"hand": HAND}
HOSTILE = Person(
    client="<script>alert(1)</script>\" onload='x'\x00\x1b[31m\u202e</title>",
    adviser="*bold* #let x = 1; $y$ @ref {{ 7 * 7 }} {% raw %} \\u{41}",
    number="</style><img src=x onerror=alert(1)>",
)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
VOID = {"meta", "br", "img", "link", "hr"}


@pytest.fixture(scope="module")
def law():
    return load()


@pytest.fixture(scope="module")
def studies(law):
    return {name: study(from_mapping(case, law, TODAY), law) for name, case in PEOPLE.items()}


@pytest.fixture(scope="module")
def page(studies):
    """The courier, in both languages, with hostile names."""
    return as_html([client_report(studies["courier"], one, HOSTILE) for one in LANGUAGES])


@pytest.fixture
def sketched(monkeypatch):
    """Pictures as empty frames, where a test does not look at them."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
    for module in (page_module, paper_module):
        monkeypatch.setattr(module, "drawn", lambda *_: frame)


class Reader(HTMLParser):
    """Reads a page and refuses what does not close."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.said, self.outline = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.said.append(data)

    def text(self):
        return " ".join(" ".join(self.said).split())


# The page


def test_the_page_is_well_formed_and_its_links_arrive(page):
    read = Reader(page)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for tag, a in read.tags if tag == "a" and a["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert {"zh", "en", "zh-sheet", "en-receipt"} <= set(ids)


def test_the_page_asks_nothing_of_any_other_machine(page):
    read = Reader(page)
    assert {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object"} == set()
    for tag, attributes in read.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        for name in ("href", "xlink:href"):
            value = attributes.get(name, "#")
            links = ("http://", "https://", "data:application/json;base64,")
            assert value.startswith("#") or (tag == "a" and value.startswith(links))
    assert re.findall(r"@import|url\((?!#)|javascript:", page) == []


def test_names_are_shown_as_they_are_and_run_nowhere(page):
    read = Reader(page)
    shown = read.text()
    assert "<script>alert(1)</script>\" onload='x'[31m</title>" in shown
    assert HOSTILE.adviser in shown
    assert HOSTILE.number in shown
    assert not set(page) & set("\x00\x1b\u202e")


def test_a_long_name_is_cut_and_a_name_of_several_lines_made_one():
    cleaned = Person(client="王\n芳\t" + "长" * 500).cleaned()
    assert cleaned.client.startswith("王 芳 长")
    assert len(cleaned.client) == 80


@BOTH
def test_every_cell_of_the_report_stands_on_the_page(studies, page, language):
    shown = re.sub(r"\s", "", Reader(page).text())
    report = client_report(studies["courier"], language, HOSTILE)
    told = [*report.answer, *report.questions, report.note, report.scenario, report.subject]
    told += [part.title for part in report.parts]
    sections = [section for part in report.parts for section in part.sections]
    for section in (*sections, *report.receipt):
        told += [section.title, *section.paragraphs, *(c.title for c in section.columns)]
        told += [cell for row in section.rows for cell in row.cells]
        told += [said for row in section.rows for pair in row.details for said in pair]
    for chapter in report.chapters:
        for entry in chapter.entries:
            told += [entry.label, entry.value, entry.working, entry.because, *entry.readings]
    told += [said for source in report.sources for quote in source.quotes for said in quote]
    assert [one for one in told if re.sub(r"\s", "", one) not in shown] == []


def test_the_pictures_are_text_and_tell_who_cannot_see_them(page):
    read = Reader(page)
    pictures = [attributes for tag, attributes in read.tags if tag == "svg"]
    assert len(pictures) == 2 * sum(map(len, PICTURES.values()))
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in pictures)
    labels = re.findall(r"<text[^>]*>([^<]+)</text>", page)
    assert "基础养老金" in labels
    assert "basic pension" in labels


def test_the_same_person_gives_the_same_page(studies):
    report = client_report(studies["hand"], "zh")
    (part,) = [one for one in report.parts if one.id == "account"]
    short = report._replace(parts=(part,))
    assert as_html([short]) == as_html([short])


# What it says


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
                value["value"] if "value" in value else value["to"]
                for layer in specification(chart, worded(chart, words))["layer"]
                for value in layer["data"]["values"]
                if "series" in value and value.get("value", 0) is not None
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


# The PDF


def embedded(pdf):
    return set(re.findall(rb"/BaseFont/([^/ ]+)", pdf))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    typeface(folder, "Source Han Sans SC")
    return folder


def test_the_pdf_embeds_the_chinese_typeface_and_no_other(studies, fonts):
    report = client_report(studies["courier"], "zh", HOSTILE)
    made = as_pdf([report], typefaces(typst, [fonts]))
    pdf = made.content
    assert pdf.startswith(b"%PDF-")
    names = {name.partition(b"+")[2] for name in embedded(pdf)}
    assert b"Made-Here" in names
    assert b"receipt.json" in pdf
    # a mathematical sign in a quotation is taken from the compiler's own typeface
    assert {name for name in names if b"Libertinus" not in name} == {b"Made-Here"}
    assert b"pdfuaid:part" in pdf
    assert made.lacking == ""


def test_the_same_report_gives_the_same_pdf(studies, fonts, sketched):
    report = client_report(studies["hand"], "zh")
    faces = typefaces(typst, [fonts])
    assert as_pdf([report], faces) == as_pdf([report], faces)


def test_letters_the_typeface_lacks_are_named(studies, fonts, sketched):
    report = client_report(studies["hand"], "zh", Person(client="\u9fa6\U00020bb7"))
    assert as_pdf([report], typefaces(typst, [fonts])).lacking == "\U00020bb7"


def test_without_a_chinese_typeface_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr(
        typst, "Fonts", lambda **_: type("F", (), {"families": lambda _: ["Arial"]})()
    )
    with pytest.raises(NoChineseFont):
        typefaces(typst)


def test_a_typeface_of_any_name_in_the_folder_is_taken(tmp_path):
    typeface(tmp_path, "霞鹜文楷")
    assert typefaces(typst, [tmp_path])[:2] == ("霞鹜文楷", "霞鹜文楷")


# The command


def test_letters_that_show_as_boxes_are_told(capsys, in_chinese, tmp_path, fonts, sketched):
    args = ("-o", str(tmp_path / "x.pdf"), "--fonts", str(fonts), "--client", "\U00020bb7")
    code, out, err = run(capsys, "report", *FACTS, *args)
    assert (code, out) == (0, "")
    assert "字体里没有 \U00020bb7 这样的字" in err


FACTS = [
    *("--region", "浙江", "--born", "1990-03", "--sex", "女", "--wage", "8000"),
    *("--paid", "5年", "--today", "2026-11"),
]
in_command = pytest.mark.usefixtures("in_chinese")


@in_command
def test_a_report_is_written_in_the_language_asked_for(capsys, tmp_path, sketched):
    path = tmp_path / "client.html"
    args = ["report", *FACTS, "--client", "王芳", "-o", str(path)]
    assert run(capsys, *args, "--lang", "both") == (0, "", "")
    both = path.read_text("utf-8")
    assert '<html lang="zh-Hans">' in both
    assert both.count("<article ") == 2
    assert "王芳" in both
    assert [one.name for one in tmp_path.iterdir()] == ["client.html"]


@in_command
def test_a_pdf_is_written_by_its_ending(capsys, tmp_path, fonts, sketched):
    path = tmp_path / "client.pdf"
    assert run(capsys, "report", *FACTS, "-o", str(path), "--fonts", str(fonts)) == (0, "", "")
    assert path.read_bytes().startswith(b"%PDF-")


@in_command
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "请用 -o"),
        (("-o", "x.doc"), "结尾不认识"),
        (("-o", "x.pdf", "--fonts", "none"), "没有字体文件夹 none"),
        (("-o", "none/x.html"), "没有这个文件夹"),
        (("-o", "x.html", "--lang", "fr"), "可选：zh、en、both"),
        (("-o", "x.html", "--wage", "many"), "月收入"),
        (("-o", "x.html", "--client"), "--client 后面要有值"),
    ],
)
def test_a_wrong_use_is_explained_and_writes_nothing(capsys, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "report", *FACTS, *args)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@in_command
def test_a_report_needs_a_person(capsys, tmp_path):
    code, _, err = run(capsys, "report", "-o", str(tmp_path / "x.html"))
    assert code == 2
    assert "缺少参数 SCENARIO" in err


@in_command
@pytest.mark.parametrize(
    ("module", "ending"), [("vl_convert", "html"), ("jinja2", "html"), ("typst", "pdf")]
)
def test_a_missing_library_says_what_to_install(capsys, tmp_path, monkeypatch, module, ending):
    monkeypatch.setitem(sys.modules, module, None)
    code, _, err = run(capsys, "report", *FACTS, "-o", str(tmp_path / f"x.{ending}"))
    assert code == 2
    assert 'pip install "linghuo[report]"' in err
    assert module in err


@in_command
def test_a_missing_typeface_names_the_package_that_brings_one(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(typst, "Fonts", lambda **_: type("F", (), {"families": lambda _: []})())
    code, _, err = run(capsys, "report", *FACTS, "-o", str(tmp_path / "x.pdf"))
    assert code == 2
    assert "fonts-noto-cjk" in err
    assert err.startswith(text("cli.error", "zh", message=""))
    assert list(tmp_path.iterdir()) == []
