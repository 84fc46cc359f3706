"""改革的效果: figures worked by hand, and what a reform that changes nothing leaves alone.

The life is that of the README: Zhejiang, a woman of 1990-03 who pays the 100% tier from 2026-11 until
2048-03, no growth, no interest: 257 months, 175,520.72 yuan in the account, 21.42 years, base 8,433.
"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.case import build
from calculator.estimates import estimate
from calculator.reform.reading import read_reform
from calculator.reports.data import as_data
from calculator.scenario.model import Change, Scenario
from rules.law import REFORM, Status, load
from rules.month import Month

LAW = load()
PROVINCES = sorted(code for code, place in LAW.regions.items() if place.kind == "province")
HER = {
    "region": "330000",
    "born": Month.of(1990, 3),
    "sex": "female",
    "today": Month.of(2026, 11),
    "paid": 0,
    "tier": 1_000_000,
    "wage_growth": 0,
    "crediting_rate": 0,
    "retirement_year_rate": "assumption",
}


def reformed(text):
    return LAW.reformed(read_reform(f'title = "试"\n{text}', LAW))


def under(text, **changes):
    return estimate(Scenario(**HER | changes), reformed(text))


def parts(result):
    award = result.go_on.settlement.award
    return award.basic, award.account, award.total


def test_without_a_reform_it_is_the_example_of_the_readme():
    result = estimate(Scenario(**HER), LAW)
    assert parts(result) == (180_635, 115_474, 296_110)


def test_a_higher_rate_per_year_raises_the_basic_pension_of_later_claims_only():
    # 8433 x 21.42 x 1.2% = 2167.62 with 2167.62 + 1154.74 = 3322.36, in Zhejiang up to 3322.40
    assert parts(under('[basic_pension]\nfrom = "2048-01"\nper_year = "1.2%"')) == (
        216_762,
        115_474,
        332_240,
    )
    after = under('[basic_pension]\nfrom = "2049-01"\nper_year = "1.2%"')
    assert parts(after) == (180_635, 115_474, 296_110)


def test_another_table_divides_another_way():
    # 175520.72 / 150 = 1170.14
    assert parts(under('[payment_months]\nfrom = "2040-01"\n58 = 150'))[1] == 117_014


def test_rates_change_from_their_month_on():
    # 2026-11 to 2027-06: 8 x 1707.40 and 8 x 682.96; then 249 x 1536.66 and 249 x 853.70
    result = under('[contribution_rate]\nfrom = "2027-07"\ntotal = "18%"\naccount = "10%"')
    settled = result.go_on.settlement
    assert settled.paid_total == 8 * 170_740 + 249 * 153_666
    assert settled.balance == 8 * 68_296 + 249 * 85_370
    assert [(str(Month(run.first)), run.total) for run in settled.runs[:3]] == [
        ("2026-11", 170_740),
        ("2027-01", 170_740),
        ("2027-07", 153_666),
    ]


def test_a_national_rate_holds_in_a_place_with_rates_of_its_own():
    # Beijing's account share of 8% is its own row (京劳社养发〔2007〕21号 annex 2)
    law = reformed('[contribution_rate]\nfrom = "2027-01"\naccount = "10%"')
    own = law.at("account_rate", "北京", Month.of(2026, 12))
    assert (own.amount, own.region, str(own.end)) == (80_000, "110000", "2026-12")
    new = law.at("account_rate", "北京", Month.of(2027, 1))
    assert (new.amount, new.status, new.notes) == (100_000, Status.PROJECTED, (REFORM,))


def test_a_reform_of_one_province_stays_there():
    law = reformed('[contribution_rate]\nfrom = "2027-01"\nregion = "广东"\ntotal = "18%"')
    rates = [law.at("contribution_rate", r, Month.of(2027, 1)).amount for r in ("深圳", "北京")]
    assert rates == [180_000, 200_000]


def test_a_lower_floor_cuts_the_limits_at_its_month():
    # 40% of 8537 is 3414.8, to whole yuan 3415; the published floor of 2026 is 5122
    law = reformed('[contribution_base]\nfrom = "2026-12"\nfloor = "40%"')
    before, after = law.limits("浙江")[-2:]
    assert (str(before.end), before.floor) == ("2026-11", 512_200)
    assert (str(after.start), after.floor, after.ceiling) == ("2026-12", 341_500, 2_561_100)
    assert (after.status, REFORM in after.notes) == (Status.PROJECTED, True)
    paying = under('[contribution_base]\nfrom = "2026-12"\nfloor = "40%"', tier="floor")
    bases = {run.base for run in paying.go_on.settlement.runs}
    assert bases == {512_200, 341_500}


def test_shares_hold_in_projected_months_in_the_middle_of_a_year():
    # wages + 10%: 2027 reference 9390.70, 60% is 5634.42, 50% is 4695.35
    law = reformed('[contribution_base]\nfrom = "2027-07"\nfloor = "50%"')
    case = build(Scenario(**HER | {"wage_growth": 100_000}), law)
    floors = [case.projection.limits_at("330000", Month.of(2027, m)).floor for m in (6, 7)]
    assert floors == [563_400, 469_500]


def test_a_plan_may_choose_what_the_reform_allows_from_its_month():
    law = reformed('[contribution_base]\nfrom = "2027-01"\nfloor = "40%"')
    later = Change(first=Month.of(2027, 1), tier=400_000)
    result = estimate(Scenario(**HER | {"changes": (later,)}), law)
    # 40% of 8537 = 3414.8
    assert result.go_on.settlement.runs[-1].base == 341_500


def test_no_rate_falls_below_the_least_one():
    case = build(Scenario(**HER), reformed('[crediting_rate]\nfrom = "2027-01"\nat_least = "3%"'))
    rates = [case.projection.crediting_rate(y, 2048).amount for y in (2025, 2026, 2027, 2048)]
    assert rates == [15_000, 0, 30_000, 30_000]


def test_a_fixed_rate_replaces_published_and_assumed_ones():
    case = build(Scenario(**HER), reformed('[crediting_rate]\nfrom = "2025-01"\nrate = "4%"'))
    rates = [case.projection.crediting_rate(y, 2048).amount for y in (2024, 2025, 2040)]
    assert rates == [26_200, 40_000, 40_000]


@pytest.mark.parametrize(
    ("text", "micro"),
    [
        # 8433 carried into 2026, then 4% a year: 8433 x 1.04 = 8770.32, x 1.04 = 9121.1328
        ('growth = "4%"', (8_433_000_000, 8_770_320_000, 9_121_132_800)),
        # 9000 in 2027, then 2%: 9180
        ('base = 9000\ngrowth = "2%"', (8_433_000_000, 9_000_000_000, 9_180_000_000)),
        # 9000 in 2027, then as assumed, without growth
        ("base = 9000", (8_433_000_000, 9_000_000_000, 9_000_000_000)),
    ],
)
def test_the_calculation_base_follows_its_path(text, micro):
    law = reformed(f'[calculation_base]\nfrom = "2027-01"\n{text}')
    case = build(Scenario(**HER), law)
    found = tuple(
        case.projection.calculation_base("330000", year).amount for year in range(2026, 2029)
    )
    assert found == micro


def test_the_minimum_period_goes_on_from_the_year_before():
    # 180 in 2026, twelve more each year: 2048 would be 444, at most 300; 257 are 43 short
    result = under('[minimum_period]\nfrom = "2027-01"\nstep = "1y"\nup_to = "25y"')
    settled = result.go_on.settlement
    assert (settled.required, settled.missing) == (300, 43)


def test_the_minimum_of_the_statutory_year_stays_for_who_pays_on():
    # 24 // 4 + 1 = 7 months late: 2027-08, when 15 years suffice. 170 months are paid by then; paying on
    # into 2028 he is still under the law of his statutory year.
    him = {"sex": "male", "born": Month.of(1967, 1), "paid": 160, "extend": True}
    law = reformed('[minimum_period]\nfrom = "2028-01"\nbegin_at = "25y"')
    settled = estimate(Scenario(**HER | him), law).go_on.settlement
    assert (str(Month(settled.statutory)), settled.required) == ("2027-08", 180)
    assert Month(settled.retirement) >= Month.of(2028, 1)


def test_everything_of_a_reform_is_marked():
    result = under('[basic_pension]\nfrom = "2040-01"\nper_year = "1.2%"')
    assert result.notices[0].code == "under_reform"
    assert result.law_digest != LAW.digest
    written = as_data(result)
    assert written["reform"]["title"] == "试"
    assert written["reform"]["changes"][0]["value"] == 0.012
    limits = under('[contribution_base]\nfrom = "2027-01"\nfloor = "40%"', tier="floor")
    assert limits.status is Status.PROJECTED
    assert any(REFORM in origin.notes for origin in limits.used)


def test_two_reforms_have_two_digests():
    one = reformed('[basic_pension]\nfrom = "2040-01"\nper_year = "1.2%"')
    other = reformed('[basic_pension]\nfrom = "2040-01"\nper_year = "1.3%"')
    assert len({LAW.digest, one.digest, other.digest}) == 3


def test_a_reform_and_a_day_go_together():
    law = LAW.as_known_on(date(2024, 9, 12))
    both = law.reformed(
        read_reform('title = "试"\n[basic_pension]\nfrom = "2040-01"\nper_year = "2%"', law)
    )
    result = estimate(Scenario(**HER | {"today": Month.of(2024, 9)}), both)
    # before the decision she retires at 55, in 2045-03
    assert (str(Month(result.go_on.settlement.retirement)), result.known_on) == (
        "2045-03",
        date(2024, 9, 12),
    )
    assert [notice.code for notice in result.notices][:2] == ["under_reform", "as_of"]


THE_LAW_ITSELF = """
from = "2028-01"
[contribution_base]
floor = "60%"
ceiling = "300%"
[contribution_rate]
total = "20%"
account = "8%"
[basic_pension]
per_year = "1%"
[minimum_period]
from = "2030-01"
step = "6m"
up_to = "20y"
[payment_months]
60 = 139
"""


SAME = reformed(THE_LAW_ITSELF)


@settings(max_examples=25)
@given(
    st.sampled_from(PROVINCES),
    st.integers(Month.of(1968, 1), Month.of(2004, 12)).map(Month),
    st.sampled_from(["male", "female"]),
    st.sampled_from([600_000, 1_000_000, 3_000_000, "floor", "ceiling"]),
    st.integers(0, 60),
)
def test_a_reform_to_what_is_the_law_changes_no_figure(region, born, sex, tier, paid):
    scenario = Scenario(
        region=region, born=born, sex=sex, tier=tier, paid=paid, today=Month.of(2026, 11)
    )
    plain, same = estimate(scenario, LAW), estimate(scenario, SAME)
    for name in ("stop_now", "go_on", "most"):
        before, after = getattr(plain, name), getattr(same, name)
        assert after.settlement.award == before.settlement.award
        assert after.settlement.ledger == before.settlement.ledger
        assert after.settlement.required == before.settlement.required
        assert after.paid_from_now == before.paid_from_now
