"""对照的缴费方式: what a person has paid and plans to pay, as the oracle reads it from the words of a row."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from tests import oracle_law as facts
from tests import reference
from tests.oracle_law import TODAY, Assumed
from tests.reference import Month, half_up, shift

Person = dict[str, Any]
"""Words of a row by field: months as pairs, shares and yuan in decimals, months counted as integers."""
Record = dict[str, Any]

SETS = {
    "low": {"real": "0.01", "inflation": "0.005", "rate": "0.015"},
    "middle": {"real": "0.02", "inflation": "0.015", "rate": "0.02"},
    "high": {"real": "0.03", "inflation": "0.025", "rate": "0.03"},
}
RHYTHMS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def assumed_by(person: Person) -> tuple[Assumed, Decimal]:
    """What a person assumes of the years to come, and of prices; 2.0% real growth compounds with them."""
    chosen = SETS[person.get("assumption_set", "middle")]
    inflation = person.get("inflation", Decimal(chosen["inflation"]))
    both = (1 + Fraction(chosen["real"])) * (1 + Fraction(inflation))
    growth = person.get("wage_growth", half_up(both, 6) - 1)
    return Assumed(
        growth=Fraction(growth),
        rate=person.get("crediting_rate", Decimal(chosen["rate"])),
        rate_at_claim=person.get("retirement_year_rate", "last_published"),
        follows_wage=person.get("limits_projection", "wage") == "wage",
    ), inflation


@cache
def monthly_law(region: str, assumed: Assumed, same_year: bool) -> Record:
    """The law of a place by month."""
    periods = facts.limits(region, assumed)
    references = facts.same_year_wages(region, assumed, periods) if same_year else periods
    bound = facts.index_bounds(region)
    index_wage = {}
    for month, row in facts.by_month(references).items():
        floor, cap = bound(month)
        held = {} if cap is None else {"index_cap": cap}
        index_wage[month] = {**row, "index_floor": floor, **held} if floor or held else row
    return {
        "limits": {region: facts.by_month(periods)},
        "index_wage": {region: index_wage},
        "total_rate": {region: facts.by_month(facts.shares("contribution_rate", region))},
        "account_rate": {region: facts.by_month(facts.shares("account_rate", region))},
    }


def wage_at(person: Person, region: str, month: Month) -> Any:
    """The average wage that payments are held to in a place and month."""
    found = monthly_law(region, assumed_by(person)[0], same_year=False)
    return found["limits"][region][month]["wage"]


def declared_by(person: Person, wage: Any) -> Record:
    """How the base is fixed from today on: a wage moves with the average wage, a base stays."""
    if "tier" in person:
        tier = person["tier"]
        return {"choice": "tier", "amount": tier} if isinstance(tier, Decimal) else {"choice": tier}
    is_wage = "wage" in person
    amount = person["wage"] if is_wage else person["base"]
    if person.get("moving", is_wage):
        return {"choice": "moving", "amount": amount, "anchor": wage}
    return {"choice": "yuan", "amount": amount}


def _before(person: Person, declared: Record, wage: Any) -> Record:
    """How months without a history were paid: at the index given, else as today, moving with wages."""
    if "average_index" in person:
        return {"choice": "tier", "amount": half_up(person["average_index"], 6)}
    return (
        {**declared, "choice": "moving", "anchor": wage}
        if declared["choice"] == "yuan"
        else declared
    )


def spells_of(person: Person, declared: Record, wage: Any, until: Month) -> list[Record]:
    """The months paid, and planned up to a month."""
    plain = {"amount": Decimal(0), "anchor": 1, "employed": False, "posted": None}
    plain["place"] = person["region"]
    found = []
    if "history" in person:
        for segment in person["history"]:
            held = "yuan" if person.get("clamp") else "paid"
            how = {"choice": "tier" if "tier" in segment else held}
            amount = segment.get("tier", segment.get("base"))
            there = {"place": segment.get("region", person["region"])}
            found.append({**plain, **how, **there, "amount": amount, **segment})
    elif person["paid"]:
        last = person.get("paid_through", shift(TODAY, -1))
        span = {"first": shift(last, 1 - person["paid"]), "last": last}
        found.append({**plain, **_before(person, declared, wage), **span})
    found += ({**plain, **spell} for spell in _planned(person, declared, until))
    return found


def _planned(person: Person, declared: Record, until: Month) -> Iterator[Record]:
    """The months from today on: as declared, from each change on as it says, none of a pause."""
    until = min(person.get("plan_until", until), until)
    turns = [(TODAY, {**declared, "place": person["region"]})]
    for change in sorted(person.get("changes", ()), key=lambda one: one["first"]):
        turns.append((change["first"], _changed(person, change, turns[-1][1])))
    ends = [shift(first, -1) for first, _ in turns[1:]] + [until]
    paused = {
        month
        for pause in person.get("pauses", ())
        for month in reference.months_between(pause["first"], pause["last"])
    }
    for (first, how), end in zip(turns, ends, strict=True):
        piece: list[Month] = []
        for month in [*reference.months_between(first, min(end, until)), None]:
            if month is not None and month not in paused:
                piece.append(month)
            elif piece:
                yield {**how, "first": piece[0], "last": piece[-1]}
                piece = []


def _changed(person: Person, change: Person, standing: Record) -> Record:
    """How is paid from a change on; a wage moves on with the average wage of the place it is taken to."""
    first, before = change["first"], standing["place"]
    place = change.get("region", before)
    wage = wage_at(person, place, first)
    if "tier" in change or "base" in change:
        return {**declared_by(change, wage), "place": place}
    if place != before and standing["choice"] == "moving":
        grown = Fraction(wage_at(person, before, first)) / Fraction(standing["anchor"])
        amount = half_up(Fraction(standing["amount"]) * grown, 2)
        return {"choice": "moving", "amount": amount, "anchor": wage, "place": place}
    return {**standing, "place": place}


def posted_in_time(person: Person, spells: list[Record]) -> Iterator[Record]:
    """Months of this year paid so far are posted by the last one paid, planned ones not before today."""
    rhythm = RHYTHMS[person.get("rhythm", "monthly")]
    known = person.get("paid_through", shift(TODAY, -1))
    for spell in spells:
        if rhythm == 1 or spell["employed"] or spell["posted"]:
            yield spell
            continue
        before = min(spell["last"], (TODAY[0] - 1, 12))
        if spell["first"] <= before:
            yield spell | {"last": before}
        for month in reference.months_between(
            max(spell["first"], (TODAY[0], 1)), min(spell["last"], (TODAY[0], 12))
        ):
            ends = -(-month[1] // rhythm) * rhythm
            usual = (TODAY[0], person.get("payment_month", 12) if rhythm == 12 else ends)
            posted = known if month < TODAY <= usual else None
            posted = TODAY if usual < TODAY <= month else posted
            yield spell | {"first": month, "last": month, "posted": posted}
        after = max(spell["first"], (TODAY[0] + 1, 1))
        if after <= spell["last"]:
            yield spell | {"first": after}
