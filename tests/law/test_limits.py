"""How rows with gaps become periods: every filling is marked, nothing is made up beyond the rules."""

import pytest

from rules.errors import NoValueInForce
from rules.law import LimitPeriod, Status, Value, load
from rules.law.limits import Shares, completed, laid_over, rounded_share
from rules.month import Month
from rules.quantities import Fen, Micro, Ppm

LAW = load()
YUAN = 1_000_000


def row(year: int, start: str = "", end: str = "", wage: int | None = 5000, **others: object):
    cells = {
        "year": year,
        "start": Month.parse(start) if start else None,
        "end": Month.parse(end) if end else None,
        "reference_wage": None if wage is None else wage * YUAN,
        "floor": Fen(300_000),
        "ceiling": Fen(1_500_000),
        "flexible_floor": None,
        "flexible_choice": "",
        "derived_limits": "",
        "status": "published",
        "grade": "A",
        "instrument": "",
        "published": "",
        "checked": "",
        "source": "",
        "note": "",
    }
    return {**cells, **others}


def wage_of(known: dict[int, int]):
    def find(year: int) -> Value | None:
        if year not in known:
            return None
        return Value(
            series="average_wage",
            region="330000",
            start=Month.of(year, 1),
            end=Month.of(year, 12),
            amount=known[year] * YUAN,
            unit="micro",
            grade="C",
        )

    return find


def periods(*rows, wages: dict[int, int] | None = None, rounding: str = "yuan_half_up"):
    shares = Ppm(600_000), Ppm(3_000_000)
    return completed("330000", rows, wage_of(wages or {}), Shares(lambda _: shares, rounding))


def spans(found) -> list[str]:
    return [f"{period.start}..{period.end}" for period in found]


def test_a_row_without_months_is_january_to_december():
    (period,) = periods(row(1996))
    assert spans([period]) == ["1996-01..1996-12"]
    assert period.notes == ("months_assumed",)


def test_a_row_without_an_end_runs_twelve_months():
    (period,) = periods(row(2026, "2026-09"))
    assert spans([period]) == ["2026-09..2027-08"]
    assert period.notes == ("end_assumed",)


def test_an_assumed_end_never_passes_the_next_row():
    first, second = periods(row(2025, "2025-09"), row(2026, "2026-01", "2026-12"))
    assert spans([first, second]) == ["2025-09..2025-12", "2026-01..2026-12"]


def test_the_old_limits_go_on_through_a_hole_of_a_year():
    old, hole, new = periods(row(2020, "2020-01", "2020-06"), row(2021, "2021-07", "2022-06"))
    assert spans([hole]) == ["2020-07..2021-06"]
    assert hole.status is Status.PROVISIONAL
    assert hole.notes == ("hole_continued",)
    assert (hole.floor, hole.reference_wage) == (old.floor, old.reference_wage)
    assert new.status is Status.PUBLISHED


def test_a_longer_hole_is_derived_from_average_wages_by_calendar_year():
    found = periods(
        row(2014, "2014-01", "2014-12"),
        row(2018, "2018-07", "2019-06"),
        wages={2014: 4000, 2015: 4100, 2016: 4201, 2017: 4301},
    )
    derived = [period for period in found if "derived_from_average_wage" in period.notes]
    assert spans(derived)[-4:] == [
        "2015-01..2015-12",
        "2016-01..2016-12",
        "2017-01..2017-12",
        "2018-01..2018-06",
    ]
    # 2017: wage of 2016, 4201: 60% = 2520.6 -> 2521, 300% = 12603
    assert (derived[-2].floor, derived[-2].ceiling) == (252_100, 1_260_300)
    assert {(p.status, p.grade) for p in derived} == {(Status.PROVISIONAL, "C")}


def test_a_year_with_neither_row_nor_wage_stays_absent():
    found = periods(row(2014, "2014-01", "2014-12"), row(2018, "2018-01", "2018-12"))
    assert spans(found) == ["2014-01..2014-12", "2018-01..2018-12"]


