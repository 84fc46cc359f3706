"""内部收益率与现值: what a series of monthly amounts is worth and what it returns.

Plain numbers and loops only, without exceptions, so that a compiler can run the same source. Not a
legal amount: floats are allowed here and nowhere else.
"""

from collections.abc import Sequence
from math import nan, pow  # noqa: A004 floats in, floats out

__all__ = ["break_even", "present_value", "rate_of_return"]

_UPWARD = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 10.0)
_DOWNWARD = (0.0, -0.02, -0.05, -0.1, -0.2, -0.5, -0.9, -0.99)
_PRECISION = 1e-15
_ROUNDS = 100


def present_value(flows: Sequence[float], at: int, yearly_rate: float) -> float:
    """The value of monthly `flows` in the month at position `at`, compounded by parts of a year.

        sum of flow(m) x (1 + rate) ** (-(m - at) / 12)

    `yearly_rate` above -1.

    >>> round(present_value([0.0] * 12 + [105.0], 0, 0.05), 9)
    100.0
    """
    step = pow(1.0 + yearly_rate, -1.0 / 12.0)
    value = 0.0
    for flow in flows[::-1]:
        value = value * step + flow
    return value * pow(1.0 + yearly_rate, at / 12.0)


def rate_of_return(flows: Sequence[float]) -> float:
    """内部收益率, a year: the rate at which monthly `flows` are worth nothing; nan where none does.

    Searched from 0 outwards to -99% and 1000%, so that of several rates the one nearest to 0 is found.

    >>> round(rate_of_return([-100.0] + [0.0] * 11 + [105.0]), 12)
    0.05
    """
    upper = present_value(flows, 0, 0.0)
    lower = upper
    for step in range(1, len(_UPWARD)):
        above = present_value(flows, 0, _UPWARD[step])
        if (upper < 0.0) != (above < 0.0):
            return _between(flows, _UPWARD[step - 1], upper, _UPWARD[step], above)
        below = present_value(flows, 0, _DOWNWARD[step])
        if (lower < 0.0) != (below < 0.0):
            return _between(flows, _DOWNWARD[step - 1], lower, _DOWNWARD[step], below)
        upper = above
        lower = below
    return nan


def _between(
    flows: Sequence[float], near: float, at_near: float, far: float, at_far: float
) -> float:
    """The rate between two at which the value changes its sign (Chandrupatla 1997).

    Bisection, replaced by inverse quadratic interpolation where that is safe.
    """
    newest, at_newest = near, at_near
    other, at_other = far, at_far
    share = 0.5
    for _ in range(_ROUNDS):
        rate = newest + share * (other - newest)
        value = present_value(flows, 0, rate)
        if (value < 0.0) == (at_newest < 0.0):
            older, at_older = newest, at_newest
        else:
            older, at_older = other, at_other
            other, at_other = newest, at_newest
        newest, at_newest = rate, value
        best = newest if abs(at_newest) < abs(at_other) else other
        least = (2.0 * _PRECISION * abs(best) + 0.5 * _PRECISION) / abs(other - newest)
        if least > 0.5 or value == 0.0:
            return best
        along = (newest - other) / (older - other)
        rise = (at_newest - at_other) / (at_older - at_other)
        share = 0.5
        if rise * rise < along and (1.0 - rise) * (1.0 - rise) < 1.0 - along:
            share = at_newest / (at_other - at_newest) * at_older / (at_other - at_older)
            share += (
                (older - newest)
                / (other - newest)
                * at_newest
                / (at_older - at_newest)
                * at_other
                / (at_older - at_other)
            )
        share = min(1.0 - least, max(least, share))
    return newest


def break_even(flows: Sequence[float]) -> float:
    """回本位置: the position, in months, from which the running sum never is below 0 again.

    A fraction says how much of the month was needed. 0 where it never is below, nan where it ends
    below.

    >>> break_even([-30.0, -30.0, 0.0, 40.0, 40.0])
    4.5
    """
    running = 0.0
    position = 0.0
    for month in range(len(flows)):
        before = running
        running += flows[month]
        if before < 0.0 <= running:
            position = month - before / flows[month]
    return nan if running < 0.0 else position
