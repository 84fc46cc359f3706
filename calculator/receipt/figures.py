"""凭据里的结果: the figures of an estimate that a receipt keeps and a replay has to give again.

Exact integers in the units of the rules. The trace, the notices and the comparisons are not kept:
they follow from the same inputs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from calculator.result import Estimate, Outcome, OutcomeName
from rules.law import Status
from rules.month import Month
from rules.quantities import Fen, IndexE12, Micro, Months, YearUnits

__all__ = ["OUTCOMES", "Figures", "OutcomeFigures", "figures_of", "outcome_figures"]

OUTCOMES: tuple[OutcomeName, ...] = get_args(OutcomeName)
"""The ways of going on every estimate tells."""


class OutcomeFigures(NamedTuple):
    """One way of going on: money in fen, the calculation base in millionths of a yuan, the index in
    millionth millionths, years in twelve-thousandths, payment months in tenths.
    """

    payable: bool
    retirement: Month
    start: Month
    months_counted: Months
    months_required: Months
    monthly_payment: Fen
    paid_from_now: Fen
    paid_from_now_today: Fen
    credited_total: Fen
    balance: Fen
    average_index: IndexE12
    years: YearUnits
    calculation_base: Micro
    payment_months: int
    basic: Fen
    account: Fen
    transitional: Fen
    extras: Fen
    pension: Fen
    pension_today: Fen


class Figures(NamedTuple):
    """The outcomes by name, and the standing of the law values behind them."""

    status: Status
    outcomes: Mapping[str, OutcomeFigures]


def figures_of(estimate: Estimate) -> Figures:
    """The figures a receipt keeps."""
    outcomes: dict[str, OutcomeFigures] = {
        name: outcome_figures(getattr(estimate, name)) for name in OUTCOMES
    }
    return Figures(estimate.status, MappingProxyType(outcomes))


def outcome_figures(outcome: Outcome) -> OutcomeFigures:
    """The figures of one way of going on."""
    settled = outcome.settlement
    return OutcomeFigures(
        payable=outcome.payable,
        retirement=Month(settled.retirement),
        start=outcome.start,
        months_counted=Months(settled.counted),
        months_required=Months(settled.required),
        monthly_payment=outcome.monthly_payment,
        paid_from_now=outcome.paid_from_now,
        paid_from_now_today=outcome.paid_from_now_today,
        credited_total=Fen(settled.credited_total),
        balance=Fen(settled.balance),
        average_index=IndexE12(settled.average_index),
        years=YearUnits(settled.years),
        calculation_base=Micro(settled.basic_base),
        payment_months=settled.payment_months,
        basic=Fen(settled.award.basic),
        account=Fen(settled.award.account),
        transitional=Fen(settled.award.transitional),
        extras=Fen(settled.award.extras),
        pension=outcome.pension,
        pension_today=outcome.pension_today,
    )
