"""改动清单: what a reform changes, item by item, as plain data for reports and other programs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rules.law import AgePath, BasePath, MinimumPath, Reform
from rules.month import Month
from rules.quantities import MICRO_PER_YUAN, PPM

__all__ = ["NATION", "UNITS", "Change", "changes_of", "reform_data"]

NATION = "000000"
UNITS = {
    "limit_floor": "ppm",
    "limit_ceiling": "ppm",
    "contribution_rate": "ppm",
    "account_rate": "ppm",
    "crediting_rate": "ppm",
    "basic_pension_rate": "ppm",
    "least_rate": "ppm",
    "base": "micro",
    "base_growth": "ppm",
    "minimum_base": "months",
    "minimum_step": "months",
    "minimum_cap": "months",
    "age_step": "count",
    "age_cap": "months",
    "age_window": "months",
    "divisor": "count",
}
"""Every kind of change and the unit of its value."""


_SCALES = {"ppm": PPM, "micro": MICRO_PER_YUAN}


class Change(NamedTuple):
    """One changed parameter. `category` is empty for all; `age` is that of a payment-months entry.

    `first_born` stands in the place of `start` where a path of ages begins with a birth month.
    """

    code: str
    value: int
    start: Month
    region: str = NATION
    category: str = ""
    first_born: Month | None = None
    age: int = 0


def changes_of(reform: Reform) -> tuple[Change, ...]:
    """Every change, in the order of the sections of a reform file."""
    return tuple(_listed(reform))


def reform_data(reform: Reform | None) -> dict[str, Any] | None:
    """A reform for other programs: wages in yuan, rates as fractions, spans in months."""
    if reform is None:
        return None
    return {
        "title": reform.title_zh,
        "title_en": reform.title_en,
        "changes": [_data(change) for change in changes_of(reform)],
    }


def _data(change: Change) -> dict[str, Any]:
    scale = _SCALES.get(UNITS[change.code])
    return {
        "change": change.code,
        "value": change.value if scale is None else change.value / scale,
        "from": str(change.start),
        "region": change.region,
        "category": change.category or None,
        "first_born": None if change.first_born is None else str(change.first_born),
        "age": change.age or None,
    }


def _listed(reform: Reform) -> Iterator[Change]:
    for one in reform.parameters:
        yield Change(one.series, one.amount, one.start, one.region)
    for bound in reform.least_rates:
        yield Change("least_rate", bound.least, Month.of(bound.start, 1))
    for base in reform.bases:
        yield from _of_base(base)
    for minimum in reform.minimums:
        yield from _of_minimum(minimum)
    for path in reform.ages:
        yield from _of_ages(path)
    for table in reform.divisors:
        for age, months in table.months:
            yield Change("divisor", months, Month.of(table.start, 1), age=age)


def _of_base(path: BasePath) -> Iterator[Change]:
    start = Month.of(path.start, 1)
    if path.base is not None:
        yield Change("base", path.base, start, path.region)
    if path.growth is not None:
        yield Change("base_growth", path.growth, start, path.region)


def _of_minimum(path: MinimumPath) -> Iterator[Change]:
    start = Month.of(path.start, 1)
    named = {"minimum_base": path.base, "minimum_step": path.step, "minimum_cap": path.cap}
    for code, value in named.items():
        if value is not None:
            yield Change(code, value, start)


def _of_ages(path: AgePath) -> Iterator[Change]:
    named = {"age_step": path.step, "age_cap": path.final_age, "age_window": path.early_window}
    for code, value in named.items():
        if value is not None:
            yield Change(
                code, value, path.start, category=path.category, first_born=path.first_born
            )
