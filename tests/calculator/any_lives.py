"""人生: scenarios of every kind, drawn at random and lawful by the program's own checks."""

from hypothesis import assume
from hypothesis import strategies as st

from calculator.scenario import Change, Scenario, Segment, Span, check
from calculator.scenario.choices import (
    IndexDenominator,
    LateRetirement,
    PaidBy,
    RetireAt,
    Rhythm,
    TierLimit,
    YearsMode,
)
from rules.law import Law, load
from rules.month import Month
from rules.quantities import INDEX_ONE

__all__ = ["LAW", "TODAY", "lives"]

TODAY = Month.of(2026, 11)
LAW = load()
_PROVINCES = sorted(
    code for code, place in LAW.regions.items() if place.kind == "province" and place.figures
)
_CITIES = sorted(
    code for code, place in LAW.regions.items() if place.kind == "city" and place.figures
)
_REGIONS = st.one_of(st.sampled_from(_PROVINCES), st.sampled_from(_CITIES))
_TIERS = st.one_of(
    st.sampled_from([600_000, 1_000_000, 3_000_000, TierLimit.FLOOR, TierLimit.CEILING]),
    st.integers(600_000, 3_000_000),
)
_INDICES = st.integers(3_000, 30_000).map(lambda index: index * INDEX_ONE // 10_000)


@st.composite
def _history(draw: st.DrawFn) -> tuple[Segment, ...]:
    """Segments of the last fifteen years, with gaps and overlaps, here and elsewhere."""
    segments = []
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(Month.of(2021, 1), TODAY - 1))
        last = draw(st.integers(first, min(first + 40, TODAY - 1)))
        segments.append(
            Segment(
                first=Month(first),
                last=Month(last),
                tier=draw(_TIERS),
                region=draw(st.one_of(st.none(), st.sampled_from(_PROVINCES))),
                kind=draw(st.sampled_from(PaidBy)),
            )
        )
    return tuple(segments)


@st.composite
def _past(draw: st.DrawFn) -> dict[str, object]:
    if draw(st.integers(0, 2)) == 0:
        given: dict[str, object] = {"history": draw(_history())}
    else:
        paid = draw(st.integers(0, 60))
        given = {"paid": paid}
        if paid and draw(st.booleans()):
            given["first_paid"] = Month(TODAY - paid - draw(st.integers(0, 100)))
    if draw(st.booleans()):
        given["balance"] = draw(st.integers(0, 50_000_000))
        given["balance_date"] = draw(
            st.one_of(st.none(), st.integers(TODAY - 30, TODAY).map(Month))
        )
    if draw(st.integers(0, 2)) == 0:
        given["average_index"] = draw(_INDICES)
    return given


@st.composite
def _plan(draw: st.DrawFn) -> dict[str, object]:
    later = st.integers(TODAY, TODAY + 200)
    given: dict[str, object] = {
        "rhythm": draw(st.sampled_from(Rhythm)),
        "extend": draw(st.booleans()),
        "retire": draw(st.sampled_from(RetireAt)),
    }
    if draw(st.integers(0, 3)) == 0:
        given["plan_until"] = Month(draw(st.integers(TODAY - 1, TODAY + 300)))
    if draw(st.integers(0, 3)) == 0:
        first = draw(later)
        given["pauses"] = (Span(first=Month(first), last=Month(first + draw(st.integers(0, 30)))),)
    if draw(st.integers(0, 3)) == 0:
        change = Change(
            first=Month(draw(later)),
            tier=draw(_TIERS),
            region=draw(st.one_of(st.none(), _REGIONS)),
        )
        given["changes"] = (change,)
    if draw(st.integers(0, 5)) == 0:
        given["late_retirement"] = draw(st.sampled_from(LateRetirement))
    return given


@st.composite
def _readings(draw: st.DrawFn) -> dict[str, object]:
    """Other readings of local practice, assumptions, time before the account."""
    given: dict[str, object] = {}
    if draw(st.integers(0, 2)) == 0:
        given["index_denominator"] = draw(st.sampled_from(IndexDenominator))
    if draw(st.integers(0, 3)) == 0:
        given["years_mode"] = draw(st.sampled_from(YearsMode))
    if draw(st.integers(0, 3)) == 0:
        given["wage_growth"] = draw(st.integers(-20_000, 80_000))
        given["crediting_rate"] = draw(st.integers(0, 90_000))
        given["inflation"] = draw(st.integers(-10_000, 50_000))
    if draw(st.integers(0, 4)) == 0:
        given["deemed"] = draw(st.integers(0, 120))
    if draw(st.booleans()):
        given["registered"] = draw(st.sampled_from(_PROVINCES))
    given["extras"] = draw(st.booleans())
    return given


@st.composite
def lives(draw: st.DrawFn, law: Law = LAW) -> Scenario:
    """A scenario without a problem."""
    sex = draw(st.sampled_from(["male", "female"]))
    facts = {
        "region": draw(_REGIONS),
        "born": Month(draw(st.integers(Month.of(1965, 1), Month.of(2004, 12)))),
        "sex": sex,
        "today": TODAY,
        "tier": draw(_TIERS),
        "category": draw(st.sampled_from([None, "female_50"])) if sex == "female" else None,
    }
    scenario = Scenario(**facts, **draw(_past()), **draw(_plan()), **draw(_readings()))  # type: ignore[arg-type]
    assume(not [found for found in check(scenario, law) if not found.warning])
    return scenario
