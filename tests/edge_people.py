"""边界上的人: persons drawn at random on the edges of the law, by class of edge.

Each class takes an ordinary person and moves them onto edges of one kind; the second half of them also
onto those of another. Where an edge lies is read off the law by `tests.oracle_law`, not off the engine.
"""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from tests import oracle_law as facts
from tests.edge_plans import breaks, idle, moves, paying_on, turns, turns_lawful, waiting
from tests.oracle_law import TODAY
from tests.oracle_person import CATEGORIES, Told
from tests.oracle_spells import RHYTHMS, Person
from tests.ordinary_people import (
    CENT,
    PROVINCES,
    SHANGHAI,
    XIZANG,
    YOUNGEST,
    Draw,
    claim_lawful,
    first_lawful,
    give_age,
    limits_now,
    longest,
    offered,
    ordinary,
    retirement_of,
    some_amount,
    some_month,
)
from tests.reference import ordinal, shift

__all__ = ["CLASSES", "careless_people", "edge_people"]

Edge = Callable[[Draw, Person], None]
_NEAR, _MOST_FAR = 20 * 12, Decimal("0.05")
"""Wages that rise faster for more than 20 years make figures no column can hold."""


def cohort_step(draw: Draw, person: Person) -> None:
    """Births in the first and the last month of a step of the delay, before the first and after the cap."""
    person["sex"] = draw.choice(["male", "female"])
    category = "male_60" if person["sex"] == "male" else draw.choice(["female_55", "female_50"])
    ages = CATEGORIES[category]
    person["category"] = category
    while True:
        after = ages["step"] * draw.randint(0, ages["cap"]) + draw.choice([-1, 0, 1])
        person["born"] = shift(ages["first_affected"], after)
        person.pop("retire", None)
        if retirement_of(person) >= TODAY:
            break
    person["paid"] = min(person["paid"], longest(person))


def minimum_step(draw: Draw, person: Person) -> None:
    """Claims about the turn of a year from 2029 to 2039, exactly enough months or one too few or many."""
    year = draw.randint(2030, 2039)
    claim = draw.choice([(year - 1, 12), (year, 1), (year, 2)])
    person["sex"], person["category"] = draw.choice(
        [("male", "male_60"), ("female", "female_55"), ("female", "female_50")]
    )
    person.pop("retire", None)
    ages = CATEGORIES[person["category"]]
    person["born"] = shift(claim, -ages["original"] - draw.randint(0, ages["cap"]))
    person["retire"] = claim
    claim_lawful(person)
    required = Told(person | {"paid": 0}).go_on()["required_months"]
    ahead = ordinal(retirement_of(person)) - ordinal(TODAY) + 1
    wanted = required + draw.choice([-1, 0, 1])
    person["paid"] = min(max(0, wanted - ahead), longest(person))
    person["plan_until"] = shift(TODAY, max(0, wanted - person["paid"]) - 1)


def limit_bounds(draw: Draw, person: Person) -> None:
    """Bases of exactly the floor or the ceiling, a fen off it, 60% and 300%; wages a yuan off."""
    here = limits_now(person["region"])
    for name in ("tier", "wage", "base"):
        person.pop(name, None)
    bound = Decimal(here[draw.choice(["floor", "ceiling"])])
    match draw.randrange(4):
        case 0:
            person["base"] = bound
        case 1:
            person["base"] = max(CENT, bound + draw.choice([-CENT, CENT]))
            person["clamp"] = True
        case 2:
            person["wage"] = bound + draw.choice([-1, -CENT, 0, CENT, 1])
        case _:
            tiers = [Decimal("0.6"), Decimal(3), "floor", "ceiling"]
            person["tier"] = draw.choice(tiers)
    if "tier" not in person:
        person["moving"] = draw.random() < 0.5


def few_months(draw: Draw, person: Person) -> None:
    """No month paid, one, eleven to thirteen, this year's exactly; nothing planned, or one month."""
    person["paid"] = min(draw.choice([0, 0, 1, 1, 10, 11, 12, 13]), longest(person))
    if draw.random() < 0.5:
        person["plan_until"] = shift(TODAY, draw.choice([-1, 0, 1, 2]))
        told = Told(person)
        person["plan_until"] = min(person["plan_until"], told.retire)


