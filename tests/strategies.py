"""Valid inputs for the rules, drawn at random: months, laws, careers, persons, practices.

Laws are synthetic: what must hold, must hold for any figures. Every value stays inside the 64 bits
of `rules.quantities`, so the same cases serve the compiled rules. Half of all dates are drawn from the
dates on which the law changes, because that is where faults are.
"""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from rules.career import Choice, Spell
from rules.contribution import Posting
from rules.contribution_base import TO_FEN, TO_YUAN
from rules.contribution_index import FOUR_DECIMALS, FULL_PRECISION, Denominator
from rules.contribution_period import YearsMode
from rules.estimation import (
    NO_EXTRAS,
    NO_LONG_CAREER,
    NO_OPENING,
    NO_TRANSITION,
    Extras,
    Opening,
    Person,
    Practice,
    Terms,
    Transition,
    TransitionalShape,
)
from rules.individual_account import InterestMethod, RetirementInterest
from rules.month import Month
from rules.pension import AmountRounding
from rules.quantities import INDEX_ONE, MICRO_PER_FEN, MICRO_PER_YUAN, PPM, YEAR_UNITS
from rules.retirement_age import Retire
from tests import reference
from tests.synthetic import (
    ANNEX,
    BY_MONTH_FROM,
    CATEGORIES,
    FIRST,
    LAST,
    NEVER,
    YEARS,
    Case,
    Category,
    Stretch,
    SyntheticLaw,
    calendar_stretches,
    limits_of,
    person_of,
    statutory_month,
)


def months(first: int = FIRST, last: int = LAST) -> st.SearchStrategy[Month]:
    """Months of the synthetic law."""
    return st.integers(first, last).map(Month)


def fen(most: int = 10_000_000, least: int = 0) -> st.SearchStrategy[int]:
    """Money, to 100 000 yuan by default."""
    return st.integers(least, most)


def ppm(most: int = PPM, least: int = 0) -> st.SearchStrategy[int]:
    """Rates."""
    return st.integers(least, most)


def average_wages(least: int = 2_000, most: int = 20_000) -> st.SearchStrategy[int]:
    """Monthly average wages in micro-yuan: whole yuan, to the fen, or projected and unrounded."""
    return st.one_of(
        st.integers(least, most).map(lambda yuan: yuan * MICRO_PER_YUAN),
        st.integers(least * 100, most * 100).map(lambda value: value * MICRO_PER_FEN),
        st.integers(least * MICRO_PER_YUAN, most * MICRO_PER_YUAN),
    )


@st.composite
def _stretches(draw: st.DrawFn) -> tuple[Stretch, ...]:
    """One place whose law changes in a few arbitrary months."""
    starts = [FIRST, *sorted(draw(st.lists(months(FIRST + 1), max_size=6, unique=True)))]
    ends = [*(start - 1 for start in starts[1:]), LAST]
    place = []
    for first, last in zip(starts, ends, strict=True):
        wage = draw(average_wages())
        share, whole = draw(ppm(1_000_000, 400_000)), draw(st.sampled_from((1, 100)))
        index_wage = draw(st.one_of(st.just(wage), average_wages()))
        account_rate = draw(st.sampled_from((80_000, 110_000, 20_000, 83_333)))
        total_rate = account_rate + draw(st.sampled_from((120_000, 160_000, 0, 100_001)))
        limits = limits_of(wage, share, whole)
        place.append(Stretch(first, last, wage, *limits, index_wage, total_rate, account_rate))
    return tuple(place)


def places() -> st.SearchStrategy[tuple[Stretch, ...]]:
    """The law of one place: a few arbitrary changes, or one a year."""
    return st.one_of(
        _stretches(),
        st.builds(
            calendar_stretches,
            average_wages(2_000, 8_000),
            ppm(25_000, -5_000),
            st.sampled_from((1, 7, 9)),
        ),
    )


def crediting_rates() -> st.SearchStrategy[tuple[int, ...]]:
    """A rate for each year, 0 to 9%."""
    return st.lists(ppm(90_000), min_size=1, max_size=5).map(
        lambda rates: tuple(rates[year % len(rates)] for year in YEARS)
    )


