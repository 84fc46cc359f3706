"""居民养老保险的地方数据: tiers, subsidies, basic pension and account rate of a region, with their standing.

The national floor stands in where a place is unknown and says so; nothing is scaled or averaged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from calculator.scenario.model import Scenario
from calculator.schemes.facts import NATION, Fact, Standing, latest, rows_for, usable
from rules.law import Law, Region, Row
from rules.month import Month
from rules.quantities import Fen, Ppm

__all__ = [
    "RATE_ASSUMED",
    "LadderStep",
    "account_rate",
    "average_paid",
    "basic_minimum",
    "home_of",
    "ladder",
    "last_rate",
    "tiers_offered",
]

RATE_ASSUMED = Ppm(25_000)
"""Provinces credited 1.5 to 4% in 2022 to 2025; no province has announced a rate for the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    """One yearly tier, fen, and the subsidy on it."""

    tier: Fen
    subsidy: Fact


def home_of(scenario: Scenario, law: Law) -> Region:
    """The place of the residents' scheme: that of the household registration (国发〔2014〕8号).

    Where it is not given, the place insured stands in for it, to be said wherever a figure is shown.
    """
    return law.region(scenario.registered or scenario.region)


def basic_minimum(law: Law, region: Region, today: Month) -> Fact:
    """基础养老金最低标准 in force, fen per month: the province's last one, never below the nation's."""
    nation = _in_force(usable(law, law.table("resident_minimums")), NATION, today)
    own = _in_force(rows_for(law, "resident_minimums", region), region.province, today)
    if own is not None and (nation is None or _fen(own["minimum"]) >= _fen(nation["minimum"])):
        return _fact("minimum", Standing.PUBLISHED, own, _fen(own["minimum"]))
    if nation is None:
        return Fact(name="minimum", standing=Standing.UNKNOWN, value=None, region=region.province)
    return _fact("minimum", Standing.LOWER_BOUND, nation, _fen(nation["minimum"]))


def _in_force(rows: Sequence[Row], region: str, today: Month) -> Row | None:
    known = [row for row in rows if row["region"] == region and _start(row) <= today]
    return max(known, key=_start, default=None)


def _start(row: Row) -> Month:
    return cast("Month", row["start"])


def account_rate(region: Region, stated: Ppm | None) -> Fact:
    """The rate the account earns, ppm: the person's, else an assumption, never one past year's."""
    if stated is not None:
        return Fact(name="rate", standing=Standing.STATED, value=stated)
    return Fact(name="rate", standing=Standing.ASSUMED, value=RATE_ASSUMED, region=region.province)


def last_rate(law: Law, region: Region) -> Fact:
    """The last account rate of the province that was found, ppm, to judge the assumption by."""
    rows = rows_for(law, "resident_rates", region)
    if not rows:
        name = "last_rate"
        return Fact(name=name, standing=Standing.UNKNOWN, value=None, region=region.province)
    (row, *_) = latest(rows)
    return _fact("last_rate", Standing.PUBLISHED, row, int(str(row["rate"])))


def tiers_offered(law: Law, region: Region) -> tuple[tuple[Fen, ...], bool]:
    """The yearly tiers known to be offered, in order, and whether they are the place's own.

    Without own ones those of the national text: the place may offer more, none below its lowest. Two
    own ones are the lowest and the highest of a ladder of which no more is known.
    """
    own = latest(rows_for(law, "resident_tiers", region))
    return tuple(sorted({Fen(_fen(row["tier"])) for row in own or _national(law)})), bool(own)


def _national(law: Law) -> list[Row]:
    return [
        row
        for row in usable(law, law.table("resident_tiers"))
        if row["region"] == NATION and row["scope"] == "nation"
    ]


def ladder(law: Law, region: Region, asked: Sequence[Fen] = ()) -> tuple[LadderStep, ...]:
    """The yearly tiers of the place, else those the national text names, or the tiers `asked` for."""
    own = latest(rows_for(law, "resident_tiers", region))
    nation = _national(law)
    if not asked:
        asked, _ = tiers_offered(law, region)
    return tuple(LadderStep(tier=tier, subsidy=_subsidy(tier, own, nation)) for tier in asked)


def _subsidy(tier: Fen, own: Sequence[Row], nation: Sequence[Row]) -> Fact:
    """缴费补贴 on a tier, fen a year: the place's on the tier reached, else the national floor."""
    reached = [row for row in own if _fen(row["tier"]) <= tier and row["subsidy"] is not None]
    if reached:
        best = max(reached, key=lambda row: _fen(row["tier"]))
        return _fact("subsidy", Standing.PUBLISHED, best, _fen(best["subsidy"]))
    floor = [row for row in nation if _fen(row["tier"]) <= tier]
    if not floor:
        return Fact(name="subsidy", standing=Standing.UNKNOWN, value=None)
    best = max(floor, key=lambda row: _fen(row["tier"]))
    return _fact("subsidy", Standing.LOWER_BOUND, best, _fen(best["subsidy"]))


def average_paid(law: Law, region: Region, scheme: str) -> Fact:
    """The average pension a scheme paid in the province, fen per month (yearbook): a check, no promise."""
    name = f"average_{scheme}"
    rows = [row for row in rows_for(law, "average_pension_paid", region) if row["scheme"] == scheme]
    if not rows:
        return Fact(name=name, standing=Standing.UNKNOWN, value=None, region=region.province)
    (row, *_) = latest(rows)
    return _fact(name, Standing.PUBLISHED, row, _fen(row["per_month"]))


def _fen(value: object) -> int:
    return int(str(value))


def _fact(name: str, standing: Standing, row: Row, value: int) -> Fact:
    return Fact(
        name=name,
        standing=standing,
        value=value,
        region=str(row["region"]),
        year=int(str(row["year"])),
        grade=str(row["grade"]),
        source=str(row["source"]),
    )
