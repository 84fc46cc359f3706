"""今天的钱: amounts of another year in the prices of today.

Not a legal amount; computed in decimals of fixed precision so that every machine gives the same fen.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Fen, Ppm

__all__ = ["in_todays_money"]

_CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP)


def in_todays_money(amount: Fen, months_ahead: int, inflation: Ppm) -> Fen:
    """`amount` due in `months_ahead` months, in today's prices, fen.

    amount / (1 + inflation) ** (months / 12); months in the past make it larger.
    """
    yearly = Decimal(PPM + inflation) / PPM
    factor = _CONTEXT.power(yearly, Decimal(months_ahead) / MONTHS_PER_YEAR)
    return Fen(int(_CONTEXT.divide(Decimal(amount), factor).to_integral_value(ROUND_HALF_UP)))
