"""可选档次: the tiers a plan may choose from in a year.

Floor and ceiling always; between them the percentages a place offers, where they are known, else the
usual steps. Amounts a place offers in yuan are taken as their share of the reference wage of that time.
"""

from dataclasses import dataclass

from rules.career import Choice
from rules.law import Law
from rules.month import Month
from rules.quantities import MICRO_PER_FEN, PPM, Ppm, half_up

__all__ = ["CEILING", "FLOOR", "USUAL", "Offer", "offers_of"]


NO_TIER = Ppm(0)


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """A way to fix the base of a year: the limit, or a tier in ppm of the reference wage."""

    choice: Choice
    amount: Ppm = NO_TIER


FLOOR = Offer(Choice.FLOOR)
CEILING = Offer(Choice.CEILING)
USUAL = (
    FLOOR,
    *(Offer(Choice.TIER, Ppm(tier)) for tier in range(700_000, 1_000_001, 100_000)),
    *(Offer(Choice.TIER, Ppm(tier)) for tier in range(1_500_000, 2_500_001, 500_000)),
    CEILING,
)
"""Floor, 70% to 100% by tens, 150%, 200%, 250%, ceiling."""


def offers_of(law: Law, region: str, month: Month) -> tuple[tuple[Offer, ...], bool]:
    """The offers of a region by its limits in force in `month`, and whether they are its own."""
    periods = [period for period in law.limits(region) if period.start <= month]
    known = [period for period in periods if period.flexible_choice not in ("", "free")]
    if not known:
        is_free = bool(periods) and periods[-1].flexible_choice == "free"
        return USUAL, is_free
    period = known[-1]
    kind, _, listed = period.flexible_choice.replace("percents ", "percents:").partition(":")
    numbers = [int(number) for number in listed.split("|")]
    if kind == "percents":
        tiers = [number * PPM // 100 for number in numbers]
    else:
        wage = period.reference_wage // MICRO_PER_FEN
        tiers = [half_up(number * 100 * PPM, wage) for number in numbers]
    between = [
        Offer(Choice.TIER, Ppm(tier)) for tier in sorted(tiers) if 600_000 < tier < 3_000_000
    ]
    return (FLOOR, *between, CEILING), True
