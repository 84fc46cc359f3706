"""推算: the law goes on where it has not been published yet.

A `Projection` answers like the law store, and beyond its last rows by stated assumptions; the rules
cannot tell, the result can, because every continued value carries the status *projected*, or
*provisional* where the agency itself would go on with the last value. Nothing is projected backwards.
"""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from calculator.assumptions import Assumptions
from rules.errors import NoValueInForce
from rules.law import REFORM, BasePath, Law, LimitPeriod, Status, Value
from rules.law.answers import Standing, absent, places_of
from rules.law.limits import rounded_share
from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import PPM, Fen, Micro, Ppm, half_up

__all__ = ["Projection", "grown"]

_NATIONAL = "000000"
_SAME_YEAR = "average_wage_full_scope"


def grown(amount: int, growth: Ppm, years: int) -> int:
    """`amount` after `years` of compound growth, half up to its own unit.

    >>> grown(12_116_000_000, Ppm(35_000), 1)
    12540060000
    """
    return half_up(amount * (PPM + growth) ** years, PPM**years)


class LookedUp(NamedTuple):
    """Values of one law that were looked up; projections of the same law may share them."""

    values_of: dict[tuple[str, str], list[Standing]]
    rates_of: dict[int, Value | None]


class Projection:
    """The law as one estimate sees it, through the month `until`.

    `retirement_rate` is the crediting rate of an unpublished retirement year: None takes the last one
    published at the claim. `follow_wage` projects the limits as the lawful shares of the projected
    wage instead of growing the last limits. `continue_holes` false refuses months between two rows.
    """

    def __init__(
        self,
        law: Law,
        assumptions: Assumptions,
        today: Month,
        until: Month,
        *,
        retirement_rate: Ppm | None = None,
        follow_wage: bool = True,
        continue_holes: bool = True,
    ) -> None:
        self.law = law
        self.assumptions = assumptions
        self.today = today
        self.until = until
        self._retirement_rate = retirement_rate
        self._follow_wage = follow_wage
        self._continue_holes = continue_holes
        self._limits: dict[str, tuple[list[int], list[LimitPeriod]]] = {}
        self._rates: dict[tuple[int, bool], Value] = {}
        self._bases: dict[tuple[str, int], Value] = {}
        self.looked_up = LookedUp({}, {})

    def lawful(self, series: str, region: str, month: int) -> Value:
        """The value of a series that is not projected, as the law has it in a month."""
        known = self.looked_up.values_of.setdefault((series, region), [])
        for found in known:
            if found.first <= month <= found.last:
                return found.value
        known.append(self.law.standing(series, region, Month(month)))
        return known[-1].value

    def limits_at(self, region: str, month: int) -> LimitPeriod:
        """The limits in force in a month. Raises NoValueInForce before the first known period."""
        if region not in self._limits:
            periods = self._continued(region)
            self._limits[region] = [period.start for period in periods], periods
        starts, periods = self._limits[region]
        found = periods[max(0, bisect_right(starts, month) - 1)]
        refused = "hole_continued" in found.notes and not self._continue_holes
        if refused or not found.start <= month <= found.end:
            raise NoValueInForce(
                series="contribution_limits",
                region=region,
                month=Month(month),
                nearest=f"{found.start}..{found.end}",
                nearest_start=found.start,
                nearest_end=found.end,
                remedy="give_balance" if month < self.today else "own_figures",
            )
        return found

    def reference_wage(self, region: str, month: int) -> Micro:
        """缴费工资基准 in force in a month, micro-yuan."""
        return self.limits_at(region, month).reference_wage

    def _continued(self, region: str) -> list[LimitPeriod]:
        """The k-th block of twelve months after the last row carries its wage x (1 + growth)^k."""
        periods = self.law.limits(region)
        if not periods:
            raise absent("contribution_limits", region, self.today, ())
        last = periods[-1]
        rounding = self.law.practice(region).limit_rounding
        blocks = [
            self._block(last, Month(last.end + 1 + MONTHS_PER_YEAR * before), before + 1, rounding)
            for before in range(-(-(self.until - last.end) // MONTHS_PER_YEAR))
        ]
        return [*periods, *self.law.reformed_limits(region, blocks)]

    def _growth(self, after: int, through: int) -> tuple[int, int]:
        """What wages grow by over the years after `after` through `through`, as a fraction."""
        years = through - after
        return (PPM + self.assumptions.wage_growth) ** years, PPM**years

    def _block(self, last: LimitPeriod, start: Month, block: int, rounding: str) -> LimitPeriod:
        growth, scale = self._growth(last.start.year, last.start.year + block)
        wage = Micro(half_up(last.reference_wage * growth, scale))
        if self._follow_wage:
            floor_share = self.lawful("limit_floor", last.region, start)
            ceiling_share = self.lawful("limit_ceiling", last.region, start)
            floor = rounded_share(wage, Ppm(floor_share.amount), rounding)
            top = rounded_share(wage, Ppm(ceiling_share.amount), rounding)
        else:
            floor = Fen(half_up(last.floor * growth, scale))
            top = Fen(half_up(last.ceiling * growth, scale))
        return last._replace(
            start=start,
            end=Month(start + MONTHS_PER_YEAR - 1),
            reference_wage=wage,
            floor=floor,
            ceiling=top,
            flexible_floor=None,
            flexible_choice="",
            status=Status.PROJECTED,
            notes=("projected",),
        )

    def calculation_base(self, region: str, year: int) -> Value:
        """计发基数 of a year: published, the last one (through this year), or grown from it.

        A city with bases of its own goes on with them; the province's later one is not its own. From
        its start on the path of a reform holds.
        """
        key = (region, year)
        if key not in self._bases:
            self._bases[key] = self._reformed_base(region, year)
        return self._bases[key]

    def _reformed_base(self, region: str, year: int) -> Value:
        """The base of a year, on the path of a reform where it has one."""
        reform = self.law.reform
        path = (
            None if reform is None else reform.base_path(places_of(self.law.region(region)), year)
        )
        return self._lawful_base(region, year) if path is None else self._on(path, region, year)

    def _on(self, path: BasePath, region: str, year: int) -> Value:
        """The base of a year on the path of a reform: the one it begins with, grown."""
        if path.base is None:
            first = self.calculation_base(region, path.start - 1)
        else:
            start = Month.of(path.start, 1)
            first = Value("calculation_base", path.region, start, None, path.base, "micro")
        growth, scale = self._growth(first.start.year, year)
        if path.growth is not None:
            years = year - first.start.year
            growth, scale = (PPM + path.growth) ** years, PPM**years
        value = _continuing(first, year, half_up(first.amount * growth, scale), Status.PROJECTED)
        return value._replace(notes=(*first.notes, REFORM))

    def _lawful_base(self, region: str, year: int) -> Value:
        known = self._earlier("calculation_base", region, year)
        if known is None or known.region != region or known.start.year == year:
            try:
                return self.law.calculation_base(region, year)
            except NoValueInForce:
                if known is None:
                    raise
        if year <= self.today.year:
            return _continuing(known, year, known.amount, Status.PROVISIONAL)
        return self._grown(known, year)

    def same_year_wage(self, region: str, year: int) -> Value:
        """同年平均工资 (full scope), where a place divides by the wage of the covered year itself."""
        try:
            return self.law.at(_SAME_YEAR, region, Month.of(year, 1))
        except NoValueInForce:
            known = self._earlier(_SAME_YEAR, region, year)
            if known is None:
                raise
        if known.start.year < self._last_year(_SAME_YEAR, known.region):
            return self._reference_of_next_year(known, region, year)
        return self._grown(known, year)

    def _last_year(self, series: str, region: str) -> int:
        return self.law.series(series, region)[-1].start.year

    def _reference_of_next_year(self, known: Value, region: str, year: int) -> Value:
        """In a hole of the wages: the reference that the limits of the year after were set on."""
        period = self.limits_at(region, Month.of(year + 1, MONTHS_PER_YEAR))
        filled = _continuing(known, year, period.reference_wage, Status.PROVISIONAL)
        return filled._replace(grade=period.grade, instrument=period.instrument)

    def _earlier(self, series: str, region: str, year: int) -> Value | None:
        """The last value of a series up to `year`, the place's own before its province's."""
        place = self.law.region(region)
        for code in dict.fromkeys((place.code, place.province)):
            for value in reversed(self.law.series(series, code)):
                if value.start.year <= year:
                    return value
        return None

    def _grown(self, known: Value, year: int) -> Value:
        growth, scale = self._growth(known.start.year, year)
        amount = half_up(known.amount * growth, scale)
        return _continuing(known, year, amount, Status.PROJECTED)

    def crediting_rate(self, year: int, retirement_year: int) -> Value:
        """记账利率 of a year: published, else assumed; in the year of retirement the last one known.

        Who claims by the end of this year is paid provisionally on the last published rate. At a later
        claim the last published rate is one of the assumed ones. Years before the first national rate
        take the secondary reference series, provisionally.
        """
        key = (year, year == retirement_year)
        if key not in self._rates:
            self._rates[key] = self._reformed_rate(year, retirement_year)
        return self._rates[key]

    def _reformed_rate(self, year: int, retirement_year: int) -> Value:
        """The rate of a year, at least the one a reform sets."""
        value = self._lawful_rate(year, retirement_year)
        least = None if self.law.reform is None else self.law.reform.least_rate(year)
        if least is None or value.amount >= least:
            return value
        return value._replace(amount=least, status=Status.PROJECTED, notes=(REFORM,))

    def _lawful_rate(self, year: int, retirement_year: int) -> Value:
        published = self._published_rate(year)
        if published is not None:
            return published
        last = self.last_rate
        if year <= last.start.year:
            return self._before_national_rates(year)
        if year == retirement_year and self._retirement_rate is not None:
            return _continuing(last, year, self._stated_rate(year), Status.PROJECTED)
        if year == retirement_year <= self.today.year:
            return _continuing(last, year, last.amount, Status.PROVISIONAL)
        return _continuing(last, year, self._assumed_rate(year), Status.PROJECTED)

    def _published_rate(self, year: int) -> Value | None:
        rates = self.looked_up.rates_of
        if year not in rates:
            try:
                rates[year] = self.law.crediting_rate(year)
            except NoValueInForce:
                rates[year] = None
        return rates[year]

    def _assumed_rate(self, year: int) -> Ppm:  # noqa: ARG002 a path has a rate for each year
        return self.assumptions.crediting_rate

    def _stated_rate(self, year: int) -> Ppm:
        """The rate an unpublished retirement year is to take."""
        return self._assumed_rate(year) if self._retirement_rate is None else self._retirement_rate

    @cached_property
    def last_rate(self) -> Value:
        """The last national rate, before there was one the last of the secondary reference."""
        for series in ("crediting_rate", "secondary_reference"):
            if values := self.law.series(series, _NATIONAL):
                return values[-1]
        raise absent("crediting_rate", _NATIONAL, self.today, ())

    def _before_national_rates(self, year: int) -> Value:
        found = self.law.at("secondary_reference", _NATIONAL, Month.of(year, MONTHS_PER_YEAR))
        return found._replace(status=Status.PROVISIONAL)


def _continuing(last: Value, year: int, amount: int, status: Status) -> Value:
    return last._replace(
        start=Month.of(year, 1),
        end=Month.of(year, MONTHS_PER_YEAR),
        amount=amount,
        status=status,
        notes=(*last.notes, str(status)),
    )
