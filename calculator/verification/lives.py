"""缴费过程的核对: examples that state what is paid, not what was settled.

They run through the same composition as an estimate, on a law that stands still: one reference
wage, one calculation base, one crediting rate, the contribution rates and practice of the place.
"""

import re
from decimal import Decimal

from calculator.law_at_claim import (
    NEVER,
    basic_rate_in,
    monthly_ages_from,
    payment_months_table,
)
from calculator.verification.ages import category_of_sex, statutory
from calculator.verification.answer import Answer, CannotCheck, age_text, from_fen
from calculator.verification.sheets import amounts_of, default_practice
from calculator.verification.stated import Case
from rules.career import Choice, Run, Schedule, Spell
from rules.contribution import account_credit
from rules.contribution_index import monthly_index
from rules.estimation import (
    NO_EXTRAS,
    NO_OPENING,
    NO_TRANSITION,
    Opening,
    Person,
    Settlement,
    Terms,
    keep_ledger,
    settle,
)
from rules.law import Law
from rules.month import Month
from rules.quantities import TENTH, Fen, Micro, Ppm
from rules.retirement_age import Retire

__all__ = ["account", "accumulation"]

_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})")
_NATION = "000000"
_MEASURE = Fen(10**9)
"""A balance large enough that its interest shows a rate to nine digits."""


class _Constant:
    """A column of the law whose value never changes."""

    def __init__(self, value: int) -> None:
        self._value = value

    def __getitem__(self, at: int, /) -> int:
        return self._value


def accumulation(case: Case, law: Law) -> Answer:
    """The pension of who has paid some months and pays the rest until the statutory age.

    The base of the past is that of the future, as the case states one only. Growth is not modelled.
    """
    case.need("paid_months", "future_months", "monthly_base", "calculation_base")
    if "growth" in case and case.rate("growth") > 0:
        raise CannotCheck("growth_stated")
    result = _settled(case, law)
    answer = Answer()
    answer.note("past_index_assumed")
    answer.values |= {
        "retirement_month": str(Month(result.retirement)),
        "retirement_age": age_text(result.age),
        "divisor_months": Decimal(result.payment_months) / TENTH,
        "minimum_months": result.required,
        "account_at_retirement": from_fen(result.balance),
        **amounts_of(result.award),
    }
    return answer


def _settled(case: Case, law: Law) -> Settlement:
    category, birth = category_of_sex(case, law), case.month("birth_month")
    _, retirement = statutory(category, birth)
    first = Month(retirement - case.months("future_months") + 1)
    base, wage = case.fen("monthly_base"), case.micro("calculation_base")
    paid = case.months("paid_months")
    person = Person(
        birth,
        category.original_age,
        category.first_affected,
        category.step,
        category.cap,
        category.early_window,
        Retire.STATUTORY,
        0,
    )
    past = paid * monthly_index(base, wage)
    balance = case.fen("account_balance") if "account_balance" in case else Fen(0)
    practice = law.practice(case.region.code)
    return settle(
        person,
        (Spell(first, retirement, Choice.YUAN, base, 0, 0, 0, 0),),
        Opening(first - 1, paid, paid, past, balance),
        NO_TRANSITION,
        _schedule(case, law, first, retirement),
        0,
        _terms(
            law,
            Month(retirement),
            first.year - 1,
            case.rate("interest") if "interest" in case else Ppm(0),
            wage,
            monthly_ages_from(practice),
        ),
        default_practice(practice),
        NO_EXTRAS,
    )


def _schedule(case: Case, law: Law, first: Month, last: Month) -> Schedule:
    """A schedule that stands still; the base a case states is taken to be within the limits."""
    wage, code = _Constant(case.micro("calculation_base")), case.region.code
    nothing, base = _Constant(0), _Constant(case.fen("monthly_base"))
    return Schedule(
        first,
        last - first + 1,
        wage,
        nothing,
        nothing,
        base,
        wage,
        nothing,
        nothing,
        _Constant(law.at("contribution_rate", code, first).amount),
        _Constant(law.at("account_rate", code, first).amount),
        _Constant(last),
    )


def _terms(
    law: Law, retirement: Month, first_year: int, rate: Ppm, base: Micro, monthly_from: int
) -> Terms:
    minimum = law.minimum_rule
    table, first_age = payment_months_table(law, retirement.year)
    bases = _Constant(base)
    return Terms(
        first_year=first_year,
        crediting_rate=_Constant(rate),
        basic_base=bases,
        index_base=bases,
        transitional_base=bases,
        payment_months=table,
        first_payment_age=first_age,
        monthly_ages_from=monthly_from,
        minimum_base=minimum.base,
        minimum_last_year=minimum.last_year_of_base,
        minimum_step=minimum.step,
        minimum_cap=minimum.cap,
        basic_rate=basic_rate_in(law, _NATION, retirement.year),
    )


def account(case: Case, law: Law) -> Answer:
    """Credits added up, or the interest of the year of retirement, by the practice of the place."""
    if "months_credited" in case:
        return _retirement_year(case, law)
    rate = law.at("account_rate", case.region.code, Month.of(case.known_year(), 1))
    credit = account_credit(case.fen("monthly_base"), Ppm(rate.amount))
    answer = Answer()
    answer.values |= {
        "monthly_credit": from_fen(credit),
        "account_principal": from_fen(credit * case.months("months")),
    }
    return answer


def _retirement_year(case: Case, law: Law) -> Answer:
    """Interest on the credits of the year, and the share of the rate an opening balance earns."""
    found = _RANGE.fullmatch(str(case.stated["months_credited"]))
    if found is None:
        raise CannotCheck("unreadable", key="months_credited", found=case.stated["months_credited"])
    year = case.known_year()
    first, last = (Month.of(year, int(month)) for month in found.groups())
    credit, rate = case.fen("monthly_credit"), case.rate("rate")
    has_end = "opening_balance_months" in case
    retirement = Month.of(year, case.months("opening_balance_months")) if has_end else last
    practice = default_practice(law.practice(case.region.code))
    terms = _terms(law, retirement, year - 1, rate, Micro(0), NEVER)
    run = Run(first, last, last - first + 1, 0, 0, 0, 0, 0, credit, 0, 0)
    opening = Opening(Month.of(year, 1) - 1, 0, 0, 0, _MEASURE)
    credited = keep_ledger((run,), NO_OPENING, retirement, terms, practice)[-1]
    waiting = keep_ledger((), opening, retirement, terms, practice)[-1]
    answer = Answer()
    answer.values |= {
        "interest_on_current_year_credits": from_fen(credited.interest),
        "opening_balance_interest_factor": Decimal(waiting.interest) / _MEASURE,
    }
    return answer
