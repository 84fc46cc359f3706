"""按年份变化的假设: an estimate under rates that differ from year to year.

Replaces the constant assumptions of a case by a path; whatever the law has published stays as it is.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from math import prod

from calculator.case import Case
from calculator.columns import schedule_of
from calculator.planned import planned
from calculator.practice import merged
from calculator.projection import Projection
from calculator.scenario.choices import RetirementYearRate
from calculator.uncertainty.history import Rates
from rules.adjustment import adjusted_pension
from rules.estimation import Settlement
from rules.month import MONTHS_PER_YEAR, Month, year_of
from rules.quantities import PPM, Fen, Months, Ppm

__all__ = ["DRAWN_YEARS", "Path", "PathOutcome", "Prices", "on_path", "outcome_on"]

_CONTEXT = Context(prec=20, rounding=ROUND_HALF_UP)
"""Nine digits more than any amount has fen."""
_LATER = 10
_PUBLISHED_BEFORE = 20
"""Years: what wages grow from was published at most this long before a path begins, else it is slower."""
DRAWN_YEARS = tuple(range(21))
"""Years of pension of which the worth is followed."""


@dataclass(frozen=True, slots=True)
class Path:
    """Rates by calendar year from `first` on; the last year stands for all that follow."""

    first: int
    years: tuple[Rates, ...]

    def in_year(self, year: int) -> Rates:
        """The rates of a year, those of the first year for earlier ones."""
        return self.years[min(max(0, year - self.first), len(self.years) - 1)]

    def wage_factor(self, after: int, through: int) -> tuple[int, int]:
        """What wages grow by over the years after `after` through `through`, as a fraction."""
        growths = [PPM + self.in_year(year).wage_growth for year in range(after + 1, through + 1)]
        return prod(growths), PPM ** len(growths)


class Wages:
    """What wages grow by along a path, the products kept: every month of a plan asks for them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = path.first - _PUBLISHED_BEFORE
        self._levels = [1]

    def factor(self, after: int, through: int) -> tuple[int, int]:
        """As `Path.wage_factor`."""
        if after < self._first or through < after:
            return self._path.wage_factor(after, through)
        return self._level(through) // self._level(after), PPM ** (through - after)

    def _level(self, year: int) -> int:
        """The product of the growths after the first year through `year`."""
        while len(self._levels) <= year - self._first:
            growth = PPM + self._path.in_year(self._first + len(self._levels)).wage_growth
            self._levels.append(self._levels[-1] * growth)
        return self._levels[year - self._first]


class Prices:
    """The price level along a path, that of the month `today` being 1; before it as in its year."""

    def __init__(self, path: Path, today: Month) -> None:
        self._path = path
        self._today = today
        self._januaries: list[Decimal] = []

    def at(self, month: int) -> Decimal:
        """The level of a month."""
        year = max(year_of(month), self._today.year)
        while len(self._januaries) <= year - self._today.year:
            self._januaries.append(self._next_january())
        return self._on(self._januaries[year - self._today.year], year, month)

    def _next_january(self) -> Decimal:
        """The level at the beginning of the first year not known yet; today's in the year of today."""
        year = self._today.year + len(self._januaries)
        if not self._januaries:
            return Decimal(1)
        return self._on(self._januaries[-1], year - 1, year * MONTHS_PER_YEAR)

    def _on(self, level: Decimal, year: int, month: int) -> Decimal:
        """From the level at the beginning of a year (or today) to a month of it or its end."""
        first = max(self._today, year * MONTHS_PER_YEAR)
        yearly = Decimal(PPM + self._path.in_year(year).inflation) / PPM
        if month - first == MONTHS_PER_YEAR:
            return _CONTEXT.multiply(level, yearly)
        share = Decimal(month - first) / MONTHS_PER_YEAR
        return _CONTEXT.multiply(level, _CONTEXT.power(yearly, share))

    def real(self, amount: int, month: int) -> Fen:
        """An amount of a month in the prices of today."""
        quotient = _CONTEXT.divide(Decimal(amount), self.at(month))
        return Fen(int(quotient.to_integral_value(ROUND_HALF_UP)))


