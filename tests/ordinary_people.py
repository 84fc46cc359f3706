"""平常的人: persons drawn at random from anywhere in the law, for the oracle and the batch.

Where the law of a place begins and which bases it takes is read by `tests.oracle_law`.
"""

import random
from decimal import Decimal
from typing import Any

from tests import oracle_law as facts
from tests.oracle_law import TODAY
from tests.oracle_person import Told
from tests.oracle_spells import Person
from tests.reference import Month, ordinal, shift

PROVINCES = tuple(code for code, place in facts.places().items() if place["kind"] == "province")
CITIES = tuple(code for code in facts.places() if code not in PROVINCES)
"""Cities, tiers and other units with figures of their own."""
XIZANG, SHANGHAI = "540000", "310000"
CENT = Decimal("0.01")
YOUNGEST = (2010, 11)
"""Sixteen today."""
OFFERED_IN_XIZANG = [Decimal(percent) / 100 for percent in (60, 80, 100, 150, 200, 300)]

Draw = random.Random


def some_amount(draw: Draw, low: int, high: int) -> Decimal:
    return Decimal(draw.randint(100 * low, 100 * high)) / 100


def some_month(draw: Draw, first: Month, last: Month) -> Month:
    return shift((0, 1), draw.randint(ordinal(first), ordinal(last)))


def limits_now(region: str) -> dict[str, Any]:
    return next(row for row in facts.known_limits(region) if row["first"] <= TODAY <= row["last"])


def some_tier(draw: Draw, region: str) -> Decimal | str:
    if region == XIZANG:
        return draw.choice(OFFERED_IN_XIZANG)
    usual = [Decimal(text) for text in ("0.6", "0.65", "1", "1.2345", "2", "3")]
    return draw.choice([*usual, "floor", "ceiling", Decimal(draw.randint(6000, 30000)) / 10000])


def longest(person: Person) -> int:
    """Months since sixteen for which the law of the place is known."""
    after = shift(person["paid_through"], 1) if "paid_through" in person else TODAY
    return max(0, ordinal(after) - ordinal(first_lawful(person)))


def first_lawful(person: Person) -> Month:
    region = person["region"]
    first = max(shift(person["born"], 192), facts.known_from(region))
    reference = person.get("index_reference", facts.practice(region)["index_reference"])
    return max(first, facts.same_years_from(region)) if reference == "same_year" else first


def ordinary(draw: Draw) -> Person:
    """Anybody: place, age, way of paying, months paid; a third bring a statement."""
    person: Person = {"region": draw.choice(draw.choice([PROVINCES, PROVINCES, CITIES]))}
    person["sex"] = draw.choice(["male", "female"])
    give_age(draw, person)
    if draw.randrange(4):
        person["tier"] = some_tier(draw, person["region"])
    else:
        person["wage"] = some_amount(draw, 1, 40_000)
    person["paid"] = draw.randint(0, min(longest(person), draw.choice([24, 120, 345])))
    if draw.randrange(3) == 0:
        person["balance"] = draw.choice([Decimal("0.00"), CENT, some_amount(draw, 0, 300_000)])
    if draw.randrange(3) == 0:
        person["retire"] = "earliest"
        if retirement_of(person) < TODAY:
            del person["retire"]
    return person


def give_age(draw: Draw, person: Person) -> None:
    """A birth whose statutory month is not past."""
    while True:
        person["born"] = some_month(draw, (1966, 1), YOUNGEST)
        if retirement_of(person) >= TODAY:
            return


def retirement_of(person: Person) -> Month:
    return Told(person | {"tier": "floor", "paid": 0, "plan_until": TODAY}).retire


def claim_lawful(person: Person) -> None:
    """Months asked for that another edge has moved out of the window go back to the statutory one."""
    told = Told(person)
    latest = shift(told.statutory, 36 if "late_retirement" in person else 0)
    if not max(told.earliest, TODAY) <= told.retire <= latest:
        person.pop("retire", None)
        person.pop("late_retirement", None)


def offered(draw: Draw, person: Person) -> None:
    """A tier the place offers, after a move."""
    if "tier" in person:
        person["tier"] = some_tier(draw, person["region"])
    if "base" in person:
        del person["base"]
        person.pop("moving", None)
        person["tier"] = some_tier(draw, person["region"])
    if person.get("rhythm", "monthly") != "monthly" and person["region"] == SHANGHAI:
        del person["rhythm"]
        person.pop("payment_month", None)
