"""养老金调整: the yearly rise of pensions in payment.

The State sets one ratio a year and provinces its form; before it is published only an assumption is
possible, which the caller states.
"""

from rules.quantities import PPM, Fen, Ppm, half_up
from rules.tracing import rule

__all__ = ["adjusted_pension"]


@rule("adjusted_pension", "shebaofa-2010#18")
def adjusted_pension(pension: Fen, rise: Ppm) -> Fen:
    """调整后的养老金: last year's pension raised by `rise` (negative allowed), half up to the fen."""
    return Fen(half_up(pension * (PPM + rise), PPM))
