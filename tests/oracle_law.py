"""对照计算的法规: the law read straight from the data files and continued by the stated conventions.

A second reading for the oracle: without loader, projection or columns of the package. Covers limits,
reference wages, rates, calculation bases and practice of every place with figures, from 1998 to 2110, each
figure with its status.
"""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import rules.law
from tests import reference

NATION = "000000"
FILES = Path(rules.law.__file__).parent
TODAY = (2026, 11)
FIRST, LAST = (1998, 1), (2110, 12)
"""Before 1998 no rate of contribution is known."""
PUBLISHED, PROVISIONAL, PROJECTED = "published", "provisional", "projected"
STATUSES = (PUBLISHED, PROVISIONAL, PROJECTED)
"""From good to bad."""
WHOLE_YUAN = {"210000", "360000", "500000", "620000"}
"""Liaoning, Jiangxi, Chongqing and Gansu round their limits up; see the published floors of 2025 and 2026."""
TO_FEN = {"220000", "450000", "460000", "520000", "540000"}
_FULL_SCOPE_SINCE = 2018
_LONGEST_HOLE = 12
ANNEX = (
    233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170,
    164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56,
)  # fmt: skip


class Assumed(NamedTuple):
    """What a person assumes of the years to come, a year, nominal; `rate_at_claim` as a scenario says it.

    `follows_wage`: the limits to come are shares of the wage to come, else they grow like it.
    """

    growth: Fraction
    rate: Decimal
    rate_at_claim: Decimal | str = "last_published"
    follows_wage: bool = True


Rows = list[dict[str, str]]
Record = dict[str, Any]


def worst(statuses: Iterable[str]) -> str:
    """The worst of some statuses."""
    return max(statuses, key=STATUSES.index, default=PUBLISHED)


@cache
def places() -> dict[str, dict[str, str]]:
    """The places with figures of their own, by code."""
    with (FILES / "regions.csv").open(encoding="utf-8", newline="") as file:
        every = {row["code"]: row for row in csv.DictReader(file)}
    return {code: row for code, row in every.items() if row["figures"] == "yes" and code != NATION}


def province_of(region: str) -> str:
    """The province a place lies in, itself for a province."""
    return region[:2] + "0000"


@cache
def rows(name: str, region: str) -> Rows:
    """The usable rows of a place in a file."""
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["region"] == region]
    return [row for row in found if row["grade"] in "ABC" and row["status"] != "superseded"]


def month(text: str) -> reference.Month:
    """A month as the files write it."""
    year, number = text.split("-")
    return int(year), int(number)


def rounded(region: str, amount: Fraction) -> Decimal:
    """A share of a wage as the place rounds its limits."""
    if province_of(region) in TO_FEN:
        return reference.half_up(amount, 2)
    if province_of(region) in WHOLE_YUAN:
        return reference.up(amount, 0)
    return reference.half_up(amount, 0)


def grown(amount: Fraction, growth: Fraction, years: int, places: int = 6) -> Fraction:
    """An amount projected at once from the last one known, wages to the millionth of a yuan."""
    return Fraction(reference.half_up(amount * (1 + growth) ** years, places))


@cache
def practice(region: str) -> Record:
    """The fields of a place over those of its province over those of the nation."""
    found: Record = {}
    for code in (NATION, province_of(region), region):
        path = FILES / "practices" / f"{code}.toml"
        if path.exists():
            told = tomllib.loads(path.read_text("utf-8"))
            found |= {name: entry["value"] for name, entry in told.items()}
    return found


@cache
def wages(region: str) -> dict[str, dict[int, Decimal]]:
    """The average wages of a province by definition and year."""
    found: dict[str, dict[int, Decimal]] = {"on_post": {}, "full_scope": {}}
    for row in rows("average_wages", region):
        found[row["definition"]][int(row["year"])] = Decimal(row["wage"])
    return found


def _wage_of(region: str, year: int) -> Decimal | None:
    """The average wage of a year: full scope from 2018 on where there is one."""
    by_definition = wages(region)
    names = ("full_scope", "on_post") if year >= _FULL_SCOPE_SINCE else ("on_post", "full_scope")
    return next((by_definition[n][year] for n in names if year in by_definition[n]), None)


def _period(
    region: str,
    span: tuple[reference.Month, reference.Month],
    wage: Decimal | Fraction,
    status: str,
    floor: str = "",
    top: str = "",
) -> Record:
    """Limits of a stretch; what is not printed is 60% or 300% of the wage."""
    return {
        "first": span[0],
        "last": span[1],
        "wage": wage,
        "floor": Decimal(floor) if floor else rounded(region, Fraction(wage) * 6 / 10),
        "ceiling": Decimal(top) if top else rounded(region, Fraction(wage) * 3),
        "status": status,
    }


def _derived(region: str, first: reference.Month, last: reference.Month) -> list[Record]:
    """Limits of months without a row: shares of the average wage of the year before."""
    found = []
    for year in range(first[0], last[0] + 1):
        wage = _wage_of(region, year - 1)
        span = max(first, (year, 1)), min(last, (year, 12))
        if wage is not None and span[0] <= span[1]:
            found.append(_period(region, span, wage, PROVISIONAL))
    return found