def claim_now(draw: Draw, person: Person) -> None:
    """Claims this month and in the next few, of this year and of the next."""
    for _ in range(200):
        person["sex"] = draw.choice(["male", "female"])
        person.pop("category", None)
        if person["sex"] == "female" and draw.random() < 0.5:
            person["category"] = "female_50"
        person["born"] = some_month(draw, (1966, 1), (1985, 1))
        person.pop("retire", None)
        told = Told(person | {"paid": 0})
        claim = shift(TODAY, draw.randint(0, 5))
        if told.earliest <= claim <= told.statutory:
            person["retire"] = claim
            break
    person["paid"] = min(draw.choice([0, 1, 179, 180, 181, 300]), longest(person))
    claim_lawful(person)


def odd_ages(draw: Draw, person: Person) -> None:
    """Every month of the early window, its two ends above all."""
    if retirement_of(person) < TODAY:
        give_age(draw, person)
    told = Told(person)
    first = max(told.earliest, TODAY)
    last = told.statutory
    near = [shift(first, 1), shift(last, -1), first, last, some_month(draw, first, last)]
    person["retire"] = min(max(draw.choice(near), first), last)


def long_past(draw: Draw, person: Person) -> None:
    """Pasts that begin at a change: of rate, of account share, of limits, at a hole, at sixteen, in 1998."""
    periods = facts.known_limits(person["region"])
    changes = [row["first"] for row in periods]
    changes += [(1998, 1), (1998, 7), (2001, 7), (2004, 1), (2006, 1), (2016, 1), (2024, 3)]
    changes.append(shift(person["born"], 192))
    begin = shift(draw.choice(changes), draw.choice([-1, 0, 0, 1]))
    person["paid"] = min(max(0, ordinal(TODAY) - ordinal(begin)), longest(person))
    if draw.random() < 0.7:
        person.pop("balance", None)


def statement(draw: Draw, person: Person) -> None:
    """Statements of every month of two years, before the first month paid, in the midst, last month."""
    person["balance"] = draw.choice(
        [Decimal("0.00"), CENT, Decimal("999999999.99"), some_amount(draw, 0, 10**5)]
    )
    person["balance_date"] = shift(
        TODAY, -draw.choice([1, 2, 10, 11, 12, 22, 23, draw.randint(1, 24)])
    )
    person["paid"] = min(draw.choice([0, 1, 11, 12, 24, 180, person["paid"]]), longest(person))
    if draw.random() < 0.4:
        _given_index(draw, person)


def _given_index(draw: Draw, person: Person) -> None:
    texts = ("0.000001", "0.21", "0.5999", "0.6", "0.6001", "1", "2.9999", "3", "10")
    person["average_index"] = draw.choice(
        [*map(Decimal, texts), Decimal(draw.randint(1, 30000)) / 10000]
    )


def index_alone(draw: Draw, person: Person) -> None:
    """An average index without a balance: 0.6 and 3 and beside them, very small, the largest."""
    person.pop("balance", None)
    person.pop("balance_date", None)
    _given_index(draw, person)


def early_years(draw: Draw, person: Person) -> None:
    """Deemed years and a transitional part of every shape, indices of its own, Jilin's twenty years."""
    person["region"] = draw.choice([*PROVINCES, "110000", "150000", "220000", "510000", SHANGHAI])
    room = max(0, ordinal(TODAY) - ordinal(shift(person["born"], 192)) - person["paid"])
    person["deemed"] = min(draw.choice([0, 1, 6, 7, 12, 60, 119, 120]), room)
    if draw.random() < 0.5:
        person["deemed_index"] = draw.choice([Decimal("0.6"), Decimal(1), Decimal("1.2345")])
    if draw.random() < 0.5:
        person["transition_index"] = draw.choice(
            [Decimal("0.6"), Decimal("0.9999"), Decimal("1.5")]
        )
    if draw.random() < 0.4:
        person["transition_months"] = draw.choice([0, 1, 7, 60, 120])
    if draw.random() < 0.4:
        person["transition_paid"] = draw.choice([0, 1, 69])
    offered(draw, person)


