"""The law as an object: variants, what was known when, identity, local practice, overlays."""

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.errors import LawDataError, LawDiffers, NoValueInForce, RulesError, UnknownInstrument
from rules.law import Certainty, Law, LimitPeriod, Status, Value, load
from rules.law.reform import BasePath, Reform
from rules.month import Month
from rules.quantities import Fen, Micro, Ppm

LAW = load()
DIGEST = LAW.digest
YUAN = 1_000_000


def test_the_worst_status_decides():
    assert Status.worst() is Status.PUBLISHED
    assert Status.worst(Status.PUBLISHED, Status.PROVISIONAL) is Status.PROVISIONAL
    assert Status.worst(Status.PROJECTED, Status.PROVISIONAL) is Status.PROJECTED


def test_a_value_cannot_be_changed():
    value = LAW.crediting_rate(2025)
    with pytest.raises(AttributeError):
        value.amount = 1


def test_a_series_goes_on_in_a_new_law_only():
    value = Value(
        series="calculation_base",
        region="110000",
        start=Month.of(2030, 1),
        end=Month.of(2030, 12),
        amount=13_000 * YUAN,
        unit="micro",
        status=Status.PROJECTED,
    )
    longer = LAW.extended("calculation_base", "北京", [value])
    assert longer.calculation_base("110000", 2030) == value
    assert longer.calculation_base("110000", 2025) == LAW.calculation_base("110000", 2025)
    with pytest.raises(NoValueInForce):
        LAW.calculation_base("110000", 2030)


def test_projected_limits_reach_the_cities_that_follow_a_province():
    period = LimitPeriod(
        region="440000",
        start=Month.of(2027, 7),
        end=Month.of(2028, 6),
        reference_wage=Micro(9_300 * YUAN),
        floor=Fen(558_000),
        ceiling=Fen(2_790_000),
        status=Status.PROJECTED,
    )
    longer = LAW.with_limits("广东", [period])
    assert longer.limit_at("佛山", Month.of(2027, 9)) == period
    assert longer.limit_at("佛山", Month.of(2026, 9)) == LAW.limit_at("佛山", Month.of(2026, 9))
    assert LAW.limits("广东")[-1].end == Month.of(2027, 6)


def test_what_was_published_later_was_not_known():
    # Beijing's limits from 2026-07 were published on 2026-08-21
    before = LAW.as_known_on(date(2026, 8, 20))
    after = LAW.as_known_on(date(2026, 8, 21))
    assert before.limits("北京")[-1].end == Month.of(2026, 6)
    assert after.limits("北京")[-1].end == Month.of(2027, 6)
    # the base of 2025 was published on 2025-11-07
    with pytest.raises(NoValueInForce):
        LAW.as_known_on(date(2025, 11, 6)).calculation_base("北京", 2025)
    assert LAW.as_known_on(date(2025, 11, 7)).calculation_base("北京", 2025).amount == 12049 * YUAN


def test_a_crediting_rate_is_known_from_june_of_the_next_year():
    # 人社部发〔2017〕31号 item 2: published each June
    with pytest.raises(NoValueInForce):
        LAW.as_known_on(date(2026, 5, 31)).crediting_rate(2025)
    assert LAW.as_known_on(date(2026, 6, 1)).crediting_rate(2025).amount == 15_000


def test_knowledge_only_shrinks():
    early = LAW.as_known_on(date(2020, 1, 1))
    assert early.as_known_on(date(2030, 1, 1)).limits("上海") == early.limits("上海")


def test_the_digest_names_the_data(tmp_path: Path):
    assert LAW.digest == load().digest
    assert len(LAW.digest) == 64
    mine = tmp_path / "my.toml"
    mine.write_text("[practices.330000]\nyears_mode = 'exact'\n", "utf-8")
    assert load(overlays=[mine]).digest != LAW.digest
    assert date.fromisoformat(LAW.version)
    assert (LAW.grades, load(grades="BA").grades) == ("ABC", "AB")


def test_an_unknown_series_or_instrument_is_named():
    with pytest.raises(RulesError):
        LAW.series("wages", "330000")
    with pytest.raises(UnknownInstrument):
        LAW.instrument("nothing-1")


