"""缴费基数: the monthly amount contributions are computed from.

Covers what a person declares (yuan, a percentage of the reference wage, an amount that moves with
it) and the limits that hold it. Does not cover which months are paid (`career`).
"""

from rules.quantities import (
    FEN_PER_YUAN,
    MICRO_PER_FEN,
    PPM,
    Fen,
    Micro,
    Ppm,
    clamp,
    half_up,
    half_up_product,
)
from rules.tracing import rule

__all__ = ["TO_FEN", "TO_YUAN", "contribution_base", "declared_by_tier", "declared_moving"]

TO_FEN = Fen(1)
TO_YUAN = Fen(FEN_PER_YUAN)
"""Declared bases are whole yuan by default (rules of practice, section 14)."""


@rule("declared_by_tier", "guobanfa-2019-13#3")
def declared_by_tier(tier: Ppm, reference_wage: Micro, step: Fen) -> Fen:
    """按档次申报的基数: a percentage of the reference wage, fen per month.

        tier x reference wage, half up to a whole `step` (one yuan, or one fen)

    >>> declared_by_tier(Ppm(600_000), Micro(11_937_000_000), TO_YUAN)
    716200
    """
    return Fen(half_up(tier * reference_wage, PPM * MICRO_PER_FEN * step) * step)


@rule("declared_moving", "guobanfa-2019-13#3")
def declared_moving(amount: Fen, anchor: Micro, reference_wage: Micro, step: Fen) -> Fen:
    """随社平工资调整的申报基数: an amount declared when the reference wage was `anchor`, fen per month.

        amount x reference wage / anchor, half up to a whole `step`

    The person keeps pace with the average wage; without it the same yuan go on and the index falls.
    """
    return Fen(half_up_product(reference_wage, amount, anchor, step) * step)


@rule("contribution_base", "guobanfa-2019-13#3")
def contribution_base(declared: Fen, floor: Fen, ceiling: Fen) -> Fen:
    """缴费基数: what was declared, held between the limits in force that month, fen per month.

    个体工商户和灵活就业人员参加企业职工基本养老保险，可以在本省全口径城镇单位就业人员平均工资的60%至300%之间选择适当的缴费基数。

    Floor and ceiling are the published ones, rounded as the place rounds them.

    >>> contribution_base(Fen(500_000), Fen(716_200), Fen(3_581_100))
    716200
    """
    return Fen(clamp(declared, floor, ceiling))