def _grown(base: int, growth: int) -> tuple[int, ...]:
    values = [base]
    for _ in YEARS[1:]:
        values.append(values[-1] + values[-1] * growth // PPM)
    return tuple(values)


def calculation_bases() -> st.SearchStrategy[tuple[int, ...]]:
    """A calculation base for each year."""
    return st.builds(_grown, average_wages(2_000, 10_000), ppm(15_000))


def terms() -> st.SearchStrategy[Terms]:
    """The law at the claim: the annex is the real one, the yearly figures are not."""
    return st.builds(
        Terms,
        st.just(YEARS[0]),
        crediting_rates(),
        calculation_bases(),
        calculation_bases(),
        calculation_bases(),
        st.just(ANNEX),
        st.just(40),
        st.sampled_from((int(BY_MONTH_FROM), int(NEVER))),
        st.just(180),
        st.just(2029),
        st.just(6),
        st.just(240),
        st.just(10_000) | st.integers(0, 30_000),
    )


def laws() -> st.SearchStrategy[SyntheticLaw]:
    """Two places and the national figures."""
    return st.builds(SyntheticLaw, st.tuples(places(), places()), terms())


def births(category: Category) -> st.SearchStrategy[Month]:
    """Birth months, half of them around an edge of the phase-in."""
    edges = [
        category.first_affected + category.step * (category.cap if at_end else count) + offset
        for at_end in (False, True)
        for count in (-1, 0, 1)
        for offset in (-1, 0, 1)
    ]
    arbitrary = months(Month.of(1950, 1), Month.of(1996, 12))
    return st.one_of(arbitrary, st.sampled_from(edges).map(Month))


@st.composite
def persons(draw: st.DrawFn) -> tuple[Category, Person, int]:
    """A category, a person of it and the month this person retires in, up to five years late."""
    category = draw(st.sampled_from(CATEGORIES))
    birth = draw(births(category))
    statutory = statutory_month(category, birth)
    earliest = max(birth + category.original_age, statutory - 36)
    choice = draw(st.sampled_from(Retire))
    month = draw(st.integers(earliest, statutory + 60)) if choice == Retire.IN_MONTH else 0
    retirement = {Retire.STATUTORY: statutory, Retire.EARLIEST: earliest, Retire.IN_MONTH: month}
    return category, person_of(category, birth, choice, month), retirement[choice]


@st.composite
def spells(draw: st.DrawFn, first: int, last: int, *, places: int = 2, late: bool = True) -> Spell:
    """One way of paying from `first` to `last`; `late` permits one posted up to two years after."""
    choice = draw(st.sampled_from(Choice))
    amount = draw(ppm(3_500_000, 1) if choice == Choice.TIER else fen(least=1))
    posted = draw(st.sampled_from((0, 0, 0, last, last + 1, last + 24))) if late else 0
    return Spell(
        first,
        last,
        choice,
        amount,
        draw(average_wages()),
        draw(st.integers(0, places - 1)),
        draw(st.sampled_from((0, 0, 0, 1))),
        posted,
    )


@st.composite
def careers(
    draw: st.DrawFn,
    changes: Sequence[int],
    first: int,
    last: int,
    *,
    places: int = 2,
    late: bool = True,
) -> tuple[Spell, ...]:
    """Spells between two months: gaps, single months, all choices; bounds often where the law changes."""
    if last < first:
        return ()
    known = [month for month in (*changes, first, last) if first <= month <= last]
    bound = st.one_of(st.integers(first, last), st.sampled_from(known))
    bounds = sorted({*draw(st.lists(bound, min_size=2, max_size=7)), last + 1})
    career = []
    for start, following in pairwise(bounds):
        if draw(st.booleans()) or draw(st.booleans()):
            end = start if draw(st.integers(0, 4)) == 4 else following - 1
            career.append(draw(spells(start, end, places=places, late=late)))
    return tuple(career)


@st.composite
def practices(draw: st.DrawFn) -> Practice:
    """Every combination of local practice and options, shipped or not."""
    rhythm = draw(st.sampled_from((1, 3, 6, 12)))
    years_mode = draw(st.sampled_from(YearsMode))
    precision = draw(st.sampled_from((FULL_PRECISION, FOUR_DECIMALS, 10 * FOUR_DECIMALS)))
    is_beijing = precision != FULL_PRECISION and years_mode == YearsMode.ROUND2
    shape = draw(st.sampled_from(TransitionalShape))
    coefficient = draw(ppm(14_000, 10_000))
    held = shape == TransitionalShape.INDEX and draw(st.booleans())
    return Practice(
        base_step=draw(st.sampled_from((TO_FEN, TO_YUAN))),
        interest_method=draw(st.sampled_from(InterestMethod)),
        retirement_interest=draw(st.sampled_from(RetirementInterest)),
        posting=draw(st.sampled_from(Posting)),
        rhythm=rhythm,
        payment_month=draw(st.integers(0, 12)) if rhythm == 12 else 0,
        pay_retirement_month=draw(st.integers(0, 1)),
        years_mode=years_mode,
        denominator=draw(st.sampled_from(Denominator)),
        due_from=draw(months(Month.of(1992, 10), Month.of(2010, 1))),
        due_years_mode=YearsMode.ROUND2 if is_beijing else YearsMode.EXACT,
        index_precision=precision,
        indexed_wage_to_fen=draw(st.integers(0, 1)),
        low_index_factor=draw(st.integers(0, 1)),
        amount_rounding=draw(st.sampled_from(AmountRounding)),
        transitional_shape=shape,
        transitional_coefficient=coefficient,
        transitional_threshold=0,
        transitional_coefficient_above=coefficient,
        transitional_index_floor=INDEX_ONE if held else 0,
    )


@st.composite
def openings(draw: st.DrawFn, last: int) -> Opening:
    """A statement at the end of some month up to `last`."""
    counted = draw(st.integers(0, 400))
    return Opening(
        month=draw(months(FIRST + 24, max(FIRST + 24, last))),
        months=counted,
        due_months=counted + draw(st.integers(0, 60)),
        index_sum=counted * draw(st.integers(2_000, 30_000)) * FOUR_DECIMALS,
        balance=draw(fen(500_000_000)),
    )


@st.composite
def transitions(draw: st.DrawFn, years_mode: int) -> tuple[Transition, int, int]:
    """Time before the account, and the months behind the years of the transitional part."""
    early, paid = draw(st.integers(0, 300)), draw(st.integers(0, 72))
    own = draw(st.one_of(st.just(-1), st.integers(0, 30_000).map(lambda x: x * FOUR_DECIMALS)))
    transition = Transition(
        deemed_months=draw(st.integers(0, 240)),
        deemed_index=draw(st.integers(4_000, 30_000)) * FOUR_DECIMALS,
        own_index=own,
        years=early_years(early, years_mode),
        paid_years=early_years(paid, years_mode),
    )
    return transition, early, paid


def early_years(count: int, years_mode: int) -> int:
    """The years of a transitional part, by the oracle: Shanghai's odd months count as twelfths there."""
    mode = ("round2", "exact", "1dp_ceil", "2dp_ceil", "half_year_up", "exact")[years_mode]
    return int(reference.years_used(count, mode) * YEAR_UNITS)


def extras() -> st.SearchStrategy[Extras]:
    """Local items, asked for or not."""
    jilin = ((20, 1_500), (25, 2_000), (30, 2_500))
    return st.builds(
        Extras,
        fen(30_000),
        fen(50_000),
        st.sampled_from((0, 300)),
        st.sampled_from((0, 1_000)),
        st.sampled_from((0, 30_000, 50_000)),
        st.sampled_from((NO_LONG_CAREER, jilin)),
    )


@st.composite
def cases(draw: st.DrawFn, *, local: bool = False) -> Case:
    """Whole cases. `local` adds what the oracle leaves out: extras and two transitional coefficients."""
    category, person, retirement = draw(persons())
    law = draw(laws())
    practice = draw(practices())
    opening = draw(st.one_of(st.just(NO_OPENING), openings(retirement)))
    begins = opening.month + 1 if opening.month > 0 else FIRST
    transition, early, paid = draw(
        st.one_of(st.just((NO_TRANSITION, 0, 0)), transitions(practice.years_mode))
    )
    if local:
        threshold = draw(st.integers(10, 30)) * YEAR_UNITS
        practice = practice._replace(
            transitional_threshold=threshold, transitional_coefficient_above=14_000
        )
    return Case(
        category=category,
        person=person,
        law=law,
        spells=draw(careers(law.changes, begins, min(LAST - 24, retirement + 12))),
        practice=practice,
        claim_place=draw(st.integers(0, 1)),
        opening=opening,
        transition=transition,
        early_months=early,
        early_paid_months=paid,
        extras=draw(extras()) if local else NO_EXTRAS,
    )
