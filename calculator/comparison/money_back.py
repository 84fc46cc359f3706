"""回本曲线: all money ever paid and all pension received, running up month by month, in today's money."""

from dataclasses import dataclass

from calculator.comparison.footing import Footing, Mortality, footing_of
from calculator.result import Estimate
from calculator.valuation import Payback, real_payback_of, running_totals
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Months

__all__ = ["MoneyBack", "MoneyPoint", "money_back", "money_back_on"]

_OLDEST = 100 * MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPoint:
    """Paid and received through `month`, fen in today's prices."""

    month: Month
    age: Months
    paid: Fen
    received: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBack:
    """Points a year apart, from the first payment known to the age of 100; `even` is the real payback.

    Without the minimum period what is received is the account, refunded once at `start`.
    """

    points: tuple[MoneyPoint, ...]
    start: Month
    payable: bool
    even: Payback | None
    statement_months: Months


def money_back(result: Estimate, law: Law, mortality: Mortality | None = None) -> MoneyBack:
    """The course of the plan of an estimate, made from `law`."""
    return money_back_on(footing_of(result, law, mortality))


def money_back_on(footing: Footing) -> MoneyBack:
    """The course of the plan on a footing."""
    case, plan = footing.case, footing.plan()
    stream = plan.life()
    paid, received = running_totals(footing.outlook, stream)
    last = case.scenario.born + _OLDEST
    months = [*range(stream.first, last, MONTHS_PER_YEAR), last]
    return MoneyBack(
        points=tuple(
            MoneyPoint(
                month=Month(month),
                age=Months(month - case.scenario.born),
                paid=Fen(round(paid[month - stream.first])),
                received=Fen(round(received[month - stream.first])),
            )
            for month in months
        ),
        start=plan.start,
        payable=plan.payable,
        even=real_payback_of(footing.outlook, stream, plan.start),
        statement_months=Months(case.opening.months),
    )
