"""One case told twice: to the rules as integers, to the oracle in decimals; and their results compared.

The rules carry a month's index to twelve decimals, the oracle carries it exactly. So the average may
differ by 1e-12, and an amount is held to what the oracle gives at that distance on either side: to
the fen, except where the exact amount lies on the very edge of a rounding.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from rules.career import Run
from rules.estimation import Settlement
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_YUAN, PPM, YEAR_UNITS
from tests import reference
from tests.synthetic import (
    NEVER,
    YEARS,
    Case,
    Stretch,
    statutory_month,
)

Record = dict[str, Any]

INDEX_SLACK = Fraction(2, INDEX_ONE)
_PICO_PER_YUAN = 10**12
_MODES = ("round2", "exact", "1dp_ceil", "2dp_ceil", "half_year_up", "shanghai")
_DENOMINATORS = ("paid_months", "months_due", "calendar_years", "months_due_unpaid_60")
_AMOUNTS = ("fen", "jiao_up_from_fen", "jiao_up_exact", "total_jiao_up")
_CHOICES = ("yuan", "tier", "moving", "floor", "ceiling", "paid")
_SHAPES = ("none", "index", "average", "beijing")


def pair(month: int) -> reference.Month:
    """A month as the oracle writes it."""
    return month // 12, month % 12 + 1


def _scaled(value: int, unit: int) -> Decimal:
    """Exact: the default context holds 28 digits and every quotient here ends."""
    return Decimal(value) / Decimal(unit)


def yuan(fen: int) -> Decimal:
    """Fen as the oracle's yuan."""
    return _scaled(fen, FEN_PER_YUAN)


def oracle_law(case: Case) -> Record:
    """The law of a case in the oracle's words."""

    def table(row: Any) -> dict[str, list[Record]]:
        return {
            str(at): [
                {"first": pair(stretch.first), "last": pair(stretch.last), **row(stretch)}
                for stretch in place
            ]
            for at, place in enumerate(case.law.places)
        }

    def limits(stretch: Stretch) -> Record:
        wage = _scaled(stretch.wage, MICRO_PER_YUAN)
        return {"wage": wage, "floor": yuan(stretch.floor), "ceiling": yuan(stretch.ceiling)}

    terms, category = case.law.terms, case.category
    at = pair(case_retirement(case))[0] - terms.first_year
    return {
        "limits": table(limits),
        "index_wage": table(lambda s: {"wage": _scaled(s.index_wage, MICRO_PER_YUAN)}),
        "total_rate": table(lambda s: {"rate": _scaled(s.total_rate, PPM)}),
        "account_rate": table(lambda s: {"rate": _scaled(s.account_rate, PPM)}),
        "crediting_rate": {
            year: _scaled(rate, PPM)
            for year, rate in zip(YEARS, terms.crediting_rate, strict=True)  # type: ignore[call-overload]
        },
        "calculation_base": _scaled(terms.basic_base[at], MICRO_PER_YUAN),
        "index_base": _scaled(terms.index_base[at], MICRO_PER_YUAN),
        "transitional_base": _scaled(terms.transitional_base[at], MICRO_PER_YUAN),
        "categories": {
            category.name: {
                "original": category.original_age,
                "first_affected": pair(category.first_affected),
                "step": category.step,
                "cap": category.cap,
            }
        },
        "payment_months": {40 + k: Decimal(value) for k, value in enumerate(terms.payment_months)},
        "minimum": reference.MINIMUM,
        "basic_rate": _scaled(terms.basic_rate, PPM),
    }


def case_retirement(case: Case) -> int:
    """The chosen month, worked out by the oracle."""
    statutory = statutory_month(case.category, case.person.birth)
    earliest = max(case.person.birth + case.category.original_age, statutory - 36)
    return (statutory, earliest, case.person.month)[case.person.choice]


def oracle_options(case: Case) -> Record:
    """The practice of a case in the oracle's words."""
    practice, transition = case.practice, case.transition
    own = transition.own_index
    decimals = {1: None, 10**8: 4, 10**9: 3}[practice.index_precision]
    shape = _SHAPES[practice.transitional_shape]
    return {
        "base_rounding": "yuan" if practice.base_step == 100 else "fen",
        "interest_method": ("monthly", "annual")[practice.interest_method],
        "retirement_interest": ("through_r", "through_previous", "full_year")[
            practice.retirement_interest
        ],
        "posting": ("payment_month", "covered_month")[practice.posting],
        "years_mode": _MODES[practice.years_mode],
        "index_denominator": _DENOMINATORS[practice.denominator],
        "index_decimals": decimals,
        "due_from": pair(practice.due_from),
        "indexed_wage_rounding": "fen" if practice.indexed_wage_to_fen else None,
        "low_index_factor": bool(practice.low_index_factor),
        "divisor_rule": "whole_age" if case.law.terms.monthly_ages_from == NEVER else "monthly",
        "amount_rounding": _AMOUNTS[practice.amount_rounding],
        "transitional": {
            "shape": "index_floor_1" if practice.transitional_index_floor > 0 else shape,
            "coefficient": _scaled(practice.transitional_coefficient, PPM),
            "months": case.early_months,
            "index": None if own < 0 else _scaled(own, INDEX_ONE),
            "actual_months": case.early_paid_months,
        },
        "pay_retirement_month": bool(practice.pay_retirement_month),
    }


