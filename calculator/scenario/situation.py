"""校验依据: what the checks of a scenario compare with, taken from the law once.

The window of lawful retirement months, the limits at the time, the sixteenth birthday. The formulas
are those of `rules`; nothing is decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from calculator.law_at_claim import category_for
from calculator.scenario.choices import RetireAt
from calculator.scenario.model import Scenario
from rules.law import Category, Law, LimitPeriod, LocalAge, Region
from rules.month import Month
from rules.retirement_age import delay, earliest_month, statutory_age, statutory_month

__all__ = ["SIXTEEN", "Situation", "Window", "category_of", "local_age_of"]

SIXTEEN = 16 * 12
"""The age in months from which a person may pay."""


class Window(NamedTuple):
    """The earliest lawful month of retirement and the statutory one."""

    earliest: Month
    statutory: Month


@dataclass(frozen=True)
class Situation:
    """A scenario beside the law. A property needs the fields it reads to have been read."""

    scenario: Scenario
    law: Law

    @cached_property
    def late_until(self) -> Mapping[int, Month]:
        """缓缴补缴: the last month in which unpaid months of a year could still be paid, by year."""
        rows = self.law.table("late_payments")
        return {cast("int", row["year"]): cast("Month", row["until"]) for row in rows}

    @cached_property
    def sixteenth(self) -> Month:
        """The first month in which the person may pay."""
        return Month(self.scenario.born + SIXTEEN)

    @cached_property
    def region(self) -> Region:
        """The place the person pays in."""
        return self.law.region(self.scenario.region)

    @cached_property
    def window(self) -> Window:
        """退休月份的范围. Reads born, sex, category and region."""
        category = category_of(self.scenario, self.law)
        born = self.scenario.born
        delayed = delay(born, category.first_affected, category.step, category.cap)
        statutory = statutory_month(born, statutory_age(category.original_age, delayed))
        window = category.early_window
        earliest = earliest_month(born, category.original_age, statutory, window)
        return Window(Month(earliest), Month(statutory))

    @property
    def reached_original_age_before_reform(self) -> bool:
        """Whether the measure on elastic retirement leaves the person out (94号, last article)."""
        category = category_of(self.scenario, self.law)
        in_force = Month.parse(self.law.instrument("renshebufa-2024-94").in_force)
        return self.scenario.born + category.original_age < in_force

    @cached_property
    def retirement(self) -> Month:
        """The month of retirement chosen; extension is not counted in."""
        chosen = self.scenario.retire
        if chosen is RetireAt.STATUTORY:
            return self.window.statutory
        return self.window.earliest if chosen is RetireAt.EARLIEST else Month(int(chosen))

    def known_limits_at(self, region: str, month: Month) -> LimitPeriod | None:
        """The limits in force in a month, None where they are not known (yet)."""
        found = self._last_limits(region, month)
        return found if found is not None and month <= found.end else None

    def _last_limits(self, region: str, month: Month) -> LimitPeriod | None:
        periods = reversed(self.law.limits(region))
        return next((period for period in periods if period.start <= month), None)

    def limits_at(self, region: str, month: Month) -> LimitPeriod | None:
        """The limits in force in a month, the last known ones after them, None before the first."""
        found = self._last_limits(region, month)
        if found is None or month <= found.end:
            return found
        going_on = found._replace(start=month, end=month)
        return self.law.reformed_limits(region, (going_on,))[0]


def category_of(scenario: Scenario, law: Law) -> Category:
    """退休年龄类别 of a scenario, with the original age of a region that has its own.

    Where a region's original age is lower, the first affected birth month is later by as much, so
    that the delay begins with those who reach the age in January 2025 as everywhere.
    """
    local = local_age_of(scenario, law)
    if local is None:
        return category_for(law, scenario.retirement_category, scenario.born)
    category = law.categories[scenario.retirement_category]
    younger = category.original_age - local.original_age
    category = category_for(law, scenario.retirement_category, scenario.born - younger)
    return category._replace(
        original_age=local.original_age,
        first_affected=Month(category.first_affected + younger),
        instrument=local.instrument,
    )


def local_age_of(scenario: Scenario, law: Law) -> LocalAge | None:
    """地方退休年龄 that holds for a scenario, None where the national age does or is asked for."""
    if not scenario.local_age:
        return None
    province = law.region(scenario.region).province
    for local in law.local_ages:
        if (local.region, local.category) == (province, scenario.retirement_category):
            return local
    return None
