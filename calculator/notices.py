"""提示: what to watch in a result.

Codes with the values they name; the sentences are in the catalogs (`notice.<code>`).
"""

from collections.abc import Sequence

from calculator.case import Case
from calculator.columns import Origin
from calculator.questions import employed_months, may_be_of_50
from calculator.remedies import ONE_OFF_AFTER, insured_early
from calculator.result import Notice
from calculator.scenario.checking import check
from calculator.scenario.choices import Category
from calculator.scenario.situation import Situation, local_age_of
from calculator.schemes.resident_figures import RATE_ASSUMED, home_of
from rules.career import Choice
from rules.contribution_base import TO_YUAN, contribution_base, declared_by_tier
from rules.estimation import Settlement
from rules.law import LimitPeriod, Status, Value
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.pension import account_pension, payment_months
from rules.quantities import Fen, Months, Ppm

__all__ = ["notices_of"]

_ONE_YUAN = 100
_USUAL_INDEX = (300_000_000_000, 3_020_000_000_000)
"""Gaps can bring an average below any floor; above three no ceiling explains it."""
_NOTICE_MONTHS = 3
"""至少在本人选择的退休时间前3个月，以书面形式告知 (人社部发〔2024〕94号 article 2)."""
_SHOWN_WARNINGS = frozenset({"base_not_offered", "plan_after_retirement"})


def notices_of(case: Case, settled: Settlement, used: Sequence[Origin]) -> tuple[Notice, ...]:
    """The warnings of an estimate, most important first."""
    return (
        *_law_notices(case),
        *_shortage(settled),
        *_category_notices(case, settled),
        *_base_notices(case, settled),
        *_past_notices(case, used),
        *_past_bases(case, settled),
        *_statement_notices(case),
        *_figure_notices(case, used),
        *_divisor_notices(case, settled),
        *_place_notices(case, settled),
    )


def _law_notices(case: Case) -> list[Notice]:
    """That the law is not today's: a reform laid over it, or the knowledge of another day."""
    law = case.projection.law
    found = []
    if law.reform is not None:
        reform = law.reform
        values = {"title_zh": reform.title_zh, "title_en": reform.title_en}
        found.append(Notice("under_reform", values))
    if law.known_on is not None:
        found.append(Notice("as_of", {"day": law.known_on.isoformat()}))
        later = _later_practice(case)
        if later:
            found.append(Notice("as_of_practice", {"practice": later}))
    return found


def _later_practice(case: Case) -> tuple[str, ...]:
    """Fields of local practice that rest on documents issued after the day of knowledge.

    What held before them is not on record.
    """
    law = case.projection.law
    return tuple(
        name
        for name, ground in case.local.grounds.items()
        if not all(map(law.knows, ground.instruments))
    )


def _shortage(settled: Settlement) -> list[Notice]:
    if settled.missing == 0:
        return []
    return [
        Notice(
            "months_missing",
            {
                "missing": settled.missing,
                "counted": settled.counted,
                "required": settled.required,
                "month": settled.retirement,
            },
            ("shebaofa-2010#16",),
        )
    ]


def _category_notices(case: Case, settled: Settlement) -> list[Notice]:
    """The date of the other category, for a woman with ten years paid through employers."""
    if not may_be_of_50(case):
        return []
    as_worker = case.scenario.changed(category=Category.FEMALE_50)
    values = {
        "months": employed_months(case),
        "month": Situation(as_worker, case.projection.law).window.statutory,
        "statutory": settled.statutory,
    }
    return [Notice("category_50_possible", values, ("laoshebufa-2001-20#3",))]


def _base_notices(case: Case, settled: Settlement) -> list[Notice]:
    """Whether the declared base was moved into the limits, now or later."""
    future = [run for run in settled.runs if run.first >= case.today]
    if not future or case.declared.choice in (Choice.FLOOR, Choice.CEILING):
        return []
    found = []
    now = future[0]
    limits = case.projection.limits_at(case.places[now.place].code, now.first)
    declared = _declared_amount(case, limits)
    if abs(now.base - declared) > _ONE_YUAN:
        values = {
            "declared": declared,
            "base": now.base,
            "floor": limits.lowest,
            "ceiling": limits.ceiling,
        }
        code = "base_lifted_to_floor" if now.base > declared else "base_cut_to_ceiling"
        found.append(Notice(code, values, ("guobanfa-2019-13#3",)))
    if case.declared.choice is Choice.YUAN:
        lifted = next((run for run in future if run.base > now.base), None)
        values = {"base": now.base, "month": lifted.first if lifted else settled.retirement}
        found.append(Notice("frozen_base_lifted" if lifted else "frozen_base", values))
    return found


