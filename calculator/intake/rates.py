"""由缴费额反推基数: the base a payment was made on, told from the amount and the rate of its month.

The payment is rounded to the fen, so several bases can give one amount: a limit of the month is taken
before a whole yuan, that before any other, and the rule itself must give the amount back.
"""

from rules.contribution import account_credit, monthly_contribution
from rules.quantities import FEN_PER_YUAN, PPM, Fen, Ppm, half_up

__all__ = ["base_of_amount"]


def base_of_amount(
    amount: Fen, rate: int, *, of_account: bool, limits: tuple[Fen, ...] = ()
) -> Fen | None:
    """The base whose payment (or part for the account) at `rate` is `amount`; None where there is none.

    `limits` are floor and ceiling of the month, which most people choose.

    >>> base_of_amount(Fen(143_240), 200_000, of_account=False)
    716200
    >>> base_of_amount(Fen(57_296), 80_000, of_account=True)
    716200
    """
    rule = account_credit if of_account else monthly_contribution
    yuan = Fen(half_up(amount * PPM, rate * FEN_PER_YUAN) * FEN_PER_YUAN)
    exact = Fen(half_up(amount * PPM, rate))
    return next((base for base in (*limits, yuan, exact) if rule(base, Ppm(rate)) == amount), None)
