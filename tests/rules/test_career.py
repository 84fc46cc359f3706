"""缴费经历: how spells become runs."""

import pytest

from rules.career import Choice, Spell, index_months, lay_out, months_paid, without_overlap
from rules.month import Month
from rules.quantities import INDEX_ONE
from rules.tracing import recording, walk
from tests.synthetic import (
    FIRST,
    LAST,
    Stretch,
    SyntheticLaw,
    flat_law,
)

YUAN, MICRO = 100, 1_000_000
JAN_2025, JUL_2025 = Month.of(2025, 1), Month.of(2025, 7)


def beijing() -> SyntheticLaw:
    """6821 / 35283 on 11761 through 2025-06, 7162 / 35811 on 11937 from 2025-07."""
    old, new = (11_761, 6_821, 35_283), (11_937, 7_162, 35_811)
    stretches = tuple(
        Stretch(
            first, last, wage * MICRO, floor * YUAN, ceiling * YUAN, wage * MICRO, 200_000, 80_000
        )
        for (wage, floor, ceiling), first, last in (
            (old, FIRST, JUL_2025 - 1),
            (new, JUL_2025, LAST),
        )
    )
    return SyntheticLaw((stretches,), flat_law().terms)


def spell(first: Month, last: Month, choice: Choice, amount: int = 0, **more: int) -> Spell:
    plain = {"anchor": 11_761 * MICRO, "place": 0, "employed": 0, "posted": 0, **more}
    return Spell(first, last, choice, amount, **plain)


@pytest.mark.parametrize(
    ("choice", "amount", "before", "after"),
    [
        (Choice.FLOOR, 0, 6_821, 7_162),
        (Choice.CEILING, 0, 35_283, 35_811),
        (Choice.TIER, 600_000, 7_057, 7_162),  # 0.6 x 11761 = 7056.6; 0.6 x 11937 = 7162.2
        (Choice.YUAN, 700_000, 7_000, 7_162),  # lifted to the new floor
        (Choice.YUAN, 4_000_000, 35_283, 35_811),
        (Choice.PAID, 700_000, 7_000, 7_000),  # paid is paid
        (Choice.MOVING, 800_000, 8_000, 8_120),  # 8000 x 11937 / 11761 = 8119.7...
    ],
)
def test_a_notice_in_july_changes_the_base_in_july(
    choice: Choice, amount: int, before: int, after: int
) -> None:
    year = spell(JAN_2025, Month.of(2025, 12), choice, amount)
    runs = lay_out([year], beijing().schedule, 0, LAST, YUAN)
    assert [(run.first, run.months, run.base) for run in runs] == [
        (JAN_2025, 6, before * YUAN),
        (JUL_2025, 6, after * YUAN),
    ]


def test_runs_end_with_the_calendar_year() -> None:
    runs = lay_out(
        [spell(Month.of(2023, 11), Month.of(2025, 2), Choice.FLOOR)], beijing().schedule, 0, LAST, 1
    )
    assert [(str(Month(run.first)), run.months) for run in runs] == [
        ("2023-11", 2),
        ("2024-01", 12),
        ("2025-01", 2),
    ]


def test_f25_nothing_is_paid_after_the_last_payable_month() -> None:
    spells = [
        spell(JAN_2025, Month.of(2030, 1), Choice.FLOOR),
        spell(Month.of(2031, 1), Month.of(2031, 2), Choice.FLOOR),
    ]
    runs = lay_out(spells, beijing().schedule, 0, Month.of(2025, 3), YUAN)
    assert (months_paid(runs), runs[-1].last) == (3, Month.of(2025, 3))


def test_an_employed_month_costs_the_account_share_only() -> None:
    # 8% of 7162 = 572.96; the pool part is the employer's.
    (run,) = lay_out(
        [spell(JUL_2025, JUL_2025, Choice.FLOOR, employed=1)], beijing().schedule, 0, LAST, YUAN
    )
    assert (run.total, run.credit, run.pool) == (57_296, 57_296, 0)


def test_who_pays_alone_pays_both_parts() -> None:
    # 20% of 7162 = 1432.40, of which 8% = 572.96 into the account and 859.44 into the pool.
    (run,) = lay_out([spell(JUL_2025, JUL_2025, Choice.FLOOR)], beijing().schedule, 0, LAST, YUAN)
    assert (run.total, run.credit, run.pool) == (143_240, 57_296, 85_944)


def test_a_notice_in_the_place_paid_in_or_in_the_paying_place_starts_a_new_run() -> None:
    # Beijing changes in July, the other place never: with either of them as paying place, two runs.
    (flat,) = flat_law().places
    law = SyntheticLaw((*beijing().places, flat), flat_law().terms)
    for place, bases in ((0, (6_821, 7_162)), (1, (1_000, 1_000))):
        paid = [spell(JAN_2025, Month.of(2025, 12), Choice.FLOOR, place=place)]
        runs = lay_out(paid, law.schedule, 1 - place, LAST, YUAN)
        assert [(run.place, run.first, run.base) for run in runs] == [
            (place, JAN_2025, bases[0] * YUAN),
            (place, JUL_2025, bases[1] * YUAN),
        ]


