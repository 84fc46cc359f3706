"""The whole road from a scenario to the pension, against the oracle and its own reading of the files.

The law is read here straight from the data files and continued by the conventions of section 14,
without the loader, the projection or the columns of the calculator.
"""

import csv
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules.law
from calculator.estimates import estimate
from calculator.scenario.choices import RetireAt
from calculator.scenario.model import Scenario
from rules.law import Law, load
from rules.month import Month
from tests import reference

FILES = Path(rules.law.__file__).parent
TODAY = (2026, 11)
REAL, INFLATION = Decimal("0.02"), Decimal("0.015")
GROWTH = (1 + REAL) * (1 + INFLATION) - 1
RATE = Decimal("0.02")
LAST = (2110, 12)
CATEGORIES = {
    "male_60": {"original": 720, "first_affected": (1965, 1), "step": 4, "cap": 36},
    "female_55": {"original": 660, "first_affected": (1970, 1), "step": 4, "cap": 36},
}
WHOLE_YUAN = {"210000", "360000", "500000", "620000"}
"""Liaoning, Jiangxi, Chongqing and Gansu round their limits up; see the published floors of 2025 and 2026."""
TO_FEN = {"220000", "450000", "460000", "520000", "540000"}


@cache
def law() -> Law:
    return load()


def rows(name: str, region: str) -> list[dict[str, str]]:
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["region"] == region]
    return [row for row in found if row["grade"] in "ABC" and row["status"] != "superseded"]


def month(text: str) -> reference.Month:
    year, number = text.split("-")
    return int(year), int(number)


def rounded(region: str, amount: Fraction) -> Decimal:
    if region in TO_FEN:
        return reference.half_up(amount, 2)
    if region in WHOLE_YUAN:
        return reference.up(amount, 0)
    return reference.half_up(amount, 0)


def limits(region: str) -> list[dict[str, Any]]:
    """The periods from 2024 on, closed up and continued in blocks of twelve months."""
    periods = []
    for row in rows("contribution_limits", region):
        if row["start"] and int(row["year"]) >= 2024:
            first = month(row["start"])
            last = month(row["end"]) if row["end"] else reference.shift(first, 11)
            wage = Decimal(row["reference_wage"])
            periods.append(
                {
                    "first": first,
                    "last": last,
                    "wage": wage,
                    "floor": Decimal(row["floor"] or rounded(region, Fraction(wage) * 6 / 10)),
                    "ceiling": Decimal(row["ceiling"] or rounded(region, Fraction(wage) * 3)),
                }
            )
    periods.sort(key=lambda period: period["first"])
    for period, following in pairwise(periods):
        period["last"] = reference.shift(following["first"], -1)
    base, block = periods[-1], 0
    while periods[-1]["last"] < LAST:
        block += 1
        wage = grown(Fraction(base["wage"]), block)
        first = reference.shift(periods[-1]["last"], 1)
        periods.append(
            {
                "first": first,
                "last": reference.shift(first, 11),
                "wage": wage,
                "floor": rounded(region, wage * Fraction(6, 10)),
                "ceiling": rounded(region, wage * 3),
            }
        )
    return periods


def grown(wage: Fraction, years: int) -> Fraction:
    """A wage projected at once from the last one known, to the millionth of a yuan."""
    return Fraction(reference.half_up(wage * Fraction(1 + GROWTH) ** years, 6))


def calculation_base(region: str, year: int) -> Fraction:
    """The published base, the last one through this year, or the last one grown from its own year."""
    known = {
        int(row["year"]): Fraction(Decimal(row["base"]))
        for row in rows("calculation_bases", region)
    }
    last = max(each for each in known if each <= year)
    if year <= TODAY[0]:
        return known[last]
    return grown(known[last], year - last)


def rates(retirement_year: int) -> dict[int, Decimal]:
    published = {2024: Decimal("0.0262"), 2025: Decimal("0.0150")}
    found = {year: published.get(year, RATE) for year in range(2024, 2111)}
    if retirement_year == TODAY[0]:
        found[retirement_year] = published[2025]
    return found


ANNEX = (
    233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170,
    164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56,
)  # fmt: skip
SAME_EVERYWHERE = {
    "base_rounding": "yuan",
    "interest_method": "monthly",
    "retirement_interest": "through_r",
    "posting": "payment_month",
    "divisor_rule": "monthly",
    "pay_retirement_month": True,
    "transitional": {
        "shape": "none", "coefficient": Decimal(0), "months": 0, "index": None, "actual_months": 0
    },
}  # fmt: skip


def options(region: str) -> dict[str, Any]:
    local = law().practice(region)
    return SAME_EVERYWHERE | {
        "years_mode": local.years_mode,
        "index_denominator": local.index_denominator,
        "index_decimals": local.index_decimals,
        "due_from": (1992, 10) if region == "110000" else (1900, 1),
        "indexed_wage_rounding": "fen" if region == "510000" else None,
        "low_index_factor": region == "440000",
        "amount_rounding": local.amount_rounding,
    }


SETTLED_PROVINCES = sorted(
    code
    for code, region in load().regions.items()
    if region.kind == "province"
    and region.figures
    and load().practice(code).index_reference == "previous_year"
    and code != "540000"
)
"""All provinces but Shaanxi (same-year wages) and Xizang (own ages), which have tests of their own."""

