"""对照的一个人: what a table says of a person, settled by the oracle into every column of an estimate.

From the words of a row to a case of `tests.reference` and from its settlements to the figures of the
plan, of stopping now and of the most that is lawful. Nothing here asks the package for a figure.
"""

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from tests import oracle_law as facts
from tests import reference
from tests.oracle_law import LAST, TODAY, Assumed
from tests.oracle_moves import paying_place
from tests.oracle_spells import (
    RHYTHMS,
    Person,
    Record,
    assumed_by,
    declared_by,
    monthly_law,
    posted_in_time,
    spells_of,
    wage_at,
)
from tests.reference import Month, half_up, shift
from tests.reference_local import items_of

CATEGORIES: dict[str, Record] = {
    "male_60": {"original": 720, "first_affected": (1965, 1), "step": 4, "cap": 36},
    "female_55": {"original": 660, "first_affected": (1970, 1), "step": 4, "cap": 36},
    "female_50": {"original": 600, "first_affected": (1975, 1), "step": 2, "cap": 60},
}
XIZANG: dict[str, Record] = {
    "male_60": {"original": 660, "first_affected": (1970, 1), "step": 4, "cap": 36},
    "female_55": {"original": 540, "first_affected": (1980, 1), "step": 4, "cap": 36},
    "female_50": CATEGORIES["female_50"],
}
"""藏政发〔2006〕37号: men 55, flexible women 45; who reaches that from 2025-01 on is delayed."""
EXACT = Context(prec=50)
_SHAPES = {"beijing_two_parts": "beijing"}
_RETIREMENT_INTEREST = {
    "through_retirement": "through_r",
    "through_previous": "through_previous",
    "full_year": "full_year",
}
_STATED = (
    "interest_method", "retirement_interest", "posting", "pay_retirement_month", "years_mode",
    "index_denominator", "index_decimals", "due_from", "divisor_rule", "amount_rounding",
    "low_index_factor", "index_reference",
)  # fmt: skip


@cache
def law_of(region: str, retirement_year: int, assumed: Assumed, same_year: bool) -> Record:
    """The law of a claim in a year."""
    roles = [facts.practice(region)[f"{part}_base"] for part in ("basic", "index", "transitional")]
    of_role = {
        "place": facts.calculation_base(region, retirement_year, assumed),
        "province": facts.calculation_base(facts.province_of(region), retirement_year, assumed),
    }
    (basic, _), (indexed, _), (transitional, _) = (of_role[role] for role in roles)
    rates = {
        year: facts.crediting_rate(year, retirement_year, assumed)
        for year in range(1998, retirement_year + 1)
    }
    return {
        **monthly_law(region, assumed, same_year),
        "crediting_rate": {year: rate for year, (rate, _) in rates.items()},
        "rate_status": {year: status for year, (_, status) in rates.items()},
        "calculation_base": basic,
        "index_base": indexed,
        "transitional_base": transitional,
        "base_status": facts.worst([of_role[role][1] for role in roles]),
        "payment_months": {40 + at: Decimal(value) for at, value in enumerate(facts.ANNEX)},
        "minimum": reference.MINIMUM,
    }


def options_of(person: Person) -> Record:
    """The practice of the place with what the person states of it, in the words of the oracle."""
    region = person["region"]
    local = facts.practice(region)
    used = local | {name: person[name] for name in _STATED if name in person}
    due = used["due_from"] or (1900, 1)
    offered = facts.local_items(region) if person.get("extras") else {}
    return {
        "base_rounding": person.get("base_rounding", "yuan"),
        "interest_method": used["interest_method"].removesuffix("_product"),
        "retirement_interest": _RETIREMENT_INTEREST[used["retirement_interest"]],
        "posting": used["posting"],
        "years_mode": used["years_mode"],
        "index_denominator": used["index_denominator"],
        "index_decimals": used["index_decimals"] or None,
        "due_from": facts.month(due) if isinstance(due, str) else due,
        "indexed_wage_rounding": used["indexed_wage_rounding"].replace("none", "") or None,
        "low_index_factor": used["low_index_factor"],
        "divisor_rule": {"by_month": "monthly"}.get(used["divisor_rule"], used["divisor_rule"]),
        "amount_rounding": used["amount_rounding"],
        "transitional": _transitional(person, local),
        "pay_retirement_month": used["pay_retirement_month"],
        "same_year": used["index_reference"] == "same_year",
        "local_items": items_of(offered, one_child=person.get("only_child", False)),
    }