def other_practice(draw: Draw, person: Person) -> None:
    """Every reading of every practice, one or several at a time."""
    choices: dict[str, list[Any]] = {
        "interest_method": ["monthly_product", "annual"],
        "retirement_interest": ["through_retirement", "through_previous", "full_year"],
        "posting": ["payment_month", "covered_month"],
        "pay_retirement_month": [True, False],
        "years_mode": ["round2", "exact", "1dp_ceil", "2dp_ceil", "half_year_up", "shanghai"],
        "index_denominator": [
            "paid_months",
            "months_due",
            "calendar_years",
            "months_due_unpaid_60",
        ],
        "index_reference": ["previous_year", "same_year"],
        "index_decimals": [3, 4],
        "divisor_rule": ["by_month", "whole_age"],
        "amount_rounding": ["fen", "jiao_up_from_fen", "jiao_up_exact", "total_jiao_up"],
        "low_index_factor": [True, False],
        "base_rounding": ["yuan", "fen"],
        "due_from": [(1992, 10), (2020, 1), TODAY],
    }
    if person["region"] not in PROVINCES:
        del choices["index_reference"]
    for name in draw.sample(list(choices), draw.randint(1, 4)):
        person[name] = draw.choice(choices[name])


def other_years_to_come(draw: Draw, person: Person) -> None:
    """Wages that stand still, fall or double in four years, no interest, 15%, limits by themselves."""
    if draw.random() < 0.5:
        person["assumption_set"] = draw.choice(["low", "high"])
    rates = {
        "wage_growth": ["-0.01", "0", "0.000001", "0.2"],
        "inflation": ["-0.02", "0", "0.0333"],
        "crediting_rate": ["0", "0.000001", "0.15"],
    }
    for name, texts in rates.items():
        if draw.random() < 0.5:
            person[name] = Decimal(draw.choice(texts))
    if draw.random() < 0.4:
        person["retirement_year_rate"] = draw.choice(["assumption", Decimal("0.026"), Decimal(0)])
    if draw.random() < 0.4:
        person["limits_projection"] = "limits"


def local_items(draw: Draw, person: Person) -> None:
    """The items of a place, asked for: Zhejiang, Jilin, Sichuan, parents of one child."""
    person["region"] = draw.choice(["220000", "330000", "500000", "510000", "520000", SHANGHAI])
    person["extras"] = True
    person["only_child"] = draw.random() < 0.5
    offered(draw, person)


def gaps(draw: Draw, person: Person) -> None:
    """A history of stretches with gaps: one month, touching, at sixteen, employed, above all limits."""
    for name in ("paid", "balance", "balance_date", "average_index", "deemed"):
        person.pop(name, None)
    periods = facts.known_limits(person["region"])
    month = max(first_lawful(person), shift(TODAY, -draw.choice([5, 40, 200, 340])))
    person["history"], person["paid"] = [], 0
    while month < TODAY and len(person["history"]) < 6:
        last = min(shift(month, draw.choice([0, 0, 1, 11, 30, 90])), shift(TODAY, -1))
        here = next(row for row in periods if row["first"] <= month <= row["last"])
        segment: Person = {"first": month, "last": last}
        if draw.random() < 0.5:
            segment["tier"] = Decimal(draw.choice(["0.4", "0.6", "1", "3"]))
        else:
            low, high = int(here["floor"]), int(here["ceiling"])
            segment["base"] = some_amount(draw, low, high)
            segment["employed"] = draw.random() < 0.4
        person["history"].append(segment)
        month = shift(last, draw.choice([1, 1, 2, 13, 60]))
    if not person["history"]:
        del person["history"]


def rhythms(draw: Draw, person: Person) -> None:
    """Paid by quarter, half-year and year, in each month of it, by a place that takes it."""
    if person["region"] == SHANGHAI:
        person["region"] = "110000"
        offered(draw, person)
    person["rhythm"] = draw.choice([name for name in RHYTHMS if name != "monthly"])
    person.pop("payment_month", None)
    if person["rhythm"] == "yearly" and draw.random() < 0.6:
        person["payment_month"] = draw.randint(1, 12)


def own_ages(draw: Draw, person: Person) -> None:
    """Xizang, with its ages and without; women of the other category."""
    if draw.random() < 0.5:
        person["region"] = XIZANG
        person["local_age"] = draw.random() < 0.6
    elif person["sex"] == "female":
        person["category"] = "female_50"
    person.pop("retire", None)
    if retirement_of(person) < TODAY:
        person["born"] = shift(person["born"], 16 * 12)
    if person["born"] > YOUNGEST:
        person["born"] = YOUNGEST
    person["paid"] = min(person["paid"], longest(person))
    offered(draw, person)


