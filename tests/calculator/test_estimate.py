"""The estimate: what must hold between its parts, whatever the numbers."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.case import build
from calculator.estimates import estimate
from calculator.remedies import eligible_from
from calculator.scenario.choices import PaidBy, RetireAt, TierLimit
from calculator.scenario.model import Change, Scenario, Segment, Span
from rules.law import Status, load
from rules.month import Month
from rules.quantities import Ppm
from rules.tracing import replay, walk

LAW = load()
TODAY = Month.of(2026, 11)
ZHEJIANG = {"region": "330000", "born": Month.of(1990, 3), "sex": "female", "today": TODAY}
PROVINCES = sorted(
    code for code, place in LAW.regions.items() if place.kind == "province" and place.figures
)


def scenario(**values: Any) -> Scenario:
    given_values = ZHEJIANG | {"paid": 60} | values
    if not {"wage", "tier", "base"} & values.keys():
        given_values["wage"] = 800_000
    return Scenario(**given_values)


people = st.fixed_dictionaries(
    {
        "region": st.sampled_from(PROVINCES),
        "born": st.integers(Month.of(1968, 1), Month.of(2005, 12)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 1_000_000, 3_000_000]),
        "paid": st.integers(0, 30),
        "retire": st.sampled_from([RetireAt.STATUTORY, RetireAt.EARLIEST]),
        "extend": st.booleans(),
        "inflation": st.sampled_from([None, 0, -10_000, 30_000]),
        "crediting_rate": st.sampled_from([None, 0, 83_100]),
        "wage_growth": st.sampled_from([None, 0, -20_000]),
    }
)


def test_what_is_paid_now_is_twenty_percent_of_the_base_and_eight_go_into_the_account() -> None:
    result = estimate(scenario(), LAW)
    # wage 8000 inside 5122 to 25611: 8000 x 20% = 1600, 8000 x 8% = 640
    assert (result.go_on.monthly_payment, result.go_on.monthly_credit) == (160_000, 64_000)


@pytest.mark.parametrize(
    ("kind", "floor"), [(PaidBy.FLEXIBLE, 228_800), (PaidBy.EMPLOYED, 310_700)]
)
def test_the_lower_floor_of_a_place_is_for_who_pays_alone(kind: PaidBy, floor: int) -> None:
    # Yunnan 2020 (云人社发〔2020〕36号): 3107 yuan; flexible workers from 2288, 40% of 5720
    whole = {"first": Month.of(2020, 1), "last": Month.of(2020, 12)}
    year = Segment(**whole, kind=kind, tier=TierLimit.FLOOR)
    result = estimate(scenario(region="530000", paid=None, history=(year,)), LAW)
    assert result.go_on.settlement.runs[0].base == floor


def test_a_woman_of_1990_03_retires_in_2048_03_and_is_paid_from_april() -> None:
    result = estimate(scenario(), LAW)
    assert str(Month(result.go_on.settlement.retirement)) == "2048-03"
    assert str(result.go_on.start) == "2048-04"
    assert result.go_on.settlement.required == 240


def test_paying_through_the_retirement_month_counts_every_month() -> None:
    # 60 paid through 2026-10, then 2026-11 to 2048-03 inclusive: 257 more
    assert estimate(scenario(), LAW).go_on.settlement.counted == 317
    without = estimate(scenario(pay_retirement_month=False), LAW)
    assert without.go_on.settlement.counted == 316


def test_an_index_follows_the_tier_chosen() -> None:
    index = estimate(scenario(tier=1_000_000, paid=0), LAW).go_on.settlement.average_index
    assert abs(index - 10**12) < 10**8


def test_a_frozen_base_lowers_the_index_and_the_pension() -> None:
    moving = estimate(scenario(base=1_000_000, moving=True), LAW).go_on
    frozen = estimate(scenario(base=1_000_000, moving=False), LAW).go_on
    assert frozen.settlement.average_index < moving.settlement.average_index
    assert frozen.pension < moving.pension
    assert frozen.paid_from_now < moving.paid_from_now


def test_a_frozen_base_is_lifted_when_the_floor_passes_it() -> None:
    runs = estimate(scenario(base=600_000), LAW).go_on.settlement.runs
    assert runs[-1].base > 600_000


def test_who_pays_alone_may_stay_below_sixty_percent_where_the_place_says_so() -> None:
    # Yunnan, 2019-05 to 2020-12: flexible workers from 40% of 5179 = 2071.60, employees from 3107.
    history = (Segment(first=Month.of(2019, 6), last=Month.of(2019, 12), tier=400_000),)
    result = estimate(scenario(region="530000", history=history, paid=None), LAW)
    run = result.go_on.settlement.runs[0]
    assert (run.base, round(run.month_index / 10**12, 3)) == (207_200, 0.4)
    assert not {"past_tier_moved", "past_base_outside"} & {one.code for one in result.notices}


def test_a_wage_under_the_floor_is_lifted_and_said() -> None:
    result = estimate(scenario(wage=300_000), LAW)
    assert (
        result.go_on.settlement.runs[-1].base == 512_200 or result.go_on.monthly_payment == 102_440
    )
    assert "base_lifted_to_floor" in [notice.code for notice in result.notices]


def test_a_region_without_any_figures_of_its_own_says_so() -> None:
    with pytest.raises(Exception, match="figures_missing"):
        estimate(scenario(region="660000"), LAW)


@given(values=people)
def test_stopping_pays_least_and_the_ceiling_most(values: dict[str, Any]) -> None:
    result = estimate(Scenario(today=TODAY, **values), LAW)
    if values["retire"] is RetireAt.STATUTORY:
        assert result.stop_now.pension <= result.go_on.pension
        if not values["extend"]:
            assert result.go_on.pension <= result.most.pension


@given(values=people)
def test_the_parts_and_the_ledger_add_up(values: dict[str, Any]) -> None:
    settled = estimate(Scenario(today=TODAY, **values), LAW).go_on.settlement
    award = settled.award
    parts = award.basic + award.account + award.transitional + award.extras
    assert 0 <= award.total - parts < 10
    for line in settled.ledger:
        assert line.closing == line.opening + line.credited + line.interest
    for line, following in pairwise(settled.ledger):
        assert following.opening == line.closing
    assert settled.balance == (settled.ledger[-1].closing if settled.ledger else 0)
    assert sum(run.months for run in settled.runs) == settled.counted
    assert settled.paid_total == settled.credited_total + settled.pool_total


@given(values=people)
def test_an_estimate_is_projected_exactly_when_a_value_it_read_was(values: dict[str, Any]) -> None:
    result = estimate(Scenario(today=TODAY, **values), LAW)
    assert result.status is Status.worst(*(value.status for value in result.used))
    projected = any(value.status is Status.PROJECTED for value in result.used)
    assert (result.status is Status.PROJECTED) == projected


@given(values=people)
def test_a_traced_estimate_is_the_same_and_every_step_replays(values: dict[str, Any]) -> None:
    plain = estimate(Scenario(today=TODAY, **values), LAW)
    traced = estimate(Scenario(today=TODAY, **values), LAW, trace=True)
    assert traced.go_on == plain.go_on
    assert traced.steps is not None
    assert replay(traced.steps) == []


def test_a_trace_names_where_each_figure_comes_from() -> None:
    traced = estimate(scenario(), LAW, trace=True)
    steps = {step.rule: step for step in walk(traced.steps or ())}
    assert [read.region for read in steps["contribution_base"].reads] == ["330000"]
    (rate,) = {read.series for read in steps["annual_interest"].reads}
    assert rate == "crediting_rate"


def test_a_cut_history_gives_the_same_estimate() -> None:
    whole = [Segment(first=Month.of(2022, 1), last=Month.of(2026, 10), tier=600_000)]
    cut = [
        Segment(first=Month.of(2022, 1), last=Month.of(2023, 5), tier=600_000),
        Segment(first=Month.of(2023, 6), last=Month.of(2026, 10), tier=600_000),
    ]
    one = estimate(scenario(history=tuple(whole), paid=None), LAW)
    two = estimate(scenario(history=tuple(cut), paid=None), LAW)
    assert one.go_on.settlement.award == two.go_on.settlement.award


def test_months_named_twice_count_once_and_the_employed_ones_stay() -> None:
    both = (
        Segment(first=Month.of(2024, 1), last=Month.of(2024, 12), tier=600_000),
        Segment(
            first=Month.of(2024, 7), last=Month.of(2025, 6), tier=1_000_000, kind=PaidBy.EMPLOYED
        ),
    )
    result = estimate(scenario(history=both, paid=None), LAW)
    runs = [run for run in result.go_on.settlement.runs if run.last < Month.of(2025, 7)]
    assert sum(run.months for run in runs) == 18
    assert all(run.employed for run in runs if run.first >= Month.of(2024, 7))
    (notice,) = [n for n in result.notices if n.code == "months_named_twice"]
    assert notice.values == {"first": Month.of(2024, 7), "last": Month.of(2024, 12)}


def test_a_balance_replaces_the_credits_before_it() -> None:
    # 2025-12 statement of 50 000.00; ten months of 8% of 8000 x (wage then / wage now) follow.
    result = estimate(scenario(balance=5_000_000), LAW)
    first = result.go_on.settlement.ledger[0]
    assert (first.year, first.opening, first.opening_months) == (2026, 5_000_000, 12)


def test_a_mid_year_balance_earns_the_rest_of_its_year() -> None:
    result = estimate(scenario(balance=5_000_000, balance_date=Month.of(2026, 6)), LAW)
    assert result.go_on.settlement.ledger[0].opening_months == 6


def test_a_balance_makes_past_limits_unnecessary() -> None:
    # Hubei's limits are known from 2021 only; with a statement 15 years can still be counted.
    values = {"region": "420000", "paid": 180, "balance": 8_000_000}
    assert estimate(scenario(**values), LAW).go_on.settlement.counted == 437


def test_many_breaks_leave_the_other_months_and_take_no_time() -> None:
    """One month in six unpaid, from 2027 to 2046: forty breaks, whose pieces must not multiply."""
    starts = [Month(Month.of(2027, 1) + 6 * at) for at in range(40)]
    whole = estimate(scenario(), LAW).go_on.settlement
    broken = estimate(
        scenario(pauses=tuple(Span(first=month, last=month) for month in starts)), LAW
    ).go_on.settlement
    assert broken.counted == whole.counted - 40
    paid = {month for run in broken.runs for month in range(run.first, run.last + 1)}
    assert not paid & set(starts)


def test_pauses_changes_and_an_end_shape_the_plan() -> None:
    result = estimate(
        scenario(
            tier=600_000,
            pauses=(Span(first=Month.of(2030, 1), last=Month.of(2030, 12)),),
            changes=(Change(first=Month.of(2035, 1), tier=1_000_000),),
            plan_until=Month.of(2040, 12),
        ),
        LAW,
    )
    runs = result.go_on.settlement.runs
    assert not [run for run in runs if run.first // 12 == 2030]
    assert max(run.last for run in runs) == Month.of(2040, 12)
    before, after = (
        next(run.month_index for run in runs if run.first >= Month.of(year, 1))
        for year in (2034, 2035)
    )
    assert round(before / 10**12, 2) == 0.6
    assert round(after / 10**12, 2) == 1.0


def test_a_wage_stays_the_same_yuan_on_the_day_of_a_move() -> None:
    """Henan to Shanghai: what somebody earns does not rise with the average wage of the new place."""
    move = (Change(first=Month.of(2027, 1), region="310000"),)
    given = scenario(
        region="410000", sex="male", paid=0, wage=1_500_000, changes=move, wage_growth=0
    )
    runs = estimate(given, LAW).go_on.settlement.runs
    bases = {Month(month): run.base for run in runs for month in (run.first, run.last)}
    assert bases[Month.of(2026, 12)] == bases[Month.of(2027, 1)] == 1_500_000


@given(values=people)
def test_the_first_eligible_month_is_eligible_and_the_month_before_is_not(
    values: dict[str, Any],
) -> None:
    case = build(Scenario(today=TODAY, **(values | {"extend": False})), LAW)
    settled = case.settle(case.plan)
    if settled.missing == 0:
        return
    first = eligible_from(case, settled)
    assert first.missing == 0
    if first.retirement > settled.retirement + 1:
        assert case.settle(case.plan, Month(first.retirement - 1)).missing > 0


def test_ten_years_elsewhere_make_the_paying_place() -> None:
    history = (
        Segment(first=Month.of(2016, 1), last=Month.of(2025, 12), tier=600_000, region="310000"),
    )
    here = {"region": "410000", "registered": "420000", "history": history, "paid": None}
    born = {"born": Month.of(1970, 1), "sex": "male"}
    result = estimate(scenario(**here, **born), LAW)
    assert result.place.decided is not None
    # first insured in Henan at 56: a temporary account, so Shanghai stays the current relationship
    assert (result.place.decided.province, result.place.decided.reason) == (
        "310000",
        "current_ten_years",
    )
    assert result.claim.code == "310000"
    # the months in Henan move to Shanghai; 12% of their bases with them
    moved = [
        run for run in result.go_on.settlement.runs if result.places[run.place].code == "410000"
    ]
    bases = sum(run.months * run.base for run in moved)
    assert result.place.pool_transfer == (bases * 12 + 50) // 100


def test_the_index_of_months_elsewhere_divides_by_the_paying_places_wage() -> None:
    # 60% of Shanghai's wage, drawn in Henan: 7546 / 6520 = 1.157361963190184
    result = estimate(scenario(region="310000", tier=600_000, claim="410000", paid=0), LAW)
    assert result.go_on.settlement.runs[0].month_index == 1_157_361_963_190


def test_zero_and_negative_real_rates_are_legal() -> None:
    values = {
        "inflation": 30_000,
        "crediting_rate": 0,
        "wage_growth": -10_000,
        "indexation": -5_000,
    }
    result = estimate(scenario(**values), LAW)
    assert all(
        line.interest == 0
        for line in result.go_on.settlement.ledger
        if line.year > 2026 and line.year < 2048
    )
    assert result.go_on.pension_today < result.go_on.pension


def test_assumptions_change_only_what_they_touch() -> None:
    low = estimate(scenario(crediting_rate=0), LAW).go_on.settlement
    high = estimate(scenario(crediting_rate=50_000), LAW).go_on.settlement
    assert low.award.basic == high.award.basic
    assert low.award.account < high.award.account


def test_local_extras_are_named_and_off_unless_asked() -> None:
    plain = estimate(scenario(), LAW)
    assert plain.go_on.settlement.award.extras == 0
    assert "extras_available" in [notice.code for notice in plain.notices]
    asked = estimate(scenario(extras=True), LAW).go_on.settlement
    # 150 + 480 + index x 26.42 years x 3
    index = asked.average_index / 10**12
    assert asked.award.extras == round((150 + 480 + index * 26.42 * 3) * 100)


def test_a_change_after_the_end_of_the_plan_changes_nothing() -> None:
    """The law need not reach so far: she retires decades before 2099."""
    plain = {
        "region": "140000",
        "born": Month.of(1980, 8),
        "sex": "female",
        "paid": 15,
        "wage": 2_000_000,
    }
    later = Change(first=Month.of(2099, 7), region="370000", tier=Ppm(600_000))
    with_it = estimate(Scenario(today=TODAY, **plain, changes=(later,)), LAW)
    without = estimate(Scenario(today=TODAY, **plain), LAW)
    assert with_it.go_on == without.go_on
