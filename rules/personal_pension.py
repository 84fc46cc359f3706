"""个人养老金: the tax on a voluntary personal pension, in and out.

Covers the yearly cap, the tax saved by the deduction, the 3% on payout and the income-tax schedules
they rest on. No return is assumed here, and the account is no part of any basic pension.
"""

from collections.abc import Sequence
from enum import IntEnum

from rules.quantities import PPM, Fen, Ppm, half_up
from rules.tracing import rule

__all__ = [
    "BUSINESS_INCOME",
    "COMPREHENSIVE_INCOME",
    "PERSONAL_PENSION_CAP",
    "SCHEDULES",
    "TaxedAs",
    "income_tax",
    "marginal_rate",
    "pension_deduction",
    "personal_pension_net",
    "personal_pension_tax",
    "tax_saved",
]

PERSONAL_PENSION_CAP = Fen(1_200_000)
"""参加人每年缴纳个人养老金的上限为12000元."""
PERSONAL_PENSION_TAX = Ppm(30_000)
"""领取的个人养老金单独按照3%的税率计算缴纳个人所得税."""

Schedule = Sequence[tuple[int, int]]
"""Brackets of a year: the income a rate applies above (fen), the rate (ppm), ascending."""

COMPREHENSIVE_INCOME: Schedule = (
    (0, 30_000),
    (3_600_000, 100_000),
    (14_400_000, 200_000),
    (30_000_000, 250_000),
    (42_000_000, 300_000),
    (66_000_000, 350_000),
    (96_000_000, 450_000),
)
BUSINESS_INCOME: Schedule = (
    (0, 50_000),
    (3_000_000, 100_000),
    (9_000_000, 200_000),
    (30_000_000, 300_000),
    (50_000_000, 350_000),
)


class TaxedAs(IntEnum):
    """综合所得 (pay for labour) or 经营所得 (own-account business)."""

    COMPREHENSIVE = 0
    BUSINESS = 1


SCHEDULES = {
    TaxedAs.COMPREHENSIVE: COMPREHENSIVE_INCOME,
    TaxedAs.BUSINESS: BUSINESS_INCOME,
}


@rule("income_tax", "geren-suodeshuifa-2018#table-1", "geren-suodeshuifa-2018#table-2")
def income_tax(taxable: Fen, schedule: Schedule) -> Fen:
    """个人所得税 of a year on `taxable` (after all deductions; below 0 none), half up to the fen.

    >>> income_tax(Fen(20_000_000), COMPREHENSIVE_INCOME)
    2308000
    """
    tax = 0
    upper = max(0, taxable)
    for above, rate in reversed(schedule):
        tax += max(0, upper - above) * rate
        upper = min(upper, above)
    return Fen(half_up(tax, PPM))


@rule("marginal_rate", "geren-suodeshuifa-2018#table-1", "geren-suodeshuifa-2018#table-2")
def marginal_rate(taxable: Fen, schedule: Schedule) -> Ppm:
    """最高适用税率: the rate on the last yuan of `taxable`, 0 without taxable income.

    >>> marginal_rate(Fen(3_600_000), COMPREHENSIVE_INCOME)
    30000
    """
    rates = [rate for above, rate in schedule if taxable > above]
    return Ppm(rates[-1] if rates else 0)


@rule("pension_deduction", "guobanfa-2022-7#cap", "caizhengbu-2024-21#1")
def pension_deduction(paid: Fen, cap: Fen) -> Fen:
    """可扣除的个人养老金缴费: what was paid in the year, at most the cap, fen."""
    return Fen(max(0, min(paid, cap)))


@rule("tax_saved", "caizhengbu-2024-21#1")
def tax_saved(before: Fen, after: Fen) -> Fen:
    """少缴的个人所得税: the tax without the deduction less the tax with it, fen per year."""
    return Fen(before - after)


@rule("personal_pension_tax", "caizhengbu-2024-21#1")
def personal_pension_tax(paid_out: Fen) -> Fen:
    """领取个人养老金的个人所得税: 3% of all that is paid out, apart from other income, fen.

    >>> personal_pension_tax(Fen(1_200_000))
    36000
    """
    return Fen(half_up(paid_out * PERSONAL_PENSION_TAX, PPM))


@rule("personal_pension_net", "caizhengbu-2024-21#1")
def personal_pension_net(paid_out: Fen, tax: Fen) -> Fen:
    """税后领取的个人养老金, fen."""
    return Fen(paid_out - tax)
