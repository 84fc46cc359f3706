"""对照计算：身故与待遇领取地: the grants of a death and the paying place, naively.

The second half of the oracle; like `reference` it shares no code with the package.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tests.reference import half_up


def survivor_grants(
    years: Fraction,
    monthly_income: Decimal,
    drawn_years: Fraction,
    own_credits: Decimal,
    *,
    retired: bool,
) -> dict[str, Decimal]:
    """丧葬补助金 and 抚恤金 in yuan (人社部发〔2021〕18号; R-6.3); years at two decimals."""
    paid = Fraction(half_up(years, 2))
    above_15 = max(Fraction(0), min(paid, Fraction(30)) - 15)
    months = Fraction(3) if paid < 5 else Fraction(6) if paid < 10 else 9 + above_15
    if retired:
        months = max(Fraction(9), months - Fraction(half_up(drawn_years, 2)))
    funeral = half_up(2 * Fraction(monthly_income), 2)
    survivor = half_up(months * Fraction(monthly_income), 2)
    if paid < 5 and not retired:
        funeral = min(funeral, own_credits)
        survivor = min(survivor, own_credits - funeral)
    return {"funeral": funeral, "survivor": survivor, "total": funeral + survivor}


def paying_place(hukou: str, current: str, months_by_place: Sequence[tuple[str, int]]) -> str:
    """待遇领取地 (国办发〔2009〕66号 art. 6). Places in the order last paid in, the latest last."""
    long_enough = [place for place, months in months_by_place if months >= 120]
    if current == hukou or current in long_enough:
        return current
    return long_enough[-1] if long_enough else hukou
