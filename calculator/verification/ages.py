"""年龄与年限的核对: statutory ages, minimum periods, payment months of a case.

All numbers come from the categories, the minimum rule and the annex in the law store.
"""

import re
from decimal import Decimal

from calculator.law_at_claim import divisor_at
from calculator.verification.answer import Answer, CannotCheck, age_text
from calculator.verification.stated import Case, age_of, scaled
from rules.contribution_period import missing_months, required_months
from rules.law import Category, Law
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import TENTH, Months
from rules.retirement_age import delay, earliest_month, statutory_age, statutory_month

__all__ = [
    "category_of_sex",
    "divisors",
    "minimum_period",
    "required_in",
    "retirement_age",
    "statutory",
]

_CATEGORY = re.compile(r"(?:man|woman) \((50|55|60)\)")
_CATEGORIES = {"60": "male_60", "55": "female_55", "50": "female_50"}
_SEXES = {"M": "male_60", "F": "female_55"}


def statutory(category: Category, birth: Month) -> tuple[Months, Month]:
    """Statutory age, and the month it is reached in."""
    delayed = delay(birth, category.first_affected, category.step, category.cap)
    age = statutory_age(category.original_age, delayed)
    return age, Month(statutory_month(birth, age))


def category_of_sex(case: Case, law: Law) -> Category:
    """Men 60, women 55, as for everyone who states no category."""
    case.need("sex")
    sex = case.stated["sex"]
    if sex not in _SEXES:
        raise CannotCheck("unreadable", key="sex", found=sex)
    return law.categories[_SEXES[sex]]


def _category(case: Case, law: Law) -> Category:
    found = _CATEGORY.fullmatch(str(case.stated["category"]))
    if found is None:
        raise CannotCheck("unreadable", key="category", found=case.stated["category"])
    return law.categories[_CATEGORIES[found[1]]]


def retirement_age(case: Case, law: Law) -> Answer:
    """Statutory age, delay and month; the earliest ones where an early claim is wanted."""
    case.need("category", "birth_month")
    category, birth = _category(case, law), case.month("birth_month")
    age, reached = statutory(category, birth)
    answer = Answer()
    answer.values |= {
        "retirement_age": age_text(age),
        "delay_months": age - category.original_age,
        "retirement_month": str(reached),
        "statutory_month": str(reached),
    }
    if "wanted_early_months" in case:
        window = min(case.months("wanted_early_months"), category.early_window)
        earliest = Month(earliest_month(birth, category.original_age, reached, Months(window)))
        answer.values["earliest_month"] = str(earliest)
        answer.values["earliest_age"] = age_text(earliest - birth)
    return answer


def required_in(year: int, law: Law) -> Months:
    """Months required of who claims in `year`."""
    rule = law.minimum_rule
    return required_months(year, rule.base, rule.last_year_of_base, rule.step, rule.cap)


def minimum_period(case: Case, law: Law) -> Answer:
    """Months required in a year, and whether the months counted are enough."""
    if "retirement_month" in case:
        year = case.month("retirement_month").year
    else:
        case.need("retirement_year")
        year = case.months("retirement_year")
    required = required_in(year, law)
    answer = Answer()
    answer.values["minimum_months"] = required
    if "contribution_months" in case:
        counted = case.stated["contribution_months"]
        if isinstance(counted, list):
            each = [scaled("contribution_months", months, 1) for months in counted]
            answer.values["eligible"] = tuple(_is_enough(required, Months(m)) for m in each)
        else:
            answer.values["eligible"] = _is_enough(required, case.months("contribution_months"))
    return answer


def _is_enough(required: Months, counted: Months) -> bool:
    return missing_months(required, counted) == 0


def divisors(case: Case, law: Law) -> Answer:
    """计发月数 at several ages, for retirements in January of the case's year."""
    retirement = Month.of(case.known_year(), 1)
    ages = [_whole_or_text(found) for found in case.many("ages")]
    practice = law.practice(case.region.code)
    answer = Answer()
    answer.values["divisors"] = tuple(
        Decimal(divisor_at(age, retirement, practice, law)) / TENTH for age in ages
    )
    return answer


def _whole_or_text(found: object) -> Months:
    return Months(found * MONTHS_PER_YEAR) if type(found) is int else age_of("ages", found)