def _printed(region: str) -> list[Record]:
    """The rows with their months: a year is January to December, an open end twelve months."""
    dated = []
    for row in rows("contribution_limits", region):
        first = month(row["start"]) if row["start"] else (int(row["year"]), 1)
        last = month(row["end"]) if row["end"] else reference.shift(first, 11)
        dated.append((first, last, row))
    dated.sort(key=lambda one: one[0])
    found: list[Record] = []
    for at, (first, end, row) in enumerate(dated):
        following = dated[at + 1][0] if at + 1 < len(dated) else LAST
        last = min(end, reference.shift(following, -1))
        wage = Decimal(row["reference_wage"]) if row["reference_wage"] else None
        status = row["status"] if wage is not None else PROVISIONAL
        if wage is None:
            wage = _wage_of(region, int(row["year"]) - 1)
        if wage is None and found:
            wage = found[-1]["wage"]
        if wage is None:
            continue
        period = _period(region, (first, last), wage, status, row["floor"], row["ceiling"])
        if row["flexible_floor"]:
            own = min(period["floor"], Decimal(row["flexible_floor"]))
            period |= {"floor": own, "employed_floor": period["floor"]}
        found.append(period)
    return found


@cache
def known_limits(region: str) -> tuple[Record, ...]:
    """The limits of a place from 1985 to its last row; where it has none, those of whom it follows."""
    found = _own_limits(region)
    place = places()[region]
    for followed in (place["limits_parent"], place["parent"]):
        if followed in places():
            found = _laid_over(found, known_limits(followed))
    return tuple(found)


def _laid_over(top: Iterable[Record], below: Iterable[Record]) -> list[Record]:
    """The periods of `top`, and those of `below` in the months without one."""
    found = list(top)
    taken = by_month(found)
    for period in below:
        free = [
            month
            for month in reference.months_between(period["first"], period["last"])
            if month not in taken
        ]
        while free:
            first = last = free.pop(0)
            while free and free[0] == reference.shift(last, 1):
                last = free.pop(0)
            found.append(period | {"first": first, "last": last})
    return sorted(found, key=lambda one: one["first"])


def _own_limits(region: str) -> list[Record]:
    """The limits a place has rows or wages of its own for; through a short hole the older ones go on."""
    printed = _printed(region)
    if not printed:
        return _derived(region, (1985, 1), (TODAY[0] + 1, 12))
    found = _derived(region, (1985, 1), reference.shift(printed[0]["first"], -1))
    for period, following in pairwise(printed):
        found.append(period)
        hole = _hole(period, following)
        if len(hole) > _LONGEST_HOLE:
            found += _derived(region, hole[0], hole[-1])
    found.append(printed[-1])
    for period, following in pairwise(list(found)):
        hole = _hole(period, following)
        if 0 < len(hole) <= _LONGEST_HOLE:
            status = worst([period["status"], PROVISIONAL])
            found.append(period | {"first": hole[0], "last": hole[-1], "status": status})
    return sorted(found, key=lambda one: one["first"])


def _hole(period: Record, following: Record) -> list[reference.Month]:
    """The months between two periods."""
    return reference.months_between(
        reference.shift(period["last"], 1), reference.shift(following["first"], -1)
    )


@cache
def known_from(region: str) -> reference.Month:
    """The first month, 1998 at the earliest, from which on the limits of every month are known."""
    first = FIRST
    for period, following in pairwise(known_limits(region)):
        if reference.shift(period["last"], 1) != following["first"]:
            first = max(first, following["first"])
    return max(first, known_limits(region)[0]["first"])


def limits(region: str, assumed: Assumed) -> list[Record]:
    """The limits known, and blocks of twelve months after them."""
    periods = list(known_limits(region))
    base = periods[-1]
    block, first = 1, reference.shift(base["last"], 1)
    while first <= LAST:
        span = first, reference.shift(first, 11)
        period = _period(
            region, span, grown(Fraction(base["wage"]), assumed.growth, block), PROJECTED
        )
        if not assumed.follows_wage:
            for name in ("floor", "ceiling"):
                moved = grown(Fraction(base[name]), assumed.growth, block, 2)
                period[name] = reference.half_up(moved, 2)
        periods.append(period)
        block, first = block + 1, reference.shift(first, 12)
    return periods


def calculation_base(region: str, year: int, assumed: Assumed) -> tuple[Fraction, str]:
    """The base published, the last one through this year, or the last one grown from its own year.

    A place without a base of its own by then takes its province's.
    """
    known = {
        int(row["year"]): (Fraction(Decimal(row["base"])), row["status"])
        for row in rows("calculation_bases", region)
    }
    if region != province_of(region) and not any(each <= year for each in known):
        return calculation_base(province_of(region), year, assumed)
    last = max(each for each in known if each <= year)
    if last == year:
        return known[last]
    if year <= TODAY[0]:
        return known[last][0], PROVISIONAL
    return grown(known[last][0], assumed.growth, year - last), PROJECTED


