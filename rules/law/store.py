"""法规库: the dated law with its sources, as one immutable object.

Answers what is in force for a region in a month, and what was known on a day. Values are chosen and
completed here; reading files is `reading`, arithmetic is elsewhere. Files are opened on first use.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from rules.errors import FiguresMissing, NoValueInForce, RulesError
from rules.law.catalogue import Catalogue
from rules.law.limits import Filling, completed, laid_over
from rules.law.overlays import Overlay, read_overlays
from rules.law.places import Places
from rules.law.practices import compose
from rules.law.reading import FOLDER, Shelf
from rules.law.retirement import Retirement
from rules.law.schema import GRADES
from rules.law.series import SERIES, Reach, Series, values_of
from rules.law.values import (
    Category,
    Instrument,
    LimitPeriod,
    LocalAge,
    MinimumRule,
    Practice,
    Region,
    Row,
    Value,
)
from rules.month import Month
from rules.quantities import Ppm

__all__ = ["Law", "load"]

_NATION = "000000"
_USER = "U"
_FULL_SCOPE_SINCE = 2018


def load(grades: str = "ABC", overlays: Sequence[Path] = ()) -> "Law":
    """The shipped law, with a user's own files laid over it.

    `grades` are the grades of figures to use: A and B rest on two sources, C on one (its values say
    so by `warn`), D is weak and only used when asked for. Raises LawDataError for a broken overlay
    and ValueError for an unknown grade.
    """
    if not grades or not set(grades) <= set(GRADES):
        raise ValueError(f"grades are some of {''.join(GRADES)}, not {grades!r}")
    shelf = Shelf(FOLDER)
    places = Places(shelf.table("regions").rows)
    holdings = _Holdings(
        shelf=shelf,
        places=places,
        grades=frozenset(grades) | {_USER},
        overlay=read_overlays(overlays, places),
        catalogue=Catalogue(shelf),
        retirement=Retirement(shelf),
        practices={},
    )
    return Law(holdings, _Terms())


class _Holdings(NamedTuple):
    """What all variants of a law share."""

    shelf: Shelf
    places: Places
    grades: frozenset[str]
    overlay: Overlay
    catalogue: Catalogue
    retirement: Retirement
    practices: dict[str, Practice]


class _Terms(NamedTuple):
    """What makes a variant: a day of knowledge, values and limits that go on."""

    known_on: date | None = None
    values: Mapping[tuple[str, str], tuple[Value, ...]] = MappingProxyType({})
    limits: Mapping[str, tuple[LimitPeriod, ...]] = MappingProxyType({})


class Law:
    """Dated values, limits and practice by region. Never changes: variants are new objects."""

    def __init__(self, holdings: _Holdings, terms: _Terms) -> None:
        self._holdings = holdings
        self._terms = terms
        self._shelf = holdings.shelf
        self._grades = holdings.grades
        self._overlay = holdings.overlay
        self._series: dict[tuple[str, str], tuple[Value, ...]] = {}
        self._limits: dict[str, tuple[LimitPeriod, ...]] = {}

    # Regions

    @property
    def regions(self) -> Mapping[str, Region]:
        """All regions by code: the nation, the provinces, then cities, tiers and other units."""
        return self._holdings.places.by_code

    def region(self, text: str) -> Region:
        """The region a code, Chinese or English name, pinyin or alias means.

        Raises UnknownRegion with close matches, or with both where a name fits two.
        """
        return self._holdings.places.find(text)

    def _with_figures(self, text: str) -> Region:
        region = self.region(text)
        if not region.figures:
            raise FiguresMissing(
                region=region.code, reason_zh=region.reason_zh, reason_en=region.reason_en
            )
        return region

    # Series

    def series(self, name: str, region: str = _NATION) -> tuple[Value, ...]:
        """The values of a series for one region, by start month; nobody else speaks for it."""
        place, spec = self._with_figures(region), self._spec(name)
        key = (name, place.code)
        if key not in self._series:
            shipped = values_of(spec, self._shelf.table(spec.table).rows_of(place.code))
            usable = [value for value in shipped if value.grade in self._grades]
            known = [value for value in usable if self._is_known(spec, value)]
            own = self._overlay.values.get(key, ())
            self._series[key] = _replaced(_replaced(known, own), self._terms.values.get(key, ()))
        return self._series[key]

    def _spec(self, name: str) -> Series:
        if name not in SERIES:
            raise RulesError(code_detail="unknown_series", series=name, known=tuple(SERIES))
        return SERIES[name]

    def _is_known(self, spec: Series, value: Value) -> bool:
        day = self._terms.known_on
        if day is None:
            return True
        if value.published:
            return value.published <= day.isoformat()
        return value.start + spec.known_after <= Month.of_date(day)

    def at(self, series: str, region: str, month: Month) -> Value:
        """The value of a series in force for a region in a month.

        A city without one takes its province's, some series the nation's; the value's own `region`
        says who spoke and `notes` has `parent_used`. Raises NoValueInForce naming the nearest known
        period, FiguresMissing, UnknownRegion.
        """
        place, spec = self._with_figures(region), self._spec(series)
        known: list[Value] = []
        for code in self._speakers(place, spec.reach):
            values = self.series(series, code)
            for value in values:
                if value.start <= month and (value.end is None or month <= value.end):
                    return value if code == place.code else _with_note(value, "parent_used")
            known += values
        raise _absent(series, place.code, month, [(v.start, v.end or v.start) for v in known])

    @staticmethod
    def _speakers(place: Region, reach: int) -> tuple[str, ...]:
        codes = [place.code]
        if reach >= Reach.PROVINCE and place.province != place.code:
            codes.append(place.province)
        if reach >= Reach.NATION and _NATION not in codes:
            codes.append(_NATION)
        return tuple(codes)

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
        return self.at("crediting_rate", _NATION, Month.of(year, 1))

    # Limits

    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """缴费基数上下限 of a region, completed, in order, without overlap.

        A city without rows of its own for a month takes its tier's, then its province's; each
        period's `region` says who spoke. Marks in `notes` say what was filled in.
        """
        place = self._with_figures(region)
        if place.code not in self._limits:
            periods = self._own_limits(place)
            for parent in (place.limits_parent, place.parent):
                if parent and parent != _NATION:
                    periods = laid_over(periods, self.limits(parent))
            periods = laid_over(self._overlay.limits.get(place.code, ()), periods)
            added = self._terms.limits.get(place.code, ())
            self._limits[place.code] = laid_over(added, periods)
        return self._limits[place.code]

    def _own_limits(self, place: Region) -> tuple[LimitPeriod, ...]:
        rows = self._shelf.table("contribution_limits").rows_of(place.code)
        usable = [row for row in rows if self._usable(row)]
        wages = {
            name: {value.start.year: value for value in self.series(name, place.code)}
            for name in ("average_wage_on_post", "average_wage_full_scope")
        }

        def wage_of(year: int) -> Value | None:
            on_post, full_scope = wages.values()
            first, second = (
                (full_scope, on_post) if year >= _FULL_SCOPE_SINCE else (on_post, full_scope)
            )
            return first.get(year) or second.get(year)

        rounding = self.practice(place.code).limit_rounding
        shares = partial(self.limit_shares, place.code)
        return completed(place.code, usable, Filling(wage_of, shares, rounding))

    def limit_shares(self, region: str, month: Month) -> tuple[Ppm, Ppm]:
        """上下限比例: the lawful shares of the reference wage, floor and ceiling, ppm.

        They make the limits of months for which none were printed. Raises NoValueInForce.
        """
        floor = self.at("limit_floor", region, month)
        return Ppm(floor.amount), Ppm(self.at("limit_ceiling", region, month).amount)

    def _usable(self, row: Row) -> bool:
        if row["grade"] not in self._grades or row["status"] == "superseded":
            return False
        if self._terms.known_on is None:
            return True
        if row["published"]:
            return str(row["published"]) <= self._terms.known_on.isoformat()
        start = row["start"] or Month.of(cast("int", row["year"]), 1)
        return cast("Month", start) <= Month.of_date(self._terms.known_on)

    def limit_at(self, region: str, month: Month) -> LimitPeriod:
        """The limit period a month falls in. Raises NoValueInForce naming the nearest period."""
        periods = self.limits(region)
        for period in reversed(periods):
            if period.start <= month <= period.end:
                return period
        spans = [(period.start, period.end) for period in periods]
        raise _absent("contribution_limits", self.region(region).code, month, spans)

    # Practice and national rules

    def practice(self, region: str) -> Practice:
        """地方口径 of a region: its own fields over its province's over the national defaults."""
        place = self._with_figures(region)
        if place.code not in self._holdings.practices:
            codes = dict.fromkeys((_NATION, place.province, place.code))
            layers = [(code, self._practice_file(code)) for code in codes]
            layers += [
                (c, self._overlay.practices[c]) for c in codes if c in self._overlay.practices
            ]
            self._holdings.practices[place.code] = compose(place.code, layers)
        return self._holdings.practices[place.code]

    def _practice_file(self, code: str) -> dict[str, Any]:
        path = self._shelf.folder / "practices" / f"{code}.toml"
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}

    @property
    def categories(self) -> Mapping[str, Category]:
        """退休年龄类别 by id: male_60, female_55, female_50."""
        return self._holdings.retirement.categories

    @property
    def local_ages(self) -> tuple[LocalAge, ...]:
        """地方退休年龄: original ages a region set on its own."""
        return self._holdings.retirement.local_ages

    @property
    def minimum_rule(self) -> MinimumRule:
        """最低缴费年限 as a rule: base, step, cap."""
        return self._holdings.retirement.minimum_rule

    @property
    def minimum_periods(self) -> Mapping[int, int]:
        """最低缴费年限, months by year, as the annex prints it."""
        return self._holdings.retirement.minimum_periods

    @property
    def payment_months(self) -> Mapping[int, int]:
        """计发月数 by whole age in years, as the annex of 国发〔2005〕38号 prints it."""
        return self._holdings.retirement.payment_months

    # Documents and other tables

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """All legal instruments by id."""
        return self._holdings.catalogue.instruments

    def instrument(self, instrument_id: str) -> Instrument:
        """One instrument. Raises UnknownInstrument."""
        return self._holdings.catalogue.instrument(instrument_id)

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one data file, whatever their grade. Amounts are fen, rates ppm."""
        return self._shelf.table(name).rows

    # Variants

    def extended(self, series: str, region: str, values: Iterable[Value]) -> "Law":
        """A new law whose series goes on with these values; they win where months coincide."""
        key = (self._spec(series).name, self._with_figures(region).code)
        added = _replaced(self._terms.values.get(key, ()), tuple(values))
        return Law(self._holdings, self._terms._replace(values={**self._terms.values, key: added}))

    def with_limits(self, region: str, periods: Iterable[LimitPeriod]) -> "Law":
        """A new law whose limits go on with these periods; they win where months coincide."""
        code = self._with_figures(region).code
        added = laid_over(tuple(periods), self._terms.limits.get(code, ()))
        return Law(self._holdings, self._terms._replace(limits={**self._terms.limits, code: added}))

    def as_known_on(self, day: date) -> "Law":
        """A new law without what was published after `day`.

        A value without a published date counts as known from its start month; a crediting rate or
        an average wage from June of the year after it, a year's income from January after it. Values
        added by `extended` and `with_limits` and a user's own files stay.
        """
        known = self._terms.known_on
        return Law(self._holdings, self._terms._replace(known_on=min(day, known) if known else day))

    # Identity

    @cached_property
    def version(self) -> str:
        """The date the shipped figures were compiled."""
        return str(self._holdings.retirement.version)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the shipped data files and the overlays, the same on every machine."""
        digest = sha256()
        for path in self._shelf.files:
            name = path.relative_to(self._shelf.folder).as_posix()
            digest.update(name.encode() + b"\0" + _unix(path.read_bytes()) + b"\0")
        for content in self._overlay.contents:
            digest.update(_unix(content) + b"\0")
        return digest.hexdigest()

    @property
    def grades(self) -> str:
        """The grades in use, e.g. `ABC`."""
        return "".join(sorted(self._grades - {_USER}))


def _unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _with_note(value: Value, note: str) -> Value:
    return value._replace(notes=(*value.notes, note))


def _replaced(values: Iterable[Value], newer: Iterable[Value]) -> tuple[Value, ...]:
    """`values` with those that start in the same month as a newer one replaced by it."""
    by_start = {value.start: value for value in (*values, *newer)}
    return tuple(by_start[start] for start in sorted(by_start))


def _absent(
    series: str, region: str, month: Month, spans: Sequence[tuple[Month, Month]]
) -> NoValueInForce:
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
