"""待遇领取地的比较: the lawful place, the ways to another one, what each would pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.case import build
from calculator.estimates import estimate
from calculator.places import Way, compare_places
from calculator.residence import counted, stays
from calculator.scenario.choices import Sex
from calculator.scenario.model import Scenario, Segment
from calculator.schemes.residents import compare_residents
from calculator.uncertainty import regimes
from rules.career import Spell
from rules.law import load
from rules.month import Month
from rules.paying_place import PayingPlace, Reason

LAW = load()
TODAY = Month.of(2026, 11)
ZHEJIANG, HENAN, SHANGHAI, GUANGDONG = "330000", "410000", "310000", "440000"
COURIER = Scenario(
    region=ZHEJIANG, born=Month.of(1990, 3), sex=Sex.FEMALE, today=TODAY, paid=60, wage=800_000
)


def by_place(compared):
    return {option.region.code: option for option in compared.options}


def worker(**values):
    """A man of 1975 with eleven years in Shanghai, in Guangdong since 2020."""
    history = (
        Segment(first=Month.of(2002, 1), last=Month.of(2012, 12), tier=600_000, region=SHANGHAI),
        Segment(first=Month.of(2020, 1), last=Month.of(2026, 10), tier=600_000),
    )
    given_values = {
        "region": GUANGDONG,
        "born": Month.of(1975, 3),
        "sex": Sex.MALE,
        "today": TODAY,
        "tier": 600_000,
        "history": history,
    }
    return Scenario(**(given_values | values))


def test_ten_years_where_one_is_insured_last_decide_without_knowing_the_registration():
    compared = compare_places(COURIER, LAW)
    # 60 months so far and 257 to come, 2026-11 to 2048-03: more than 120 in Zhejiang
    assert compared.decided is not None
    assert compared.decided.province == ZHEJIANG
    assert compared.branches == ()
    assert compared.options[0].way is Way.BY_LAW


def test_with_fewer_than_ten_years_everywhere_an_unknown_registration_leaves_two_answers():
    leaving = COURIER.changed(plan_until=Month.of(2028, 12))  # 60 + 26 months
    compared = compare_places(leaving, LAW)
    assert compared.decided is None
    assert compared.options[0].way is Way.IF_REGISTERED
    here, elsewhere = compared.branches
    assert (here.is_registered_there, here.place.province) == (True, ZHEJIANG)
    assert elsewhere.place.reason is Reason.GATHERED_AT_REGISTERED
    known = compare_places(leaving.changed(registered=HENAN), LAW)
    assert known.decided is not None
    assert (known.decided.province, known.options[0].region.code) == (HENAN, HENAN)


def test_the_first_option_is_what_the_estimate_says():
    for scenario in (COURIER.changed(registered=HENAN), worker(registered=HENAN)):
        first = compare_places(scenario, LAW).options[0].estimate
        go_on = estimate(scenario, LAW).go_on
        assert (first.pension, first.start) == (go_on.pension, go_on.start)


def test_the_latest_start_leaves_exactly_the_ten_years():
    option = by_place(compare_places(COURIER.changed(registered=HENAN), LAW, ["上海"]))[SHANGHAI]
    # a woman of 1990-03 may open no full account elsewhere from 2030-03 (40 years old) on
    assert (option.way, option.needed) == (Way.TEN_YEARS_TO_PAY, 120)
    assert str(option.start_by) == "2030-02"
    back = by_place(compare_places(worker(registered=HENAN), LAW))[GUANGDONG]
    assert back.way is Way.BY_LAW
    leaving = worker(region=HENAN, registered=ZHEJIANG)
    option = by_place(compare_places(leaving, LAW, ["广东"]))[GUANGDONG]
    # none of the last 82 months were in Guangdong now, and a man past 50 gets a temporary account only
    assert option.way is Way.TEMPORARY_ONLY
    assert option.estimate is None


def test_ten_years_done_earlier_only_ask_to_come_back():
    option = by_place(compare_places(worker(registered=HENAN), LAW))[SHANGHAI]
    assert (option.way, option.months_there, option.needed) == (Way.TEN_YEARS_DONE, 132, 1)
    # retirement 2037-10 (62 years and 7 months), its own month being payable
    assert str(option.start_by) == "2037-10"


def test_home_only_asks_to_be_insured_there_when_claiming():
    option = by_place(compare_places(COURIER.changed(registered=HENAN), LAW))[HENAN]
    assert (option.way, option.needed, str(option.start_by)) == (Way.MOVE_HOME, 1, "2048-03")


@pytest.mark.parametrize(
    ("first", "way", "needed", "start_by"),
    [
        # born 1978-03: (1978-03 - 1970-01) = 98 months, 98 // 4 + 1 = 25 months later than 2033-03, so
        # 2035-04, and 102 months from 2026-11 on; 24 there leave 96, to begin in 2027-05
        (Month.of(2016, 1), Way.TEN_YEARS_TO_PAY, 96, "2027-05"),
        # 12 there leave 108 of 102
        (Month.of(2017, 1), Way.TOO_LATE, 108, "None"),
    ],
)
def test_too_few_months_left_is_too_late(first, way, needed, start_by):
    history = (
        Segment(first=first, last=Month.of(2017, 12), tier=600_000, region=SHANGHAI),
        Segment(first=Month.of(2019, 1), last=Month.of(2026, 10), tier=600_000),
    )
    near = COURIER.changed(
        born=Month.of(1978, 3),
        wage=None,
        tier=600_000,
        paid=None,
        registered=HENAN,
        history=history,
    )
    option = by_place(compare_places(near, LAW))[SHANGHAI]
    assert (option.way, option.needed, str(option.start_by)) == (way, needed, start_by)


@pytest.mark.parametrize("also", [[], ["上海", "河南", "四川"]])
def test_every_option_is_lawful_for_who_takes_it(also):
    scenario = COURIER.changed(registered=HENAN)
    for option in compare_places(scenario, LAW, also).options:
        if option.estimate is None or option.way is Way.BY_LAW:
            continue
        moved = scenario.changed(
            region=option.region.code,
            paid=None,
            history=(
                Segment(
                    first=Month(TODAY - 60),
                    last=Month(TODAY - 1),
                    base=800_000,
                    moving=True,
                    region=ZHEJIANG,
                ),
            ),
        )
        assert build(moved, LAW).decided.province == option.region.province


def test_each_place_divides_by_its_own_wages():
    """The bases are the same yuan, so indices stand in the inverse ratio of the reference wages."""
    month = Month.of(2026, 10)
    one = Scenario(
        region=ZHEJIANG,
        born=Month.of(1975, 3),
        sex=Sex.MALE,
        today=TODAY,
        base=800_000,
        registered=HENAN,
        history=(Segment(first=month, last=month, base=800_000),),
        plan_until=Month(TODAY - 1),
    )
    options = by_place(compare_places(one, LAW, ["河南"]))
    home = options[HENAN].estimate
    wage = LAW.limit_at(HENAN, month).reference_wage
    # 8000 yuan over Henan's wage of that month, in units of 1e-12, carried to twelve decimals
    assert home.average_index == (8_000 * 10**6 * 10**12 * 2 + wage) // (2 * wage)


def test_what_moves_is_the_account_and_twelve_percent_of_the_bases():
    month = Month.of(2026, 1)
    base = 800_000
    there = Segment(first=month, last=Month.of(2026, 6), base=base, region=ZHEJIANG)
    mover = Scenario(
        region=HENAN,
        born=Month.of(1990, 3),
        sex=Sex.FEMALE,
        today=TODAY,
        tier=600_000,
        registered=HENAN,
        history=(there,),
        crediting_rate=0,
        retirement_year_rate=0,
    )
    first = compare_places(mover, LAW).options[0].estimate
    # six months of 8000: pool 6 x 8000 x 12% = 5760; account 6 x 8000 x 8% = 3840 and its interest of 2026
    assert first.pool_transfer == 576_000
    assert first.account_transfer >= 384_000
    assert first.account_transfer < 400_000


def test_staying_until_the_last_month_is_the_plan_claimed_at_home():
    """A base in yuan inside the limits of both places: only whose wages divide it differs."""
    still = COURIER.changed(wage=None, base=800_000, moving=False, paid=0)
    still = still.changed(registered=HENAN, wage_growth=0)
    home = by_place(compare_places(still, LAW))[HENAN]
    stays_here = estimate(still.changed(claim=HENAN), LAW).go_on
    assert (home.way, home.latest.pension) == (Way.MOVE_HOME, stays_here.pension)
    assert home.latest.paid_from_now == stays_here.paid_from_now
    # of 257 months, 2026-11 to 2048-03, all but the last are paid in Zhejiang: 12% of 8000 yuan each
    assert home.latest.pool_transfer == 256 * 96_000


def test_a_wage_keeps_pace_until_the_late_move():
    home = by_place(compare_places(COURIER.changed(registered=HENAN), LAW))[HENAN]
    plan = estimate(COURIER, LAW).go_on
    # one month of 257 is paid in Henan with the base Zhejiang would have had
    assert abs(home.latest.paid_from_now - plan.paid_from_now) < plan.paid_from_now // 257


def test_a_plan_that_has_ended_is_resumed_where_it_must_be_paid():
    """Nothing planned any more: a move asks for paying on there, and says how long."""
    ended = worker(registered=HENAN, plan_until=Month(TODAY - 1))
    options = by_place(compare_places(ended, LAW, ["浙江"]))
    # 82 months in Guangdong, 132 in Shanghai, nothing more: Shanghai pays by law
    assert options[SHANGHAI].way is Way.BY_LAW
    home = options[HENAN]
    assert (home.way, home.needed, str(home.start_by)) == (Way.MOVE_HOME, 1, "2037-10")
    # one month at Henan's floor, today or in the month of retirement; wages grow in between
    floor = LAW.limit_at(HENAN, TODAY).floor
    assert home.estimate.paid_from_now == round(floor * 0.2)
    assert home.estimate.paid_from_now < home.latest.paid_from_now < 2 * home.estimate.paid_from_now


def test_a_place_without_figures_is_named_and_the_others_are_compared():
    # the base of 2014 cannot be divided by a wage of a Hubei city: its limits begin in 2021
    history = (Segment(first=Month.of(2014, 1), last=Month.of(2018, 12), tier=600_000),)
    one = COURIER.changed(paid=None, history=history, registered="429006")
    hubei = by_place(compare_places(one.changed(claim=ZHEJIANG), LAW))["420000"]
    assert (hubei.estimate, hubei.latest, hubei.missing) == (None, None, "no_value_in_force")


SPELLS = st.lists(st.tuples(st.integers(1, 200), st.sampled_from([0, 1])), min_size=1, max_size=5)


@given(SPELLS, st.sampled_from(list(Sex)), st.sampled_from([None, ZHEJIANG, HENAN]))
def test_no_month_is_lost_between_provinces(parts, sex, registered):
    places = (LAW.region(ZHEJIANG), LAW.region(SHANGHAI))
    first = Month.of(1995, 1)
    spells = []
    for months, place in parts:
        spells.append(Spell(first, first + months - 1, 3, 0, 0, place, 0, 0))
        first += months
    until = first - 1
    found = stays(spells, places, until, Month.of(1975, 1), sex, registered)
    assert sum(stay.months for stay in found) == sum(months for months, _ in parts)
    assert {one.province for one in counted(found)} <= {ZHEJIANG, SHANGHAI}
    if registered == ZHEJIANG:
        assert all(not s.is_temporary for s in found if s.province == ZHEJIANG)


def test_a_temporary_account_alone_is_no_relationship_at_home():
    # first insured at 52 away from home: 国办发〔2009〕66号 article 5; nothing counts, all is gathered at home
    late = COURIER.changed(born=Month.of(1974, 3), sex=Sex.MALE, paid=0, registered=HENAN)
    decided = estimate(late, LAW).place.decided
    assert decided == PayingPlace(HENAN, Reason.GATHERED_AT_REGISTERED)
    (way,) = (one for one in estimate(late, LAW).remedies if one.name == "extension")
    assert "renshebuling-13#4" in way.cites


def test_with_an_extension_every_comparison_says_what_the_estimate_says():
    late = COURIER.changed(born=Month.of(1972, 3), paid=150, extend=True, registered=ZHEJIANG)
    go_on = estimate(late, LAW).go_on
    assert go_on.payable
    assert compare_places(late, LAW).options[0].estimate.pension == go_on.pension
    assert compare_residents(late, LAW).go_on.pension == go_on.pension
    assert regimes(late, LAW)[0].outcome.pension == go_on.pension
