"""推算: the law goes on where it has not been published yet.

Returns a new law whose series continue under stated assumptions; the rules cannot tell, the result
can, because every continued value carries the status *projected* (or *provisional*, where the agency
itself would go on with the last value). Nothing is projected backwards.
"""

from dataclasses import replace

from calculator.assumptions import Assumptions
from rules.law import Law, LimitPeriod, Status, Value
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import MICRO_PER_FEN, PPM, Fen, Micro, Ppm, ceiling, half_up

__all__ = ["grown", "project", "projected_limits"]

_FLOOR_SHARE = 600_000
_CEILING_SHARE = 3_000_000
_FEN_PER_STEP = {"yuan_half_up": 100, "yuan_up": 100, "fen": 1}


def grown(amount: int, growth: Ppm, years: int) -> int:
    """`amount` after `years` of compound growth, half up to its own unit.

    >>> grown(12_116_000_000, Ppm(35_000), 1)
    12540060000
    """
    return half_up(amount * (PPM + growth) ** years, PPM**years)


def project(
    law: Law,
    *,
    regions: tuple[str, ...],
    assumptions: Assumptions,
    retirement_rate: Ppm | None,
    today: Month,
    until: Month,
    limits_follow_wage: bool = True,
) -> Law:
    """`law` continued through `until` for `regions`.

    Wages and limits go on in blocks of twelve months after their last row; calculation bases repeat
    the last value through the year of `today` (provisional) and grow after it; unpublished crediting
    rates take the assumption. `retirement_rate` fixes the rate of the year of `until`.
    """
    for region in regions:
        law = law.with_limits(
            region,
            projected_limits(
                law, region, assumptions.wage_growth, until, follow_wage=limits_follow_wage
            ),
        )
        law = _with_bases(law, region, assumptions.wage_growth, today, until)
        law = _with_same_year_wages(law, region, assumptions.wage_growth, until)
    return _with_rates(law, assumptions.crediting_rate, retirement_rate, until)


def projected_limits(
    law: Law, region: str, growth: Ppm, until: Month, *, follow_wage: bool
) -> tuple[LimitPeriod, ...]:
    """The limit periods of `region` and the blocks that continue them through `until`.

    The k-th block carries the last wage x (1 + growth)^k, unrounded to the micro-yuan; floor and
    ceiling are 60% and 300% of it, rounded as the place rounds, or the grown limits themselves.
    """
    periods = list(law.limits(region))
    last = periods[-1]
    rounding = law.practice(region).limit_rounding
    block = 0
    while periods[-1].end < until:
        block += 1
        start = Month(last.end + 1 + MONTHS_PER_YEAR * (block - 1))
        wage = Micro(grown(last.reference_wage, growth, block))
        if follow_wage:
            floor, top = (
                _limit(wage, _FLOOR_SHARE, rounding),
                _limit(wage, _CEILING_SHARE, rounding),
            )
        else:
            floor = Fen(grown(last.floor, growth, block))
            top = Fen(grown(last.ceiling, growth, block))
        periods.append(
            replace(
                last,
                start=start,
                end=Month(start + MONTHS_PER_YEAR - 1),
                reference_wage=wage,
                floor=floor,
                ceiling=top,
                flexible_choice="",
                status=Status.PROJECTED,
                notes=("projected",),
            )
        )
    return tuple(periods)


def _limit(wage: Micro, share: int, rounding: str) -> Fen:
    step = _FEN_PER_STEP[rounding]
    rounded = ceiling if rounding == "yuan_up" else half_up
    return Fen(rounded(wage * share, PPM * MICRO_PER_FEN * step) * step)
