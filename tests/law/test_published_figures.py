"""Values of the store against the published figures they stand for."""

import pytest

from rules.errors import NoValueInForce
from rules.law import Status, load
from rules.month import Month

LAW = load()
YUAN = 1_000_000


def yuan(fen: int) -> float:
    return fen / 100


@pytest.mark.parametrize(
    ("region", "month", "wage", "floor", "ceiling", "grade"),
    [
        # 京人社发〔2025〕11号
        ("110000", "2025-07", 11937, 7162, 35811, "A"),
        # 上海市人社局 2026-08-18
        ("310000", "2026-07", 12577, 7546, 37731, "A"),
        # 苏人社发〔2025〕33号
        ("320000", "2025-01", 8254, 4952, 24762, "A"),
        # 津人社局发〔2026〕5号, from 2026-09-01
        ("120000", "2026-09", 8634, 5180, 25902, "A"),
        ("120000", "2026-08", 8540, 5124, 25620, "A"),
        # 粤人社发〔2025〕32号: outside Guangzhou 4775, in Guangzhou 5510
        ("440000", "2025-07", 9183, 4775, 27549, "A"),
        ("440100", "2025-07", 9183, 5510, 27549, "A"),
        # 粤人社发〔2026〕24号: one floor from January (one source), new limits from July
        ("440000", "2026-01", 9183, 5510, 27549, "C"),
        ("440000", "2026-07", 9201, 5521, 27603, "B"),
        # 鄂人社发〔2025〕28号: three tiers
        ("420100", "2025-06", 7496, 4498, 22488, "A"),
        ("420200", "2025-06", 7226, 4299, 21678, "A"),
        ("421000", "2025-06", 7154, 4254, 21462, "A"),
        # 渝人社: 60% of 7339 = 4403.4, upward
        ("500000", "2025-01", 7339, 4404, 22017, "A"),
        # 浙人社发〔2025〕52号: 60% of the reference before, 8310
        ("330000", "2025-03", 8433, 4986, 25299, "A"),
        # floors below 60% are lawful: Shanghai 2020 and 2021 notices
        ("310000", "2020-07", 9339, 4927, 28017, "A"),
        ("310000", "2021-07", 10338, 5975, 31014, "A"),
    ],
)
def test_limits_are_the_published_ones(region, month, wage, floor, ceiling, grade):
    period = LAW.limit_at(region, Month.parse(month))
    assert (period.reference_wage, yuan(period.floor), yuan(period.ceiling), period.grade) == (
        wage * YUAN,
        floor,
        ceiling,
        grade,
    )
    assert period.status is Status.PUBLISHED


def test_the_document_of_the_beijing_limits_can_be_followed():
    period = LAW.limit_at("110000", Month.of(2025, 7))
    instrument = LAW.instrument(period.instrument)
    assert instrument.number == "京人社发〔2025〕11号"
    assert instrument.issuer == "北京市人力资源和社会保障局"
    assert instrument.issued == "2025-09-18"
    assert instrument.url.startswith("https://rsj.beijing.gov.cn/")


def test_jiangsu_prints_twelve_bases_in_2025():
    choice = LAW.limit_at("320000", Month.of(2025, 5)).flexible_choice
    assert choice.removeprefix("yuan:").split("|") == [
        "4952",
        "6000",
        "7000",
        "8000",
        "9000",
        "10000",
        "12000",
        "14000",
        "16000",
        "18000",
        "20000",
        "24762",
    ]


def test_xizang_offers_six_percentages():
    choice = LAW.limit_at("540000", Month.of(2026, 5)).flexible_choice
    assert choice == "percents 60|80|100|150|200|300"


def test_yunnan_let_flexible_workers_go_down_to_40_percent():
    # 40% of 5179 = 2071.6
    assert LAW.limit_at("530000", Month.of(2019, 6)).flexible_floor == 207_160


@pytest.mark.parametrize(
    ("year", "ppm"),
    [
        (2016, 83_100),
        (2017, 71_200),
        (2018, 82_900),
        (2019, 76_100),
        (2020, 60_400),
        (2021, 66_900),
        (2022, 61_200),
        (2023, 39_700),
        (2024, 26_200),
        (2025, 15_000),
    ],
)
def test_crediting_rates_are_the_national_ones_not_the_circulating_errors(year, ppm):
    assert LAW.crediting_rate(year).amount == ppm


