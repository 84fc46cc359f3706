"""养老金测算: whole settlements from raw inputs, published or computed by hand.

F15: every case goes in as birth month, payments and law; dates, years, divisor and balance come out.
"""

from dataclasses import replace

from rules.contribution_index import FOUR_DECIMALS, monthly_index
from rules.estimation import Award, Transition
from rules.month import Month
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_YUAN,
    Fen,
    Micro,
    Months,
)
from rules.retirement_age import Retire
from tests.rules.lives import man, paying, statement
from tests.synthetic import (
    CATEGORIES,
    FIRST,
    LAST,
    PLAIN_PRACTICE,
    YEARS,
    Case,
    SyntheticLaw,
    flat_law,
    person_of,
)


def test_a_man_of_1990_06_with_48_months_paid_and_320_to_come() -> None:
    # RT-T-flat: 63 years in 2053-06; account 50000 + 1600 x 320 = 562000, / 117 = 4803.42;
    # (12116 + 20000) / 2 x 368 / 12 % = 4924.45; 2053 asks for 240 months.
    law = flat_law(wage=12_116, base=12_116)
    index = monthly_index(Fen(2_000_000), Micro(12_116 * MICRO_PER_YUAN))
    opening = statement(Month.of(2026, 10), months=48, yuan=50_000, index=index)
    plan = paying(Month.of(2026, 11), LAST, 20_000)
    settled = man(Month.of(1990, 6), plan, law=law, opening=opening).settle()
    assert (str(Month(settled.retirement)), settled.age) == ("2053-06", 63 * 12)
    assert (settled.counted, settled.required, settled.missing) == (368, 240, 0)
    assert settled.balance == 56_200_000
    assert settled.award == Award(10_000, 492_445, 480_342, 0, 0, 972_787)


def test_a_man_of_1985_01_with_thirty_years_at_index_one() -> None:
    # RT-Y-1: 63 in 2048-01; 12183 x 30% = 3654.90; 120000 / 117 = 1025.64.
    opening = statement(Month.of(2047, 12), months=360, yuan=120_000)
    settled = man(Month.of(1985, 1), law=flat_law(base=12_183), opening=opening).settle()
    assert (str(Month(settled.retirement)), settled.payment_months) == ("2048-01", 1_170)
    assert settled.award == Award(10_000, 365_490, 102_564, 0, 0, 468_054)


def test_a_man_of_1972_06_is_ten_months_short_on_time_and_complete_in_2035_03() -> None:
    # statutory 2034-05 (61 years 11 months), 210 months required, 200 paid.
    first = Month(Month.of(2034, 5) - 199)
    settled = man(Month.of(1972, 6), paying(first, LAST)).settle()
    assert (str(Month(settled.statutory)), settled.statutory_age) == ("2034-05", 61 * 12 + 11)
    assert (settled.required, settled.counted, settled.missing) == (210, 200, 10)
    later = man(Month.of(1972, 6), paying(first, LAST), retire=Month.of(2035, 3)).settle()
    assert (later.required, later.counted, later.missing) == (210, 210, 0)
    early = man(Month.of(1972, 6), paying(first, LAST), retire=Month.of(2032, 6)).settle()
    assert (early.required, early.age) == (198, 720)


def test_f7_early_retirement_uses_the_years_that_were_paid() -> None:
    # Paid from 2000-01; at 60 (2032-06) 390 months, on time (2034-05) 413. Basic at index 1: years x 100.
    first = Month.of(2000, 1)
    early = man(Month.of(1972, 6), paying(first, LAST), retire=Month.of(2032, 6)).settle()
    late = man(Month.of(1972, 6), paying(first, LAST)).settle()
    assert (early.counted, early.years, early.award.basic) == (390, 390_000, 325_000)
    assert (late.counted, late.years, late.award.basic) == (413, 413_000, 344_167)


def test_f9_f10_a_typed_balance_grows_and_payments_enter_the_account() -> None:
    # 100000 at the end of 2024, 2%: 2025 +2000, then 2026 to May 102000 x 2% x 5/12 = 850 -> 102850.
    opening = statement(Month.of(2024, 12), yuan=100_000)
    law, birth = flat_law(rate=20_000), Month.of(1966, 1)
    idle = man(birth, law=law, opening=opening, retire=Month.of(2026, 5)).settle()
    assert [line.closing for line in idle.ledger] == [10_200_000, 10_285_000]
    # 800 a month besides: 2025 9600 + 800 x 78 x 2% / 12 = 104; 2026: 111704 x 2% x 5/12 = 930.87,
    # 800 x 15 x 2% / 12 = 20.
    plan = paying(Month.of(2025, 1), LAST)
    busy = man(birth, plan, law=law, opening=opening, retire=Month.of(2026, 5)).settle()
    assert [line.closing for line in busy.ledger] == [11_170_400, 11_170_400 + 400_000 + 95_087]


def test_f10_the_base_is_that_of_the_retirement_year() -> None:
    bases = tuple((8_000 + year - YEARS[0]) * MICRO_PER_YUAN for year in YEARS)
    terms = flat_law().terms._replace(basic_base=bases, index_base=bases)
    law = SyntheticLaw(flat_law().places, terms)
    opening = statement(Month.of(2030, 12), months=300)
    settled = man(Month.of(1980, 1), law=law, opening=opening).settle()
    # 63 in 2043-01: 8000 + (2043 - 1996) = 8047, 25% at index 1.
    assert settled.basic_base == 8_047 * MICRO_PER_YUAN
    assert settled.award.basic == 201_175