class PathProjection(Projection):
    """The law continued along a path instead of at one growth."""

    path: Path
    wages: Wages
    keeps_retirement_rate = False

    def _growth(self, after: int, through: int) -> tuple[int, int]:
        return self.wages.factor(after, through)

    def _assumed_rate(self, year: int) -> Ppm:
        return self.path.in_year(year).crediting_rate

    def _stated_rate(self, year: int) -> Ppm:
        return (
            super()._stated_rate(year) if self.keeps_retirement_rate else self._assumed_rate(year)
        )


def on_path(case: Case, path: Path) -> Case:
    """The case with everything unpublished following `path`; the path says nothing of the past."""
    given = case.projection
    projection = PathProjection(
        given.law,
        given.assumptions,
        given.today,
        given.until,
        retirement_rate=_retirement_rate(case),
        follow_wage=case.scenario.limits_projection != "limits",
        continue_holes=case.scenario.holes != "refuse",
    )
    projection.path = path
    projection.wages = Wages(path)
    projection.looked_up = given.looked_up
    projection.keeps_retirement_rate = not isinstance(
        case.scenario.retirement_year_rate, RetirementYearRate
    )
    practices = [merged(given.law.practice(place.code), case.scenario) for place in case.places]
    codes = [place.code for place in case.places]
    first = Month(case.schedule.first)
    last = Month(first + case.schedule.width - 1)
    schedule = schedule_of(projection, codes, practices, first, last, case.note)
    return replace(case, projection=projection, schedule=schedule, terms={})


def _retirement_rate(case: Case) -> Ppm | None:
    rate = case.scenario.retirement_year_rate
    if rate is RetirementYearRate.LAST_PUBLISHED:
        return None
    if rate is RetirementYearRate.ASSUMPTION:
        return case.projection.assumptions.crediting_rate
    return Ppm(int(rate))


@dataclass(frozen=True, slots=True, kw_only=True)
class PathOutcome:
    """The plan under one path. `later` is the pension ten years after the start.

    Amounts are fen per month, those named `today` in the prices of today along the path; `drawn_today`
    is the pension at the start and each year after it, `DRAWN_YEARS` of them.
    """

    missing: Months
    pension: Fen
    pension_today: Fen
    later: Fen
    later_today: Fen
    drawn_today: tuple[Fen, ...]
    paid: Fen
    paid_today: Fen


def outcome_on(case: Case, path: Path) -> PathOutcome:
    """What the plan of a case pays when everything unpublished follows `path`."""
    settled = planned(on_path(case, path))
    prices = Prices(path, case.today)
    drawn = _drawn(path, settled)
    drawn_today = tuple(
        prices.real(amount, settled.start + year * MONTHS_PER_YEAR)
        for year, amount in zip(DRAWN_YEARS, drawn, strict=True)
    )
    future = [run for run in settled.runs if run.first >= case.today]
    return PathOutcome(
        missing=Months(settled.missing),
        pension=drawn[0],
        pension_today=drawn_today[0],
        later=drawn[_LATER],
        later_today=drawn_today[_LATER],
        drawn_today=drawn_today,
        paid=Fen(sum(run.months * run.total for run in future)),
        paid_today=Fen(
            sum(prices.real(run.months * run.total, (run.first + run.last) // 2) for run in future)
        ),
    )


def _drawn(path: Path, settled: Settlement) -> list[Fen]:
    """The pension at the start and after each yearly adjustment, the first in the year after retirement."""
    pensions = [Fen(settled.award.total)]
    retired = year_of(settled.retirement)
    for year in DRAWN_YEARS[1:]:
        rise = path.in_year(retired + year).indexation
        pensions.append(adjusted_pension(pensions[-1], rise))
    return pensions
