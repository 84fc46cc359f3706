"""养老金的组成: a pension in today's money split as its parts are, for every chart that stacks them."""

from collections.abc import Sequence
from typing import NamedTuple

from calculator.charts.chart import Series
from rules.quantities import FEN_PER_YUAN, half_up

__all__ = ["Parts", "parts_of", "stacked"]


class Parts(NamedTuple):
    """Basic pension, account pension, and what else there is; fen per month, in today's money."""

    basic: int
    account: int
    other: int


def parts_of(today: int, *, total: int, basic: int, account: int) -> Parts:
    """`today` split in the proportion of the parts of `total`.

    The basic pension takes what rounding leaves; less than a yuan beyond both parts is rounding too.
    """
    whole, rest = max(1, total), total - basic - account
    other = half_up(today * rest, whole) if rest >= FEN_PER_YUAN else 0
    in_account = half_up(today * account, whole)
    return Parts(today - in_account - other, in_account, other)


def stacked(parts: Sequence[Parts]) -> tuple[Series, ...]:
    """The parts as series; other items only where there are any."""
    series = [
        Series(name, tuple(getattr(one, name) for one in parts)) for name in ("basic", "account")
    ]
    if any(one.other for one in parts):
        series.append(Series("other", tuple(one.other for one in parts)))
    return tuple(series)
