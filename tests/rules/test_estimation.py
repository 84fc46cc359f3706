"""养老金测算: whole settlements from raw inputs, published or computed by hand.

F15: every case goes in as birth month, payments and law; dates, years, divisor and balance come out.
"""

from dataclasses import replace

import pytest

from rules.career import Choice, Spell
from rules.contribution import Posting
from rules.contribution_index import FOUR_DECIMALS, Denominator, monthly_index
from rules.contribution_period import YearsMode
from rules.estimation import (
    Award,
    Opening,
    Settlement,
    Transition,
)
from rules.individual_account import InterestMethod, RetirementInterest
from rules.month import Month
from rules.quantities import (
    INDEX_ONE,
    MICRO_PER_YUAN,
    Fen,
    Micro,
    Months,
)
from rules.retirement_age import Retire
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

MALE = CATEGORIES[0]
YEAR = 12_000


def paying(first: Month, last: Month, yuan: int = 10_000, **more: int) -> Spell:
    """Months at a base in yuan."""
    plain = {"anchor": 0, "place": 0, "employed": 0, "posted": 0, **more}
    return Spell(first, last, Choice.YUAN, 100 * yuan, **plain)


def man(birth: Month, *spells: Spell, law: SyntheticLaw | None = None, **more: object) -> Case:
    """A man, on time unless `retire` names a month."""
    retire = more.pop("retire", None)
    choice = Retire.STATUTORY if retire is None else Retire.IN_MONTH
    plain = {"practice": PLAIN_PRACTICE, "law": law or flat_law(), "category": MALE}
    month = retire if isinstance(retire, int) else 0
    person = person_of(MALE, birth, choice, month)
    return Case(person=person, spells=spells, **{**plain, **more})  # type: ignore[arg-type]


def statement(month: Month, *, months: int = 0, yuan: int = 0, index: int = INDEX_ONE) -> Opening:
    return Opening(month, months, months, months * index, 100 * yuan)


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


def account_of(last: Month, *spells: Spell, **practice: int) -> Settlement:
    """An account credited at 12% from nothing, retiring in `last`."""
    return (
        man(Month.of(1966, 1), *spells, law=flat_law(rate=120_000), retire=last)
        .practising(**practice)
        .settle()
    )


JAN, DEC = Month.of(2026, 1), Month.of(2026, 12)


@pytest.mark.parametrize(
    ("rhythm", "payment_month", "months"),
    [
        # 800 a month at 12% earns 8 yuan for each month: 12+11+...+1 = 78; quarters 3 x (10+7+4+1) = 66;
        # half-years 6 x (7+1) = 48; once in December 12; once in January 144.
        (1, 0, 78),
        (3, 0, 66),
        (6, 0, 48),
        (12, 0, 12),
        (12, 1, 144),
    ],
)
def test_the_rhythm_of_payment_decides_the_interest(
    rhythm: int, payment_month: int, months: int
) -> None:
    settled = account_of(DEC, paying(JAN, DEC), rhythm=rhythm, payment_month=payment_month)
    assert settled.ledger[0].interest == 800 * months
    by_covered_month = account_of(
        DEC, paying(JAN, DEC), rhythm=rhythm, posting=Posting.COVERED_MONTH
    )
    assert by_covered_month.ledger[0].interest == 800 * 78


def test_an_employer_pays_monthly_whatever_rhythm_the_person_chose() -> None:
    settled = account_of(DEC, paying(JAN, DEC, employed=1), rhythm=12)
    assert settled.ledger[0].interest == 800 * 78


def test_paying_once_a_year_never_posts_before_the_first_insured_month() -> None:
    # Insured from October, the year's payment stated for March: posted in October, 3 x 3 months.
    settled = account_of(DEC, paying(Month.of(2026, 10), DEC), rhythm=12, payment_month=3)
    assert settled.ledger[0].interest == 800 * 9


def test_after_a_mid_year_statement_nothing_is_posted_inside_it() -> None:
    # Statement to June, payment month March: July to December posted in July, 6 x 6 months.
    opening = statement(Month.of(2026, 6))
    case = man(
        Month.of(1966, 1),
        paying(Month.of(2026, 7), DEC),
        law=flat_law(rate=120_000),
        opening=opening,
        retire=DEC,
    )
    settled = case.practising(rhythm=12, payment_month=3).settle()
    assert settled.ledger[0].interest == 800 * 36


def test_a_late_payment_earns_from_the_month_it_was_posted_in() -> None:
    # 2020's months paid in 2021-12: nothing in 2020, 12 x 1 month in 2021.
    late = paying(Month.of(2020, 1), Month.of(2020, 12), posted=Month.of(2021, 12))
    for posting in Posting:
        settled = account_of(Month.of(2021, 12), late, posting=posting)
        assert [line.credited for line in settled.ledger] == [0, 960_000]
        assert [line.interest for line in settled.ledger] == [0, 9_600]


