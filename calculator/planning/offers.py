"""可选档次: the tiers a plan may choose from in a year.

Floor and ceiling always; between them the tiers a place lists, where it lists any, else the usual steps.
Amounts a place lists in yuan are taken as their share of the reference wage of that time.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from rules.career import Choice
from rules.law import Law
from rules.month import Month
from rules.quantities import FEN_PER_YUAN, MICRO_PER_FEN, PPM, Fen, Ppm, half_up

__all__ = ["CEILING", "FLOOR", "USUAL", "Offer", "OffersAre", "offers_of"]


NO_TIER = Ppm(0)
_RANGE_SET = Month.of(2019, 5)
"""国办发〔2019〕13号: from then on any base between the limits; what a place listed before is over."""


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """A way to fix the base of a year: the limit, or a tier in ppm of the reference wage.

    `printed` is the amount a place lists instead of a tier, fen.
    """

    choice: Choice
    amount: Ppm = NO_TIER
    printed: Fen | None = field(default=None, compare=False)


FLOOR = Offer(Choice.FLOOR)
CEILING = Offer(Choice.CEILING)
USUAL = (
    FLOOR,
    *(Offer(Choice.TIER, Ppm(tier)) for tier in range(700_000, 1_000_001, 100_000)),
    *(Offer(Choice.TIER, Ppm(tier)) for tier in range(1_500_000, 2_500_001, 500_000)),
    CEILING,
)
"""Floor, 70% to 100% by tens, 150%, 200%, 250%, ceiling."""


class OffersAre(StrEnum):
    """What is known of the bases a place lets people choose."""

    LISTED = "listed"
    """The tiers its notice lists."""
    FREE = "free"
    """Any base between floor and ceiling; the usual steps stand for them."""
    UNKNOWN = "unknown"
    """Not found; the usual steps are taken."""


def offers_of(law: Law, region: str, month: Month) -> tuple[tuple[Offer, ...], OffersAre]:
    """The offers of a region by the last of its limits up to `month` that say something of them."""
    known = [
        period
        for period in law.limits(region)
        if _RANGE_SET <= period.start <= month and period.flexible_choice
    ]
    if not known:
        return USUAL, OffersAre.UNKNOWN
    period = known[-1]
    if period.flexible_choice == "free":
        return USUAL, OffersAre.FREE
    kind, _, listed = period.flexible_choice.replace("percents ", "percents:").partition(":")
    numbers = sorted(int(number) for number in listed.split("|"))
    if kind == "percents":
        tiers = [Offer(Choice.TIER, Ppm(number * PPM // 100)) for number in numbers]
    else:
        wage = period.reference_wage // MICRO_PER_FEN
        amounts = [Fen(number * FEN_PER_YUAN) for number in numbers]
        tiers = [Offer(Choice.TIER, Ppm(half_up(amount * PPM, wage)), amount) for amount in amounts]
    between = [offer for offer in tiers if 600_000 < offer.amount < 3_000_000]
    return (FLOOR, *between, CEILING), OffersAre.LISTED
