"""公开案例的录入: a case of a file as exact quantities.

Only what a settlement sheet or a worked example states can be read. Years as used, payment months,
coefficients and the like are for the rules to find: they are not in `STATED`, so nothing sees them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from calculator.verification.answer import CannotCheck
from rules.errors import RulesError
from rules.law import Law, Region
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import (
    FEN_PER_YUAN,
    INDEX_ONE,
    MICRO_PER_YUAN,
    PPM,
    YEAR_UNITS,
    Fen,
    IndexE12,
    Micro,
    Months,
    Ppm,
    YearUnits,
)

__all__ = [
    "STATED",
    "Case",
    "age_of",
    "heading_age",
    "region_of",
    "scaled",
    "stated_of",
    "to_decimal",
]

_SHEET = frozenset(
    {
        "sex",
        "birth_month",
        "retirement_month",
        "retirement_age",
        "contribution_months",
        "average_index",
        "indexed_monthly_wage",
        "account_balance",
        "calculation_base",
        "provincial_base_for_index",
        "transition_base",
        "transition_years",
        "transition_years2",
        "transition_idx",
        "transition_wage",
        "deemed_years",
        "actual_years",
        "paid_months",
        "future_months",
        "monthly_base",
        "growth",
        "interest",
    }
)
STATED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "pension": _SHEET,
        "transitional": _SHEET,
        "retirement_age": frozenset({"category", "birth_month", "wanted_early_months"}),
        "minimum_years": frozenset({"retirement_year", "retirement_month", "contribution_months"}),
        "contribution": frozenset({"average_wage", "monthly_base", "months", "total_paid"}),
        "account": frozenset(
            {
                "monthly_base",
                "months",
                "monthly_credit",
                "months_credited",
                "rate",
                "opening_balance_months",
            }
        ),
        "resident": frozenset(
            {
                "basic_pension",
                "resident_basic_pension",
                "year_addition",
                "account_balance",
                "total_paid",
            }
        ),
        "other": frozenset(
            {
                "ages",
                "yearly_indices",
                "sum_of_yearly_indices",
                "years",
                "deemed_years",
                "deemed_index",
                "other_years",
                "other_index",
                "pre_account_years",
                "pre_account_index",
                "total_paid",
                "monthly_pension",
            }
        ),
    }
)
"""By kind, the inputs a case may feed; every other key of a file is left unread."""

_NATION = "000000"
_AGE = re.compile(r"(\d{2})(?:y(\d{1,2})m)?", re.IGNORECASE)
_HEADING_AGE = re.compile(r"\b(?:wo)?man (\d{2})(?:y(\d{1,2})m)?(?!\d)", re.IGNORECASE)
_NO_PLACE = frozenset({"", "-"})


def stated_of(kind: str, inputs: object) -> Mapping[str, Any]:
    """The inputs of a case that its kind may feed."""
    known = STATED.get(kind, frozenset())
    return {key: inputs[key] for key in inputs if key in known} if isinstance(inputs, dict) else {}


def to_decimal(value: object, key: str) -> Decimal:
    """A number of a file, exactly as written. Raises CannotCheck for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise CannotCheck("unreadable", key=key, found=value)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise CannotCheck("unreadable", key=key, found=value) from None
    if not number.is_finite() or number < 0:
        raise CannotCheck("unreadable", key=key, found=value)
    return number


def scaled(key: str, found: object, unit: int) -> int:
    """A number of a file in whole `unit`ths, half up. Raises CannotCheck."""
    return int((to_decimal(found, key) * unit).to_integral_value(ROUND_HALF_UP))


def age_of(key: str, found: object) -> Months:
    """The age in a cell: `60y3m`, or whole years. Raises CannotCheck."""
    match = _AGE.fullmatch(str(found))
    if match is None:
        raise CannotCheck("unreadable", key=key, found=found)
    return _months(match)


def _months(match: re.Match[str]) -> Months:
    years, months = match.groups(default="0")
    return Months(int(years) * MONTHS_PER_YEAR + int(months))


