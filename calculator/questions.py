"""要问经办机构的问题: what only the agency can answer, and the readings on which offices differ.

Codes with the values they name; the sentences are in the catalogs (`question.<code>`).
"""

from collections.abc import Sequence

from calculator.case import Case
from calculator.columns import Origin
from calculator.law_at_claim import minimum_rule_in
from calculator.result import Notice
from calculator.scenario.choices import Category, Sex
from calculator.scenario.situation import local_age_of
from calculator.schemes.facts import rows_for
from rules.career import Choice
from rules.contribution_index import Denominator
from rules.contribution_period import extension_end, required_months
from rules.estimation import Settlement
from rules.law import Status
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import Months
from rules.resident_pension import CONVERSION_PERIOD

__all__ = ["contested_readings", "employed_months", "may_be_of_50", "questions_of"]

_TEN_YEARS = 10 * MONTHS_PER_YEAR


def contested_readings(case: Case, settled: Settlement) -> tuple[str, ...]:
    """The contested fields of local practice that can move this result."""
    whole_age = settled.age % MONTHS_PER_YEAR == 0
    whole_years = settled.counted % MONTHS_PER_YEAR == 0
    idle = set()
    if whole_age:
        idle |= {"divisor_rule", "divisor_by_month_from"}
    if whole_years:
        idle.add("years_mode")
    if not case.transition.years:
        idle |= {"transitional_shape", "transitional_coefficients", "account_start"}
    if case.practice.rhythm == 1:
        idle.add("posting")
    return tuple(name for name in case.local.contested if name not in idle)


def questions_of(case: Case, settled: Settlement, used: Sequence[Origin]) -> tuple[Notice, ...]:
    """What is worth asking the agency, because only it can know."""
    scenario = case.scenario
    found = []
    if scenario.balance is None and (scenario.paid or scenario.history):
        found.append(Notice("ask_balance"))
    if scenario.average_index is None and not scenario.history and scenario.paid:
        found.append(Notice("ask_index"))
    if may_be_of_50(case):
        found.append(Notice("ask_category_50", {"months": employed_months(case)}))
    if scenario.registered is None:
        found.append(Notice("ask_registered"))
    if _asks_for_tiers(case, settled):
        found.append(Notice("ask_tiers_offered"))
    found += [Notice("ask_practice", {"field": name}) for name in contested_readings(case, settled)]
    if case.transition.years == 0 and any(
        spell.first < case.local.account_start for spell in case.past
    ):
        found.append(Notice("ask_deemed_years"))
    if scenario.deemed and scenario.registered:
        found.append(Notice("ask_deemed_place"))
    divides_by_due = case.practice.denominator != Denominator.PAID_MONTHS
    if divides_by_due and scenario.first_paid is None and not scenario.history and scenario.paid:
        found.append(Notice("ask_first_paid"))
    if local_age_of(scenario, case.projection.law) is not None:
        found.append(Notice("ask_local_age"))
    if any(value.status is Status.PROVISIONAL for value in used):
        found.append(Notice("ask_recalculation"))
    found += _minimum_questions(case, settled)
    if any(run.first >= case.today and not run.employed for run in settled.runs):
        found.append(Notice("ask_tax", {}, ("geren-suodeshuifa-2018#6",)))
    if case.today < settled.statutory:
        found.append(_medical_question(case))
        found.append(Notice("ask_unemployment_year", {"month": settled.statutory - 12}))
        found.append(Notice("ask_disability", {}, ("renshebufa-2024-72#5",)))
    return tuple(found)


def _asks_for_tiers(case: Case, settled: Settlement) -> bool:
    """Whether what flexible workers are offered matters and is not in the data."""
    pays_on = any(run.first >= case.today for run in settled.runs)
    chosen = case.declared.choice in (Choice.YUAN, Choice.MOVING, Choice.TIER)
    limits = case.projection.limits_at(case.scenario.region, case.today)
    return pays_on and chosen and not limits.flexible_choice


def _minimum_questions(case: Case, settled: Settlement) -> list[Notice]:
    """What no text settles where the minimum rises: extensions beyond the year of the age, and who has the
    fifteen years of the older texts but not the minimum of the time.
    """
    found = []
    last = settled.retirement
    if settled.missing > 0:
        reached = max(settled.retirement, settled.statutory, case.today - 1)
        last = extension_end(reached, Months(settled.missing))
    at_age = settled.required
    rule = minimum_rule_in(case.projection.law, year_of(last))
    then = required_months(year_of(last), rule.base, rule.last_year_of_base, rule.step, rule.cap)
    if last > settled.statutory and then > at_age:
        values = {"month": Month(last), "later": then, "required": at_age}
        found.append(Notice("ask_extension_minimum", values, ("jueding-2024-09-13#banfa-2",)))
    if CONVERSION_PERIOD <= settled.counted < settled.required:
        values = {"counted": settled.counted, "required": settled.required}
        found.append(Notice("ask_fifteen_but_short", values, ("renshebuling-13#3",)))
    return found


def _medical_question(case: Case) -> Notice:
    """职工医保的年限: what a retired person's free cover needs, where it is known."""
    scenario, law = case.scenario, case.projection.law
    column = "years_men" if scenario.sex is Sex.MALE else "years_women"
    rows = [
        row
        for row in rows_for(law, "medical", law.region(scenario.region))
        if row[column] is not None and _has_begun(row["start"], case.today)
    ]
    cites = ("shebaofa-2010#27",)
    if not rows:
        return Notice("ask_medical_years", {}, cites)
    row = rows[-1]
    values = {"region": str(row["region"]), "years": row[column]}
    if row["local_years"] is None:
        return Notice("ask_medical_years_known", values, cites)
    return Notice("ask_medical_local_years", values | {"local": row["local_years"]}, cites)


def _has_begun(start: object, today: Month) -> bool:
    return not isinstance(start, Month) or start <= today


def may_be_of_50(case: Case) -> bool:
    """Whether some places would put a woman of the category of 55 into that of 50."""
    is_of_55 = case.scenario.retirement_category is Category.FEMALE_55
    return is_of_55 and employed_months(case) >= _TEN_YEARS


def employed_months(case: Case) -> int:
    """The months on record that employers paid."""
    return sum(spell.last - spell.first + 1 for spell in case.past if spell.employed)