def test_the_governing_words_are_there_for_what_the_rules_cite():
    for instrument, article, words in (
        ("guofa-2005-38", "6", "缴费每满1年发给1%"),
        ("guobanfa-2019-13", "3", "60%至300%之间选择适当的缴费基数"),
        ("jueding-2024-09-13", "banfa-2", "每年提高六个月"),
        ("guobanfa-2009-66", "7", "待遇领取地对应的各年度在岗职工平均工资"),
        ("laobanfa-1997-116", "monthly-product", "12－n+1"),
        ("renshebufa-2021-18", "cap", "记入个人账户部分"),
    ):
        assert words in LAW.instrument(instrument).quote(article).zh
    assert LAW.instrument("guofa-2005-38").quote("99") is None
    assert LAW.instrument("guofa-2005-38").name.startswith("国发〔2005〕38号《国务院关于")


def test_a_city_inherits_practice_and_a_province_the_defaults():
    zhejiang, ningbo = LAW.practice("浙江"), LAW.practice("宁波")
    assert replace(ningbo, region="330000") == zhejiang
    assert LAW.practice("广东").low_index_factor
    assert not LAW.practice("深圳").low_index_factor
    assert LAW.practice("佛山").low_index_factor
    assert LAW.practice("甘肃").index_denominator == "paid_months"


def test_changchun_and_henan_mix_two_bases():
    changchun, henan = LAW.practice("长春"), LAW.practice("郑州")
    assert (changchun.basic_base, changchun.index_base, changchun.transitional_base) == (
        "place",
        "province",
        "province",
    )
    assert (henan.basic_base, henan.index_base, henan.transitional_base) == (
        "province",
        "place",
        "place",
    )


def test_texts_win_over_second_hand_practice():
    beijing, shaanxi = LAW.practice("北京"), LAW.practice("陕西")
    assert (beijing.index_denominator, beijing.index_decimals) == ("months_due", 4)
    assert beijing.due_from == Month.of(1992, 10)
    assert beijing.certainty["index_denominator"] is Certainty.CERTAIN
    assert (shaanxi.index_denominator, shaanxi.index_reference) == ("months_due", "same_year")
    for place in ("天津", "浙江", "云南", "黑龙江", "辽宁"):
        practice = LAW.practice(place)
        assert practice.index_denominator == "paid_months"
        assert "index_denominator" in practice.contested
        assert practice.grounds["index_denominator"].other_readings


def test_jilins_coefficient_rises_after_twenty_years():
    practice = LAW.practice("吉林")
    assert practice.transitional_coefficient(240) == 12_000
    assert practice.transitional_coefficient(241) == 14_000
    assert LAW.practice("浙江").transitional_coefficient(12) == 14_000


def test_shanghais_index_floors_ended_in_2013():
    bounds = LAW.practice("上海").index_bounds
    assert [(str(b.start), str(b.end), b.floor) for b in bounds] == [
        ("1993-01", "2011-12", 1_000_000),
        ("2012-01", "2012-12", 850_000),
        ("2013-01", "2013-12", 750_000),
    ]


def test_the_sichuan_supplement_fits_three_sheets_to_the_fen():
    (extra,) = LAW.practice("四川").extras
    assert (extra.kind, extra.rate) == ("indexed_supplement", 1_000)
    # base x index x years x 0.1%: 8321 x 0.964 x 37.17 = 298157.07..., 8321 x 0.613 x 24.75,
    # 8462 x 1.11 x 19.33
    for base, index, years, printed in (
        (8321, 964, 3717, 29816),
        (8321, 613, 2475, 12624),
        (8462, 1110, 1933, 18156),
    ):
        fen = base * 100 * index * years * extra.rate / (1000 * 100 * 1_000_000)
        assert round(fen) == printed


OVERLAY = """
[[contribution_limits]]
region = "浙江"
start = "2027-01"
reference_wage = 8650.5
floor = 5190
ceiling = 25952
document = "浙人社发〔2027〕1号"
published = "2027-07-01"

[[contribution_limits]]
region = "330000"
start = "2026-07"
end = "2026-12"
reference_wage = 8600
floor = 5160
ceiling = 25800

[[calculation_bases]]
region = "zhejiang"
year = 2026
base = 8537

[[crediting_rates]]
year = 2026
rate = 1.55

[practices."浙江"]
years_mode = "exact"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(OVERLAY, "utf-8")
    return path


def test_a_users_own_file_adds_and_replaces_figures(mine: Path):
    law = load(overlays=[mine])
    period = law.limit_at("浙江", Month.of(2027, 5))
    assert (period.reference_wage, period.floor, period.grade) == (8_650_500_000, 519_000, "U")
    assert period.end == Month.of(2027, 12)
    assert period.note == "浙人社发〔2027〕1号"
    assert law.limit_at("宁波", Month.of(2026, 8)).floor == 516_000
    assert law.limit_at("浙江", Month.of(2026, 6)).floor == 512_200
    assert law.calculation_base("浙江", 2026).amount == 8537 * YUAN
    assert law.crediting_rate(2026).amount == 15_500
    assert law.practice("浙江").years_mode == "exact"
    assert law.practice("浙江").grounds["years_mode"].evidence == "my.toml"
    assert law.practice("江苏").years_mode == LAW.practice("江苏").years_mode


def test_a_users_figure_survives_grades_and_days(mine: Path):
    law = load(grades="A", overlays=[mine]).as_known_on(date(2026, 1, 1))
    assert law.crediting_rate(2026).amount == 15_500


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path):
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(
        """
