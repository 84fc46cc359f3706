"""地方口径与选项: the practice of the paying place and the options of the person, as rule codes.

The law store and scenarios write practice in words; the rules take small integers. This is the only
place that knows both.
"""

from dataclasses import replace

from calculator.scenario.model import Scenario
from rules.contribution import Posting
from rules.contribution_base import TO_FEN, TO_YUAN
from rules.contribution_index import FULL_PRECISION, Denominator
from rules.contribution_period import YearsMode
from rules.estimation import NO_LONG_CAREER, Extras, Practice, TransitionalShape
from rules.individual_account import InterestMethod, RetirementInterest
from rules.law import Extra
from rules.law import Practice as LocalPractice
from rules.month import MONTHS_PER_YEAR, Month
from rules.pension import AmountRounding
from rules.quantities import INDEX_ONE, YEAR_UNITS, Fen, Ppm

__all__ = ["RHYTHMS", "extras_of", "merged", "practice_of"]


_YEARS = {
    "round2": YearsMode.ROUND2,
    "exact": YearsMode.EXACT,
    "1dp_ceil": YearsMode.ONE_DECIMAL_UP,
    "2dp_ceil": YearsMode.TWO_DECIMALS_UP,
    "half_year_up": YearsMode.HALF_YEAR_UP,
    "shanghai": YearsMode.SHANGHAI,
}
_DENOMINATORS = {
    "paid_months": Denominator.PAID_MONTHS,
    "months_due": Denominator.MONTHS_DUE,
    "calendar_years": Denominator.CALENDAR_YEARS,
    "months_due_unpaid_60": Denominator.MONTHS_DUE_UNPAID_60,
}
_AMOUNTS = {
    "fen": AmountRounding.FEN,
    "jiao_up_from_fen": AmountRounding.JIAO_UP_FROM_FEN,
    "jiao_up_exact": AmountRounding.JIAO_UP_EXACT,
    "total_jiao_up": AmountRounding.TOTAL_JIAO_UP,
}
_SHAPES = {
    "none": TransitionalShape.NONE,
    "index": TransitionalShape.INDEX,
    "average": TransitionalShape.AVERAGE,
    "index_floor_1": TransitionalShape.INDEX,
    "beijing_two_parts": TransitionalShape.TWO_PARTS,
}
_METHODS = {
    "monthly_product": InterestMethod.MONTHLY_PRODUCT,
    "annual": InterestMethod.ANNUAL,
}
_RETIREMENT_INTEREST = {
    "through_retirement": RetirementInterest.THROUGH_RETIREMENT,
    "through_previous": RetirementInterest.THROUGH_PREVIOUS,
    "full_year": RetirementInterest.FULL_YEAR,
}
_POSTING = {
    "payment_month": Posting.PAYMENT_MONTH,
    "covered_month": Posting.COVERED_MONTH,
}
RHYTHMS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": MONTHS_PER_YEAR}
_OPTIONS = (
    "interest_method",
    "retirement_interest",
    "posting",
    "pay_retirement_month",
    "years_mode",
    "index_denominator",
    "index_reference",
    "index_decimals",
    "due_from",
    "divisor_rule",
    "amount_rounding",
    "low_index_factor",
)
_NO_DUE_START = Month(0)


def merged(local: LocalPractice, scenario: Scenario) -> LocalPractice:
    """The practice of the place with what the scenario overrides."""
    stated = {
        name: value for name in _OPTIONS if (value := getattr(scenario, name, None)) is not None
    }
    return replace(local, **stated) if stated else local


def practice_of(local: LocalPractice, scenario: Scenario) -> Practice:
    """The rule codes of a practice. Two-decimal due years go with a four-decimal index (Beijing)."""
    decimals = local.index_decimals
    coefficients = local.transitional_coefficients
    return Practice(
        base_step=TO_FEN if scenario.base_rounding == "fen" else TO_YUAN,
        interest_method=_METHODS[local.interest_method],
        retirement_interest=_RETIREMENT_INTEREST[local.retirement_interest],
        posting=_POSTING[local.posting],
        rhythm=RHYTHMS[scenario.rhythm],
        payment_month=scenario.payment_month or 0,
        pay_retirement_month=int(local.pay_retirement_month),
        years_mode=_YEARS[local.years_mode],
        denominator=_DENOMINATORS[local.index_denominator],
        due_from=local.due_from or _NO_DUE_START,
        due_years_mode=(
            YearsMode.ROUND2
            if decimals is not None and local.years_mode == "round2"
            else YearsMode.EXACT
        ),
        index_precision=FULL_PRECISION if decimals is None else INDEX_ONE // 10**decimals,
        indexed_wage_to_fen=int(local.indexed_wage_rounding == "fen"),
        low_index_factor=int(local.low_index_factor),
        amount_rounding=_AMOUNTS[local.amount_rounding],
        transitional_shape=_SHAPES[local.transitional_shape],
        transitional_coefficient=coefficients[0][1],
        transitional_threshold=coefficients[-1][0] * (YEAR_UNITS // MONTHS_PER_YEAR),
        transitional_coefficient_above=coefficients[-1][1],
        transitional_index_floor=INDEX_ONE if local.transitional_shape == "index_floor_1" else 0,
    )


def extras_of(offered: tuple[Extra, ...], *, only_child: bool) -> Extras:
    """The local items with a formula; the only-child percentage only for who has a right to it."""
    flat, adjustment_flat, per_year, supplement, percent = 0, 0, 0, 0, 0
    steps: tuple[tuple[int, int], ...] = NO_LONG_CAREER
    for extra in offered:
        if extra.kind == "allowance":
            flat += extra.flat
        elif extra.kind == "adjustment_sum":
            adjustment_flat, per_year = extra.flat, extra.per_year
        elif extra.kind == "indexed_supplement":
            supplement = extra.rate
        elif extra.kind == "percentage_bonus" and only_child:
            percent = extra.rate
        elif extra.kind == "long_career_bonus":
            steps = extra.steps
    return Extras(
        Fen(flat), Fen(adjustment_flat), Fen(per_year), Ppm(supplement), Ppm(percent), steps
    )
