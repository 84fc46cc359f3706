"""法规问答: what follows from the members of a law, whatever holds them.

The store has the values on file, a receipt those on record; which value is in force, and what a reform
laid over the law makes of it, is found here once.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rules.errors import FiguresMissing, NoValueInForce, RulesError
from rules.law.limits import Shares
from rules.law.reform import NATION, Reform
from rules.law.series import SERIES, Reach, Series
from rules.law.values import Instrument, LimitPeriod, Practice, Region, Value
from rules.month import Month
from rules.quantities import Ppm

__all__ = ["NATION", "Answers", "Standing", "absent", "places_of", "series_named"]

_ALWAYS = Month.of(9999, 12)


class Standing(NamedTuple):
    """A value in force, and the months `first` to `last` around in which it surely is."""

    value: Value
    first: Month
    last: Month


class Answers(ABC):
    """The law by its primary members: regions, series, limits, practice, documents, reform, day."""

    @property
    @abstractmethod
    def regions(self) -> Mapping[str, Region]:
        """All regions by code."""

    @abstractmethod
    def region(self, text: str) -> Region:
        """The region a text means. Raises UnknownRegion."""

    @abstractmethod
    def series(self, name: str, region: str = NATION) -> tuple[Value, ...]:
        """The values of a series for one region, as the law has them before any reform."""

    @abstractmethod
    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """The limit periods of a region, a reform applied."""

    @abstractmethod
    def practice(self, region: str) -> Practice:
        """The practice of a region."""

    @property
    @abstractmethod
    def instruments(self) -> Mapping[str, Instrument]:
        """All documents by id."""

    @abstractmethod
    def instrument(self, instrument_id: str) -> Instrument:
        """One document. Raises UnknownInstrument."""

    @property
    @abstractmethod
    def payment_months(self) -> Mapping[int, int]:
        """计发月数 by whole age, before any reform."""

    @property
    @abstractmethod
    def reform(self) -> Reform | None:
        """The reform laid over the law."""

    @property
    @abstractmethod
    def known_on(self) -> date | None:
        """The day whose knowledge the law is limited to."""

    def with_figures(self, text: str) -> Region:
        """A region that figures were found of. Raises UnknownRegion and FiguresMissing."""
        region = self.region(text)
        if not region.figures:
            raise FiguresMissing(
                region=region.code, reason_zh=region.reason_zh, reason_en=region.reason_en
            )
        return region

    def at(self, series: str, region: str, month: Month) -> Value:
        """The value of a series in force for a region in a month.

        A city without one takes its province's, some series the nation's; the value's own `region`
        says who spoke and `notes` has `parent_used`. Raises NoValueInForce naming the nearest known
        period, FiguresMissing, UnknownRegion.
        """
        return self._in_force(series, region, month, [])

    def standing(self, series: str, region: str, month: Month) -> Standing:
        """As `at`, with months before and after in which the answer is the same."""
        seen: list[Value] = []
        value = self._in_force(series, region, month, seen)
        first, last = value.start, value.end or _ALWAYS
        for other in seen:
            if other.start > month:
                last = min(last, Month(other.start - 1))
            elif other.end is not None and other.end < month:
                first = max(first, Month(other.end + 1))
        return Standing(value, first, last)

    def _in_force(self, series: str, region: str, month: Month, seen: list[Value]) -> Value:
        """The value in force; all that were looked through to find it are added to `seen`."""
        place, spec = self.with_figures(region), series_named(series)
        found = self._lawful(place, spec, month, seen)
        if self.reform is not None:
            found = self.reform.value(series, spec.unit, places_of(place), month, found)
        if found is not None:
            return found
        raise absent(series, place.code, month, [(v.start, v.end or v.start) for v in seen])

    def _lawful(self, place: Region, spec: Series, month: Month, seen: list[Value]) -> Value | None:
        """The value of the law itself; what was looked through is added to `seen`.

        What a province or the nation says ends where the place begins to speak for itself.
        """
        for code in _speakers(place, spec.reach):
            values, nearer = self.series(spec.name, code), tuple(seen)
            seen += values
            for value in values:
                if value.start <= month and (value.end is None or month <= value.end):
                    return value if code == place.code else _until_own(value, month, nearer)
        return None

    def calculation_base(self, region: str, year: int) -> Value:
        """养老金计发基数 of a year, micro-yuan per month.

        A city without its own takes the province's, noted `province_base_used`; a base that counts
        in the transitional pension only is noted `transitional_only`.
        """
        value = self.at("calculation_base", region, Month.of(year, 1))
        if "parent_used" in value.notes:
            return value._replace(notes=("province_base_used",))
        return value

    def crediting_rate(self, year: int) -> Value:
        """个人账户记账利率 of a year, ppm; national, from 2016. Raises NoValueInForce before and
        for a year whose rate is not published.
        """
        return self.at("crediting_rate", NATION, Month.of(year, 1))

    def limit_at(self, region: str, month: Month) -> LimitPeriod:
        """The limit period a month falls in. Raises NoValueInForce naming the nearest period."""
        periods = self.limits(region)
        for period in reversed(periods):
            if period.start <= month <= period.end:
                return period
        spans = [(period.start, period.end) for period in periods]
        raise absent("contribution_limits", self.region(region).code, month, spans)

    def limit_shares(self, region: str, month: Month) -> tuple[Ppm, Ppm]:
        """上下限比例: the lawful shares of the reference wage, floor and ceiling, ppm.

        They make the limits of months for which none were printed. Raises NoValueInForce.
        """
        floor = self.at("limit_floor", region, month)
        return Ppm(floor.amount), Ppm(self.at("limit_ceiling", region, month).amount)

    def reformed_limits(
        self, region: str, periods: Sequence[LimitPeriod]
    ) -> tuple[LimitPeriod, ...]:
        """Some limit periods of a region, as a reform has them."""
        if self.reform is None:
            return tuple(periods)
        place = self.region(region)
        return tuple(self.reform.limits(periods, places_of(place), self.shares_of(place)))

    def shares_of(self, place: Region) -> Shares:
        """What makes limits that were not printed, as a place rounds them."""
        rounding = self.practice(place.code).limit_rounding
        return Shares(_SharesOf(self, place.code), rounding)

    def payment_months_in(self, year: int) -> Mapping[int, int]:
        """计发月数 by whole age for a claim of a year."""
        if self.reform is None:
            return self.payment_months
        return self.reform.payment_months(self.payment_months, year)

    def knows(self, instrument_id: str) -> bool:
        """Whether a document was out by the day of knowledge. Raises UnknownInstrument."""
        day = self.known_on
        return day is None or self.instrument(instrument_id).known_from <= day.isoformat()


class _SharesOf:
    """上下限比例 of one place for one month after the other: what stands is not looked for again."""

    def __init__(self, law: Answers, region: str) -> None:
        self._law = law
        self._region = region
        self._known: list[tuple[Month, Month, tuple[Ppm, Ppm]]] = []

    def __call__(self, month: Month) -> tuple[Ppm, Ppm]:
        for first, last, shares in self._known:
            if first <= month <= last:
                return shares
        floor, top = (
            self._law.standing(name, self._region, month)
            for name in ("limit_floor", "limit_ceiling")
        )
        shares = Ppm(floor.value.amount), Ppm(top.value.amount)
        self._known.append((max(floor.first, top.first), min(floor.last, top.last), shares))
        return shares


def series_named(name: str) -> Series:
    """The series of a name. Raises RulesError for an unknown one."""
    if name not in SERIES:
        raise RulesError(code_detail="unknown_series", series=name, known=tuple(SERIES))
    return SERIES[name]


def places_of(place: Region) -> tuple[str, ...]:
    """Who speaks for a place in a reform, the nearest first."""
    return tuple(dict.fromkeys((place.code, place.province, NATION)))


def _speakers(place: Region, reach: int) -> tuple[str, ...]:
    codes = [place.code]
    if reach >= Reach.PROVINCE and place.province != place.code:
        codes.append(place.province)
    if reach >= Reach.NATION and NATION not in codes:
        codes.append(NATION)
    return tuple(codes)


def _until_own(value: Value, month: Month, nearer: Sequence[Value]) -> Value:
    """A value of a parent as it holds for a place with values `nearer` to it."""
    ends = [Month(one.start - 1) for one in nearer if one.start > month]
    if value.end is not None:
        ends.append(value.end)
    return value._replace(notes=(*value.notes, "parent_used"), end=min(ends, default=None))


def absent(
    series: str, region: str, month: Month, spans: Sequence[tuple[Month, Month]]
) -> NoValueInForce:
    """The refusal of a month nothing is known of, naming the nearest of `spans`."""
    nearest = min(spans, key=lambda span: max(span[0] - month, month - span[1]), default=None)
    return NoValueInForce(
        series=series,
        region=region,
        month=Month(month),
        nearest=f"{nearest[0]}..{nearest[1]}" if nearest else "",
        nearest_start=nearest[0] if nearest else None,
        nearest_end=nearest[1] if nearest else None,
        remedy="projection" if nearest and month > nearest[1] else "own_figures",
    )
