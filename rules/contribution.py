"""缴费: what is paid for a month and where it goes.

Covers the split into pooled fund and individual account and the month a payment is posted in. Does
not cover the base (`contribution_base`) or interest (`individual_account`).
"""

from enum import IntEnum

from rules.month import MONTHS_PER_YEAR, month_of_year
from rules.quantities import PPM, Fen, Ppm, clamp, half_up
from rules.tracing import rule

__all__ = [
    "MONTHLY",
    "Posting",
    "account_credit",
    "monthly_contribution",
    "pool_share",
    "posting_month",
]

MONTHLY = 1


class Posting(IntEnum):
    """记账月份: which month of the year a credit carries for interest."""

    PAYMENT_MONTH = 0
    COVERED_MONTH = 1


@rule("monthly_contribution", "guofa-2005-38#6")
def monthly_contribution(base: Fen, total_rate: Ppm) -> Fen:
    """月缴费额: what a flexible worker pays for one month, fen.

    城镇个体工商户和灵活就业人员…缴费比例为20%，其中8%记入个人账户。

        base x total rate, half up to the fen

    >>> monthly_contribution(Fen(716_200), Ppm(200_000))
    143240
    """
    return Fen(half_up(base * total_rate, PPM))


@rule("account_credit", "guofa-2005-38#6")
def account_credit(base: Fen, account_rate: Ppm) -> Fen:
    """记入个人账户的金额: the part of one month that is posted to the individual account, fen.

        base x account rate, half up to the fen

    >>> account_credit(Fen(716_200), Ppm(80_000))
    57296
    """
    return Fen(half_up(base * account_rate, PPM))


@rule("pool_share", "shebaofa-2010#12")
def pool_share(total: Fen, credit: Fen) -> Fen:
    """记入统筹基金的金额: the remainder of one month, fen. Never rounded by itself, so the parts add up."""
    return Fen(total - credit)


def posting_month(month: int, rhythm: int, payment_month: int, first: int, last: int) -> int:
    """记账月份 of a covered month, when one payment covers `rhythm` months (1, 3, 6 or 12).

    劳社部发〔2001〕20号 item 3 allows paying by month, quarter, half-year or year. A payment is
    posted in the last month of its period, or for yearly payment in the `payment_month` the person
    states (0: December); never before `first`, when the account begins, nor after `last`, the
    retirement month.
    """
    if rhythm == MONTHLY:
        return month
    within = month_of_year(month) - 1
    year_start = month - within
    if rhythm == MONTHS_PER_YEAR and payment_month > 0:
        return clamp(year_start + payment_month - 1, first, last)
    return clamp(year_start + within // rhythm * rhythm + rhythm - 1, first, last)
