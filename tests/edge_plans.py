"""计划上的边界: persons whose plan has breaks and turns, or goes on past the age, drawn at random.

Further classes of edge for `tests.edge_people`; all of them are worked on by the interpreter.
"""

from decimal import Decimal

from tests.oracle_law import TODAY
from tests.oracle_person import Told
from tests.oracle_spells import Person
from tests.ordinary_people import (
    PROVINCES,
    SHANGHAI,
    XIZANG,
    Draw,
    first_lawful,
    limits_now,
    longest,
    offered,
    some_amount,
    some_tier,
)
from tests.reference import Month, ordinal, shift

__all__ = ["breaks", "idle", "moves", "paying_on", "turns", "turns_lawful", "waiting"]


def _ahead(draw: Draw, person: Person) -> Month:
    """A month from today to a little after the retirement of a person."""
    left = max(0, ordinal(Told(person).retire) - ordinal(TODAY))
    month = draw.choice([0, 1, 2, 13, left - 1, left, draw.randint(0, left + 3)])
    return shift(TODAY, max(0, month))


def breaks(draw: Draw, person: Person) -> None:
    """Up to three pauses: a month, a year, from today, over the retirement, one after or into another."""
    person["pauses"] = []
    for _ in range(draw.randint(1, 3)):
        first = _ahead(draw, person)
        last = shift(first, draw.choice([0, 0, 1, 11, 12, 50]))
        person["pauses"].append({"first": first, "last": last})


def turns(draw: Draw, person: Person) -> None:
    """Up to three changes: another tier, a fixed amount, one that moves with the average wage."""
    limits = limits_now(person["region"])
    months = {_ahead(draw, person) for _ in range(draw.randint(1, 3))}
    person["changes"] = []
    for first in sorted(months, key=lambda _: draw.random()):
        change: Person = {"first": first}
        if draw.random() < 0.5:
            change["tier"] = some_tier(draw, person["region"])
        else:
            change["base"] = some_amount(draw, int(limits["floor"]) + 1, int(limits["ceiling"]))
            change["moving"] = draw.random() < 0.5
        person["changes"].append(change)
    if draw.random() < 0.3:
        breaks(draw, person)


def paying_on(draw: Draw, person: Person) -> None:
    """Close to the age with too few months, or just enough; paying goes on where some are missing."""
    for name in ("retire", "late_retirement", "plan_until", "history"):
        person.pop(name, None)
    person["extend"] = True
    ahead = ordinal(Told(person | {"paid": 0}).statutory) - ordinal(TODAY)
    around = 180 - ahead + draw.choice([-150, -37, -12, -2, -1, 0, 1, 60])
    person["paid"] = max(0, min(longest(person), around))
    if "balance" in person:
        person["balance"] = Decimal(draw.randint(0, 5_000_000)) / 100


def moves(draw: Draw, person: Person) -> None:
    """Paid in up to three provinces, about ten years in one; registered in one of them or elsewhere."""
    for name in (
        "balance", "balance_date", "average_index", "deemed", "index_reference", "rhythm", "payment_month",
        "local_age", "due_from",
    ):  # fmt: skip
        person.pop(name, None)
    places = draw.sample([code for code in PROVINCES if code not in (XIZANG, SHANGHAI)], 4)
    person["region"], person["registered"] = places[0], draw.choice([*places, places[0]])
    offered(draw, person)
    known = max(first_lawful(person | {"region": place}) for place in places)
    month = max(known, shift(TODAY, -draw.choice([20, 130, 250, 340])))
    person["history"] = []
    while month < TODAY and len(person["history"]) < 4:
        long = draw.choice([1, 13, 60, 118, 119, 120, 121])
        last = min(shift(month, long - 1), shift(TODAY, -1))
        tier = Decimal(draw.choice(["0.6", "1", "2"]))
        segment = {"first": month, "last": last, "region": draw.choice(places), "tier": tier}
        person["history"].append(segment)
        month = shift(last, draw.choice([1, 1, 2, 30]))
    if draw.random() < 0.5:
        there = draw.choice(places[1:])
        person["changes"] = [{"first": _ahead(draw, person), "region": there}]
        if draw.random() < 0.4:
            person["changes"][0]["tier"] = some_tier(draw, there)
    if not person["history"]:
        del person["history"]
    if draw.random() < 0.2:
        person["claim"] = draw.choice(places)


def idle(draw: Draw, person: Person) -> None:
    """Nothing paid for the last month, the last year or the last ten; some bring a statement of before."""
    for name in ("rhythm", "payment_month", "history", "due_from"):
        person.pop(name, None)
    back = draw.choice([2, 2, 3, 11, 13, 60, 120])
    person["paid_through"] = shift(TODAY, -back)
    person["paid"] = min(longest(person), draw.choice([0, 1, 12, 100, 200]))
    if "balance_date" in person:
        person["balance_date"] = min(person["balance_date"], person["paid_through"])


def waiting(draw: Draw, person: Person) -> None:
    """Claims after the statutory month and pays nothing in between, or only the months missing."""
    for name in ("retire", "plan_until", "extend"):
        person.pop(name, None)
    person["late_retirement"] = "without_paying"
    person["retire"] = shift(Told(person).statutory, draw.choice([1, 2, 12, 35, 36]))


def turns_lawful(person: Person) -> None:
    """Amounts that another place does not take are brought within its limits."""
    limits = limits_now(person["region"])
    for change in person.get("changes", ()):
        if "base" in change:
            change["base"] = min(max(change["base"], limits["floor"] + 1), limits["ceiling"])
