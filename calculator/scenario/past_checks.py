"""校验：已缴费部分: months that cannot have been paid, and what does not add up.

Covers the window of lawful months (R-1.3), late payments (R-2.7), months named twice (R-1.5) and the
statement of the account. Gaps are no problem.
"""

from collections.abc import Iterator, Sequence

from calculator.amounts import format_duration, format_money, format_rate
from calculator.scenario.base_checks import Check, outside_limits, region_names
from calculator.scenario.choices import TierLimit
from calculator.scenario.model import Scenario, Segment
from calculator.scenario.problems import Problem
from calculator.scenario.situation import Situation
from rules.law import LimitPeriod, Status
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import Fen, Months, Ppm

__all__ = ["PAST_CHECKS"]

_SLIP_BELOW, _SLIP_ABOVE = 10, 3
_PAST_TIERS = (Ppm(100_000), Ppm(3_000_000))
"""Before 2019 floors were often below 60%, in Beijing down to 21%."""


def _months_of(history: Sequence[Segment]) -> Months:
    """The months the segments cover, each once."""
    return Months(len({m for part in history for m in range(part.first, part.last + 1)}))


def _paid(at: Situation) -> Iterator[Problem]:
    scenario = at.scenario
    if scenario.paid is None:
        if not scenario.history:
            yield Problem(field="paid", code="paid_missing")
        return
    longest = Months(max(0, scenario.last_paid - at.sixteenth + 1))
    total = Months(scenario.paid + (scenario.deemed or 0))
    if total > longest:
        yield Problem(
            field="paid" if scenario.paid > longest else "deemed",
            code="paid_too_long",
            found=format_duration(total),
            values={"longest": longest, "first": at.sixteenth},
        )


def _paid_agrees(at: Situation) -> Iterator[Problem]:
    paid, history = at.scenario.paid, at.scenario.history
    if paid is not None and history and _months_of(history) != paid:
        values = {"history": _months_of(history)}
        yield Problem(
            field="paid", code="paid_disagrees", found=format_duration(paid), values=values
        )


def _paid_through(at: Situation) -> Iterator[Problem]:
    last = Month(at.scenario.today - 1)
    through = at.scenario.paid_through
    if through is not None and through > last:
        values = {"last": last}
        found = str(through)
        yield Problem(
            field="paid_through", code="paid_through_in_future", found=found, values=values
        )


def _first_paid(at: Situation) -> Iterator[Problem]:
    first, scenario = at.scenario.first_paid, at.scenario
    if first is None:
        return
    if first < at.sixteenth:
        yield _before_sixteen("first_paid", first, at)
    latest = _first_known(scenario)
    if first > latest:
        yield _too_late("first_paid", first, latest)


def _first_known(scenario: Scenario) -> Month:
    """The last month in which the payments on record can have begun."""
    if scenario.history:
        return min(part.first for part in scenario.history)
    return Month(scenario.last_paid - (scenario.paid or 0) + 1)


def _too_late(field: str, found: Month, latest: Month) -> Problem:
    values = {"latest": latest}
    return Problem(field=field, code="first_paid_too_late", found=str(found), values=values)


def _due_from(at: Situation) -> Iterator[Problem]:
    """Months are due from the first one paid at the latest, or from the start the place has itself."""
    due, scenario = at.scenario.due_from, at.scenario
    if due is None:
        return
    first = _first_known(scenario) if scenario.first_paid is None else scenario.first_paid
    latest = max(first, at.law.practice(at.region.code).due_from or first)
    if due > latest:
        yield _too_late("due_from", due, latest)


def _before_sixteen(path: str, found: Month, at: Situation) -> Problem:
    values = {"first": at.sixteenth}
    return Problem(field=path, code="month_before_16", found=str(found), values=values)


def _balance(at: Situation) -> Iterator[Problem]:
    scenario = at.scenario
    if scenario.balance_date is None:
        return
    found = str(scenario.balance_date)
    if scenario.balance is None:
        yield Problem(field="balance_date", code="balance_date_alone", found=found)
    if scenario.balance_date > scenario.today:
        values = {"today": scenario.today}
        yield Problem(field="balance_date", code="balance_in_future", found=found, values=values)


def _balance_before_retirement(at: Situation) -> Iterator[Problem]:
    when = at.scenario.balance_date
    if when is not None and when > at.retirement and not at.scenario.extend:
        yield Problem(
            field="balance_date",
            code="balance_after_retirement",
            found=str(when),
            values={"retirement": at.retirement},
        )


def _segments(at: Situation) -> Iterator[Problem]:
    for number, part in enumerate(at.scenario.history, start=1):
        path = f"history[{number}]"
        if part.first > part.last:
            values = {"first": part.first, "last": part.last}
            yield Problem(
                field=f"{path}.to", code="span_reversed", found=str(part.last), values=values
            )
        if part.first < at.sixteenth:
            yield _before_sixteen(f"{path}.from", part.first, at)
        if part.last > at.scenario.last_paid:
            values = {"last": at.scenario.last_paid}
            yield Problem(
                field=f"{path}.to", code="history_in_future", found=str(part.last), values=values
            )
        yield from _posted(path, part, at)


