"""规划: the plan for a wish, and a plan written back into the form; loaded with the view that plans."""

from calculator.amounts import format_rate
from calculator.planning import Offer, Plan, plan_for_budget, plan_for_target
from calculator.scenario.model import Scenario
from calculator.tui.draft import BASES, Draft, Part
from calculator.tui.goal import Wish
from calculator.tui.session import Reading
from rules.career import Choice
from rules.law import Law
from rules.month import MONTHS_PER_YEAR, Month

__all__ = ["in_draft", "planned"]

_BASE_ONLY = frozenset({"from", *BASES})
_YES = "yes"
_LIMITS = {Choice.FLOOR: "floor", Choice.CEILING: "ceiling"}


def planned(scenario: Scenario, law: Law, wish: Wish) -> Plan:
    """The plan for a wish."""
    if wish.aim == "target":
        return plan_for_target(scenario, law, wish.amount, may_pause=wish.may_pause)
    return plan_for_budget(scenario, law, wish.amount)


def in_draft(good: Reading, plan: Plan) -> Draft | None:
    """The draft of a reading with a plan as its changes of base and its breaks.

    None where the draft changes more than the base on the way (place, employment): that is not to be lost.
    """
    scenario, draft = good.scenario, good.draft
    if scenario is None or any(set(part) - _BASE_ONLY for part in draft.parts.get("changes", ())):
        return None
    changes: list[Part] = []
    pauses: list[Part] = [dict(part) for part in draft.parts.get("pauses", ())]
    standing: Offer | None = None
    for year in plan.years:
        first = max(scenario.today, Month.of(year.year, 1))
        last = min(Month.of(year.year, MONTHS_PER_YEAR), plan.settlement.retirement)
        if year.offer is not None and year.offer != standing:
            changes.append({"from": str(first), "tier": _tier(year.offer)})
            standing = year.offer
        elif not year.months and _is_paid(scenario, first, last):
            pauses.append({"from": str(first), "to": str(Month(last))})
    if plan.settlement.retirement > max(plan.asked, plan.settlement.statutory):
        draft = draft.typed(extend=_YES)
    elif plan.settlement.retirement != plan.asked:
        draft = draft.typed(retire=str(Month(plan.settlement.retirement)))
    return draft.listed("changes", tuple(changes)).listed("pauses", tuple(pauses))


def _is_paid(scenario: Scenario, first: int, last: int) -> bool:
    """Whether the scenario pays any of these months, none of them held by a break of its own."""
    ends = scenario.plan_until is not None and scenario.plan_until < first
    return not ends and not any(
        span.first <= last and span.last >= first for span in scenario.pauses
    )


def _tier(offer: Offer) -> str:
    return _LIMITS.get(offer.choice) or format_rate(offer.amount)
