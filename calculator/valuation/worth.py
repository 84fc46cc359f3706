"""值不值: payback, break-even age, return and present value of a stream of money.

Each figure is given without a life table (money back: when; living to the average age: which return)
and over life tables (what may be expected, with what heirs receive). Times are tenths of a month,
rates ppm a year, amounts fen; nominal and in the prices of today.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from math import floor, isnan
from operator import add, mul, sub
from typing import NamedTuple

from calculator.assumptions import Assumptions
from calculator.scenario.model import Scenario
from calculator.valuation.life_table import (
    GENERAL,
    INSURED,
    UNCHANGED,
    LifeTable,
    life_table,
    months_lived,
)
from calculator.valuation.rate_of_return import break_even, present_value, rate_of_return
from calculator.valuation.streams import Stream
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import PPM, TENTH, Fen, Months, Ppm

__all__ = [
    "Lifetime",
    "Outlook",
    "Payback",
    "Valuation",
    "outlook_of",
    "paid_in_todays_money",
    "payback_of",
    "real_payback_of",
    "running_totals",
    "valuation_of",
    "value_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """回本: from `month` on, at `age`, what came back never again is less than what was paid.

    `tenths` counts the months of pension that takes, in tenths, from the first pension payment
    (negative where it happens before); `chance` is that of living to see it, ppm, from today.
    """

    tenths: int
    month: Month
    age: Months
    chance: Ppm


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """What a stream is worth over a life, today, at the discount rate, fen.

    Living on: `received - paid`; on death `left` to heirs; `value` is the balance of the three.
    `years_left` are the months somebody of this age lives on the average. The rates are ppm a year,
    None where no rate between -99% and 1000% balances the stream.
    """

    table: str
    months_left: Months
    paid: Fen
    received: Fen
    left: Fen
    value: Fen
    rate: Ppm | None
    real_rate: Ppm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """值不值. `paid` and `paid_today` are all the person's own money in the stream, fen.

    `plain` is the payback without growth and interest from now on (None where it was not asked for
    or never comes), `nominal` in the yuan of each year, `real` in today's prices. `fixed` lives
    exactly as long as the average of the first life table, `expected` is by life table.
    """

    paid: Fen
    paid_today: Fen
    plain: Payback | None
    nominal: Payback | None
    real: Payback | None
    fixed: Lifetime
    expected: tuple[Lifetime, ...]


class Prospect(NamedTuple):
    """A life table as one person meets it: the months lived on the average, and the chance of being
    alive 0, 1, 2 ... months from today.
    """

    table: str
    months_left: Months
    survival: tuple[float, ...]


@dataclass(frozen=True)
class Outlook:
    """What streams of one person are valued with. The first prospect is the leading one."""

    today: Month
    born: Month
    inflation: float
    discount: float
    multiplier: Ppm
    prospects: tuple[Prospect, ...]
    _prices: dict[tuple[Month, int], list[float]] = field(default_factory=dict, compare=False)

    @property
    def leading(self) -> Prospect:
        """The prospect by the leading life table."""
        return self.prospects[0]

    @cached_property
    def average_life(self) -> Prospect:
        """The leading prospect as a life that ends after its average."""
        table, months_left, survival = self.leading
        alive = (*[1.0] * months_left, *[0.0] * (len(survival) - months_left))
        return Prospect(table, months_left, alive)

    def prices(self, stream: Stream) -> list[float]:
        """The worth of one fen of each month of a stream in today's prices."""
        key = (stream.first, len(stream.paid))
        if key not in self._prices:
            monthly = (1.0 + self.inflation) ** (-1.0 / MONTHS_PER_YEAR)
            first = stream.first - self.today
            self._prices[key] = [monthly**month for month in range(first, first + key[1])]
        return self._prices[key]

    def chance(self, month: int) -> float:
        """The chance of being alive at the beginning of a month, by the leading table."""
        chances = self.leading.survival
        return chances[min(max(0, month - self.today), len(chances) - 1)]


def outlook_of(
    scenario: Scenario,
    assumptions: Assumptions,
    law: Law,
    own: LifeTable | None = None,
    multiplier: Ppm = UNCHANGED,
) -> Outlook:
    """The outlook of a scenario: a table of one's own first, the general population, insured lives."""
    shipped = [life_table(law, name, scenario.sex, multiplier) for name in (GENERAL, INSURED)]
    tables = (*([own] if own is not None else []), *shipped)
    age = Months(scenario.today - scenario.born)
    return Outlook(
        today=scenario.today,
        born=scenario.born,
        inflation=assumptions.inflation / PPM,
        discount=assumptions.discount / PPM,
        multiplier=tables[0].multiplier,
        prospects=tuple(_prospect(table, age) for table in tables),
    )


