"""个人账户: credits, interest by the year, what is left.

Covers the arithmetic of one year by both methods of 劳办发〔1997〕116号 and the account after
retirement. Which rate a year carries is law data; which months are credited is `career`.
"""

from enum import IntEnum

from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Fen, Months, Ppm, half_up
from rules.tracing import rule

__all__ = [
    "InterestMethod",
    "RetirementInterest",
    "annual_interest",
    "annual_interest_by_year",
    "closing_balance",
    "interest_after_retirement",
    "months_to_run",
]


class InterestMethod(IntEnum):
    """计息方法: the monthly product, or the yearly formula for even credits."""

    MONTHLY_PRODUCT = 0
    ANNUAL = 1


class RetirementInterest(IntEnum):
    """退休当年计息到哪一月 (contested): the retirement month, the month before, or the whole year."""

    THROUGH_RETIREMENT = 0
    THROUGH_PREVIOUS = 1
    FULL_YEAR = 2


def months_to_run(first: int, last: int, until: int) -> int:
    """Sum over the months `first` to `last` of the months each earns, ending with `until`.

    A month's own month counts: in a full year January earns 12, December 1.

    >>> months_to_run(1, 12, 12)
    78
    """
    last = min(last, until)
    if last < first:
        return 0
    return (last - first + 1) * (2 * until - first - last + 2) // 2


@rule("annual_interest", "laobanfa-1997-116#monthly-product")
def annual_interest(
    opening: Fen, opening_months: Months, monthly_product: Fen, crediting_rate: Ppm
) -> Fen:
    """个人账户当年利息 by the monthly product (月积数法), fen.

    本年记账额利息=本年记账月积数×本年记账利率×1/12；本年记账月积数=∑[n月份记账额×(12－n+1)]。

        (opening x opening months + monthly product) x rate / 12, half up to the fen, once a year

    `opening_months` is 12 in a full year, fewer in the year of retirement or of a mid-year statement.

    >>> annual_interest(Fen(1_000_000), Months(12), Fen(780_000), Ppm(50_000))
    53250
    """
    earning = opening * opening_months + monthly_product
    return Fen(half_up(earning * crediting_rate, MONTHS_PER_YEAR * PPM))


@rule("annual_interest_by_year", "laobanfa-1997-116#annual")
def annual_interest_by_year(opening: Fen, credited: Fen, crediting_rate: Ppm) -> Fen:
    """个人账户当年利息 by the yearly formula (年度计算法), fen.

    上年底储存额×(1+本年记账利率)+本年记账金额×(1+本年记账利率×1.083×1/2)

    1.083 / 2 stands for 13/24, twelve even credits. Half up to the fen.

    >>> annual_interest_by_year(Fen(1_000_000), Fen(120_000), Ppm(50_000))
    53249
    """
    return Fen(half_up((2_000 * opening + 1_083 * credited) * crediting_rate, 2_000 * PPM))


@rule("closing_balance", "shebaofa-2010#14")
def closing_balance(opening: Fen, credited: Fen, interest: Fen) -> Fen:
    """个人账户年末储存额: opening + credits + interest, fen. A year without credits still earns."""
    return Fen(opening + credited + interest)


@rule("interest_after_retirement", "laobanfa-1997-116#after-retirement")
def interest_after_retirement(opening: Fen, paid_out: Fen, crediting_rate: Ppm) -> Fen:
    """退休后个人账户余额的年利息, fen.

    年利息=(个人账户年初余额－当年支付养老金总额)×本年记账利率+当年支付养老金总额×本年记账利率×1.083×1/2

    Only what heirs may receive depends on it: the pension is paid for life.
    """
    earning = 2_000 * max(opening - paid_out, 0) + 1_083 * min(paid_out, opening)
    return Fen(half_up(earning * crediting_rate, 2_000 * PPM))