def _posted(path: str, part: Segment, at: Situation) -> Iterator[Problem]:
    """Whether a late payment was lawful: within its year (劳社部发〔2001〕20号), or as a relief allowed."""
    posted, today, path = part.posted, at.scenario.today, f"{path}.posted"
    if posted is None:
        return
    if posted < part.last:
        values = {"last": part.last}
        yield Problem(field=path, code="posted_before_covered", found=str(posted), values=values)
    elif posted > today:
        yield Problem(
            field=path, code="posted_in_future", found=str(posted), values={"today": today}
        )
    else:
        december = Month.of(part.first.year, MONTHS_PER_YEAR)
        until = at.late_until.get(part.first.year, december)
        if posted > until or part.last > december:
            values = {"last": part.last, "until": until}
            yield Problem(field=path, code="late_payment", found=str(posted), values=values)


def _after_statutory(at: Situation) -> Iterator[Problem]:
    statutory = at.window.statutory
    for number, part in enumerate(at.scenario.history, start=1):
        if part.last > statutory and not at.scenario.extend:
            yield Problem(
                field=f"history[{number}].to",
                code="month_after_statutory",
                found=str(part.last),
                values={"statutory": statutory},
            )


def _overlaps(at: Situation) -> Iterator[Problem]:
    parts = at.scenario.history
    for number, part in enumerate(parts, start=1):
        for other in parts[: number - 1]:
            first, last = max(part.first, other.first), min(part.last, other.last)
            if first <= last:
                yield Problem(
                    field=f"history[{number}]",
                    code="history_overlap",
                    values={"first": first, "last": last},
                    warning=True,
                )


def _segment_bases(at: Situation) -> Iterator[Problem]:
    for number, part in enumerate(at.scenario.history, start=1):
        path = f"history[{number}]"
        if part.base is None and part.tier is None:
            yield Problem(field=path, code="history_base_missing")
        if part.base is not None and part.tier is not None:
            yield Problem(
                field=f"{path}.tier", code="base_twice", values={"given": ("base", "tier")}
            )
        yield from _past_tier(path, part, at)
        yield from _past_base(path, part, at)


def _past_tier(path: str, part: Segment, at: Situation) -> Iterator[Problem]:
    lowest, highest = _PAST_TIERS
    tier = part.tier
    if tier is None or isinstance(tier, TierLimit) or lowest <= tier <= highest:
        return
    place = at.law.region(part.region or at.scenario.region)
    values = {"lowest": lowest, "highest": highest} | region_names(place)
    yield Problem(field=f"{path}.tier", code="tier_outside", found=format_rate(tier), values=values)


def _past_base(path: str, part: Segment, at: Situation) -> Iterator[Problem]:
    """The first published limits a base lies outside of; limits that were derived say nothing.

    What the agency's record says was paid counts as paid, so this is a warning, unless the amount can be
    no monthly base at all. A late payment may take its base from the limits of the month it was made in.
    """
    if part.base is None:
        return
    if part.base == 0:
        yield Problem(field=f"{path}.base", code="amount_zero", found=format_money(part.base))
        return
    region = part.region or at.scenario.region
    if at.scenario.clamp or _fits_payment(part, part.base, region, at):
        return
    for limits in at.law.limits(region):
        month = max(part.first, limits.start)
        known = limits.status is Status.PUBLISHED and not limits.warn
        if known and month <= min(part.last, limits.end):
            place, employed = at.law.region(region), part.employed
            said = outside_limits(
                f"{path}.base", part.base, limits, month, place, employed=employed
            )
            found = list(said)
            if found and not _is_slip(part.base, limits):
                found = [
                    problem._replace(code="past_base_outside_limits", warning=True)
                    for problem in found
                ]
            yield from found
            if found:
                return


def _is_slip(base: Fen, limits: LimitPeriod) -> bool:
    """Whether an amount is far from anything paid on: a yearly sum, or a payment in the place of a base."""
    return base * _SLIP_BELOW < limits.lowest or base > limits.ceiling * _SLIP_ABOVE


def _fits_payment(part: Segment, base: Fen, region: str, at: Situation) -> bool:
    """Whether a base lies within the limits of the month of a late payment, or these are unknown."""
    if part.posted is None:
        return False
    limits = at.known_limits_at(region, part.posted)
    if limits is None or limits.status is not Status.PUBLISHED:
        return True
    return limits.floor_of(employed=part.employed) <= base <= limits.ceiling


PAST_CHECKS: tuple[Check, ...] = (
    (("paid", "deemed", "paid_through", "born", "today", "history"), _paid),
    (("paid", "history"), _paid_agrees),
    (("paid_through", "today"), _paid_through),
    (("first_paid", "paid", "paid_through", "born", "today", "history"), _first_paid),
    (
        ("due_from", "first_paid", "paid", "paid_through", "today", "history", "region"),
        _due_from,
    ),
    (("balance", "balance_date", "today"), _balance),
    (
        ("balance_date", "retire", "extend", "born", "sex", "category", "region"),
        _balance_before_retirement,
    ),
    (("history", "born", "today", "paid_through"), _segments),
    (("history", "born", "sex", "category", "region", "extend"), _after_statutory),
    (("history",), _overlaps),
    (("history", "region", "clamp"), _segment_bases),
)
