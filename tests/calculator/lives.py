"""Lives drawn at random: lawful scenarios of every region, with histories, balances and options."""

from hypothesis import strategies as st

from calculator.scenario.choices import (
    AssumptionLevel,
    Category,
    DivisorRule,
    PaidBy,
    RetireAt,
    RetirementYearRate,
    Rhythm,
    Sex,
    TierLimit,
    YearsMode,
)
from calculator.scenario.model import Change, Scenario, Segment, Span
from rules.law import Law
from rules.month import Month

__all__ = ["TODAY", "lives", "regions_of"]

TODAY = Month.of(2026, 11)
_OLDEST = Month.of(1982, 1)
"""Nobody born since has reached an age of retirement; Xizang had 45 for women."""
_FIRST = Month.of(2021, 1)
"""Since then every region has limits, and every year a national crediting rate."""


def regions_of(law: Law) -> list[str]:
    """Every province and city that has figures of its own."""
    return [
        code
        for code, region in law.regions.items()
        if region.figures and region.kind in ("province", "city")
    ]


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


TIERS = st.one_of(st.integers(600_000, 3_000_000), st.sampled_from(TierLimit))


@st.composite
def _histories(draw: st.DrawFn, regions: list[str], first: int, last: int) -> tuple[Segment, ...]:
    """Up to three segments in order, with gaps, each in its own way."""
    bounds = sorted(draw(st.lists(st.integers(first, last), min_size=2, max_size=6, unique=True)))
    return tuple(
        Segment(
            first=Month(start),
            last=Month(end),
            tier=draw(TIERS),
            region=draw(maybe(st.sampled_from(regions))),
            kind=draw(st.sampled_from(PaidBy)),
        )
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    )


@st.composite
def lives(draw: st.DrawFn, regions: list[str]) -> Scenario:
    """A scenario of one of `regions`."""
    sex = draw(st.sampled_from(Sex))
    born = draw(st.integers(_OLDEST, Month.of(2006, 1)))
    categories = [Category.MALE_60] if sex is Sex.MALE else [Category.FEMALE_55]
    first = max(_FIRST, born + 16 * 12)
    has_history = first < TODAY - 2 and draw(st.booleans())
    history = draw(_histories(regions, first, TODAY - 1)) if has_history else ()
    balance = draw(maybe(st.integers(0, 20_000_000)))
    by_tier = draw(st.booleans())
    changes = st.builds(
        lambda month, tier: Change(first=Month(month), tier=tier),
        st.integers(TODAY, TODAY + 60),
        TIERS,
    )
    return Scenario(
        region=draw(st.sampled_from(regions)),
        born=Month(born),
        sex=sex,
        today=TODAY,
        category=draw(maybe(st.sampled_from(categories))),
        tier=draw(TIERS) if by_tier else None,
        wage=None if by_tier else draw(st.integers(100, 5_000_000)),
        paid=None if history else draw(st.integers(0, max(0, TODAY - first))),
        history=history,
        balance=balance,
        balance_date=None if balance is None else Month.of(2025, 12),
        average_index=draw(maybe(st.integers(400_000_000_000, 3_000_000_000_000))),
        plan_until=draw(maybe(st.integers(TODAY, TODAY + 200).map(Month))),
        pauses=draw(
            st.one_of(
                st.just(()), st.just((Span(first=Month(TODAY + 14), last=Month(TODAY + 25)),))
            )
        ),
        changes=tuple(draw(st.lists(changes, max_size=1))),
        rhythm=draw(st.sampled_from((Rhythm.MONTHLY, Rhythm.MONTHLY, Rhythm.QUARTERLY))),
        retire=draw(st.sampled_from(RetireAt)),
        extend=draw(st.booleans()),
        registered=draw(maybe(st.sampled_from(regions))),
        assumption_set=draw(st.sampled_from(AssumptionLevel)),
        wage_growth=draw(maybe(st.integers(0, 60_000))),
        crediting_rate=draw(maybe(st.integers(0, 60_000))),
        retirement_year_rate=draw(st.sampled_from(RetirementYearRate)),
        deemed=draw(maybe(st.integers(0, 60))),
        years_mode=draw(maybe(st.sampled_from(YearsMode))),
        divisor_rule=draw(maybe(st.sampled_from(DivisorRule))),
        extras=draw(st.booleans()),
    )
