"""时序: what every shipped series and limit period does at its edges, and what was known when."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import NoValueInForce
from rules.law import Law, Status, Value, load
from rules.law.reform import ParameterChange, Reform
from rules.law.series import SERIES
from rules.month import Month

LAW = load(grades="ABCD")
PLACES = [code for code, place in LAW.regions.items() if place.figures]
DAYS = st.dates(date(2010, 10, 28), date(2027, 12, 31))


def values_of(law: Law) -> list[Value]:
    """Every value of every series, each once."""
    return [value for name in SERIES for code in PLACES for value in law.series(name, code)]


def in_force(law: Law, value: Value, month: Month) -> Value | None:
    """What the series of a value holds in a month for its own region, None for nothing."""
    try:
        return law.at(value.series, value.region, month)
    except NoValueInForce:
        return None


def test_a_value_holds_from_its_first_month_and_not_before() -> None:
    for value in values_of(LAW):
        assert in_force(LAW, value, value.start) == value
        before = in_force(LAW, value, Month(value.start - 1))
        assert before is None or (before != value and before.start < value.start)


def test_a_value_with_an_end_holds_through_it_and_not_after() -> None:
    ending = [value for value in values_of(LAW) if value.end is not None]
    assert ending
    for value in ending:
        assert in_force(LAW, value, Month(value.end or 0)) == value
        after = in_force(LAW, value, Month((value.end or 0) + 1))
        assert after is None or after.start > (value.end or 0) or after.region != value.region


def test_what_holds_for_a_place_holds_to_the_end_it_names() -> None:
    for code in PLACES:
        speakers = dict.fromkeys((code, LAW.region(code).province, "000000"))
        for name in SERIES:
            for month in {value.start for one in speakers for value in LAW.series(name, one)}:
                try:
                    value = LAW.at(name, code, month)
                except NoValueInForce:
                    continue
                if value.end is not None:
                    assert LAW.at(name, code, value.end) == value


def test_what_the_nation_says_ends_where_a_province_begins_to_speak() -> None:
    # 国发〔2000〕42号: Liaoning credits 8% from 2001-07 on, the nation 11% to 2005-12.
    share = LAW.at("account_rate", "210000", Month.of(2001, 6))
    assert (share.amount, share.end) == (110_000, Month.of(2001, 6))
    assert LAW.at("account_rate", "210000", Month.of(2001, 7)).amount == 80_000
    assert LAW.at("account_rate", "220000", Month.of(2001, 6)).end == Month.of(2003, 12)


PERIODS = st.tuples(st.integers(0, 60), st.none() | st.integers(0, 40))


@given(
    st.lists(PERIODS, max_size=5),
    st.lists(PERIODS, max_size=5),
    st.none() | st.integers(0, 80),
    st.integers(0, 80),
)
def test_a_standing_value_is_the_answer_in_every_month_it_names(
    own: list[tuple[int, int | None]],
    national: list[tuple[int, int | None]],
    reformed: int | None,
    asked: int,
) -> None:
    # values may lie across each other, as a user's own files may have them
    first = Month.of(2090, 1)
    law = LAW
    for code, periods in (("210000", own), ("000000", national)):
        values = [
            Value(
                series="account_rate",
                region=code,
                start=Month(first + start),
                end=None if length is None else Month(first + start + length),
                amount=1_000 * at + int(code == "000000"),
                unit="ppm",
                status=Status.PUBLISHED,
            )
            for at, (start, length) in enumerate(periods, start=1)
        ]
        law = law.extended("account_rate", code, values)
    if reformed is not None:
        change = ParameterChange("account_rate", "000000", Month(first + reformed), 7)
        law = law.reformed(Reform("", "", parameters=(change,)))
    month = Month(first + asked)
    try:
        standing = law.standing("account_rate", "210000", month)
    except NoValueInForce:
        with pytest.raises(NoValueInForce):
            law.at("account_rate", "210000", month)
        return
    assert standing.value == law.at("account_rate", "210000", month)
    assert standing.first <= month <= standing.last
    for other in range(max(standing.first, first), min(standing.last, first + 120) + 1):
        assert law.at("account_rate", "210000", Month(other)).amount == standing.value.amount
        assert law.at("account_rate", "210000", Month(other)).end == standing.value.end


def test_no_two_values_of_a_series_hold_in_the_same_month() -> None:
    for name in SERIES:
        for code in PLACES:
            values = LAW.series(name, code)
            for value, following in pairwise(values):
                assert value.start < following.start
                assert value.end is None or value.end < following.start


def test_the_limits_of_a_month_are_those_of_the_period_it_lies_in() -> None:
    for code in PLACES:
        for period in LAW.limits(code):
            assert LAW.limit_at(code, period.start) == period
            assert LAW.limit_at(code, period.end) == period
            assert period.start <= period.end


@given(DAYS, DAYS, st.sampled_from(PLACES))
def test_what_is_learnt_later_never_changes_what_was_known(
    one: date, other: date, place: str
) -> None:
    earlier, later = sorted((one, other))
    then = LAW.as_known_on(earlier)
    looked_back = LAW.as_known_on(later).as_known_on(earlier)
    assert looked_back.limits(place) == then.limits(place)
    for name in SERIES:
        assert looked_back.series(name, place) == then.series(name, place)
        assert begun(then, name, place) <= begun(LAW.as_known_on(later), name, place)


def begun(law: Law, name: str, place: str) -> set[Value]:
    """The values of a series but for their ends: a later value ends one that was open."""
    return {value._replace(end=None) for value in law.series(name, place)}