def test_f12_starting_in_january_is_not_worse_than_in_february() -> None:
    law, birth = flat_law(rate=50_000), Month.of(1966, 1)
    balances = [
        man(birth, paying(Month.of(2005, month), LAST), law=law).settle().balance
        for month in (1, 2, 3)
    ]
    assert balances == sorted(balances, reverse=True)


def test_f22_a_statement_of_zero_is_a_statement() -> None:
    # What was paid before it counts for the index, not for the account.
    paid = paying(Month.of(2025, 1), Month.of(2025, 12))
    settled = man(
        Month.of(1966, 1), paid, opening=statement(Month.of(2025, 12)), retire=Month.of(2026, 1)
    ).settle()
    assert (settled.balance, settled.counted, settled.average_index) == (0, 12, INDEX_ONE)


def test_f25_months_after_retirement_and_before_the_statement_are_not_credited() -> None:
    # One spell across both: credited are 2026-04 to 2026-06, three times 800.
    spell = paying(Month.of(2026, 1), LAST)
    settled = man(
        Month.of(1966, 1), spell, opening=statement(Month.of(2026, 3)), retire=Month.of(2026, 6)
    ).settle()
    assert (settled.balance, settled.counted) == (240_000, 6)


def test_whether_the_retirement_month_is_paid_is_one_month() -> None:
    case = man(Month.of(1966, 1), paying(Month.of(2020, 1), LAST))
    without = case.practising(pay_retirement_month=0).settle()
    assert case.settle().counted == without.counted + 1


def test_who_never_paid_has_no_pension_and_no_error() -> None:
    settled = man(Month.of(1965, 9)).settle()
    assert (settled.counted, settled.missing, settled.ledger) == (0, 180, [])
    assert settled.award == Award(10_000, 0, 0, 0, 0, 0)


def test_deemed_months_count_for_years_minimum_and_index_and_never_for_the_account() -> None:
    # 60 months at 0.6 and 60 deemed at 1.2: average 0.9; ten years of 10000: 10% x 0.95 x 10000 = 950.
    paid = paying(Month.of(2011, 1), Month.of(2015, 12), 6_000)
    case = man(Month.of(1965, 9), paid, retire=Month.of(2025, 12))
    deemed = replace(case, transition=Transition(60, 12_000 * FOUR_DECIMALS, -1, 0, 0)).settle()
    assert (deemed.counted, deemed.average_index) == (120, 9_000 * FOUR_DECIMALS)
    assert deemed.award.basic == 95_000
    assert deemed.balance == case.settle().balance == 60 * 48_000


def test_the_totals_are_what_the_person_pays_and_where_it_went() -> None:
    # Two years alone at 2000, of which 800 credited; one year employed at 800, all of it credited.
    alone = paying(Month.of(2022, 1), Month.of(2023, 12))
    job = paying(Month.of(2024, 1), Month.of(2024, 12), employed=1)
    settled = man(Month.of(1965, 9), alone, job, retire=Month.of(2025, 12)).settle()
    assert settled.paid_total == 24 * 200_000 + 12 * 80_000
    assert settled.credited_total == settled.balance == 36 * 80_000
    assert settled.pool_total == 24 * 120_000


def test_the_indexed_wage_is_written_to_the_fen_where_the_place_does_so() -> None:
    # Sichuan 2025-10: 8321 x 0.613 = 5100.773, printed 5100.77.
    opening = statement(Month.of(2025, 9), months=297, index=613 * INDEX_ONE // 1_000)
    life = man(
        Month.of(1965, 5), law=flat_law(base=8_321), opening=opening, retire=Month.of(2025, 10)
    )
    assert life.settle().indexed == 5_100_773_000_000_000
    printed = life.practising(indexed_wage_to_fen=1).settle()
    assert (printed.indexed, printed.award.basic) == (5_100_770_000_000_000, 166_094)


def test_the_divisor_by_month_begins_with_retirements_of_2025() -> None:
    # Woman-50 of 1974-06 is not delayed; at 50 years 6 months in 2024-12 and 50y7m in 2025-01:
    # 195; 195 - 5 x 7/12 = 192.08.
    category = CATEGORIES[2]
    for retire, tenths in ((Month.of(2024, 12), 1_950), (Month.of(2025, 1), 1_921)):
        person = person_of(category, Month.of(1974, 6), Retire.IN_MONTH, retire)
        case = Case(
            category=category,
            person=person,
            law=flat_law(),
            spells=(paying(FIRST, LAST),),
            practice=PLAIN_PRACTICE,
        )
        assert case.settle().payment_months == tenths
        assert case.settle().statutory == Month.of(2024, 6)


def test_counts_are_months_and_dates_are_ordinals() -> None:
    settled = man(Month.of(1965, 1), paying(Month.of(2010, 1), LAST)).settle()
    assert Months(settled.start - settled.retirement) == 1
    assert settled.retirement == Month.of(2025, 2)
