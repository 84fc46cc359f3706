"""校验：缴费计划与退休时间: what cannot be planned, and months of retirement that are not lawful.

Covers the plan and its changes (R-2.5, R-2.6) and the window of retirement (R-4.4, R-4.5). Too few
months are an outcome with remedies, never a problem.
"""

from collections.abc import Iterator

from calculator.amounts import format_money, format_rate
from calculator.scenario.base_checks import Check, outside_limits, region_names
from calculator.scenario.choices import LateRetirement, RetireAt, Rhythm, TierLimit
from calculator.scenario.model import Change
from calculator.scenario.problems import Problem
from calculator.scenario.situation import Situation, local_age_of
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Ppm

__all__ = ["AGES", "PLAN_CHECKS"]

_LATE_WINDOW = 36
AGES = (40 * MONTHS_PER_YEAR, 70 * MONTHS_PER_YEAR)
"""The ages the payment months are known for; a month named beyond them is refused in most places."""
_TIERS = (Ppm(100_000), Ppm(3_000_000))
_MOST_DECIMALS = 12
_LAW_RHYTHMS = {
    "month": Rhythm.MONTHLY,
    "quarter": Rhythm.QUARTERLY,
    "half_year": Rhythm.HALF_YEARLY,
    "year": Rhythm.YEARLY,
}


def _plan_months(at: Situation) -> Iterator[Problem]:
    today, until = at.scenario.today, at.scenario.plan_until
    if until is not None and until < today - 1:
        yield _in_past("plan_until", until, today)
    for number, span in enumerate(at.scenario.pauses, start=1):
        path = f"pauses[{number}]"
        if span.first > span.last:
            values = {"first": span.first, "last": span.last}
            yield Problem(
                field=f"{path}.to", code="span_reversed", found=str(span.last), values=values
            )
        if span.first < today:
            yield _in_past(f"{path}.from", span.first, today)
    for number, change in enumerate(at.scenario.changes, start=1):
        if change.first < today:
            yield _in_past(f"changes[{number}].from", change.first, today)


def _in_past(path: str, found: Month, today: Month) -> Problem:
    return Problem(field=path, code="plan_in_past", found=str(found), values={"today": today})


def _plan_end(at: Situation) -> Iterator[Problem]:
    until = at.scenario.plan_until
    if until is not None and until > at.retirement and not at.scenario.extend:
        yield Problem(
            field="plan_until",
            code="plan_after_retirement",
            found=str(until),
            values={"retirement": at.retirement},
            warning=True,
        )


def _changes(at: Situation) -> Iterator[Problem]:
    months: set[int] = set()
    for number, change in enumerate(at.scenario.changes, start=1):
        path = f"changes[{number}]"
        if change.base is None and change.tier is None and change.region is None:
            yield Problem(field=path, code="change_empty")
        if change.base is not None and change.tier is not None:
            yield Problem(
                field=f"{path}.tier", code="base_twice", values={"given": ("base", "tier")}
            )
        if change.first in months:
            values = {"month": change.first}
            yield Problem(
                field=f"{path}.from", code="change_twice", found=str(change.first), values=values
            )
        months.add(change.first)
        yield from _change_amount(path, change, at)


def _change_amount(path: str, change: Change, at: Situation) -> Iterator[Problem]:
    """A tier beyond any place's, or a base beyond limits that are already known for its month."""
    region = at.law.region(change.region or at.scenario.region)
    tier, (lowest, highest) = change.tier, _TIERS
    if tier is not None and not isinstance(tier, TierLimit) and not lowest <= tier <= highest:
        values = {"lowest": lowest, "highest": highest} | region_names(region)
        yield Problem(
            field=f"{path}.tier", code="tier_outside", found=format_rate(tier), values=values
        )
    if change.base == 0:
        yield Problem(field=f"{path}.base", code="amount_zero", found=format_money(change.base))
    elif change.base is not None and not at.scenario.clamp:
        limits = at.known_limits_at(region.code, change.first)
        if limits is not None:
            yield from outside_limits(f"{path}.base", change.base, limits, change.first, region)


