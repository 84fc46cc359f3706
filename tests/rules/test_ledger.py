"""个人账户台账: in which year a payment is posted and through which month it earns."""

import pytest

from rules.career import Spell
from rules.contribution import Posting
from rules.estimation import Settlement
from rules.individual_account import InterestMethod, RetirementInterest
from rules.ledger import posted_in
from rules.month import Month
from tests.rules.lives import man, paying, statement
from tests.synthetic import PLAIN_PRACTICE, flat_law


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


def test_a_year_opened_by_a_payment_in_january_is_a_whole_year() -> None:
    # 2025 from January: 9600 x 12% x 0.5415 = 623.808, not the 624.00 of the product.
    settled = account_of(
        Month.of(2026, 3),
        paying(Month.of(2025, 1), DEC),
        interest_method=InterestMethod.ANNUAL,
    )
    assert settled.ledger[0].interest == 62_381


def test_two_bases_in_a_year_are_credited_together() -> None:
    # 800 x (12 + ... + 7 = 57) x 1% = 456; 1600 x (6 + ... + 1 = 21) x 1% = 336.
    half = paying(JAN, Month.of(2026, 6)), paying(Month.of(2026, 7), DEC, 20_000)
    (line,) = account_of(DEC, *half).ledger
    assert (line.credited, line.interest) == (6 * 80_000 + 6 * 160_000, 79_200)


def test_a_year_paid_late_in_october_earns_three_months() -> None:
    late = paying(Month.of(2020, 1), Month.of(2020, 12), posted=Month.of(2021, 10))
    settled = account_of(Month.of(2021, 12), late)
    assert settled.ledger[1].interest == 800 * 12 * 3


@pytest.mark.parametrize(("rhythm", "posted"), [(3, 0), (1, Month.of(2026, 3))])
def test_what_is_posted_after_the_last_earning_month_earns_nothing(
    rhythm: int, posted: int
) -> None:
    # Retiring in March with interest through February: the quarter and the late payment are of March.
    settled = account_of(
        Month.of(2026, 3),
        paying(JAN, Month.of(2026, 3), posted=posted),
        rhythm=rhythm,
        retirement_interest=RetirementInterest.THROUGH_PREVIOUS,
    )
    assert (settled.ledger[0].credited, settled.ledger[0].interest) == (240_000, 0)


def test_a_mid_year_statement_earns_from_the_month_after_it() -> None:
    # 1000 stated at the end of June: July to December, 6% of 1000.
    opening = statement(Month.of(2026, 6), yuan=1_000)
    life = man(Month.of(1966, 1), law=flat_law(rate=120_000), opening=opening, retire=DEC)
    (line,) = life.settle().ledger
    assert (line.opening_months, line.interest) == (6, 6_000)


def test_a_statement_of_the_retirement_month_is_the_balance() -> None:
    opening = statement(Month.of(2026, 6), yuan=1_000)
    life = man(
        Month.of(1966, 1), law=flat_law(rate=120_000), opening=opening, retire=Month.of(2026, 6)
    )
    for mode in (RetirementInterest.THROUGH_RETIREMENT, RetirementInterest.THROUGH_PREVIOUS):
        assert life.practising(retirement_interest=mode).settle().balance == 100_000


def test_only_what_is_paid_after_the_statement_is_credited() -> None:
    # Stated at the end of 2025: nothing of early 2024 is added or taken away; January 2026 is one month.
    before = paying(Month.of(2024, 1), Month.of(2024, 6))
    opening = statement(Month.of(2025, 12), yuan=1_000)
    life = man(Month.of(1966, 1), before, paying(JAN, JAN), opening=opening, retire=JAN)
    assert life.settle().balance == 100_000 + 80_000


@pytest.mark.parametrize(
    ("stated", "last", "interest"),
    # At 6%: 0.33 for 3 months is 99 x 0.5% = 0.495 fen; 0.25 for 4 months is 100 x 0.5% = 0.5 fen.
    [(33, Month.of(2026, 3), 0), (25, Month.of(2026, 4), 1)],
)
def test_an_account_that_is_only_kept_earns_to_the_fen(
    stated: int, last: Month, interest: int
) -> None:
    opening = statement(Month.of(2025, 12))._replace(balance=stated)
    life = man(Month.of(1966, 1), law=flat_law(rate=60_000), opening=opening, retire=last)
    assert life.settle().ledger[0].interest == interest


@pytest.mark.parametrize(
    ("more", "practice", "posted"),
    [
        # 劳社部发〔2001〕20号 item 3: by the year, here in December; an employer pays each month.
        ({}, {"rhythm": 12}, 12),
        ({}, {"rhythm": 12, "payment_month": 3}, 3),
        ({}, {"rhythm": 3}, 6),
        ({}, {"rhythm": 1}, 5),
        ({"employed": 1}, {"rhythm": 12}, 5),
        ({}, {"rhythm": 12, "posting": Posting.COVERED_MONTH}, 5),
        ({"posted": Month.of(2026, 10)}, {"rhythm": 12}, 10),
        ({"employed": 1, "posted": Month.of(2026, 10)}, {"rhythm": 1}, 10),
    ],
)
def test_may_2026_is_posted_as_it_is_paid(
    more: dict[str, int], practice: dict[str, int], posted: int
) -> None:
    may = Month.of(2026, 5)
    (run,) = account_of(DEC, paying(may, may, **more)).runs
    in_month = posted_in(run, may, JAN, DEC, PLAIN_PRACTICE._replace(**practice))
    assert in_month == Month.of(2026, posted)
