"""待遇领取地: which province pays, and what moves there.

Covers 国办发〔2009〕66号 articles 4 to 6 at provincial level. Temporary accounts never make a paying
place: leave their months out.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import PPM, Fen, Months, Ppm, half_up
from rules.tracing import rule

__all__ = [
    "POOL_MOVES_SINCE",
    "POOL_SHARE",
    "PayingPlace",
    "Reason",
    "Residence",
    "paying_place",
    "temporary_account",
    "transferred_pool",
]

_TEN_YEARS = 10 * MONTHS_PER_YEAR
POOL_MOVES_SINCE = Month.of(1998, 1)
POOL_SHARE = Ppm(120_000)
"""以本人1998年1月1日后各年度实际缴费工资为基数，按12%的总和转移."""


class Reason(StrEnum):
    """Why a province pays, in the order article 6 asks."""

    REGISTERED = "registered"
    CURRENT_TEN_YEARS = "current_ten_years"
    EARLIER_TEN_YEARS = "earlier_ten_years"
    GATHERED_AT_REGISTERED = "gathered_at_registered"


class Residence(NamedTuple):
    """Months counted in a province (deemed years included), in the order they were last paid."""

    province: str
    months: Months


class PayingPlace(NamedTuple):
    """The deciding province and the branch of article 6 that named it."""

    province: str
    reason: Reason


@rule("paying_place", "guobanfa-2009-66#6", "renshebugui-2016-5#1")
def paying_place(registered: str, current: str, periods: Sequence[Residence]) -> PayingPlace:
    """待遇领取地 of a mobile worker.

    在户籍所在地的由户籍地负责；不在户籍地而在当前参保地累计缴费满10年的由当前地负责；不满10年的，转回上一个满10年的原参保地；都不满10年的，归集到户籍地。
    """
    totals: dict[str, int] = {}
    for province, months in periods:
        totals[province] = totals.pop(province, 0) + months
    if current == registered:
        return PayingPlace(registered, Reason.REGISTERED)
    if totals.get(current, 0) >= _TEN_YEARS:
        return PayingPlace(current, Reason.CURRENT_TEN_YEARS)
    for province in reversed(totals):
        if totals[province] >= _TEN_YEARS:
            return PayingPlace(province, Reason.EARLIER_TEN_YEARS)
    return PayingPlace(registered, Reason.GATHERED_AT_REGISTERED)


@rule("transferred_pool", "guobanfa-2009-66#4")
def transferred_pool(bases: Fen, share: Ppm) -> Fen:
    """转移的统筹基金: the sum of the actual bases since 1998 x 12%, without interest, fen."""
    return Fen(half_up(bases * share, PPM))


@rule("temporary_account", "guobanfa-2009-66#5")
def temporary_account(age: Months, limit: Months, registered_there: bool) -> bool:
    """临时账户: whether a first insurance in another province opens only a temporary account.

    `limit` is 50 years for men, 40 for women, unchanged by the reform of 2024 (contested).
    """
    return age >= limit and not registered_there
