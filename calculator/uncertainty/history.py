"""过去的年份: wage growth, crediting rate, pension adjustment and inflation, year by year as published.

Taken from the tables of the law store; a year counts when all four are known. Covers no estimate of
what comes next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rules.law import Law, Row
from rules.quantities import PPM, Ppm, half_up

__all__ = ["ObservedYear", "Rates", "departures", "observed_years"]

_NATION = "000000"
_YEARS = 10
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What one year brings, ppm, all nominal. A departure from a trend has the same form."""

    wage_growth: Ppm
    crediting_rate: Ppm
    indexation: Ppm
    inflation: Ppm


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedYear:
    """A published year and the worst grade among its four figures."""

    year: int
    rates: Rates
    grade: str


def observed_years(law: Law) -> tuple[ObservedYear, ...]:
    """The last ten years for which all four figures are known."""
    wages = _by_year(law, "wage_urban_nonprivate")
    prices = _by_year(law, "cpi_change")
    raised = {_year(row): row for row in law.table("pension_adjustments") if _usable(law, row)}
    credited = {value.start.year: value for value in law.series("crediting_rate", _NATION)}
    known = sorted(wages.keys() & prices.keys() & raised.keys() & credited.keys())
    found = []
    for year in known:
        if year - 1 not in wages:
            continue
        grades = [str(rows[year]["grade"]) for rows in (wages, prices, raised)]
        rates = Rates(
            wage_growth=_growth(wages[year - 1], wages[year]),
            crediting_rate=Ppm(credited[year].amount),
            indexation=Ppm(int(str(raised[year]["percent"]))),
            inflation=Ppm(int(str(prices[year]["value"])) // _PERCENT),
        )
        grade = max([*grades, credited[year].grade])
        found.append(ObservedYear(year=year, rates=rates, grade=grade))
    return tuple(found[-_YEARS:])


def _usable(law: Law, row: Row) -> bool:
    return str(row["grade"]) in law.grades and row["region"] == _NATION


def _by_year(law: Law, series: str) -> dict[int, Row]:
    rows = [row for row in law.table("macro") if row["series"] == series and _usable(law, row)]
    return {_year(row): row for row in rows}


def _year(row: Row) -> int:
    return int(str(row["year"]))


def _growth(before: Row, after: Row) -> Ppm:
    first, second = int(str(before["value"])), int(str(after["value"]))
    return Ppm(half_up(second * PPM, first) - PPM)


def departures(years: Iterable[ObservedYear]) -> tuple[Rates, ...]:
    """Each year's departure from the straight line through all of them, ppm, series by series.

    The level and the trend of the past are taken out; how far single years stray, and that they stray
    together, is kept.
    """
    rates = [year.rates for year in years]
    columns = [
        _residuals([getattr(one, name) for one in rates])
        for name in ("wage_growth", "crediting_rate", "indexation", "inflation")
    ]
    return tuple(
        Rates(wage_growth=wage, crediting_rate=rate, indexation=rise, inflation=price)
        for wage, rate, rise, price in zip(*columns, strict=True)
    )


def _residuals(values: list[int]) -> list[Ppm]:
    count = len(values)
    if count == 0:
        return []
    middle = Fraction(count - 1, 2)
    mean = Fraction(sum(values), count)
    spread = sum((at - middle) ** 2 for at in range(count))
    tilt = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    slope = tilt / spread if spread else Fraction(0)
    return [Ppm(round(value - mean - slope * (at - middle))) for at, value in enumerate(values)]