def _rhythm(at: Situation) -> Iterator[Problem]:
    rhythm = at.scenario.rhythm
    offered = tuple(_LAW_RHYTHMS[name] for name in at.law.practice(at.region.code).rhythms)
    if rhythm not in offered:
        values = {"offered": offered} | region_names(at.region)
        yield Problem(field="rhythm", code="rhythm_not_offered", found=rhythm, values=values)


def _payment_month(at: Situation) -> Iterator[Problem]:
    month = at.scenario.payment_month
    if month is None:
        return
    if not 1 <= month <= MONTHS_PER_YEAR:
        yield _count_outside("payment_month", month, 1, MONTHS_PER_YEAR)
    if at.scenario.rhythm is not Rhythm.YEARLY:
        yield Problem(field="payment_month", code="payment_month_alone", found=str(month))


def _decimals(at: Situation) -> Iterator[Problem]:
    decimals = at.scenario.index_decimals
    if decimals is not None and decimals > _MOST_DECIMALS:
        yield _count_outside("index_decimals", decimals, 0, _MOST_DECIMALS)


def _count_outside(path: str, found: int, lowest: int, highest: int) -> Problem:
    values = {"lowest": lowest, "highest": highest}
    return Problem(field=path, code="count_outside", found=str(found), values=values)


def _retirement(at: Situation) -> Iterator[Problem]:
    month, window = at.retirement, at.window
    named = not isinstance(at.scenario.retire, RetireAt)
    both = {"earliest": window.earliest, "statutory": window.statutory}
    if month < window.earliest:
        yield Problem(field="retire", code="retire_too_early", found=str(month), values=both)
    elif named and not _has_payment_months(at, month - at.scenario.born):
        values = {"first": AGES[0], "last": AGES[1]}
        yield Problem(field="retire", code="retire_age_outside", found=str(month), values=values)
    elif month > window.statutory and not at.scenario.extend:
        yield from _late(at, month)


def _has_payment_months(at: Situation, age: int) -> bool:
    """Whether the table has an age, or the paying place takes the value at its end (Shanghai)."""
    first, last = AGES
    place = at.scenario.claim or at.scenario.region
    return first <= age <= last or at.law.practice(place).ages_beyond_table


def _late(at: Situation, month: Month) -> Iterator[Problem]:
    statutory, late = at.window.statutory, at.scenario.late_retirement
    latest = Month(statutory + _LATE_WINDOW)
    if late is LateRetirement.NONE:
        values = {"earliest": at.window.earliest, "statutory": statutory}
        yield Problem(field="retire", code="retire_too_late", found=str(month), values=values)
    elif late is LateRetirement.OWN_DECLARATION and at.reached_original_age_before_reform:
        values = {"statutory": statutory}
        yield Problem(field="retire", code="late_not_covered", found=str(month), values=values)
    elif late is LateRetirement.OWN_DECLARATION and month > latest:
        values = {"latest": latest, "statutory": statutory}
        yield Problem(field="retire", code="late_too_long", found=str(month), values=values)


def _retired_already(at: Situation) -> Iterator[Problem]:
    month, today = at.retirement, at.scenario.today
    if month < today and not at.scenario.extend:
        values: dict[str, object] = {"retirement": month, "today": today}
        code, local = "retire_in_past", local_age_of(at.scenario, at.law)
        if local is not None:
            place = at.law.region(local.region)
            national = Situation(at.scenario.changed(local_age=False), at.law).window.statutory
            values |= {"region_zh": place.zh, "region_en": place.en, "national": national}
            code = "retire_in_past_there"
        yield Problem(field="retire", code=code, found=str(month), values=values)


_WINDOW = ("retire", "extend", "born", "sex", "category", "region")
_CLAIM = (*_WINDOW, "claim")

PLAN_CHECKS: tuple[Check, ...] = (
    (("plan_until", "pauses", "changes", "today"), _plan_months),
    (("plan_until", *_WINDOW), _plan_end),
    (("changes", "region", "clamp"), _changes),
    (("rhythm", "region"), _rhythm),
    (("rhythm", "payment_month"), _payment_month),
    (("index_decimals",), _decimals),
    (("late_retirement", *_CLAIM), _retirement),
    (("today", *_WINDOW), _retired_already),
)
