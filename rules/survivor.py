"""遗属待遇 and inheritance: what is paid when the insured person dies.

Covers 人社部发〔2021〕18号 (funeral grant, survivor grant, the cap under five years) and the balance of
the individual account. The income it is measured on is law data.
"""

from rules.month import MONTHS_PER_YEAR
from rules.quantities import Fen, Months, half_up
from rules.tracing import rule

__all__ = [
    "SURVIVOR_SCALE",
    "capped_grants",
    "funeral_grant",
    "inheritance",
    "survivor_grant",
    "survivor_months",
    "survivor_months_retired",
]

SURVIVOR_SCALE = 100
"""Grant months are kept in hundredths: part years count by the month, two decimals."""


@rule("funeral_grant", "renshebufa-2021-18#funeral")
def funeral_grant(annual_income: Fen) -> Fen:
    """丧葬补助金: two months of the province's urban disposable income per head, fen."""
    return Fen(half_up(2 * annual_income, MONTHS_PER_YEAR))


@rule("survivor_months", "renshebufa-2021-18#survivor")
def survivor_months(paid: Months) -> int:
    """抚恤金月数 for who dies before drawing a pension, in hundredths of a month.

    不满5年的3个月；满5年不满10年的6个月；满10年不超过15年的9个月；15年以上每多1年增加1个月，最高24个月。
    Odd months count as twelfths, two decimals.

    >>> survivor_months(Months(246)) / 100
    14.5
    """
    if paid < 5 * MONTHS_PER_YEAR:
        return 3 * SURVIVOR_SCALE
    if paid < 10 * MONTHS_PER_YEAR:
        return 6 * SURVIVOR_SCALE
    beyond = max(0, min(paid, 30 * MONTHS_PER_YEAR) - 15 * MONTHS_PER_YEAR)
    return 9 * SURVIVOR_SCALE + half_up(beyond * SURVIVOR_SCALE, MONTHS_PER_YEAR)


@rule("survivor_months_retired", "renshebufa-2021-18#survivor")
def survivor_months_retired(paid: Months, drawn: Months) -> int:
    """抚恤金月数 of a pensioner, in hundredths: one month less per year drawn, at least nine.

    每领取1年基本养老金减少1个月，发放月数最低为9个月。
    """
    less = half_up(drawn * SURVIVOR_SCALE, MONTHS_PER_YEAR)
    return max(9 * SURVIVOR_SCALE, survivor_months(paid) - less)


@rule("survivor_grant", "renshebufa-2021-18#survivor")
def survivor_grant(annual_income: Fen, months: int) -> Fen:
    """抚恤金: grant months (hundredths) x monthly disposable income, fen."""
    return Fen(half_up(annual_income * months, MONTHS_PER_YEAR * SURVIVOR_SCALE))


@rule("capped_grants", "renshebufa-2021-18#cap")
def capped_grants(funeral: Fen, survivor: Fen, paid: Months, credited: Fen) -> Fen:
    """遗属待遇合计: both grants, fen; under five paid years at most what went into the account.

    累计缴费不足5年的，其遗属待遇标准不得超过其个人缴费之和（灵活就业等以个人身份参保人员以记入个人账户部分计算）。
    """
    both = funeral + survivor
    if paid < 5 * MONTHS_PER_YEAR:
        return Fen(min(both, credited))
    return Fen(both)


@rule("inheritance", "shebaofa-2010#14")
def inheritance(balance: Fen, paid_out: Fen) -> Fen:
    """个人账户余额的继承: what is left of the account, fen. The pooled part is never inherited."""
    return Fen(max(0, balance - paid_out))
