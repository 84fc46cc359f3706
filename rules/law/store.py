"""法规库: the dated law with its sources, as one immutable object.

Answers what is in force for a region in a month, and what was known on a day. Values are chosen and
completed here; reading files is `reading`, arithmetic is elsewhere. Files are opened on first use.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from rules.errors import LawDiffers, LawNotOnRecord
from rules.law.answers import Answers, series_named
from rules.law.catalogue import Catalogue
from rules.law.knowledge import Knowledge
from rules.law.limits import completed, laid_over
from rules.law.overlays import Overlay, read_overlays
from rules.law.places import Places
from rules.law.practices import compose
from rules.law.reading import FOLDER, Shelf
from rules.law.reform import NATION, Reform
from rules.law.retirement import Retirement
from rules.law.schema import GRADES
from rules.law.series import values_of
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

__all__ = ["Law", "load"]

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
    return Law(_holdings(shelf, places, grades, read_overlays(overlays, places)), _Terms())


class _Holdings(NamedTuple):
    """What all variants of a law share."""

    shelf: Shelf
    places: Places
    grades: frozenset[str]
    overlay: Overlay
    catalogue: Catalogue
    retirement: Retirement
    practices: dict[tuple[str, date | None], Practice]


def _holdings(shelf: Shelf, places: Places, grades: str, overlay: Overlay) -> _Holdings:
    return _Holdings(
        shelf=shelf,
        places=places,
        grades=frozenset(grades) | {_USER},
        overlay=overlay,
        catalogue=Catalogue(shelf),
        retirement=Retirement(shelf),
        practices={},
    )


class _Terms(NamedTuple):
    """What makes a variant: a day of knowledge, values and limits that go on."""

    known_on: date | None = None
    reform: Reform | None = None
    values: Mapping[tuple[str, str], tuple[Value, ...]] = MappingProxyType({})
    limits: Mapping[str, tuple[LimitPeriod, ...]] = MappingProxyType({})


class Law(Answers):
    """Dated values, limits and practice by region. Never changes: variants are new objects."""

    def __init__(self, holdings: _Holdings, terms: _Terms) -> None:
        self._holdings = holdings
        self._terms = terms
        self._shelf = holdings.shelf
        self._grades = holdings.grades
        self._overlay = holdings.overlay
        self._knowledge: Knowledge | None = None
        self._retirement = holdings.retirement
        if terms.known_on is not None:
            self._knowledge = Knowledge(terms.known_on, holdings.catalogue)
            self._retirement = holdings.retirement.known_on(terms.known_on)
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

    # Series

    def series(self, name: str, region: str = NATION) -> tuple[Value, ...]:
        """The values of a series for one region, by start month; nobody else speaks for it."""
        if (name, region) in self._series:
            return self._series[name, region]
        place, spec = self.with_figures(region), series_named(name)
        key = (name, place.code)
        if key not in self._series:
            shipped = values_of(spec, self._shelf.table(spec.table).rows_of(place.code))
            usable = [value for value in shipped if value.grade in self._grades]
            if self._knowledge is not None:
                usable = [value for value in usable if self._knowledge.of_value(spec, value)]
            own = self._overlay.values.get(key, ())
            found = _replaced(_replaced(usable, own), self._terms.values.get(key, ()))
            self._series[key] = _ended(found)
        return self._series[key]

    # Limits

    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """缴费基数上下限 of a region, completed, in order, without overlap.

        A city without rows of its own for a month takes its tier's, then its province's; each
        period's `region` says who spoke. Marks in `notes` say what was filled in.
        """
        place = self.with_figures(region)
        if place.code not in self._limits:
            lawful = self._lawful_limits(place)
            self._limits[place.code] = self.reformed_limits(place.code, lawful)
        return self._limits[place.code]

    def _lawful_limits(self, place: Region) -> tuple[LimitPeriod, ...]:
        """The limits of a place and of those it follows, before any reform."""
        periods = self._own_limits(place)
        for parent in (place.limits_parent, place.parent):
            if parent and parent != NATION:
                periods = laid_over(periods, self._lawful_limits(self.region(parent)))
        periods = laid_over(self._overlay.limits.get(place.code, ()), periods)
        return laid_over(self._terms.limits.get(place.code, ()), periods)

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

        return completed(place.code, usable, wage_of, self.shares_of(place))

    def _usable(self, row: Row) -> bool:
        if row["grade"] not in self._grades or row["status"] == "superseded":
            return False
        return self._knowledge is None or self._knowledge.of_limits(row)

    # Practice and national rules

    def practice(self, region: str) -> Practice:
        """地方口径 of a region: its own fields over its province's over the national defaults."""
        place = self.with_figures(region)
        key = (place.code, self.known_on)
        if key not in self._holdings.practices:
            codes = dict.fromkeys((NATION, place.province, place.code))
            layers = [(code, self._shelf.practice(code)) for code in codes]
            layers += [
                (c, self._overlay.practices[c]) for c in codes if c in self._overlay.practices
            ]
            self._holdings.practices[key] = compose(place.code, layers, self.known_on)
        return self._holdings.practices[key]

    @property
    def categories(self) -> Mapping[str, Category]:
        """退休年龄类别 by id: male_60, female_55, female_50."""
        return self._retirement.categories

    @property
    def local_ages(self) -> tuple[LocalAge, ...]:
        """地方退休年龄: original ages a region set on its own."""
        return self._retirement.local_ages

    @property
    def minimum_rule(self) -> MinimumRule:
        """最低缴费年限 as a rule: base, step, cap."""
        return self._retirement.minimum_rule

    @property
    def minimum_periods(self) -> Mapping[int, int]:
        """最低缴费年限, months by year, as the annex prints it."""
        return self._retirement.minimum_periods

    @property
    def payment_months(self) -> Mapping[int, int]:
        """计发月数 by whole age in years, as the annex of 国发〔2005〕38号 prints it."""
        return self._retirement.payment_months

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
        rows = self._shelf.table(name).rows
        if self._knowledge is None:
            return rows
        return tuple(row for row in rows if self._knowledge.of_row(name, row))

    # Variants

    def extended(self, series: str, region: str, values: Iterable[Value]) -> "Law":
        """A new law whose series goes on with these values; they win where months coincide."""
        key = (series_named(series).name, self.with_figures(region).code)
        added = _replaced(self._terms.values.get(key, ()), tuple(values))
        return Law(self._holdings, self._terms._replace(values={**self._terms.values, key: added}))

    def with_limits(self, region: str, periods: Iterable[LimitPeriod]) -> "Law":
        """A new law whose limits go on with these periods; they win where months coincide."""
        code = self.with_figures(region).code
        added = laid_over(tuple(periods), self._terms.limits.get(code, ()))
        return Law(self._holdings, self._terms._replace(limits={**self._terms.limits, code: added}))

    def as_known_on(self, day: date) -> "Law":
        """A new law without what was published after `day`.

        A figure without a published date counts as known from the day of its document or the month
        such figures usually come out in, whichever is later: limits and calculation bases in
        September, a crediting rate or an average wage in June of the year after, a year's income in
        January after it. Ages and periods are those of the last edition published by the day. Values
        added by `extended` and `with_limits`, a user's own files and a reform stay. Raises
        LawNotOnRecord for a day before the first edition.
        """
        since = self._retirement.known_since
        if day < since:
            raise LawNotOnRecord(day=day, since=since)
        known = self._terms.known_on
        return Law(self._holdings, self._terms._replace(known_on=min(day, known) if known else day))

    def reformed(self, reform: Reform) -> "Law":
        """A new law with a reform laid over it, in the place of any other."""
        return Law(self._holdings, self._terms._replace(reform=reform))

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge the law is limited to, None for today's."""
        return self._terms.known_on

    @property
    def reform(self) -> Reform | None:
        """The reform laid over the law."""
        return self._terms.reform

    # Identity

    @cached_property
    def version(self) -> str:
        """The date the shipped figures were compiled."""
        return self._retirement.version

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the shipped data files and the overlays, the same on every machine.

        A day of knowledge and a reform count too.
        """
        digest = sha256()
        for path in self._shelf.files:
            name = path.relative_to(self._shelf.folder).as_posix()
            digest.update(name.encode() + b"\0" + _unix(path.read_bytes()) + b"\0")
        for content in self._overlay.contents:
            digest.update(_unix(content) + b"\0")
        if self.known_on is not None:
            digest.update(b"known on " + self.known_on.isoformat().encode() + b"\0")
        if self.reform is not None:
            digest.update(b"reform " + self.reform.canonical() + b"\0")
        return digest.hexdigest()

    @property
    def grades(self) -> str:
        """The grades in use, e.g. `ABC`."""
        return "".join(sorted(self._grades - {_USER}))

    def __reduce__(self) -> tuple[Any, ...]:
        """As what it was made from: another process reads the shipped files itself.

        Raises LawDiffers there when they are not the same.
        """
        terms = self._terms
        plain = terms._replace(values=dict(terms.values), limits=dict(terms.limits))
        return _received, (self.grades, self._overlay, plain, self.digest)


def _received(grades: str, overlay: Overlay, terms: _Terms, digest: str) -> Law:
    """A law of another process."""
    shelf = Shelf(FOLDER)
    law = Law(_holdings(shelf, Places(shelf.table("regions").rows), grades, overlay), terms)
    if law.digest != digest:
        raise LawDiffers(here=digest, there=law.digest)
    return law


def _unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _replaced(values: Iterable[Value], newer: Iterable[Value]) -> tuple[Value, ...]:
    """`values` with those that start in the same month as a newer one replaced by it."""
    by_start = {value.start: value for value in (*values, *newer)}
    return tuple(by_start[start] for start in sorted(by_start))


def _ended(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values, one without an end lasting until the next begins."""
    ended = [
        value if value.end is not None else value._replace(end=Month(following.start - 1))
        for value, following in pairwise(values)
    ]
    return (*ended, *values[-1:])