def test_time_before_the_first_row_comes_from_the_wage_of_the_year_before():
    found = periods(row(2019, "2019-05", "2019-12"), wages={2017: 4000, 2018: 4500})
    assert spans(found) == ["2018-01..2018-12", "2019-01..2019-04", "2019-05..2019-12"]
    assert [p.reference_wage // YUAN for p in found] == [4000, 4500, 5000]


def test_nothing_stands_after_the_last_row():
    found = periods(row(2025, "2025-01", "2025-12"), wages={2024: 1, 2025: 2, 2026: 3})
    assert found[-1].end == Month.of(2025, 12)


def test_a_blank_reference_takes_last_years_average_wage_and_is_provisional():
    (first, second) = periods(
        row(2001, "2001-01", "2001-12", wage=None),
        row(2002, "2002-01", "2003-03", wage=None),
        wages={2000: 1000, 2001: 1200},
    )[-2:]
    assert [p.reference_wage // YUAN for p in (first, second)] == [1000, 1200]
    assert first.status is Status.PROVISIONAL
    assert first.notes == ("reference_from_average_wage",)
    assert first.floor == 300_000


def test_a_blank_reference_without_a_wage_carries_the_one_before():
    _, second = periods(row(2020, "2020-01", "2020-12"), row(2021, "2021-01", "2021-12", wage=None))
    assert second.reference_wage == 5000 * YUAN
    assert second.notes == ("reference_carried",)
    assert second.status is Status.PROVISIONAL


def test_a_row_without_any_reference_is_left_out():
    assert periods(row(1992, wage=None)) == ()


def test_a_missing_floor_or_ceiling_is_a_share_and_a_warning_not_a_worse_status():
    (period,) = periods(row(2022, "2022-01", "2022-12", wage=6654, floor=None, ceiling=None))
    # 60% of 6654 = 3992.4 -> 3992; 300% = 19962
    assert (period.floor, period.ceiling) == (399_200, 1_996_200)
    assert period.notes == ("floor_derived", "ceiling_derived")
    assert period.status is Status.PUBLISHED
    assert period.warn


@pytest.mark.parametrize(
    ("wage", "percent", "rounding", "fen"),
    [
        (7339, 60, "yuan_up", 440_400),  # Chongqing 2025: 4403.4
        (7542, 60, "yuan_up", 452_600),  # Gansu 2026: 4525.2
        (11937, 60, "yuan_half_up", 716_200),  # Beijing 2025: 7162.2
        (7646, 60, "yuan_half_up", 458_800),  # Sichuan 2025: 4587.6
        (7008, 60, "fen", 420_480),  # Guangxi 2026: 4204.8
        (8378, 300, "yuan_up", 2_513_400),
    ],
)
def test_shares_are_rounded_as_the_place_rounds(wage, percent, rounding, fen):
    assert rounded_share(Micro(wage * YUAN), Ppm(percent * 10_000), rounding) == fen


def test_practice_rounding_agrees_with_the_newest_undisputed_rows():
    # a row of 2025 or 2026 at grade A with a floor of 60%: our rounding must give the printed yuan;
    # printed exceptions are listed with their reason in the practice files
    disputed = {("220000", 2025), ("630000", 2025), ("530000", 2025)}
    for entry in LAW.table("contribution_limits"):
        wage, floor = entry["reference_wage"], entry["floor"]
        if (
            entry["year"] < 2025
            or entry["grade"] != "A"
            or (entry["region"], entry["year"]) in disputed
        ):
            continue
        if abs(floor * 1_000_000 - wage * 60) > 100_000_000:
            continue
        rounding = LAW.practice(entry["region"]).limit_rounding
        assert rounded_share(wage, Ppm(600_000), rounding) == floor, (
            entry["region"],
            entry["year"],
        )


def test_top_periods_hide_the_months_below_them():
    def period(start: str, end: str, floor: int) -> LimitPeriod:
        return LimitPeriod(
            region="330000",
            start=Month.parse(start),
            end=Month.parse(end),
            reference_wage=Micro(1),
            floor=Fen(floor),
            ceiling=Fen(floor),
        )

    below = [period("2025-01", "2025-12", 1), period("2026-01", "2026-12", 2)]
    found = laid_over([period("2025-07", "2026-03", 9)], below)
    assert [(f"{p.start}..{p.end}", p.floor) for p in found] == [
        ("2025-01..2025-06", 1),
        ("2025-07..2026-03", 9),
        ("2026-04..2026-12", 2),
    ]


@pytest.mark.parametrize(
    ("region", "month", "floor", "status", "note"),
    [
        ("220000", "2025-03", 4307.1, Status.PROVISIONAL, "hole_continued"),
        ("310000", "2019-04", 4279, Status.PROVISIONAL, "hole_continued"),
        ("110000", "1996-06", 327, Status.PROVISIONAL, "months_assumed"),
        ("360000", "2026-05", 3915, Status.PROVISIONAL, "carried_over"),
        ("440000", "2027-06", 5521, Status.PUBLISHED, "end_assumed"),
    ],
)
def test_the_known_holes_of_the_data_are_filled_and_marked(region, month, floor, status, note):
    period = LAW.limit_at(region, Month.parse(month))
    assert (period.floor, period.status) == (round(floor * 100), status)
    assert note in period.notes


def test_beijing_has_no_hole_in_the_first_half_of_2015():
    # the city list: 2317 and 17379 until 2015-06
    period = LAW.limit_at("110000", Month.of(2015, 3))
    assert (period.floor, period.ceiling) == (231_700, 1_737_900)
    assert period.status is Status.PUBLISHED


def test_a_hubei_city_follows_its_tier_while_there_are_tiers():
    assert LAW.limit_at("黄石", Month.of(2025, 5)).region == "420000-T2"
    assert LAW.limit_at("荆州", Month.of(2025, 5)).region == "420000-T3"
    # 鄂人社发〔2026〕29号: one standard for the province
    assert LAW.limit_at("黄石", Month.of(2026, 8)).region == "420000"


def test_a_guangdong_city_follows_its_tier_then_the_province():
    assert LAW.limit_at("佛山", Month.of(2023, 9)).floor == 454_600
    assert LAW.limit_at("佛山", Month.of(2025, 9)).region == "440000"
    assert LAW.limit_at("青岛", Month.of(2026, 1)).region == "370000"


def test_shenzhens_own_wages_stand_for_the_years_before_its_rows():
    # social-security year 2017 is the wage of 2016: 7480
    period = LAW.limit_at("深圳", Month.of(2017, 8))
    assert (period.region, period.reference_wage) == ("440300", 7480 * YUAN)


def test_a_month_beyond_the_rows_is_refused_with_the_nearest_period():
    with pytest.raises(NoValueInForce) as caught:
        LAW.limit_at("浙江", Month.of(2031, 1))
    assert caught.value.values["nearest"] == "2026-01..2026-12"
    assert caught.value.values["month"] == Month.of(2031, 1)
    assert caught.value.values["remedy"] == "projection"
    with pytest.raises(NoValueInForce):
        LAW.limit_at("安徽", Month.of(2020, 5))


def test_a_derived_year_goes_on_through_a_short_hole_too():
    # Gansu: no average wage of 2019 at grades A to C, the first row is 2021
    period = LAW.limit_at("甘肃", Month.of(2020, 5))
    assert period.notes == ("derived_from_average_wage", "hole_continued")
    assert period.reference_wage == LAW.limit_at("甘肃", Month.of(2019, 12)).reference_wage


def test_weak_figures_are_left_out_unless_asked_for():
    # Qinghai 2019: year mapping uncertain, grade D
    with pytest.raises(NoValueInForce):
        LAW.limit_at("青海", Month.of(2020, 5))
    assert load(grades="ABCD").limit_at("青海", Month.of(2020, 5)).grade == "D"
    strict = load(grades="AB")
    assert all(period.grade in "AB" for period in strict.limits("浙江"))
    with pytest.raises(ValueError, match="grades"):
        load(grades="X")


def test_no_floor_was_lowered_to_50_percent_in_march_2026():
    # a circulating claim without a document
    for region in LAW.regions.values():
        if region.kind != "province":
            continue
        before = LAW.limit_at(region.code, Month.of(2026, 2))
        after = LAW.limit_at(region.code, Month.of(2026, 3))
        assert (after.floor, after.reference_wage) == (before.floor, before.reference_wage)