def heading_age(title: str) -> Months | None:
    """The age a heading states (`man 60y3m`, `woman 55`), if it does.

    >>> heading_age("Weifang, man 60y2m, 41y"), heading_age("Man born 1985-01")
    (722, None)
    """
    found = _HEADING_AGE.search(title)
    return _months(found) if found else None


def region_of(place: str, title: str, law: Law) -> Region:
    """The region of a case: the unit of its province that the title names, else the province.

    Raises UnknownRegion.
    """
    if place.strip() in _NO_PLACE:
        return law.region(_NATION)
    region = law.region(place)
    for unit in law.regions.values():
        if unit.kind == "city" and unit.province == region.code and _named(unit, title):
            return unit
    return region


def _named(unit: Region, title: str) -> bool:
    return unit.short in title or re.search(rf"\b{re.escape(unit.en)}\b", title) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: where and when, what is stated, and which lines it prints.

    `lines` holds the printed amounts by name. Only the names matter to the rules; an amount counts
    where no formula of the line is known.
    """

    region: Region
    year: int | None
    title: str
    stated: Mapping[str, Any]
    lines: Mapping[str, Any]

    @classmethod
    def read(cls, entry: Mapping[str, Any], law: Law) -> "Case":
        """A case of a file. Raises CannotCheck for a region or a year nobody can read."""
        title, place = str(entry.get("title", "")), str(entry.get("region", ""))
        kind, year = str(entry.get("kind", "")), entry.get("year")
        try:
            region = (
                law.region(place)
                if place
                else region_of(str(entry.get("province", "")), title, law)
            )
        except RulesError:
            raise CannotCheck("unknown_region", found=place or entry.get("province")) from None
        if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
            raise CannotCheck("unreadable", key="year", found=year)
        lines = entry.get("expected")
        return cls(
            region=region,
            year=year,
            title=title,
            stated=stated_of(kind, entry.get("inputs")),
            lines=lines if isinstance(lines, dict) else {},
        )

    def __contains__(self, key: str) -> bool:
        return key in self.stated

    def need(self, *keys: str) -> None:
        """Raise CannotCheck naming the inputs that are not stated."""
        missing = tuple(key for key in keys if key not in self.stated)
        if missing:
            raise CannotCheck("not_stated", keys=missing)

    def known_year(self) -> int:
        """The year of the case. Raises CannotCheck when it has none."""
        if self.year is None:
            raise CannotCheck("not_stated", keys=("year",))
        return self.year

    def number(self, key: str, unit: int = 1) -> int:
        """A stated number in whole `unit`ths, half up. Raises CannotCheck."""
        self.need(key)
        return scaled(key, self.stated[key], unit)

    def fen(self, key: str) -> Fen:
        """Money."""
        return Fen(self.number(key, FEN_PER_YUAN))

    def micro(self, key: str) -> Micro:
        """A wage or a base."""
        return Micro(self.number(key, MICRO_PER_YUAN))

    def index(self, key: str) -> IndexE12:
        """A contribution index."""
        return IndexE12(self.number(key, INDEX_ONE))

    def years(self, *keys: str) -> YearUnits:
        """Years as printed, by the first of `keys` that is stated; none are 0."""
        for key in keys:
            if key in self:
                return YearUnits(self.number(key, YEAR_UNITS))
        return YearUnits(0)

    def rate(self, key: str) -> Ppm:
        """A rate."""
        return Ppm(self.number(key, PPM))

    def months(self, key: str) -> Months:
        """A count of months."""
        return Months(self.number(key))

    def month(self, key: str) -> Month:
        """A calendar month."""
        self.need(key)
        try:
            return Month.parse(str(self.stated[key]))
        except ValueError:
            raise CannotCheck("unreadable", key=key, found=self.stated[key]) from None

    def age(self, key: str) -> Months:
        """An age: `60y3m`, or whole years."""
        self.need(key)
        return age_of(key, self.stated[key])

    def many(self, key: str) -> list[Any]:
        """A stated list."""
        self.need(key)
        found = self.stated[key]
        if not isinstance(found, list):
            raise CannotCheck("unreadable", key=key, found=found)
        return found
