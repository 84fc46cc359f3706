"""对照计算：地方性待遇: the items some provinces add to the three parts, naively (rules 5.8).

Like `reference` it shares no code with the package.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.reference import ZERO, Number, Table, half_up

Items = Callable[[Table, Number, Number, Fraction, Decimal], Decimal]


def items_of(offered: Mapping[str, Any], *, one_child: bool) -> Items:
    """What is added to the parts of a pension, in yuan a month, each item half up to the fen."""

    def added(
        law: Table, index: Number, indexed_wage: Number, years: Fraction, parts: Decimal
    ) -> Decimal:
        total, wage = ZERO, Fraction(indexed_wage)
        if "allowance" in offered:
            total += Decimal(offered["allowance"]["flat"])
        if item := offered.get("adjustment_sum"):
            # 浙人社发〔2018〕102号: 480 + index x years x 3
            grown = Fraction(index) * years * Fraction(item["per_year"])
            total += Decimal(item["flat"]) + half_up(grown, 2)
        if item := offered.get("indexed_supplement"):
            total += half_up(wage * years * Fraction(item["rate"]) / 100, 2)
        if item := offered.get("long_career_bonus"):
            mean = (Fraction(law["calculation_base"]) + wage) / 2
            total += half_up(mean * long_career_share(years, item["steps"]), 2)
        if one_child and (item := offered.get("percentage_bonus")):
            total += half_up(Fraction(parts) * Fraction(item["rate"]) / 100, 2)
        return total

    return added


def long_career_share(years: Fraction, steps: list[tuple[int, str]]) -> Fraction:
    """吉林长缴加发: 0.15% for each year from 21 to 25, 0.20% from 26 to 30, 0.25% from 31 on."""
    share = Fraction(0)
    for at, (above, percent) in enumerate(steps):
        until = Fraction(steps[at + 1][0]) if at + 1 < len(steps) else years
        share += max(Fraction(0), min(years, until) - above) * Fraction(percent) / 100
    return share
