"""今天的钱: amounts of another year in the prices of today.

Not a legal amount; computed in decimals of fixed precision so that every machine gives the same fen.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Fen, Ppm

__all__ = ["in_todays_money"]

_CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP)


def in_todays_money(amount: Fen, months_ahead: int, inflation: Ppm) -> Fen:
    """`amount` due in `months_ahead` months, in today's prices, fen.

    amount / (1 + inflation) ** (months / 12); months in the past make it larger.
    """
    level = _price_level(months_ahead, inflation)
    return Fen(int(_CONTEXT.divide(Decimal(amount), level).to_integral_value(ROUND_HALF_UP)))


@lru_cache(maxsize=4_096)
def _price_level(months_ahead: int, inflation: Ppm) -> Decimal:
    """What costs 1 today costs this in `months_ahead` months; kept, because powers are slow."""
    yearly = Decimal(PPM + inflation) / PPM
    return _CONTEXT.power(yearly, Decimal(months_ahead) / MONTHS_PER_YEAR)