def _transitional(person: Person, local: Mapping[str, Any]) -> Record:
    months = person.get("transition_months", person.get("deemed", 0))
    paid = person.get("transition_paid", 0)
    shape = local["transitional_shape"]
    (_, below), (months_above, above) = (
        local["transitional_coefficients"][0],
        local["transitional_coefficients"][-1],
    )
    return {
        "shape": _SHAPES.get(shape, shape) if months + paid else "none",
        "coefficient": Decimal(below) / 100,
        "years_above": Fraction(months_above, 12),
        "coefficient_above": Decimal(above) / 100,
        "months": months,
        "index": person.get("transition_index"),
        "actual_months": paid,
    }


class Told:
    """A person as the oracle has them; each outcome is a settlement with the law of its claim."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.region = person["region"]
        self.assumed, self.inflation = assumed_by(person)
        has_own_ages = self.region == "540000" and person.get("local_age", True)
        self.categories = XIZANG if has_own_ages else CATEGORIES
        sexes = {"male": "male_60", "female": "female_55"}
        self.category = person.get("category", sexes[person["sex"]])
        self.birth: Month = person["born"]
        self.statutory, self.age = reference.statutory(self.birth, self.category, self.categories)
        original = self.categories[self.category]["original"]
        self.earliest = max(shift(self.birth, original), shift(self.statutory, -36))
        asked = person.get("retire", "statutory")
        named = {"statutory": self.statutory, "earliest": self.earliest}
        self.retire: Month = named.get(asked, asked)
        self.wage = wage_at(person, self.region, TODAY)
        self.declared = declared_by(person, self.wage)
        waits = person.get("late_retirement") == "without_paying"
        self.until = self.statutory if waits else LAST
        self.spells = spells_of(person, self.declared, self.wage, self.until)
        self.claim = self._paying_place()
        self.options = options_of(person | {"region": self.claim})

    def _paying_place(self) -> str:
        """The place that pays; without a place of registration the one of today."""
        if "claim" in self.person:
            return str(self.person["claim"])
        if "registered" not in self.person:
            return self.region
        sex = "male" if self.category == "male_60" else "female"
        home = self.person["registered"]
        return paying_place(self.spells, self.retire, home, self.birth, sex) or self.region

    @property
    def places(self) -> set[str]:
        """All places whose law is read."""
        moved = (one["region"] for one in self.person.get("changes", ()) if "region" in one)
        return {self.region, self.claim, *moved, *(spell["place"] for spell in self.spells)}

    def law(self, retire: Month) -> Record:
        """The law of a claim."""
        law = law_of(self.claim, retire[0], self.assumed, self.options["same_year"])
        monthly = [monthly_law(one, self.assumed, self.options["same_year"]) for one in self.places]
        names = ("limits", "index_wage", "total_rate", "account_rate")
        here = {name: {k: v for one in monthly for k, v in one[name].items()} for name in names}
        return law | here | {"categories": self.categories}

    def _case(self, spells: list[Record], retire: Month, opening: Record | None) -> Record:
        since = (0, 1) if opening is None else shift(opening["month"], 1)
        kept = [
            spell | {"first": max(spell["first"], since)}
            for spell in posted_in_time(self.person, spells)
            if spell["last"] >= since
        ]
        return {
            "birth": self.birth,
            "category": self.category,
            "retire": retire,
            "spells": kept,
            "rhythm": RHYTHMS[self.person.get("rhythm", "monthly")],
            "payment_month": self.person.get("payment_month"),
            "opening": opening,
            "deemed": {
                "months": self.person.get("deemed", 0),
                "index": self.person.get("deemed_index", Decimal(1)),
            },
            "claim_place": self.claim,
            "options": self.options,
        }

    @cached_property
    def opening(self) -> Record | None:
        """The statement, or what stands for one where only an index is given (last December)."""
        if "balance" not in self.person and "average_index" not in self.person:
            return None
        stated = self.person.get("balance_date", (TODAY[0] - 1, 12))
        past = [spell for spell in self.spells if spell["last"] < TODAY]
        months = sum(
            len(reference.months_between(spell["first"], min(spell["last"], stated)))
            for spell in past
        )
        return {
            "month": stated,
            "months": months,
            "due_months": months,
            "index": self.person.get("average_index", self._index_today()),
            "balance": self.person.get("balance") or self._built_up(past, stated),
        }

    def _index_today(self) -> Decimal:
        law = self.law(self.retire)
        limits = law["limits"][self.region][TODAY]
        spell = {"amount": Decimal(0), "anchor": 1, **self.declared}
        base = reference.contribution_base(spell, limits, self.options["base_rounding"])
        return reference.index_of(base, law["index_wage"][self.claim][TODAY])

    def _built_up(self, past: list[Record], stated: Month) -> Decimal:
        """What the credits of the months before would have grown to by the end of a closed year."""
        if "balance" in self.person or not past or past[0]["first"] > stated:
            return Decimal(0)
        after = (stated[0] + 1, 1)
        spells = [past[0] | {"last": min(past[0]["last"], stated)}]
        case, law = self._case(spells, after, None), self.law(after)
        runs = reference.covered_months(case, law)
        ledger = reference.individual_account(case, law, runs)
        closing: Decimal = next(row["closing"] for row in ledger if row["year"] == stated[0])
        return closing

    def settled(self, spells: list[Record], retire: Month) -> Record:
        """A settlement, with the law it was made by and what was read for it."""
        case, law = self._case(spells, retire, self.opening), self.law(retire)
        return reference.settle(case, law) | {"law": law, "retire": retire, "spells": spells}

    def go_on(self) -> Record:
        """The plan; with an extension it goes on past the age until the minimum is met, if it pays then."""
        found = self.settled(self.spells, self.retire)
        missing = found["required_months"] - found["months_counted"]
        if not self.person.get("extend") or missing <= 0 or self.retire < self.statutory:
            return found
        after = shift(self.retire, 1)
        paid = [
            month
            for spell in self.spells
            for month in reference.months_between(max(spell["first"], after), spell["last"])
        ]
        return self.settled(self.spells, paid[missing - 1]) if len(paid) >= missing else found

    def stop_now(self) -> Record:
        """Nothing paid from today on."""
        return self.settled([spell for spell in self.spells if spell["last"] < TODAY], self.retire)

    def most(self) -> Record:
        """The ceiling from today on, to the month of the plan, at least the statutory one, and on until the
        minimum is met. Who waits without paying pays to the statutory month, and on for no other reason.
        """
        spells = [spell for spell in self.spells if spell["last"] < TODAY]
        plain = {"amount": Decimal(0), "anchor": 1, "employed": False, "posted": None}
        starts = [(TODAY, self.region)]
        for change in sorted(self.person.get("changes", ()), key=lambda one: one["first"]):
            if change.get("region", starts[-1][1]) != starts[-1][1]:
                starts.append((change["first"], change["region"]))
        ends = [shift(first, -1) for first, _ in starts[1:]] + [LAST]
        ahead = [
            {**plain, "choice": "ceiling", "place": there, "first": first, "last": end}
            for (first, there), end in zip(starts, ends, strict=True)
        ]

        def paid_to(month: Month, retire: Month) -> Record:
            cut = [
                one | {"last": min(one["last"], month)} for one in ahead if one["first"] <= month
            ]
            return self.settled(spells + cut, retire)

        last = max(self.retire, self.statutory)
        found = paid_to(self.until, last)
        missing = found["required_months"] - found["months_counted"]
        if missing <= 0:
            return found
        enough = shift(min(last, self.until), missing)
        return paid_to(enough, max(last, enough))

    def status(self, found: Record) -> str:
        """The worst status among what the plan read, and what its balance was built up from."""
        law = found["law"]
        months = [TODAY, *(run["month"] for run in found["runs"])]
        years = [row["year"] for row in found["ledger"]]
        is_built_up = self.opening is not None and "balance" not in self.person
        if is_built_up and self.opening is not None:
            stated, first = (
                self.opening["month"],
                min([TODAY, *(one["first"] for one in self.spells)]),
            )
            months += reference.months_between(first, stated)
            years += range(first[0], stated[0] + 1) if first <= stated else ()
        rows = {
            id(row): row["status"]
            for name in ("limits", "index_wage", "total_rate", "account_rate")
            for place in law[name]
            for month in months
            if (row := law[name][place].get(month)) is not None
        }
        rates = [law["rate_status"][year] for year in years]
        return facts.worst([law["base_status"], *rates, *rows.values()])

    def today(self, yuan: Decimal, months: int) -> Decimal:
        """An amount due in so many months in the prices of today."""
        return half_up(EXACT.divide(yuan, price_level(self.inflation, months)), 2)


@cache
def price_level(inflation: Decimal, months: int) -> Decimal:
    """What costs 1 today costs this in so many months."""
    return EXACT.power(1 + inflation, EXACT.divide(Decimal(months), Decimal(12)))
