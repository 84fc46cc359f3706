"""退休年龄与计发月数的参数: categories, local ages, minimum periods, payment months.

Reads the national parameters and the official tables. The formulas they feed are in the rule
modules; a test holds tables and formulas equal.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from rules.law.reading import Shelf
from rules.law.values import Category, Certainty, LocalAge, MinimumRule
from rules.month import Month
from rules.quantities import Months

__all__ = ["Retirement"]


class Retirement:
    """National parameters of age, minimum period and payment months, as known on a day (None: now)."""

    def __init__(self, shelf: Shelf, day: date | None = None) -> None:
        self._shelf = shelf
        self._day = day

    def known_on(self, day: date) -> "Retirement":
        """The parameters as the law stood in the knowledge of a day."""
        return Retirement(self._shelf, day)

    @cached_property
    def _file(self) -> dict[str, Any]:
        return tomllib.loads((self._shelf.folder / "retirement.toml").read_text("utf-8"))

    @cached_property
    def _edition(self) -> dict[str, Any]:
        """The last edition of the law published by the day; the first one for earlier days."""
        editions: list[dict[str, Any]] = self._file["editions"]
        day = "9999-12-31" if self._day is None else self._day.isoformat()
        return [one for one in editions if one["published"] <= day or one is editions[0]][-1]

    @property
    def version(self) -> str:
        """The date the shipped figures were compiled."""
        return str(self._file["version"])

    @property
    def known_since(self) -> date:
        """The first day whose law is on record."""
        return date.fromisoformat(self._file["editions"][0]["published"])

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """By id, in the order of the decision."""
        return _categories(self._edition)

    @property
    def all_categories(self) -> Iterator[Category]:
        """The categories of all editions, for a check of their documents."""
        for edition in self._file["editions"]:
            yield from _categories(edition).values()

    @cached_property
    def local_ages(self) -> tuple[LocalAge, ...]:
        """Original ages a region set on its own."""
        return tuple(
            LocalAge(
                region=entry["region"],
                category=entry["category"],
                original_age=Months(entry["original_age"]),
                start=Month.parse(entry["start"]),
                end=Month.parse(entry["end"]) if "end" in entry else None,
                instrument=entry["instrument"],
                certainty=Certainty(entry["certainty"]),
                evidence=entry["evidence"],
                delayed=entry["delayed"],
            )
            for entry in self._file["local_ages"]
        )

    @cached_property
    def minimum_rule(self) -> MinimumRule:
        """How many months are required: the number of a first stretch, its yearly step, its cap."""
        entry = self._edition["minimum"]
        return MinimumRule(
            base=Months(entry["base"]),
            last_year_of_base=entry["last_year_of_base"],
            step=Months(entry["step"]),
            cap=Months(entry["cap"]),
            instrument=entry["instrument"],
        )

    @cached_property
    def minimum_periods(self) -> Mapping[int, int]:
        """Months by year, as the annex prints them; before the annex was known, its one number."""
        printed = self._pairs("minimum_periods", "year")
        if self.minimum_rule.step > 0:
            return printed
        return MappingProxyType(dict.fromkeys(printed, int(self.minimum_rule.base)))

    @cached_property
    def payment_months(self) -> Mapping[int, int]:
        """Months by whole age."""
        return self._pairs("payment_months", "age")

    def _pairs(self, name: str, key: str) -> Mapping[int, int]:
        rows = self._shelf.table(name).rows
        return MappingProxyType({cast("int", row[key]): cast("int", row["months"]) for row in rows})


def _categories(edition: Mapping[str, Any]) -> Mapping[str, Category]:
    window = Months(edition["early_window"])
    return MappingProxyType(
        {
            name: Category(
                id=name,
                zh=entry["zh"],
                en=entry["en"],
                original_age=Months(entry["original_age"]),
                first_affected=Month.parse(entry["first_affected"]),
                step=Months(entry["step"]),
                cap=Months(entry["cap"]),
                early_window=window,
                instrument=entry["instrument"],
            )
            for name, entry in edition["categories"].items()
        }
    )