def _declared_amount(case: Case, limits: LimitPeriod) -> Fen:
    """What is declared today, in yuan or as a share of the reference wage."""
    if case.declared.choice is Choice.TIER:
        tier, step = Ppm(case.declared.amount), Fen(case.practice.base_step)
        return declared_by_tier(tier, limits.reference_wage, step)
    return Fen(case.declared.amount)


def _past_notices(case: Case, used: Sequence[Origin]) -> list[Notice]:
    scenario = case.scenario
    found = []
    if not scenario.history and scenario.paid and scenario.average_index is None:
        found.append(Notice("history_assumed", {"paid": scenario.paid}))
    if scenario.balance is None and (scenario.paid or scenario.history):
        found.append(Notice("balance_reconstructed"))
    rough = [v for v in used if isinstance(v, Value) and v.series == "secondary_reference"]
    if rough:
        first = min(value.start.year for value in rough)
        found.append(Notice("rough_history", {"year": first}))
    found += [
        Notice("months_named_twice", {"first": first, "last": last}, ("guobanfa-2009-66#6",))
        for first, last in case.repeated
    ]
    started = min((spell.first for spell in case.past), default=case.today)
    started = min(started, scenario.first_paid or started)
    if started < case.local.account_start and not case.transition.years:
        found.append(
            Notice("transition_not_counted", {"month": started, "start": case.local.account_start})
        )
    if case.transition.years and case.local.second_index and scenario.transition_index is None:
        found.append(Notice("second_index_not_given", {"region": case.claim.code}))
    divisor = case.local.notional_divisor
    if divisor is not None and started < case.local.account_start:
        values = {"region": case.claim.code, "months": divisor, "start": case.local.account_start}
        found.append(Notice("notional_not_counted", values))
    return found


def _past_bases(case: Case, settled: Settlement) -> list[Notice]:
    """Past bases beyond the limits of their month, and past tiers that were moved into them.

    A late payment may take its base from the limits of the month it was made in (人社厅发〔2022〕16号).
    """
    outside, moved = None, None
    for run in settled.runs:
        if run.last >= case.today:
            break
        months = (run.first, run.posted) if run.posted else (run.first,)
        found = [case.projection.limits_at(case.places[run.place].code, month) for month in months]
        employed = bool(run.employed)
        if not any(
            limits.floor_of(employed=employed) <= run.base <= limits.ceiling for limits in found
        ):
            outside = outside or (run, found[0])
    for spell in case.past:
        if spell.choice == Choice.TIER:
            limits = case.projection.limits_at(case.places[spell.place].code, spell.first)
            declared = declared_by_tier(Ppm(spell.amount), limits.reference_wage, TO_YUAN)
            floor = limits.floor_of(employed=bool(spell.employed))
            held = contribution_base(declared, floor, limits.ceiling)
            if abs(held - declared) > _ONE_YUAN:
                moved = moved or (spell, declared, held)
    notices = []
    if outside is not None:
        run, limits = outside
        values = {
            "month": run.first,
            "base": run.base,
            "floor": limits.floor_of(employed=bool(run.employed)),
            "ceiling": limits.ceiling,
        }
        notices.append(Notice("past_base_outside", values, ("guobanfa-2019-13#3",)))
    if moved is not None:
        spell, declared, held = moved
        values = {"month": spell.first, "declared": declared, "base": held}
        notices.append(Notice("past_tier_moved", values))
    return notices


def _statement_notices(case: Case) -> list[Notice]:
    """An average index no limits explain, and what the checks of the scenario only warned of."""
    index = case.scenario.average_index
    found = []
    if index is not None and not _USUAL_INDEX[0] <= index <= _USUAL_INDEX[1]:
        found.append(Notice("index_unusual", {"index": index}))
    found += [
        Notice(problem.code, {"found": problem.found, **problem.values})
        for problem in check(case.scenario, case.projection.law)
        if problem.warning and problem.code in _SHOWN_WARNINGS
    ]
    return found


def _figure_notices(case: Case, used: Sequence[Origin]) -> list[Notice]:
    """What the figures read are worth."""
    found = []
    single = sorted({_where(value) for value in used if value.warn})
    if single:
        found.append(Notice("single_source", {"figures": tuple(single)}))
    derived = [
        value
        for value in used
        if isinstance(value, LimitPeriod) and "derived_from_average_wage" in value.notes
    ]
    if derived:
        found.append(
            Notice(
                "limits_derived",
                {
                    "first": min(value.start for value in derived),
                    "last": max(value.end for value in derived),
                },
            )
        )
    holes = [v for v in used if isinstance(v, LimitPeriod) and "hole_continued" in v.notes]
    found += [Notice("hole_continued", {"first": v.start, "last": v.end}) for v in holes]
    if any("province_base_used" in value.notes for value in used):
        found.append(Notice("province_base_used", {"region": case.claim.code}))
    return [*found, *_provisional_notices(used)]


