"""生命表: how likely somebody of an age is alive later on.

Rates of death by sex and single age: the general population by default, insured lives beside it, a
table of one's own, each with a multiplier. Inside a year of age the force of mortality is constant;
in a year nobody survives, deaths are spread evenly.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from calculator.scenario.choices import Sex
from rules.law import Law
from rules.month import MONTHS_PER_YEAR
from rules.quantities import PPM, Months, Ppm

__all__ = [
    "GENERAL",
    "INSURED",
    "LAST_AGE",
    "OWN",
    "UNCHANGED",
    "LifeTable",
    "LifeTableUnreadable",
    "life_table",
    "months_lived",
    "read_life_table",
]

GENERAL = "un-2020-2025"
"""The general population (UN World Population Prospects 2024, China 2020-2025)."""
INSURED = "cl1-2025"
"""Lives insured in pension business: selected, too favourable for most people."""
OWN = "own"
UNCHANGED = Ppm(PPM)
"""The multiplier that leaves a table as it is."""
LAST_AGE = 105
"""Every table ends with this age: nobody lives beyond it."""


class LifeTableUnreadable(ValueError):
    """A table of one's own that is not `age,qx` for the ages it needs; `line` counts from 1."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(f"line {line}: {found}")
        self.line = line
        self.found = found


@dataclass(frozen=True)
class LifeTable:
    """Rates of death within a year by single age from 0; those before 105 are multiplied."""

    name: str
    rates: tuple[float, ...]
    multiplier: Ppm = UNCHANGED

    @property
    def last_age(self) -> int:
        """The last age the table gives a rate for."""
        return len(self.rates) - 1

    @cached_property
    def _yearly(self) -> tuple[float, ...]:
        """The rates as multiplied, at most 1, through the last age; 1 past the ages given."""
        rates = [min(1.0, rate * self.multiplier / PPM) for rate in self.rates[:LAST_AGE]]
        return (*rates, *[1.0] * (LAST_AGE + 1 - len(rates)))

    def _year(self, age: int, first: int) -> list[float]:
        """The chances to live through each month of a year of age, from its month `first` on."""
        rate = self._yearly[age]
        months = range(first, MONTHS_PER_YEAR)
        if rate < 1.0:
            return [float((1.0 - rate) ** (1.0 / MONTHS_PER_YEAR))] * len(months)
        return [1.0 - 1.0 / (MONTHS_PER_YEAR - month) for month in months]

    def survival(self, age: Months) -> list[float]:
        """The chance of somebody aged `age` to be alive 0, 1, 2 ... months later, to the age of 106."""
        years, month = divmod(age, MONTHS_PER_YEAR)
        chances = [1.0]
        for year in range(years, LAST_AGE + 1):
            for chance in self._year(year, month):
                chances.append(chances[-1] * chance)
            month = 0
        return chances

    def months_left(self, age: Months) -> Months:
        """余命: the months somebody aged `age` lives on the average, to the nearest month."""
        return months_lived(self.survival(age))


def months_lived(survival: Sequence[float]) -> Months:
    """The average months of a life from its chances of being alive 0, 1, 2 ... months from now.

    Deaths of a month are taken at its middle.
    """
    return Months(max(1, round(sum(survival) - 0.5)))


def life_table(law: Law, name: str, sex: Sex, multiplier: Ppm = UNCHANGED) -> LifeTable:
    """A shipped table for a sex. Raises KeyError for a name there is none of."""
    rows = [row for row in law.table("mortality") if row["table"] == name and row["sex"] == sex]
    if not rows:
        raise KeyError(name)
    by_age = {int(str(row["age"])): int(str(row["qx"])) / PPM for row in rows}
    return LifeTable(name, tuple(by_age[age] for age in sorted(by_age)), multiplier)


def read_life_table(content: str, multiplier: Ppm = UNCHANGED) -> LifeTable:
    """A table of one's own from CSV lines `age,qx`: ages 0, 1, 2 ... in order, rates as fractions.

    A header is skipped; after its last age nobody is alive. Raises LifeTableUnreadable.
    """
    rates: list[float] = []
    for line, cells in enumerate(csv.reader(io.StringIO(content)), start=1):
        if not cells or (line == 1 and not cells[0].strip().isdecimal()):
            continue
        try:
            age, rate = int(cells[0]), float(cells[1])
        except (ValueError, IndexError):
            raise LifeTableUnreadable(line, ",".join(cells)) from None
        if age != len(rates) or not 0.0 <= rate <= 1.0:
            raise LifeTableUnreadable(line, ",".join(cells))
        rates.append(rate)
    if not rates:
        raise LifeTableUnreadable(1, "")
    return LifeTable(OWN, tuple(rates), multiplier)
