"""城乡居民基本养老保险: what the residents' scheme pays.

Covers the account part at the fixed divisor and the sum. Regional minimums, tiers and subsidies are
law data. Resident years never become employee years (人社部发〔2014〕17号).
"""

from rules.quantities import TENTH, Fen, half_up
from rules.tracing import rule

__all__ = ["RESIDENT_PAYMENT_MONTHS", "resident_account_pension", "resident_pension"]

RESIDENT_PAYMENT_MONTHS = 1_390
"""计发月数 139 at 60, for men and women, in tenths."""


@rule("resident_account_pension", "guofa-2014-8#account")
def resident_account_pension(balance: Fen, months: int) -> Fen:
    """居民个人账户养老金: balance / 139, fen per month; `months` in tenths.

    >>> resident_account_pension(Fen(8_443_200), RESIDENT_PAYMENT_MONTHS)
    60742
    """
    return Fen(half_up(balance * TENTH, months))


@rule("resident_pension", "guofa-2014-8#pension")
def resident_pension(minimum: Fen, long_payment: Fen, account: Fen) -> Fen:
    """城乡居民养老金: basic minimum + addition for long payment + account part, fen per month."""
    return Fen(minimum + long_payment + account)
