"""改革的退休年龄: paths that go on from the law's, by hand and for every cohort."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.law_at_claim import category_for, minimum_rule_in
from calculator.reform.reading import read_reform
from calculator.scenario.model import Scenario
from calculator.scenario.situation import category_of
from rules.contribution_period import required_months
from rules.law import AgePath, MinimumPath, Reform, load
from rules.month import Month
from rules.retirement_age import delay, earliest_month, statutory_age

LAW = load()
BORN = [Month(month) for month in range(Month.of(1962, 1), Month.of(2000, 1))]


def reformed(text):
    return LAW.reformed(read_reform(f'title = "试"\n{text}', LAW))


def age(law, category, born):
    numbers = category_for(law, category, born)
    delayed = delay(born, numbers.first_affected, numbers.step, numbers.cap)
    return statutory_age(numbers.original_age, delayed)


FASTER = '[retirement_age]\nfrom = "2027-01"\nevery = 2\nup_to = "65y"\ncategory = "male_60"'


@pytest.mark.parametrize(
    ("born", "months"),
    [
        # Born 1966-07: (18 // 4) + 1 = 5 months late, 2026-12, before the reform.
        ("1966-07", 725),
        # Born 1966-08: 5 late would be 2027-01, so the reform begins here, one month more than before.
        ("1966-08", 726),
        ("1966-09", 726),
        ("1966-10", 727),
        # 41 months of birth after 1966-08: 41 // 2 + 6 = 26
        ("1970-01", 746),
        # 65 years: 60 months late, 54 more than 1966-08 has: 108 months of birth later, 1975-08
        ("1975-07", 779),
        ("1975-08", 780),
        ("1999-01", 780),
    ],
)
def test_a_faster_path_goes_on_from_the_law(born, months):
    assert age(reformed(FASTER), "male_60", Month.parse(born)) == months
    assert age(reformed(FASTER), "female_55", Month.parse(born)) == age(
        LAW, "female_55", Month.parse(born)
    )


def test_a_path_may_begin_with_a_birth_month():
    law = reformed(
        '[retirement_age]\nfirst_born = "1980-01"\nevery = 1\nup_to = "66y"\ncategory = "男60"'
    )
    # From 63 years in 1979-12 a month more for every month of birth: 36 months later 66 years.
    found = [
        age(law, "male_60", Month.parse(born))
        for born in ("1979-12", "1980-01", "1982-11", "1982-12", "1990-01")
    ]
    assert found == [756, 757, 791, 792, 792]


def test_the_delay_can_be_stopped_where_it_stands():
    # From the cohort that would retire in 2030-01 on, no more than 61 years.
    law = reformed('[retirement_age]\nfrom = "2030-01"\nup_to = "61y"\ncategory = "male_60"')
    ages = [age(law, "male_60", born) for born in BORN]
    # 1968-11: 46 // 4 + 1 = 12, 61 years in 2029-11; 1968-12 the same, 2029-12; 1969-01: 13, 2030-02.
    assert [age(law, "male_60", Month.of(y, m)) for y, m in ((1968, 12), (1969, 1), (1990, 1))] == [
        732
    ] * 3
    assert max(ages) == 732


def test_another_window_moves_the_earliest_month_only():
    law = reformed('[retirement_age]\nfrom = "2030-01"\nearly_window = "5y"')
    before, after = (
        category_for(LAW, "female_55", Month.of(1985, 1)),
        category_for(law, "female_55", Month.of(1985, 1)),
    )
    assert after == before._replace(early_window=60)
    assert (
        earliest_month(0, after.original_age, 60 + after.original_age, after.early_window)
        == after.original_age
    )
    assert category_for(law, "female_55", Month.of(1970, 1)).early_window == 36


def test_a_local_age_is_moved_alike():
    # Xizang: women 45; born ten years later than a national cohort, the same delay.
    law = reformed(
        '[retirement_age]\nfrom = "2027-01"\nevery = 2\nup_to = "60y"\ncategory = "female_55"'
    )
    her = Scenario(
        region="540000",
        born=Month.of(1985, 1),
        sex="female",
        today=Month.of(2026, 11),
        tier=600_000,
        paid=0,
    )
    local, national = category_of(her, law), category_for(law, "female_55", Month.of(1975, 1))
    assert local.original_age == 540
    assert delay(her.born, local.first_affected, local.step, local.cap) == delay(
        Month.of(1975, 1), national.first_affected, national.step, national.cap
    )


paths = st.builds(
    AgePath,
    st.sampled_from(["", "male_60"]),
    st.integers(Month.of(2027, 1), Month.of(2045, 1)).map(Month),
    st.none() | st.integers(Month.of(1966, 1), Month.of(1985, 1)).map(Month),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(756, 840),
    st.none() | st.integers(0, 120),
)


@given(st.lists(paths, min_size=1, max_size=3))
def test_no_path_that_only_delays_lets_anyone_overtake_the_older(found):
    ordered, highest = [], 756
    for path in sorted(found, key=lambda path: path.start):
        highest = max(highest, path.final_age or 0)
        ordered.append(path if path.final_age is None else path._replace(final_age=highest))
    law = LAW.reformed(Reform("试", "try", ages=tuple(ordered)))
    ages = [age(law, "male_60", born) for born in BORN]
    assert all(0 <= later - earlier <= 1 for earlier, later in pairwise(ages))
    assert ages[0] == 720


@given(
    st.lists(
        st.builds(
            MinimumPath,
            st.integers(2027, 2060),
            st.none() | st.integers(180, 480),
            st.none() | st.integers(0, 24),
            st.just(480),
        ),
        max_size=3,
    )
)
def test_a_minimum_without_a_start_never_jumps(found):
    ordered = tuple(sorted(found, key=lambda path: path.start))
    law = LAW.reformed(Reform("试", "try", minimums=ordered))

    def required(year):
        rule = minimum_rule_in(law, year)
        return required_months(year, rule.base, rule.last_year_of_base, rule.step, rule.cap)

    for path in ordered:
        if path.base is None and sum(one.start == path.start for one in ordered) == 1:
            most = path.step if path.step is not None else 24
            assert 0 <= required(path.start) - required(path.start - 1) <= most
    assert required(2026) == 180