def _prospect(table: LifeTable, age: Months) -> Prospect:
    survival = tuple(table.survival(age))
    return Prospect(table.name, months_lived(survival), survival)


def payback_of(outlook: Outlook, stream: Stream, start: Month) -> Payback | None:
    """When the money is back, counted from the first pension payment in `start`; None for never.

    The part of a month in which it happens counts by the share of that month's money.
    """
    return _payback(outlook, stream.first, _net(stream), start)


def real_payback_of(outlook: Outlook, stream: Stream, start: Month) -> Payback | None:
    """The same in the prices of today."""
    return _payback(outlook, stream.first, _real(outlook, stream), start)


def valuation_of(
    outlook: Outlook, stream: Stream, start: Month, plain: Payback | None = None
) -> Valuation:
    """All figures of a stream whose pension starts in `start`."""
    return Valuation(
        paid=Fen(round(sum(stream.paid))),
        paid_today=paid_in_todays_money(outlook, stream),
        plain=plain,
        nominal=payback_of(outlook, stream, start),
        real=real_payback_of(outlook, stream, start),
        fixed=_lifetime(outlook, stream, outlook.average_life),
        expected=tuple(_lifetime(outlook, stream, one) for one in outlook.prospects),
    )


def paid_in_todays_money(outlook: Outlook, stream: Stream) -> Fen:
    """All that is paid in a stream, in today's prices."""
    return Fen(round(sum(map(mul, stream.paid, outlook.prices(stream)))))


def value_of(outlook: Outlook, stream: Stream) -> Fen:
    """现值: `Lifetime.value` by the leading life table alone, fen."""
    weighed = _weighed(outlook, stream, outlook.leading.survival)
    return Fen(round(present_value(weighed.net, outlook.today - stream.first, outlook.discount)))


def running_totals(outlook: Outlook, stream: Stream) -> tuple[list[float], list[float]]:
    """What was paid and what was received through each month, in today's prices."""
    prices = outlook.prices(stream)
    return (
        list(accumulate(map(mul, stream.paid, prices))),
        list(accumulate(map(mul, stream.received, prices))),
    )


def _net(stream: Stream) -> list[float]:
    return list(map(sub, stream.received, stream.paid))


def _real(outlook: Outlook, stream: Stream) -> list[float]:
    return list(map(mul, _net(stream), outlook.prices(stream)))


def _payback(outlook: Outlook, first: Month, net: Sequence[float], start: Month) -> Payback | None:
    position = break_even(net)
    if isnan(position):
        return None
    month = Month(first + floor(position))
    return Payback(
        tenths=round((first + position - start) * TENTH),
        month=month,
        age=Months(month - outlook.born),
        chance=Ppm(round(outlook.chance(month) * PPM)),
    )


class _Weighed(NamedTuple):
    """Amounts by month, weighted by the chance of living to it and of dying in it."""

    paid: list[float]
    received: list[float]
    left: list[float]
    net: list[float]


def _weighed(outlook: Outlook, stream: Stream, survival: Sequence[float]) -> _Weighed:
    before = outlook.today - stream.first
    alive = [1.0] * before + list(survival[: len(stream.paid) - before])
    dying = map(sub, alive, (*alive[1:], 0.0))
    paid = list(map(mul, alive, stream.paid))
    received = list(map(mul, alive, stream.received))
    left = list(map(mul, dying, stream.left))
    net = list(map(sub, map(add, received, left), paid))
    return _Weighed(paid, received, left, net)


def _lifetime(outlook: Outlook, stream: Stream, prospect: Prospect) -> Lifetime:
    before = outlook.today - stream.first
    weighed = _weighed(outlook, stream, prospect.survival)
    rate = rate_of_return(weighed.net)
    paid_now, received_now, left_now = (
        Fen(round(present_value(part, before, outlook.discount))) for part in weighed[:3]
    )
    return Lifetime(
        table=prospect.table,
        months_left=prospect.months_left,
        paid=paid_now,
        received=received_now,
        left=left_now,
        value=Fen(received_now + left_now - paid_now),
        rate=None if isnan(rate) else Ppm(round(rate * PPM)),
        real_rate=None
        if isnan(rate)
        else Ppm(round(((1.0 + rate) / (1.0 + outlook.inflation) - 1.0) * PPM)),
    )
