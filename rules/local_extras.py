"""地方性待遇: items some provinces add to the three parts of the pension.

Off unless asked for. Only items whose formula fits published sheets are computed; the law data names
the others without a formula.
"""

from collections.abc import Sequence

from rules.quantities import (
    INDEX_ONE,
    PICO_PER_FEN,
    PPM,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Pico,
    Ppm,
    YearUnits,
    half_up,
    half_up_product,
)
from rules.tracing import rule

__all__ = [
    "adjustment_sum",
    "indexed_supplement",
    "long_career_bonus",
    "long_career_rate",
    "percentage_bonus",
]

_PICO_PER_MICRO = 1_000_000


@rule("long_career_rate", "jilin-long-career#rates")
def long_career_rate(years: YearUnits, steps: Sequence[tuple[int, int]]) -> int:
    """长缴加发比例: the sum over `steps` (years above, ppm for each further year).

    In ppm of the average base times twelve thousand; each step ends where the next begins.

    >>> long_career_rate(YearUnits(533_040), ((20, 1_500), (25, 2_000), (30, 2_500))) / 12_000
    53550.0
    """
    total = 0
    reached = 0
    for above, rate in steps:
        beyond = max(0, years - above * YEAR_UNITS)
        total += beyond * (rate - reached)
        reached = rate
    return total


@rule("long_career_bonus", "jilin-long-career#rates")
def long_career_bonus(base: Micro, indexed: Pico, rate: int) -> Fen:
    """吉林长缴加发: (place base + indexed wage on the province base) / 2 x rate, fen per month."""
    both = base * _PICO_PER_MICRO + indexed
    return Fen(half_up_product(both, rate, PICO_PER_FEN, 2 * PPM * YEAR_UNITS))


@rule("adjustment_sum", "zherenshefa-2018-102#item")
def adjustment_sum(flat: Fen, per_year: Fen, index: IndexE12, years: YearUnits) -> Fen:
    """浙江调节金: flat sum + index x years x a sum per year, fen per month.

    >>> adjustment_sum(Fen(48_000), Fen(300), IndexE12(721_900_000_000), YearUnits(513_960))
    57276
    """
    return Fen(flat + half_up_product(index, per_year * years, INDEX_ONE, YEAR_UNITS))


@rule("indexed_supplement", "sichuan-conditional-supplement#sheets")
def indexed_supplement(indexed: Pico, years: YearUnits, coefficient: Ppm) -> Fen:
    """四川附条件增发: indexed wage x years x coefficient (0.1% on every sheet seen), fen per month."""
    return Fen(half_up_product(indexed, years * coefficient, PICO_PER_FEN, YEAR_UNITS * PPM))


@rule("percentage_bonus", "local-one-child-bonus#percent")
def percentage_bonus(parts: Fen, percent: Ppm) -> Fen:
    """独生子女父母加发: a percentage of basic, account and transitional pension, fen per month."""
    return Fen(half_up(parts * percent, PPM))
