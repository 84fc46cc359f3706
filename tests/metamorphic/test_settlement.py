"""Relations between whole settlements: what a change of the case may change and what it may not."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from rules.career import Choice, Spell, without_overlap
from rules.contribution_index import FULL_PRECISION, Denominator
from rules.contribution_period import YearsMode, extension_end
from rules.estimation import Settlement
from rules.individual_account import InterestMethod, RetirementInterest
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Months
from rules.retirement_age import Retire
from tests.strategies import (
    average_wages,
    births,
    calculation_bases,
    careers,
    cases,
    crediting_rates,
    months,
    ppm,
    spells,
)
from tests.synthetic import (
    CATEGORIES,
    FIRST,
    LAST,
    PLAIN_PRACTICE,
    Case,
    Category,
    Stretch,
    SyntheticLaw,
    calendar_stretches,
    flat_law,
    person_of,
    statutory_month,
)

ONE_EDGE = 10
"""The index is rounded at the twelfth decimal: an amount on the very edge may fall by one unit (0.1 yuan)."""


def by_month(settled: Settlement) -> tuple[object, ...]:
    """A settlement with its runs told month by month, so that cutting a run shows no more."""
    told = [(month, *run[3:]) for run in settled.runs for month in range(run.first, run.last + 1)]
    return (*settled._replace(runs=()), told)


def cut(stretch: Stretch, month: int) -> list[Stretch]:
    """A stretch of the law cut before `month` where the month lies inside it."""
    if not stretch.first < month <= stretch.last:
        return [stretch]
    return [stretch._replace(last=month - 1), stretch._replace(first=month)]


@given(cases(local=True), st.data())
def test_splitting_a_spell_changes_nothing(case: Case, data: st.DataObject) -> None:
    assume(case.spells)
    at = data.draw(st.integers(0, len(case.spells) - 1))
    spell = case.spells[at]
    month = data.draw(st.integers(spell.first, spell.last))
    pieces = [spell._replace(last=month - 1), spell._replace(first=month)]
    parts = [piece for piece in pieces if piece.first <= piece.last]
    split = replace(case, spells=(*case.spells[:at], *parts, *case.spells[at + 1 :]))
    assert by_month(split.settle()) == by_month(case.settle())


@given(cases(), months())
def test_a_new_notice_with_the_old_figures_changes_nothing(case: Case, month: Month) -> None:
    places = tuple(
        tuple(piece for stretch in place for piece in cut(stretch, month))
        for place in case.law.places
    )
    repeated = replace(case, law=SyntheticLaw(places, case.law.terms))
    assert by_month(repeated.settle()) == by_month(case.settle())


@given(cases())
def test_the_numbering_of_places_is_of_no_matter(case: Case) -> None:
    law = SyntheticLaw(case.law.places[::-1], case.law.terms)
    moved = tuple(spell._replace(place=1 - spell.place) for spell in case.spells)
    renumbered = replace(case, law=law, spells=moved, claim_place=1 - case.claim_place)
    ours = [(month[0], *month[2:]) for month in by_month(case.settle())[-1]]  # type: ignore[attr-defined]
    theirs = [(month[0], *month[2:]) for month in by_month(renumbered.settle())[-1]]  # type: ignore[attr-defined]
    assert ours == theirs
    assert renumbered.settle()._replace(runs=()) == case.settle()._replace(runs=())


@given(cases(), average_wages())
def test_the_law_after_retirement_changes_nothing(case: Case, wage: int) -> None:
    settled = case.settle()
    places = tuple(
        tuple(
            piece._replace(wage=wage, index_wage=wage, floor=1, total_rate=1)
            if piece.first > settled.retirement
            else piece
            for stretch in place
            for piece in cut(stretch, settled.retirement + 1)
        )
        for place in case.law.places
    )
    assert replace(case, law=SyntheticLaw(places, case.law.terms)).settle() == settled


@given(cases(), st.integers(0, 1))
def test_moving_keeps_the_months_and_each_month_in_one_place(case: Case, place: int) -> None:
    """F25: no month is counted twice, none after retirement."""
    moved = replace(case, spells=tuple(spell._replace(place=place) for spell in case.spells))
    settled, elsewhere = case.settle(), moved.settle()
    assert settled.counted == elsewhere.counted
    covered = [month for run in settled.runs for month in range(run.first, run.last + 1)]
    assert len(covered) == len(set(covered))
    assert all(month <= settled.retirement for month in covered)
    assert covered == sorted(covered)


@given(cases(), st.integers(1, 100_000))
def test_a_higher_base_never_lowers_payments_account_or_pension(case: Case, more: int) -> None:
    higher = replace(
        case, spells=tuple(spell._replace(amount=spell.amount + more) for spell in case.spells)
    )
    before, after = case.settle(), higher.settle()
    for name in ("paid_total", "credited_total", "balance", "index_sum", "average_index"):
        assert getattr(after, name) >= getattr(before, name)
    for name in ("basic", "account", "transitional", "total"):
        assert getattr(after.award, name) >= getattr(before.award, name)


@given(cases(), st.data())
def test_one_more_paid_month_never_lowers_the_balance(case: Case, data: st.DataObject) -> None:
    """F12: an account that starts a month earlier is never smaller."""
    case = case.practising(interest_method=InterestMethod.MONTHLY_PRODUCT)
    paid = {m for spell in case.spells for m in range(spell.first, spell.last + 1)}
    month = data.draw(months(max(FIRST, case.opening.month + 1), LAST - 24))
    assume(month not in paid)
    one = data.draw(spells(month, month, late=False))
    pieces = [*case.spells, one]
    more = replace(case, spells=tuple(sorted(pieces)))
    before, after = case.settle(), more.settle()
    # A payment for the whole year is never posted before the account begins, so the first month
    # of all may carry the others to an earlier posting, never to a later one.
    assert after.balance >= before.balance
    assert after.counted - before.counted == (month <= case_last_payable(case, before))


def case_last_payable(case: Case, settled: Settlement) -> int:
    return settled.retirement - (0 if case.practice.pay_retirement_month else 1)


@given(cases())
def test_an_early_pension_is_never_above_the_statutory_one_on_the_same_terms(case: Case) -> None:
    """F7: years fall with the months not paid; bases, rates and wages do not fall here."""
    law = replace(case.law, terms=flat_law(rate=20_000).terms)
    same = replace(case, law=law).practising(
        interest_method=InterestMethod.MONTHLY_PRODUCT,
        denominator=Denominator.PAID_MONTHS,
        index_precision=FULL_PRECISION,
        years_mode=YearsMode.EXACT,
        low_index_factor=0,
    )
    early = replace(same, person=same.person._replace(choice=Retire.EARLIEST)).settle()
    late = replace(same, person=same.person._replace(choice=Retire.STATUTORY)).settle()
    assert early.counted <= late.counted
    assert early.years <= late.years
    assert early.balance <= late.balance
    assert early.payment_months >= late.payment_months
    assert early.award.account <= late.award.account
    assert early.award.basic <= late.award.basic + ONE_EDGE


@st.composite
def steady_cases(draw: st.DrawFn) -> Case:
    """One tier of one place from some month on, without end; wages and bases never fall."""
    category: Category = draw(st.sampled_from(CATEGORIES))
    birth = draw(births(category))
    place = calendar_stretches(
        draw(average_wages(2_000, 8_000)), draw(ppm(25_000)), draw(st.sampled_from((1, 7)))
    )
    base = draw(calculation_bases())
    terms = flat_law().terms._replace(
        crediting_rate=draw(crediting_rates()),
        basic_base=base,
        index_base=base,
        transitional_base=base,
    )
    statutory = statutory_month(category, birth)
    first = draw(months(FIRST, statutory))
    spell = Spell(first, LAST, Choice.TIER, draw(ppm(3_000_000, 600_000)), 0, 0, 0, 0)
    return Case(
        category=category,
        person=person_of(category, birth),
        law=SyntheticLaw((place,), terms),
        spells=(spell,),
        practice=PLAIN_PRACTICE,
    )


def retiring_in(case: Case, month: int) -> Settlement:
    person = case.person._replace(choice=Retire.IN_MONTH, month=month)
    return replace(case, person=person).settle()


@given(steady_cases(), st.integers(1, 36))
def test_deferring_while_paying_never_lowers_the_pension(case: Case, later: int) -> None:
    statutory = case.settle().statutory
    before, after = retiring_in(case, statutory), retiring_in(case, statutory + later)
    # The average index is rounded at the twelfth decimal: one fen on the very edge.
    assert after.award.basic >= before.award.basic - 1
    assert after.award.account >= before.award.account


@given(steady_cases(), st.integers(0, 1))
def test_paying_on_for_the_missing_months_completes_the_minimum_and_no_month_sooner(
    case: Case, pay_retirement_month: int
) -> None:
    case = case.practising(pay_retirement_month=pay_retirement_month)
    settled = case.settle()
    end = extension_end(settled.statutory, Months(settled.missing))
    assert retiring_in(case, end).missing == 0
    if settled.missing > 0:
        assert retiring_in(case, end - 1).missing == 1


@given(steady_cases(), st.integers(1, 11))
def test_paying_a_year_in_advance_never_earns_less_than_later_in_the_year(
    case: Case, month: int
) -> None:
    early = case.practising(rhythm=12, payment_month=month).settle()
    late = case.practising(rhythm=12, payment_month=month + 1).settle()
    december = case.practising(rhythm=12, payment_month=0).settle()
    assert early.balance >= late.balance >= december.balance
    assert early.paid_total == december.paid_total


@given(cases())
def test_interest_to_a_later_month_of_the_last_year_never_gives_less(case: Case) -> None:
    balances = [
        case.practising(retirement_interest=mode).settle().balance
        for mode in (
            RetirementInterest.THROUGH_PREVIOUS,
            RetirementInterest.THROUGH_RETIREMENT,
            RetirementInterest.FULL_YEAR,
        )
    ]
    assert balances == sorted(balances)


@given(cases(local=True), st.integers(1, 1_000))
def test_a_flat_extra_adds_exactly_itself(case: Case, ten_fen: int) -> None:
    richer = replace(case, extras=case.extras._replace(flat=case.extras.flat + 10 * ten_fen))
    assert richer.settle().award.total == case.settle().award.total + 10 * ten_fen


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=5), st.integers(2, 9))
def test_k_times_all_money_gives_k_times_every_amount_of_the_account(
    yuan: list[int], k: int
) -> None:
    """Whole yuan at 20% and 8% without interest: nothing is rounded before the pension itself."""

    def settled(scale: int) -> Settlement:
        law = flat_law(wage=10_000 * scale, base=10_000 * scale, floor=1_000 * scale)
        career = [
            Spell(
                FIRST + 40 * at, FIRST + 40 * at + 19, Choice.YUAN, 100 * scale * amount, 0, 0, 0, 0
            )
            for at, amount in enumerate(yuan)
        ]
        person = person_of(CATEGORIES[0], Month.of(1970, 1))
        case = Case(
            category=CATEGORIES[0],
            person=person,
            law=law,
            spells=tuple(career),
            practice=PLAIN_PRACTICE,
        )
        return case.settle()

    once, scaled = settled(1), settled(k)
    for name in ("paid_total", "credited_total", "pool_total", "balance"):
        assert getattr(scaled, name) == k * getattr(once, name)
    assert scaled.average_index == once.average_index
    for name in ("basic", "account"):
        difference = getattr(scaled.award, name) - k * getattr(once.award, name)
        assert abs(2 * difference) <= k + 2


@given(steady_cases(), st.integers(200_000, 3_000_000))
def test_one_fen_more_declared_moves_the_pension_by_a_bounded_step(
    case: Case, declared: int
) -> None:
    """Continuity, at the limits too: the bound is computed from months, wages and rates."""

    def settled(amount: int) -> Settlement:
        spell = case.spells[0]._replace(choice=Choice.YUAN, amount=amount)
        return replace(case, spells=(spell,)).settle()

    before, after = settled(declared), settled(declared + 1)
    lowest = min(stretch.wage for stretch in case.law.places[0]) // MICRO_PER_FEN
    count, base = before.counted, before.basic_base // MICRO_PER_FEN
    growth = 1.0
    for line in before.ledger:
        growth *= 1 + line.rate / PPM
    basic = base / 2 * count / 12 / 100 / lowest
    account = (count * growth + len(before.ledger) * growth) / (before.payment_months / 10)
    assert 0 <= after.award.basic - before.award.basic <= basic + 1
    assert 0 <= after.award.account - before.award.account <= account + 1


@given(st.lists(careers((), FIRST, LAST), max_size=4))
def test_overlapping_spells_keep_each_month_once_and_an_employer_first(
    lives: list[tuple[Spell, ...]],
) -> None:
    """F25."""
    told = [spell for life in lives for spell in life]
    kept, dropped = without_overlap(told)
    months_of = [set(range(spell.first, spell.last + 1)) for spell in kept]
    for one, other in pairwise(kept):
        assert one.last < other.first
    covered = {m for spell in told for m in range(spell.first, spell.last + 1)}
    assert set().union(*months_of) == covered
    employed = {m for spell in told if spell.employed for m in range(spell.first, spell.last + 1)}
    assert employed == set().union(
        *(paid for spell, paid in zip(kept, months_of, strict=True) if spell.employed)
    )
    assert bool(dropped) == (sum(spell.last - spell.first + 1 for spell in told) > len(covered))