def _provisional_notices(used: Sequence[Origin]) -> list[Notice]:
    """What the agency itself pays on for the time being, and recalculates later."""
    waiting = {
        (value.series, value.start.year): value
        for value in used
        if isinstance(value, Value) and value.status is Status.PROVISIONAL
    }
    return [
        Notice("base_provisional", {"year": year})
        if series == "calculation_base"
        else Notice("rate_provisional", {"year": year, "rate": value.amount})
        for (series, year), value in sorted(waiting.items())
        if series in ("calculation_base", "crediting_rate")
    ]


def _divisor_notices(case: Case, settled: Settlement) -> list[Notice]:
    """An age the annex does not reach, or one between two whole ages, with the other reading."""
    terms = case.terms_at(year_of(settled.retirement))
    age, first = Months(settled.age), terms.first_payment_age * MONTHS_PER_YEAR
    last = first + (len(terms.payment_months) - 1) * MONTHS_PER_YEAR
    values = {"age": age, "months": settled.payment_months}
    if not first <= age <= last:
        return [Notice("age_outside_annex", values, ("guofa-2005-38#annex",))]
    other = payment_months(age, terms.payment_months, terms.first_payment_age)
    if other == settled.payment_months:
        return []
    amount = account_pension(Fen(settled.balance), other, case.practice.amount_rounding)
    values |= {"other": other, "amount": amount}
    return [Notice("divisor_of_whole_age", values, ("jinan-2025-jifayueshu#answer",))]


def _where(value: Origin) -> tuple[str, str, str]:
    """Series, region and first month of a figure, for a list of single-source figures."""
    series = "contribution_limits" if isinstance(value, LimitPeriod) else value.series
    return series, value.region, str(value.start)


def _place_notices(case: Case, settled: Settlement) -> list[Notice]:
    found = []
    local = local_age_of(case.scenario, case.projection.law)
    if local is not None:
        values = {"region": local.region, "age": local.original_age}
        found.append(Notice("local_age", values))
    temporary = {stay.province for stay in case.stays if stay.is_temporary}
    found += [
        Notice("temporary_account", {"region": province}, ("guobanfa-2009-66#5",))
        for province in sorted(temporary)
    ]
    if settled.missing > 0:
        inflation = case.projection.assumptions.inflation
        values = {"inflation": inflation, "rate": RATE_ASSUMED}
        found.append(Notice("resident_figures_assumed", values))
        home = home_of(case.scenario, case.projection.law)
        if case.scenario.registered is None:
            found.append(
                Notice("residents_at_home", {"region": home.code}, ("guofa-2014-8#scope",))
            )
    if case.local.extras and not case.scenario.extras:
        found.append(Notice("extras_available", {"region": case.claim.code}))
    if case.decided is not None and case.scenario.claim:
        claimed = case.claim.province
        if claimed != case.decided.province:
            values = {"claim": claimed, "decided": case.decided.province}
            found.append(Notice("claim_not_by_rule", values, ("guobanfa-2009-66#6",)))
    found += _early_notices(case, settled)
    found += _one_off_notices(case, settled)
    if settled.retirement > settled.statutory and settled.missing == 0 and not case.scenario.extend:
        found.append(Notice("late_retirement", {"month": settled.retirement}))
    return found


def _early_notices(case: Case, settled: Settlement) -> list[Notice]:
    """That the measure on elastic retirement speaks of employees, and when notice is to be given."""
    if settled.retirement >= settled.statutory:
        return []
    notify = Month(settled.retirement - _NOTICE_MONTHS)
    values = {"month": settled.retirement, "notify": max(notify, case.today)}
    return [Notice("early_retirement", values, ("renshebufa-2024-94#1", "renshebufa-2024-94#2"))]


def _one_off_notices(case: Case, settled: Settlement) -> list[Notice]:
    """That an extension of more than five years may end in one payment, for who was insured early."""
    month = Month(settled.statutory + ONE_OFF_AFTER)
    if not case.scenario.extend or settled.retirement <= month or not insured_early(case):
        return []
    values = {"month": month, "claimed": Month(settled.retirement)}
    return [Notice("one_off_instead", values, ("renshebuling-13#2",))]