surprise = 1
[[contribution_limits]]
region = "浙扛"
start = "2027-13"
reference_wage = 8650
floor = 9000
ceiling = 5000
colour = "red"
[[calculation_bases]]
region = "浙江"
year = 2026
base = "much"
[practices."浙江"]
years_mode = "rounded"
taste = "sweet"
""",
        "utf-8",
    )
    second.write_text("not toml", "utf-8")
    with pytest.raises(LawDataError) as caught:
        load(overlays=[first, second, tmp_path / "missing.toml"])
    problems = caught.value.values["problems"]
    keys = {(file, key) for file, key, _ in problems}
    assert keys >= {
        ("first.toml", "surprise"),
        ("first.toml", "contribution_limits.1.region"),
        ("first.toml", "contribution_limits.1.start"),
        ("first.toml", "contribution_limits.1.colour"),
        ("first.toml", "calculation_bases.1.base"),
        ("first.toml", "practices.浙江.years_mode"),
        ("first.toml", "practices.浙江.taste"),
        ("second.toml", "file"),
        ("missing.toml", "file"),
    }
    expected = {(file, key): wanted for file, key, wanted in problems}
    assert "round2" in expected["first.toml", "practices.浙江.years_mode"]


def test_a_floor_above_the_ceiling_is_refused(tmp_path: Path):
    path = tmp_path / "my.toml"
    path.write_text(
        "[[contribution_limits]]\nregion='浙江'\nstart='2027-01'\nreference_wage=1\n"
        "floor=2\nceiling=1\n",
        "utf-8",
    )
    with pytest.raises(LawDataError) as caught:
        load(overlays=[path])
    assert caught.value.values["key"] == "contribution_limits.1.floor"


def _sent(law: Law) -> Law:
    received: Law = pickle.loads(pickle.dumps(law))  # noqa: S301 our own bytes
    return received


def test_a_law_reaches_another_process_as_it_is(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text('[[crediting_rates]]\nyear = 2026\nrate = "2.6"\n', encoding="utf-8")
    value = LAW.calculation_base("110000", 2025)._replace(start=Month.of(2030, 1), end=None)
    reform = Reform("加快", "Faster", bases=(BasePath("000000", 2031, None, Ppm(30_000)),))
    law = load("AB", [own]).extended("calculation_base", "北京", [value])
    law = law.with_limits("广东", LAW.limits("广东")[-1:]).reformed(reform)
    law = law.as_known_on(date(2026, 10, 1))
    received = _sent(law)
    assert received.digest == law.digest != LAW.digest
    assert (received.grades, received.known_on, received.reform) == ("AB", law.known_on, reform)
    for code in ("110000", "440000", "440600"):
        assert received.limits(code) == law.limits(code)
        assert received.practice(code) == law.practice(code)
        assert received.series("calculation_base", code) == law.series("calculation_base", code)
    assert received.crediting_rate(2026) == law.crediting_rate(2026)
    assert len(pickle.dumps(law)) < len(pickle.dumps(LAW)) + 20_000


def test_a_law_sent_to_other_data_is_refused(monkeypatch: pytest.MonkeyPatch):
    sent = pickle.dumps(LAW)
    monkeypatch.setattr(Law, "digest", "0" * 64)
    with pytest.raises(LawDiffers) as refused:
        pickle.loads(sent)  # noqa: S301 our own bytes
    assert refused.value.values == {"here": DIGEST, "there": "0" * 64}


def test_an_error_of_the_law_comes_back_from_another_process():
    with pytest.raises(NoValueInForce) as caught:
        LAW.crediting_rate(2050)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 our own bytes
    assert (type(copy), str(copy), copy.values) == (
        NoValueInForce, str(caught.value), caught.value.values,
    )  # fmt: skip
