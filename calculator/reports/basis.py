"""计算依据 for other programs: what the rules were given besides the runs of months.

The statement a life begins with, the time before the account, the practice of the paying place: with
them another implementation can follow every item. Months as YYYY-MM, amounts in yuan.
"""

from typing import Any

from calculator.result import Estimate
from rules.career import Run
from rules.ledger import account_start, posted_in
from rules.month import Month
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, PPM, YEAR_UNITS

__all__ = ["basis", "posting_months"]


def basis(estimate: Estimate) -> dict[str, Any]:
    """The blocks `opening`, `transition` and `practice`."""
    opening, transition = estimate.opening, estimate.transition
    own = transition.own_index
    return {
        "opening": None
        if opening.month == 0
        else {
            "month": str(Month(opening.month)),
            "months": opening.months,
            "months_due": opening.due_months,
            "index_sum": opening.index_sum / INDEX_ONE,
            "balance": opening.balance / FEN_PER_YUAN,
        },
        "transition": {
            "deemed_months": transition.deemed_months,
            "deemed_index": transition.deemed_index / INDEX_ONE,
            "index": None if own < 0 else own / INDEX_ONE,
            "years": transition.years / YEAR_UNITS,
            "paid_years": transition.paid_years / YEAR_UNITS,
        },
        "practice": _practice(estimate),
    }


def _practice(estimate: Estimate) -> dict[str, Any]:
    local, codes = estimate.local, estimate.practice
    return {
        "region": local.region,
        "years_mode": str(local.years_mode),
        "amount_rounding": str(local.amount_rounding),
        "indexed_wage_rounding": str(local.indexed_wage_rounding),
        "index_denominator": str(local.index_denominator),
        "index_reference": str(local.index_reference),
        "index_decimals": local.index_decimals,
        "due_from": None if local.due_from is None else str(local.due_from),
        "low_index_factor": bool(local.low_index_factor),
        "divisor_rule": str(local.divisor_rule),
        "divisor_by_month_from": str(local.divisor_by_month_from),
        "interest_method": str(local.interest_method),
        "retirement_interest": str(local.retirement_interest),
        "posting": str(local.posting),
        "pay_retirement_month": bool(local.pay_retirement_month),
        "basic_base": str(local.basic_base),
        "index_base": str(local.index_base),
        "transitional_base": str(local.transitional_base),
        "transitional_shape": str(local.transitional_shape),
        "transitional_coefficient": codes.transitional_coefficient / PPM,
        "transitional_coefficient_above": codes.transitional_coefficient_above / PPM,
        "transitional_threshold_years": codes.transitional_threshold / YEAR_UNITS,
        "account_start": str(local.account_start),
        "payment_rhythm_months": codes.rhythm,
        "payment_month": codes.payment_month or None,
        "base_step": codes.base_step / FEN_PER_YUAN,
    }


def posting_months(estimate: Estimate, run: Run) -> list[str]:
    """记账月份 of the months of a run, each once; empty where a statement covers them."""
    settled = estimate.go_on.settlement
    first = account_start(settled.runs, estimate.opening, settled.retirement)
    months = range(max(run.first, first), run.last + 1)
    found = (posted_in(run, m, first, settled.retirement, estimate.practice) for m in months)
    return [str(Month(month)) for month in dict.fromkeys(found)]
