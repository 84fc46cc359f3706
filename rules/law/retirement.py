"""退休年龄与计发月数的参数: categories, local ages, minimum periods, payment months.

Reads the national parameters and the official tables. The formulas they feed are in the rule
modules; a test holds tables and formulas equal.
"""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from rules.law.reading import Shelf
from rules.law.values import Category, Certainty, LocalAge, MinimumRule
from rules.month import Month
from rules.quantities import Months

__all__ = ["Retirement"]


class Retirement:
    """National parameters of age, minimum period and payment months."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @cached_property
    def _file(self) -> dict[str, Any]:
        return tomllib.loads((self._shelf.folder / "retirement.toml").read_text("utf-8"))

    @property
    def version(self) -> str:
        """The date the shipped figures were compiled."""
        return str(self._file["version"])

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """By id, in the order of the decision."""
        window = Months(self._file["early_window"])
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
                for name, entry in self._file["categories"].items()
            }
        )

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
        """15 years until 2029, then six months more each year, up to 20 years."""
        entry = self._file["minimum"]
        return MinimumRule(
            base=Months(entry["base"]),
            last_year_of_base=entry["last_year_of_base"],
            step=Months(entry["step"]),
            cap=Months(entry["cap"]),
            instrument=entry["instrument"],
        )

    @cached_property
    def minimum_periods(self) -> Mapping[int, int]:
        """Months by year."""
        return self._pairs("minimum_periods", "year")

    @cached_property
    def payment_months(self) -> Mapping[int, int]:
        """Months by whole age."""
        return self._pairs("payment_months", "age")

    def _pairs(self, name: str, key: str) -> Mapping[int, int]:
        rows = self._shelf.table(name).rows
        return MappingProxyType({cast("int", row[key]): cast("int", row["months"]) for row in rows})