def late_claim(draw: Draw, person: Person) -> None:
    """After the statutory month by own declaration, up to 36 months: the minimum of the statutory year."""
    told = Told(person)
    person["late_retirement"] = "own_declaration"
    person["retire"] = shift(told.statutory, draw.choice([1, 2, 12, 35, 36]))


def young(draw: Draw, person: Person) -> None:
    """Sixteen today and last month."""
    person["born"] = shift(YOUNGEST, -draw.choice([0, 0, 1, 2]))
    person["paid"] = draw.randint(0, longest(person))
    person.pop("retire", None)
    person.pop("balance", None)


CLASSES: dict[str, Edge] = {
    edge.__name__: edge
    for edge in (
        cohort_step, minimum_step, limit_bounds, few_months, claim_now, odd_ages, long_past, statement,
        index_alone, early_years, other_practice, other_years_to_come, local_items, gaps, rhythms,
        own_ages, late_claim, young, breaks, turns, paying_on, moves, idle, waiting,
    )
}  # fmt: skip
"""What the edges are, by name."""


def edge_people(count: int, seed: int | str) -> Iterator[tuple[str, Person]]:
    """Persons, each class in turn; one in two is moved by a second class as well."""
    draw = random.Random(seed)  # noqa: S311 no secret
    names = list(CLASSES)
    for number in range(count):
        name = names[number % len(names)]
        person = ordinary(draw)
        if number // len(names) % 2:
            CLASSES[draw.choice(names)](draw, person)
        CLASSES[name](draw, person)
        yield name, _made_lawful(draw, person)


def careless_people(count: int, seed: int | str) -> Iterator[Person]:
    """Persons on several edges at once that nobody has put right, some facts drawn anew: many unlawful."""
    draw = random.Random(seed)  # noqa: S311 no secret
    edges = [edge for name, edge in CLASSES.items() if name != "gaps"]
    made = 0
    while made < count:
        person = ordinary(draw)
        try:
            for edge in draw.sample(edges, draw.randint(1, 3)):
                edge(draw, person)
        except ValueError:
            continue  # an edge could not be read off what another one left
        if draw.random() < 0.3:
            person["paid"] = draw.randint(0, 500)
        if draw.random() < 0.2:
            person["born"] = some_month(draw, (1960, 1), (2012, 12))
        if draw.random() < 0.1:
            person["plan_until"] = some_month(draw, (2026, 1), (2050, 12))
        made += 1
        yield person


def _made_lawful(draw: Draw, person: Person) -> Person:
    """What two edges together have made unlawful is put right: age, months since sixteen, offers."""
    if "history" in person:
        for name in ("balance", "balance_date", "average_index", "deemed", "paid", "paid_through"):
            person.pop(name, None)
        first = first_lawful(person)
        person["history"] = [one for one in person["history"] if one["first"] >= first]
        if not person["history"]:
            del person["history"]
            person["paid"] = 0
    person.setdefault("paid", 0)
    if "tier" in person:
        person.pop("moving", None)
    if "balance" not in person:
        person.pop("balance_date", None)
    if "plan_until" in person:
        person["plan_until"] = max(person["plan_until"], shift(TODAY, -1))
    claim_lawful(person)
    told = Told(person)
    if max(told.retire, told.statutory) < TODAY or person["born"] > YOUNGEST:
        person.pop("category", None)
        person["sex"], person["born"] = "male", (1990, draw.randint(1, 12))
    person["paid"] = min(person["paid"], longest(person))
    if "deemed" in person:
        last = person.get("paid_through", shift(TODAY, -1))
        room = ordinal(last) + 1 - ordinal(shift(person["born"], 192)) - person["paid"]
        person["deemed"] = max(0, min(person["deemed"], room))
    if "due_from" in person:
        begun = shift(person.get("paid_through", shift(TODAY, -1)), 1 - person["paid"])
        begun = min([begun, *(one["first"] for one in person.get("history", ()))])
        person["due_from"] = min(person["due_from"], begun)
    claim_lawful(person)
    turns_lawful(person)
    is_far = ordinal(Told(person).retire) - ordinal(TODAY) > _NEAR
    if is_far and person.get("wage_growth", Decimal(0)) > _MOST_FAR:
        person["wage_growth"] = _MOST_FAR
    return person