def test_a_payment_posted_after_retirement_counts_as_posted_in_it() -> None:
    late = paying(Month.of(2026, 1), Month.of(2026, 2), posted=Month.of(2027, 3))
    settled = account_of(Month.of(2026, 3), late)
    assert (settled.ledger[0].credited, settled.ledger[0].interest) == (160_000, 1_600)


@pytest.mark.parametrize(
    ("mode", "interest"),
    [
        # Paid through March, R = March: 800 x (3+2+1), (2+1), (12+11+10) months at 1% a month.
        (RetirementInterest.THROUGH_RETIREMENT, 4_800),
        (RetirementInterest.THROUGH_PREVIOUS, 2_400),
        (RetirementInterest.FULL_YEAR, 26_400),
    ],
)
def test_three_readings_of_the_last_year(mode: int, interest: int) -> None:
    settled = account_of(Month.of(2026, 3), paying(JAN, DEC), retirement_interest=mode)
    assert settled.ledger[0].interest == interest


def test_the_yearly_formula_is_for_whole_closed_years_only() -> None:
    # 2024 from July: 800 x 21 months x 1% = 168 by the product. 2025: 4968 x 12% + 9600 x 12% x 0.5415
    # = 596.16 + 623.808 = 1219.97. 2026 to March: 15787.97 x 3% + 800 x 6 x 1% = 473.64 + 48 = 521.64.
    settled = account_of(
        Month.of(2026, 3),
        paying(Month.of(2024, 7), DEC),
        interest_method=InterestMethod.ANNUAL,
    )
    assert [line.interest for line in settled.ledger] == [16_800, 121_997, 52_164]


GAP = (
    paying(Month.of(2011, 1), Month.of(2015, 12), 6_000),
    paying(Month.of(2021, 1), Month.of(2025, 12), 6_000),
)
"""Five years at 0.6, five years nothing, five years at 0.6; retiring in 2025-12."""


@pytest.mark.parametrize(
    ("denominator", "due_from", "index"),
    [
        # 72 / 120 months paid; 72 / 180 due; 10 calendar years; the gap of 60 months at 0.6.
        (Denominator.PAID_MONTHS, 0, 600_000_000_000),
        (Denominator.MONTHS_DUE, 0, 400_000_000_000),
        (Denominator.CALENDAR_YEARS, 0, 600_000_000_000),
        (Denominator.MONTHS_DUE_UNPAID_60, 0, 600_000_000_000),
        # Due only from 2013-01: 156 months, of them 60 unpaid; the 24 months before are paid all the same.
        (Denominator.MONTHS_DUE, Month.of(2013, 1), 461_538_461_538),  # 72 / 156
        (Denominator.MONTHS_DUE_UNPAID_60, Month.of(2013, 1), 692_307_692_308),  # (72 + 36) / 156
    ],
)
def test_f16_each_denominator_treats_a_gap_in_its_way(
    denominator: int, due_from: int, index: int
) -> None:
    case = man(Month.of(1965, 9), *GAP, retire=Month.of(2025, 12))
    settled = case.practising(denominator=denominator, due_from=due_from).settle()
    assert settled.average_index == index


def test_beijing_keeps_due_years_at_two_decimals_and_the_index_at_four() -> None:
    # 181 months due = 15.08 years: 72 / 12 / 15.08 = 0.39787... -> 0.3979
    case = man(Month.of(1965, 9), *GAP, retire=Month.of(2026, 1))
    settled = case.practising(
        denominator=Denominator.MONTHS_DUE,
        due_years_mode=YearsMode.ROUND2,
        index_precision=FOUR_DECIMALS,
    ).settle()
    assert settled.denominator == 1_508 * YEAR // 100
    assert settled.average_index == 3_979 * FOUR_DECIMALS


def test_who_never_paid_has_no_pension_and_no_error() -> None:
    settled = man(Month.of(1965, 9)).settle()
    assert (settled.counted, settled.missing, settled.ledger) == (0, 180, [])
    assert settled.award == Award(10_000, 0, 0, 0, 0, 0)


def test_deemed_months_count_for_years_minimum_and_index_and_never_for_the_account() -> None:
    # 60 months at 0.6 and 60 deemed at 1.2: average 0.9; ten years of 10000: 10% x 0.95 x 10000 = 950.
    case = man(Month.of(1965, 9), GAP[0], retire=Month.of(2025, 12))
    deemed = replace(case, transition=Transition(60, 12_000 * FOUR_DECIMALS, -1, 0, 0)).settle()
    assert (deemed.counted, deemed.average_index) == (120, 9_000 * FOUR_DECIMALS)
    assert deemed.award.basic == 95_000
    assert deemed.balance == case.settle().balance == 60 * 48_000


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