def oracle_case(case: Case) -> Record:
    """A case in the oracle's words."""
    opening, transition = case.opening, case.transition
    spells = []
    for spell in case.spells:
        amount = _scaled(spell.amount, PPM) if spell.choice == 1 else yuan(spell.amount)
        spells.append(
            {
                "first": pair(spell.first),
                "last": pair(spell.last),
                "choice": _CHOICES[spell.choice],
                "amount": amount,
                "anchor": _scaled(spell.anchor, MICRO_PER_YUAN),
                "place": str(spell.place),
                "employed": bool(spell.employed),
                "posted": pair(spell.posted) if spell.posted else None,
            }
        )
    statement = {
        "month": pair(opening.month),
        "months": opening.months,
        "due_months": opening.due_months,
        "index": Fraction(opening.index_sum, INDEX_ONE * max(1, opening.months)),
        "balance": yuan(opening.balance),
    }
    return {
        "birth": pair(case.person.birth),
        "category": case.category.name,
        "retire": pair(case_retirement(case)),
        "spells": spells,
        "rhythm": case.practice.rhythm,
        "payment_month": case.practice.payment_month or None,
        "opening": statement if opening.month > 0 else None,
        "deemed": {
            "months": transition.deemed_months,
            "index": _scaled(transition.deemed_index, INDEX_ONE),
        },
        "claim_place": str(case.claim_place),
        "options": oracle_options(case),
    }


def by_the_oracle(case: Case) -> Record:
    """The settlement by the oracle."""
    return reference.settle(oracle_case(case), oracle_law(case))


def _months_of(run: Run) -> list[tuple[object, ...]]:
    amounts = (yuan(run.base), yuan(run.total), yuan(run.credit), yuan(run.pool), str(run.place))
    return [(pair(month), *amounts) for month in range(run.first, run.last + 1)]


def exact_fields(settled: Settlement) -> Record:
    """The result of the rules in the oracle's words, without what hangs on the average index."""
    return {
        "runs": [month for run in settled.runs for month in _months_of(run)],
        "paid_total": yuan(settled.paid_total),
        "credited_total": yuan(settled.credited_total),
        "pool_total": yuan(settled.pool_total),
        "months_counted": settled.counted,
        "ledger": [
            (
                line.year,
                yuan(line.opening),
                yuan(line.credited),
                yuan(line.interest),
                yuan(line.closing),
                _scaled(line.rate, PPM),
            )
            for line in settled.ledger
        ],
        "balance": yuan(settled.balance),
        "index_denominator": Fraction(settled.denominator * 12, YEAR_UNITS),
        "years_used": Fraction(settled.years, YEAR_UNITS),
        "statutory_month": pair(settled.statutory),
        "statutory_age": settled.statutory_age,
        "earliest_month": pair(settled.earliest),
        "retirement": pair(settled.retirement),
        "age_at_retirement": settled.age,
        "required_months": settled.required,
        "missing": settled.missing,
        "payment_months": _scaled(settled.payment_months, 10),
        "pension_start": pair(settled.start),
        "account_pension": yuan(settled.award.account),
    }


def oracle_fields(case: Case, expected: Record) -> Record:
    """The result of the oracle, written like `exact_fields`."""
    run_keys = ("month", "base", "total", "account", "pool", "place")
    line_keys = ("year", "opening", "credits", "interest", "closing", "rate")
    short = max(0, expected["required_months"] - expected["months_counted"])
    return {
        **expected,
        "runs": [tuple(run[key] for key in run_keys) for run in expected["runs"]],
        "ledger": [tuple(line[key] for key in line_keys) for line in expected["ledger"]],
        "retirement": pair(case_retirement(case)),
        "missing": short,
    }


def index_fields(settled: Settlement) -> Record:
    """What hangs on the average index, as exact numbers."""
    award = settled.award
    return {
        "average_index": Fraction(settled.average_index, INDEX_ONE),
        "low_index_factor": Fraction(award.factor, 10_000),
        "indexed_wage": Fraction(settled.indexed, _PICO_PER_YUAN),
        "basic": Fraction(award.basic, FEN_PER_YUAN),
        "transitional": Fraction(award.transitional, FEN_PER_YUAN),
        "total": Fraction(award.total, FEN_PER_YUAN),
    }


def oracle_bounds(case: Case, expected: Record) -> tuple[Record, Record]:
    """The oracle's index-dependent fields with the average moved by the slack, down and up."""
    told, law = oracle_case(case), oracle_law(case)
    denominator = expected["index_denominator"]
    exact = expected["index_sum"] / denominator if denominator else Fraction(0)
    decimals = told["options"]["index_decimals"]
    account = Fraction(expected["balance"]) / Fraction(expected["payment_months"])
    bounds = []
    for moved in (max(Fraction(0), exact - INDEX_SLACK), exact + INDEX_SLACK):
        index = moved if decimals is None else Fraction(reference.half_up(moved, decimals))
        parts = reference.pension(told, law, index, expected["years_used"], account)
        bounds.append({**parts, "average_index": index})
    return bounds[0], bounds[1]