def test_a_base_paid_elsewhere_is_divided_by_the_wage_of_the_paying_place() -> None:
    # 66号 art. 7: 60% of 12000 paid there, drawn where the wage is 7200: 7200 / 7200 = 1.
    def place(wage: int) -> tuple[Stretch, ...]:
        limits = (1_000 * YUAN, 36_000 * YUAN)
        return (Stretch(FIRST, LAST, wage * MICRO, *limits, wage * MICRO, 200_000, 80_000),)

    law = SyntheticLaw((place(12_000), place(7_200)), flat_law().terms)
    paid = [spell(JAN_2025, JUL_2025, Choice.TIER, 600_000)]
    assert lay_out(paid, law.schedule, 1, LAST, YUAN)[0].month_index == INDEX_ONE
    assert lay_out(paid, law.schedule, 0, LAST, YUAN)[0].month_index == 6 * INDEX_ONE // 10


def test_a_local_floor_of_the_index_leaves_the_payment_alone() -> None:
    # Shanghai 1993 to 2011: a yearly index below 1 counts 1.
    ((stretch,),) = flat_law().places
    law = SyntheticLaw(((stretch._replace(index_floor=INDEX_ONE),),), flat_law().terms)
    (run,) = lay_out([spell(JUL_2025, JUL_2025, Choice.TIER, 600_000)], law.schedule, 0, LAST, YUAN)
    assert (run.base, run.month_index) == (600_000, INDEX_ONE)


def test_a_trace_names_a_bound_of_the_index_only_where_one_is_set() -> None:
    ((stretch,),) = flat_law().places
    for floor, cap, bounded in ((0, 0, 0), (INDEX_ONE, 0, 1), (0, 2 * INDEX_ONE, 1)):
        bounds = stretch._replace(index_floor=floor, index_cap=cap)
        law = SyntheticLaw(((bounds,),), flat_law().terms)
        with recording() as recorder:
            lay_out([spell(JUL_2025, JUL_2025, Choice.FLOOR)], law.schedule, 0, LAST, YUAN)
        assert [step.rule for step in walk(recorder.steps)].count("held_index") == bounded


def test_sums_run_over_months_and_not_over_runs() -> None:
    # Half a year at 6000 and half at 12000 of 10000: 6 x 0.6 + 6 x 1.2 = 10.8.
    spells = [
        spell(JAN_2025, Month(JUL_2025 - 1), Choice.YUAN, 600_000),
        spell(JUL_2025, Month.of(2025, 12), Choice.YUAN, 1_200_000),
    ]
    runs = lay_out(spells, flat_law().schedule, 0, LAST, YUAN)
    assert (months_paid(runs), index_months(runs)) == (12, 108 * INDEX_ONE // 10)


def test_f25_of_two_payments_for_a_month_the_employer_s_stays() -> None:
    own = spell(JAN_2025, Month.of(2025, 12), Choice.FLOOR)
    job = spell(Month.of(2025, 4), Month.of(2025, 6), Choice.FLOOR, employed=1)
    kept, dropped = without_overlap([own, job])
    assert [(one.first, one.last, one.employed) for one in kept] == [
        (JAN_2025, Month.of(2025, 3), 0),
        (Month.of(2025, 4), Month.of(2025, 6), 1),
        (JUL_2025, Month.of(2025, 12), 0),
    ]
    assert dropped == [(Month.of(2025, 4), Month.of(2025, 6))]


def test_f25_of_two_own_payments_the_first_listed_stays() -> None:
    one = spell(JAN_2025, JUL_2025, Choice.FLOOR)
    other = spell(JAN_2025, JUL_2025, Choice.CEILING)
    assert without_overlap([one, other])[0] == [one]
    assert without_overlap([other, one])[0] == [other]


def in_2025(first: int, last: int, **more: int) -> Spell:
    return spell(Month.of(2025, first), Month.of(2025, last), Choice.FLOOR, **more)


@pytest.mark.parametrize(
    ("own", "job", "kept", "dropped"),
    [
        # Months of 2025 paid alone and through an employer; what stays of the own ones, what is refunded.
        ((1, 3), (5, 7), [(1, 3)], []),
        ((5, 7), (1, 3), [(5, 7)], []),
        ((1, 4), (5, 7), [(1, 4)], []),
        ((8, 9), (5, 7), [(8, 9)], []),
        ((4, 12), (1, 6), [(7, 12)], [(4, 6)]),
        ((4, 9), (7, 12), [(4, 6)], [(7, 9)]),
        ((4, 9), (1, 12), [], [(4, 9)]),
        ((1, 12), (2, 11), [(1, 1), (12, 12)], [(2, 11)]),
        ((1, 12), (6, 6), [(1, 5), (7, 12)], [(6, 6)]),
    ],
)
def test_r_7_4_a_month_paid_twice_is_refunded_once(
    own: tuple[int, int],
    job: tuple[int, int],
    kept: list[tuple[int, int]],
    dropped: list[tuple[int, int]],
) -> None:
    stays, refunded = without_overlap([in_2025(*own), in_2025(*job, employed=1)])
    alone = [one for one in stays if not one.employed]
    assert [(one.first % 12 + 1, one.last % 12 + 1) for one in alone] == kept
    assert [one for one in stays if one.employed] == [in_2025(*job, employed=1)]
    assert [(first % 12 + 1, last % 12 + 1) for first, last in refunded] == dropped


def test_what_stays_is_in_the_order_of_its_months() -> None:
    spells = [in_2025(7, 8), in_2025(1, 2), in_2025(4, 5, employed=1)]
    stays, refunded = without_overlap(spells)
    assert [one.first % 12 + 1 for one in stays] == [1, 4, 7]
    assert refunded == []