def test_the_rate_of_2026_is_not_published_and_only_read_on_request():
    with pytest.raises(NoValueInForce) as caught:
        LAW.crediting_rate(2026)
    assert caught.value.values["nearest"] == "2025-01..2025-12"
    weak = load(grades="ABCD").crediting_rate(2026)
    assert (weak.amount, weak.status, weak.grade) == (26_000, Status.PROVISIONAL, "D")


@pytest.mark.parametrize("year", [1998, 2015])
def test_there_is_no_national_rate_before_2016(year):
    with pytest.raises(NoValueInForce):
        LAW.crediting_rate(year)
    assert LAW.at("secondary_reference", "000000", Month.of(year, 1)).status is Status.PROVISIONAL
    assert LAW.at("deposit_rate_reference", "000000", Month.of(year, 1)).amount > 0


@pytest.mark.parametrize(
    ("region", "year", "base", "number"),
    [
        ("110000", 2024, 11883, "京人社发〔2024〕16号"),
        ("110000", 2025, 12049, "京人社发〔2025〕13号"),
        ("440000", 2025, 9493, "粤人社发〔2025〕32号"),
        ("230000", 2025, 7570, "黑人社函〔2024〕548号"),
        ("230000", 2026, 7705, "黑人社函〔2025〕611号"),
        ("440300", 2024, 11181, "深人社发〔2024〕57号"),
    ],
)
def test_calculation_bases_are_the_published_ones(region, year, base, number):
    value = LAW.calculation_base(region, year)
    assert value.amount == base * YUAN
    assert LAW.instrument(value.instrument).number == number


@pytest.mark.parametrize("place", ["110000", "320000", "410000", "440000", "510000", "420100"])
def test_the_calculation_base_is_not_the_contribution_reference(place):
    # 2025: 12049 / 11937, 8917 / 8254, 6738 / 6385, 9493 / 9183, 8462 / 7646, 9112 / 7496
    base = LAW.calculation_base(place, 2025).amount
    reference = LAW.limit_at(place, Month.of(2025, 12)).reference_wage
    assert base > reference


def test_sichuan_wuhan_and_henan_keep_the_figures_others_confused():
    # contribution references 7646, 7496, 6385 against calculation bases 8462, 9112, 6738
    for place, reference, base in (
        ("四川", 7646, 8462),
        ("武汉", 7496, 9112),
        ("河南", 6385, 6738),
    ):
        assert LAW.limit_at(place, Month.of(2025, 12)).reference_wage == reference * YUAN
        assert LAW.calculation_base(place, 2025).amount == base * YUAN


def test_a_city_without_an_own_base_takes_the_provinces_and_says_so():
    value = LAW.calculation_base("青岛", 2025)
    assert (value.amount, value.region, value.notes) == (
        7831 * YUAN,
        "370000",
        ("province_base_used",),
    )


def test_cities_with_own_bases_keep_them():
    for place, base in (("沈阳", 8390), ("大连", 8956), ("长春", 7978.25), ("菏泽", 7506)):
        value = LAW.calculation_base(place, 2025)
        assert value.amount == base * YUAN
        assert value.notes == ()


def test_zhengzhous_base_counts_in_the_transitional_part_only():
    value = LAW.calculation_base("郑州", 2025)
    assert (value.amount, value.notes) == (7933 * YUAN, ("transitional_only",))


def test_inferred_bases_of_2026_are_weak_and_not_loaded():
    for place in ("浙江", "海南", "吉林"):
        with pytest.raises(NoValueInForce):
            LAW.calculation_base(place, 2026)