scenarios = st.fixed_dictionaries(
    {
        "region": st.sampled_from(SETTLED_PROVINCES),
        "born": st.integers(Month.of(1967, 1), Month.of(2003, 1)).map(Month),
        "sex": st.sampled_from(["male", "female"]),
        "tier": st.sampled_from([600_000, 650_000, 1_000_000, 1_234_500, 3_000_000]),
        "paid": st.integers(0, 22),
        "retire": st.sampled_from([RetireAt.STATUTORY, RetireAt.EARLIEST]),
        "rhythm": st.sampled_from(["monthly", "quarterly", "half-yearly", "yearly"]),
    }
)


def paid_by_now(spell: dict[str, Any], rhythm: int) -> list[dict[str, Any]]:
    """Months of this year paid so far are posted by last month, even if their period is not over."""
    months = reference.months_between(spell["first"], spell["last"])
    open_period = [
        m
        for m in months
        if m < TODAY and (TODAY[0], period_end(m, rhythm)) >= TODAY and m[0] == TODAY[0]
    ]
    if not open_period:
        return [spell]
    before = spell | {"last": reference.shift(open_period[0], -1)}
    late = spell | {"first": open_period[0], "posted": reference.shift(TODAY, -1)}
    return [before, late] if before["first"] <= before["last"] else [late]


def period_end(month: reference.Month, rhythm: int) -> int:
    return (month[1] - 1) // rhythm * rhythm + rhythm


def asked(values: dict[str, Any]) -> dict[str, Any]:
    category = "male_60" if values["sex"] == "male" else "female_55"
    birth = (values["born"].year, values["born"].month_of_year)
    statutory, _ = reference.statutory(birth, category, CATEGORIES)
    original = reference.shift(birth, CATEGORIES[category]["original"])
    earliest = max(original, reference.shift(statutory, -36))
    retire = earliest if values["retire"] is RetireAt.EARLIEST else statutory
    spells = []
    tier = Decimal(values["tier"]) / 1_000_000
    for first, last in (
        (reference.shift(TODAY, -values["paid"]), reference.shift(TODAY, -1)),
        (TODAY, LAST),
    ):
        spell = {"choice": "tier", "amount": tier, "anchor": Decimal(1), "place": "A"}
        if first <= last:
            spells.append(spell | {"first": first, "last": last, "employed": False, "posted": None})
    rhythm = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}[values["rhythm"]]
    spells = [piece for spell in spells for piece in paid_by_now(spell, rhythm)]
    return {
        "birth": birth,
        "category": category,
        "retire": retire,
        "spells": spells,
        "rhythm": rhythm,
        "payment_month": None,
        "opening": None,
        "deemed": {"months": 0, "index": Decimal(1)},
        "claim_place": "A",
        "options": options(values["region"]),
    }


def oracle_law(region: str, retirement_year: int) -> dict[str, Any]:
    periods = limits(region)
    base = calculation_base(region, retirement_year)
    always = {"first": (1990, 1), "last": LAST}
    return {
        "limits": {"A": periods},
        "index_wage": {"A": periods},
        "total_rate": {"A": [always | {"rate": Decimal("0.2")}]},
        "account_rate": {"A": [always | {"rate": Decimal("0.08")}]},
        "crediting_rate": rates(retirement_year),
        "calculation_base": base,
        "index_base": base,
        "transitional_base": base,
        "categories": CATEGORIES,
        "payment_months": {40 + at: Decimal(value) for at, value in enumerate(ANNEX)},
        "minimum": reference.MINIMUM,
    }


def _capped(values: dict[str, Any]) -> bool:
    """Chongqing holds an index at 3; the oracle knows no such bound."""
    return values["region"] == "500000" and values["tier"] == 3_000_000


@given(values=scenarios)
def test_an_estimate_agrees_with_the_oracle_to_the_fen(values: dict[str, Any]) -> None:
    case = asked(values)
    if case["retire"] < TODAY or _capped(values):
        return
    expected = reference.settle(case, oracle_law(values["region"], case["retire"][0]))
    settled = estimate(Scenario(today=Month.of(*TODAY), **values), law()).go_on.settlement
    assert str(Month(settled.retirement)) == "{:04d}-{:02d}".format(*case["retire"])
    assert settled.counted == expected["months_counted"]
    assert Decimal(settled.paid_total) / 100 == expected["paid_total"]
    assert Decimal(settled.credited_total) / 100 == expected["credited_total"]
    assert [Decimal(line.closing) / 100 for line in settled.ledger] == [
        line["closing"] for line in expected["ledger"]
    ]
    assert Fraction(settled.average_index, 10**12) == Fraction(expected["average_index"])
    assert Decimal(settled.payment_months) / 10 == expected["payment_months"]
    assert Decimal(settled.award.basic) / 100 == expected["basic"]
    assert Decimal(settled.award.account) / 100 == expected["account_pension"]
    assert Decimal(settled.award.total) / 100 == expected["total"]
    assert (settled.missing == 0) == expected["eligible"]


@pytest.mark.parametrize("region", ["330000", "110000", "440000"])
def test_the_oracle_reads_the_published_limits_of_this_month(region: str) -> None:
    now = next(p for p in limits(region) if p["first"] <= TODAY <= p["last"])
    published = {"330000": (5122, 25611), "110000": (7270, 36348), "440000": (5521, 27603)}
    assert (now["floor"], now["ceiling"]) == published[region]
