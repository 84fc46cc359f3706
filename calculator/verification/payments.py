"""缴费、居民养老金与指数的核对: limits and amounts, average indices, payback, residents' pensions.

Limits come from the law store by place and year, rates from 国发〔2005〕38号, quotients of indices
from the rule of the average index. A payback is money paid over the pension of a month.
"""

from decimal import ROUND_HALF_UP, Decimal

from calculator.verification.answer import Answer, CannotCheck, from_fen, from_index, from_micro
from calculator.verification.bases import base_of_law
from calculator.verification.sheets import default_practice
from calculator.verification.stated import Case, scaled
from rules.contribution import account_credit, monthly_contribution, pool_share
from rules.contribution_index import average_index
from rules.law import Law, LimitPeriod
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import INDEX_ONE, YEAR_UNITS, Fen, IndexE12, Ppm, YearUnits, half_up
from rules.resident_pension import (
    RESIDENT_PAYMENT_MONTHS,
    resident_account_pension,
    resident_pension,
)

__all__ = ["contribution", "indices", "payback", "resident"]

_NATION = "000000"
_CENT = Decimal("0.01")
_UNITS_PER_MONTH = YEAR_UNITS // MONTHS_PER_YEAR


def contribution(case: Case, law: Law) -> Answer:
    """What a base costs, how a sum paid divides, or the limits of a place in a year."""
    if "monthly_base" in case:
        return _of_base(case, law)
    if "total_paid" in case:
        return _of_sum(case, law)
    return _of_limits(case, law)


def _rates(month: Month, law: Law) -> tuple[Ppm, Ppm]:
    """The national rates of a month: in all, and to the account."""
    names = ("contribution_rate", "account_rate")
    total, credit = (Ppm(law.at(name, _NATION, month).amount) for name in names)
    return total, credit


def _note_local_rate(case: Case, law: Law, month: Month, answer: Answer) -> None:
    national = law.at("contribution_rate", _NATION, month).amount
    local = law.at("contribution_rate", case.region.code, month).amount
    if local != national:
        answer.note("local_rate", place=case.region, rate=local, national=national)


def _of_base(case: Case, law: Law) -> Answer:
    month = Month.of(case.known_year(), 1)
    base, (total_rate, account_rate) = case.fen("monthly_base"), _rates(month, law)
    total, credit = monthly_contribution(base, total_rate), account_credit(base, account_rate)
    answer = Answer()
    _note_local_rate(case, law, month, answer)
    answer.values |= {
        "monthly_contribution": from_fen(total),
        "monthly_credit": from_fen(credit),
        "to_account": from_fen(credit),
        "to_pool": from_fen(pool_share(total, credit)),
    }
    if "months" in case:
        answer.values["total_contribution"] = from_fen(total * case.months("months"))
    return answer


def _of_sum(case: Case, law: Law) -> Answer:
    total_rate, account_rate = _rates(Month.of(case.known_year(), 1), law)
    paid = case.fen("total_paid")
    credit = Fen(half_up(paid * account_rate, total_rate))
    answer = Answer()
    answer.values |= {
        "to_account": from_fen(credit),
        "to_pool": from_fen(pool_share(paid, credit)),
    }
    return answer


def _of_limits(case: Case, law: Law) -> Answer:
    """The limits that began in the year; those of the lowest unit of a province beside them."""
    year = case.known_year()
    period = _begun(case.region.code, year, law)
    if period is None:
        raise CannotCheck("no_limits", place=case.region, year=year)
    total_rate, account_rate = _rates(period.start, law)
    lowest = min(_floors(case, period, law))
    answer = Answer()
    _note_local_rate(case, law, period.start, answer)
    if "average_wage" in case and case.micro("average_wage") != period.reference_wage:
        stated = case.micro("average_wage")
        answer.note("wage_differs", wage=stated, known=period.reference_wage)
    for name, base in (("floor", period.floor), ("ceiling", period.ceiling)):
        answer.values |= {
            f"{name}_base": from_fen(base),
            f"monthly_at_{name}": from_fen(monthly_contribution(base, total_rate)),
            f"credit_at_{name}": from_fen(account_credit(base, account_rate)),
        }
    answer.values |= {
        "low_region_floor": from_fen(lowest),
        "monthly_at_low_floor": from_fen(monthly_contribution(lowest, total_rate)),
        "implied_average_wage": from_micro(period.reference_wage),
    }
    base_value = base_of_law(case.region, year, law)
    if base_value is not None and base_value.start.year == year:
        answer.values["calculation_base"] = from_micro(base_value.amount)
    return answer