@pytest.mark.parametrize(
    ("region", "month", "total", "account"),
    [
        ("330000", "2026-01", 20, 8),
        ("330000", "2005-12", 20, 11),
        ("310000", "2024-02", 24, 8),
        ("310000", "2024-03", 20, 8),
        ("210000", "2001-07", 20, 8),
        ("210000", "2001-06", 20, 11),
        ("220000", "2004-01", 20, 8),
        ("110000", "1998-06", 20, 5),
        ("110000", "1998-07", 20, 11),
    ],
)
def test_contribution_and_account_rates_follow_place_and_month(region, month, total, account):
    at = Month.parse(month)
    assert LAW.at("contribution_rate", region, at).amount == total * 10_000
    assert LAW.at("account_rate", region, at).amount == account * 10_000


@pytest.mark.parametrize(
    ("series", "region", "spans"),
    [
        # 劳社部发〔2001〕20号: left to the province, about 20; 国发〔2005〕38号 item 6: 20 from 2006-01-01
        ("contribution_rate", "000000", [("1998-01", "2005-12", 20), ("2006-01", "", 20)]),
        # 国发〔1997〕26号: 11 of every 100; 国发〔2005〕38号 item 6: 从2006年1月1日起 8
        ("account_rate", "000000", [("1998-01", "2005-12", 11), ("2006-01", "", 8)]),
        # 上海市 2024-02-28: 20 instead of 24 from March 2024
        ("contribution_rate", "310000", [("2006-01", "2024-02", 24), ("2024-03", "", 20)]),
        # 京劳社养发〔2007〕21号 annex 2
        (
            "account_rate",
            "110000",
            [
                ("1992-10", "1993-12", 2),
                ("1994-01", "1998-06", 5),
                ("1998-07", "2005-12", 11),
                ("2006-01", "", 8),
            ],
        ),
        # 国发〔2000〕42号: the pilot in Liaoning, in 2004 Jilin and Heilongjiang
        ("account_rate", "210000", [("2001-07", "2005-12", 8)]),
        ("account_rate", "220000", [("2004-01", "2005-12", 8)]),
        ("account_rate", "230000", [("2004-01", "2005-12", 8)]),
    ],
)
def test_rates_begin_and_end_with_their_texts(series, region, spans):
    found = [
        (str(value.start), str(value.end or ""), value.amount // 10_000)
        for value in LAW.series(series, region)
    ]
    assert found == spans


def test_beijings_account_began_in_october_1992_at_two_percent():
    assert LAW.at("account_rate", "110000", Month.of(1992, 10)).amount == 20_000
    with pytest.raises(NoValueInForce):
        LAW.at("account_rate", "110000", Month.of(1992, 9))


def test_a_rate_names_its_article():
    value = LAW.at("contribution_rate", "330000", Month.of(2026, 1))
    assert (value.instrument, value.article) == ("guofa-2005-38", "6")


def test_an_absent_income_is_refused_and_never_taken_from_the_nation():
    assert LAW.at("disposable_income", "000000", Month.of(2024, 1)).amount == 5_418_800
    with pytest.raises(NoValueInForce) as caught:
        LAW.at("disposable_income", "甘肃", Month.of(2024, 1))
    assert caught.value.values["nearest"] == "2023-01..2023-12"


def test_the_residents_minimum_of_2026_is_163_yuan():
    assert LAW.at("resident_minimum", "000000", Month.of(2026, 3)).amount == 16_300


def test_the_adjustment_of_2025_is_two_percent():
    assert LAW.at("pension_adjustment", "000000", Month.of(2025, 1)).amount == 20_000


def test_tables_of_other_schemes_are_exact_integers():
    row = next(r for r in LAW.table("medical") if r["region"] == "310000" and r["end"] is None)
    assert row["rate"] == 100_000
    assert {r["table"] for r in LAW.table("mortality")} == {"cl1-2025", "un-2020-2025"}
    with pytest.raises(TypeError):
        row["rate"] = 0


@pytest.mark.parametrize("year", [1990, 2018, 2019, 2026])
def test_limits_that_were_not_found_stand_at_60_and_300_percent(year):
    # 人社部发〔2016〕132号 for the time before 2019-05, 国办发〔2019〕13号 item 3 since.
    month = Month.of(year, 1)
    assert LAW.at("limit_floor", "000000", month).amount == 600_000
    assert LAW.at("limit_ceiling", "000000", month).amount == 3_000_000