@cache
def _crediting() -> dict[int, tuple[Decimal, str]]:
    """The national rates, before them the secondary reference, provisionally."""
    found: dict[int, tuple[Decimal, str]] = {}
    for row in rows("crediting_rates", NATION):
        rate = Decimal(row["rate"]) / 100
        if row["series"] == "crediting_rate":
            found[int(row["year"])] = rate, row["status"]
        elif row["series"] == "secondary_reference":
            found.setdefault(int(row["year"]), (rate, PROVISIONAL))
    return found


def crediting_rate(year: int, retirement_year: int, assumed: Assumed) -> tuple[Decimal, str]:
    """The rate of a year: published, stated for the claim, the last one at a claim of this year, assumed."""
    known = _crediting()
    if year in known:
        return known[year]
    if year == retirement_year:
        if assumed.rate_at_claim == "assumption":
            return assumed.rate, PROJECTED
        if isinstance(assumed.rate_at_claim, Decimal):
            return assumed.rate_at_claim, PROJECTED
        if year <= TODAY[0]:
            return known[max(known)][0], PROVISIONAL
    return assumed.rate, PROJECTED


def shares(series: str, region: str) -> list[Record]:
    """A rate by month: that of the place or its province where it has one in force, else the nation's."""
    with (FILES / "contribution_rates.csv").open(encoding="utf-8", newline="") as file:
        every = [row for row in csv.DictReader(file) if row["series"] == series]
    dated: dict[str, list[Record]] = {region: [], province_of(region): [], NATION: []}
    for row in every:
        if row["region"] in dated:
            end = month(row["end"]) if row["end"] else LAST
            dated[row["region"]].append(
                {
                    "first": month(row["start"]),
                    "last": end,
                    "rate": Decimal(row["rate"]) / 100,
                    "status": row["status"],
                }
            )
    for place in dated.values():
        for row, following in pairwise(place):
            row["last"] = min(row["last"], reference.shift(following["first"], -1))
    changes = sorted({row["first"] for place in dated.values() for row in place})
    found = []
    for first, following in pairwise([*changes, reference.shift(LAST, 1)]):
        here = [row for told in dated.values() for row in told if _holds(row, first)]
        if here:
            found.append(here[0] | {"first": first, "last": reference.shift(following, -1)})
    return found


def _holds(row: Record, at: reference.Month) -> bool:
    return bool(row["first"] <= at <= row["last"])


def same_year_wages(region: str, assumed: Assumed, periods: list[Record]) -> list[Record]:
    """The full-scope wage of each year; in a hole the reference of the next year's limits; then grown."""
    known = wages(region)["full_scope"]
    found = []
    for year in range(min(known), LAST[0] + 1):
        earlier = max(each for each in known if each <= year)
        wage: Decimal | Fraction
        if year in known:
            wage, status = known[year], PUBLISHED
        elif earlier < max(known):
            following = reference.in_force({"A": periods}, "A", (year + 1, 12))
            wage, status = following["wage"], PROVISIONAL
        else:
            wage = grown(Fraction(known[earlier]), assumed.growth, year - earlier)
            status = PROJECTED
        row = {"first": (year, 1), "last": (year, 12), "wage": wage, "status": status}
        found.append(row)
    return found


def same_years_from(region: str) -> reference.Month:
    """The first month a base can be divided by the wage of its own year in."""
    return min(wages(region)["full_scope"], default=LAST[0]), 1


def by_month(periods: Iterable[Record]) -> dict[reference.Month, Record]:
    """Periods laid out month by month; ValueError where two hold."""
    found: dict[reference.Month, Record] = {}
    for period in periods:
        for each in reference.months_between(period["first"], period["last"]):
            if each in found:
                raise ValueError("two rows in force", each)
            found[each] = period
    return found


def index_bounds(region: str) -> Callable[[reference.Month], tuple[Decimal, Decimal | None]]:
    """The bounds a text sets on the index of a month: a floor, and a cap or none."""
    bounds = [one for one in practice(region)["index_bounds"] if "part" not in one]

    def bound(at: reference.Month) -> tuple[Decimal, Decimal | None]:
        for one in bounds:
            if month(one["start"]) <= at and ("end" not in one or at <= month(one["end"])):
                cap = Decimal(one["ceiling"]) if "ceiling" in one else None
                return Decimal(one.get("floor", "0")), cap
        return Decimal(0), None

    return bound


def local_items(region: str) -> Mapping[str, Any]:
    """The items of a place that have a formula, by kind; percents are of one hundred."""
    kinds = ("allowance", "adjustment_sum", "long_career_bonus", "indexed_supplement")
    every = [one for one in practice(region)["extras"] if one["kind"] != "named"]
    return {one["kind"]: one for one in every if one["kind"] in (*kinds, "percentage_bonus")}