def _begun(region: str, year: int, law: Law) -> LimitPeriod | None:
    """The last period that begins in a year, holes between two rows aside."""
    begun = [
        period
        for period in law.limits(region)
        if period.start.year == year and "hole_continued" not in period.notes
    ]
    return begun[-1] if begun else None


def _floors(case: Case, period: LimitPeriod, law: Law) -> list[Fen]:
    units = [u for u in law.regions.values() if u.province == case.region.code]
    periods = [p for u in units for p in law.limits(u.code) if p.start <= period.start <= p.end]
    return [period.floor, *(found.floor for found in periods)]


def resident(case: Case, law: Law) -> Answer:
    """A residents' pension from its basic amount, the addition for long payment and the balance."""
    basic = "basic_pension" if "basic_pension" in case else "resident_basic_pension"
    addition = case.fen("year_addition") if "year_addition" in case else Fen(0)
    minimum = case.fen(basic)
    part = resident_account_pension(case.fen("account_balance"), RESIDENT_PAYMENT_MONTHS)
    total = resident_pension(minimum, addition, part)
    answer = Answer()
    _note_minimum(case, law, minimum, answer)
    answer.values |= {"account_pension": from_fen(part), "total_monthly": from_fen(total)}
    if "total_paid" in case:
        answer.values["payback_months"] = _months_of(case.fen("total_paid"), total)
    return answer


def _note_minimum(case: Case, law: Law, printed: Fen, answer: Answer) -> None:
    for row in law.table("resident_minimums"):
        if row["region"] == case.region.code and row["year"] == case.year:
            code = "minimum_equal" if row["minimum"] == printed else "minimum_differs"
            answer.note(code, place=case.region, printed=printed, known=row["minimum"])


def payback(case: Case) -> Answer:
    """Months of pension that give back what was paid, two decimals."""
    answer = Answer()
    paid, pension = case.fen("total_paid"), case.fen("monthly_pension")
    answer.values["payback_months"] = _months_of(paid, pension)
    return answer


def _months_of(paid: Fen, pension: Fen) -> Decimal:
    if pension == 0:
        raise CannotCheck("unreadable", key="monthly_pension", found=0)
    return (Decimal(paid) / pension).quantize(_CENT, ROUND_HALF_UP)


def indices(case: Case, law: Law) -> Answer:
    """平均缴费工资指数 of several parts of a working life, or of yearly indices."""
    total, years = _index_terms(case)
    precision = default_practice(law.practice(case.region.code)).index_precision
    index = average_index(IndexE12(total // _UNITS_PER_MONTH), years, precision)
    answer = Answer()
    answer.values |= {
        "sum_of_yearly_indices": from_index(total // YEAR_UNITS),
        "average_index": from_index(index),
    }
    return answer


def _index_terms(case: Case) -> tuple[int, YearUnits]:
    """The sum of index x years (in both their units), and the years it is divided by."""
    if "yearly_indices" in case:
        yearly = [scaled("yearly_indices", i, INDEX_ONE) for i in case.many("yearly_indices")]
        return sum(yearly) * YEAR_UNITS, YearUnits(len(yearly) * YEAR_UNITS)
    if "sum_of_yearly_indices" in case:
        total = case.index("sum_of_yearly_indices") * YEAR_UNITS
        if "pre_account_years" in case:
            total += case.years("pre_account_years") * case.index("pre_account_index")
        case.need("years")
        return total, case.years("years")
    parts = [
        (case.years(f"{part}_years"), case.index(f"{part}_index")) for part in ("deemed", "other")
    ]
    total = sum(years * index for years, index in parts)
    return total, YearUnits(sum(years for years, _ in parts))
