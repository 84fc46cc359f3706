"""法规快照: the law one estimate read, as values of its own, and a law made of them again.

`RecordingLaw` answers like the law store and keeps what was asked for: whole series, so that a figure
that did not exist yet is on record too. `SnapshotLaw` answers from such a record alone, without any
data file. Nothing is computed here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from rules.errors import FiguresMissing, UnknownInstrument, UnknownRegion
from rules.law import (
    Category,
    Instrument,
    Law,
    LimitPeriod,
    LocalAge,
    MinimumRule,
    Practice,
    Reform,
    Region,
    Row,
    Value,
)
from rules.law.schema import FILES
from rules.month import Month

__all__ = ["RecordingLaw", "Snapshot", "SnapshotLaw", "typed_rows"]

V = TypeVar("V", Value, LimitPeriod)

_NATION = "000000"
_OWN = "U"
_FILE = ".toml"

Series = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The law as one estimate read it. `series` are by name and region, the rest by region or name.

    `documents` are the ones the values cite, without their texts.
    """

    version: str
    digest: str
    grades: str
    regions: Mapping[str, Region]
    series: Mapping[str, Series]
    limits: Mapping[str, tuple[LimitPeriod, ...]]
    practices: Mapping[str, Practice]
    categories: Mapping[str, Category]
    local_ages: tuple[LocalAge, ...]
    minimum_rule: MinimumRule
    minimum_periods: Mapping[int, int]
    payment_months: Mapping[int, int]
    tables: Mapping[str, tuple[Row, ...]]
    documents: Mapping[str, Instrument]
    reform: Reform | None = None
    known_on: date | None = None


class RecordingLaw(Law):
    """A law that remembers what was asked of it. Asking by derived members asks these in turn."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._regions: dict[str, Region] = {}
        self._values: dict[str, dict[str, tuple[Value, ...]]] = {}
        self._periods: dict[str, tuple[LimitPeriod, ...]] = {}
        self._practices: dict[str, Practice] = {}
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._cited: dict[str, Instrument] = {}

    @property
    def regions(self) -> Mapping[str, Region]:
        """All regions; looking through them is not asking for one."""
        return self._law.regions

    def region(self, text: str) -> Region:
        """The region, noted."""
        region = self._law.region(text)
        self._regions[region.code] = region
        return region

    def series(self, name: str, region: str = _NATION) -> tuple[Value, ...]:
        """The values, noted."""
        values = self._law.series(name, region)
        self._values.setdefault(name, {})[self.region(region).code] = values
        return values

    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """The periods, noted."""
        periods = self._law.limits(region)
        self._periods[self.region(region).code] = periods
        return periods

    def practice(self, region: str) -> Practice:
        """The practice, noted."""
        practice = self._law.practice(region)
        self._practices[self.region(region).code] = practice
        return practice

    @property
    def categories(self) -> Mapping[str, Category]:
        """The categories, always part of the record."""
        return self._law.categories

    @property
    def local_ages(self) -> tuple[LocalAge, ...]:
        """The local ages, always part of the record."""
        return self._law.local_ages

    @property
    def minimum_rule(self) -> MinimumRule:
        """The minimum period, always part of the record."""
        return self._law.minimum_rule

    @property
    def minimum_periods(self) -> Mapping[int, int]:
        """The minimum period as printed, always part of the record."""
        return self._law.minimum_periods

    @property
    def payment_months(self) -> Mapping[int, int]:
        """The annuity table, always part of the record."""
        return self._law.payment_months

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """All documents; looking through them is not asking for one."""
        return self._law.instruments

    def instrument(self, instrument_id: str) -> Instrument:
        """The document, noted."""
        found = self._law.instrument(instrument_id)
        self._cited[instrument_id] = found
        return found

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows, noted."""
        rows = self._law.table(name)
        self._tables[name] = rows
        return rows

    @property
    def reform(self) -> Reform | None:
        """The reform laid over the law, always part of the record."""
        return self._law.reform

    @property
    def known_on(self) -> date | None:
        """The day of knowledge, always part of the record."""
        return self._law.known_on

    @property
    def version(self) -> str:
        """The version of the law asked."""
        return self._law.version

    @property
    def digest(self) -> str:
        """The digest of the law asked."""
        return self._law.digest

    @property
    def grades(self) -> str:
        """The grades of the law asked."""
        return self._law.grades

    def snapshot(self) -> Snapshot:
        """What was asked for so far. Of tables only the rows of the regions asked for and the nation."""
        known = self._law.regions
        regions = {code: known[code] for code in self._with_provinces()}
        return Snapshot(
            version=self.version,
            digest=self.digest,
            grades=self.grades,
            regions=MappingProxyType(regions),
            series=MappingProxyType(
                {name: _unnamed_rows(values) for name, values in self._values.items()}
            ),
            limits=_unnamed_rows(self._periods),
            practices=MappingProxyType(
                {code: _grounded(practice) for code, practice in self._practices.items()}
            ),
            categories=self.categories,
            local_ages=tuple(one for one in self.local_ages if one.region in regions),
            minimum_rule=self.minimum_rule,
            minimum_periods=self.minimum_periods,
            payment_months=self.payment_months,
            tables=MappingProxyType(
                {
                    name: tuple(row for row in rows if row["region"] in {*regions, _NATION})
                    for name, rows in self._tables.items()
                }
            ),
            documents=MappingProxyType(self._documents()),
            reform=self.reform,
            known_on=self.known_on,
        )

    def _with_provinces(self) -> dict[str, None]:
        codes = dict.fromkeys((_NATION, *self._regions))
        return codes | dict.fromkeys(region.province for region in self._regions.values())

    def _documents(self) -> dict[str, Instrument]:
        known = self._law.instruments
        named = dict.fromkeys((*self._cited, *filter(None, self._named())))
        return {name: known[name]._replace(quotes=()) for name in named if name in known}

    def _named(self) -> Iterator[str]:
        for series in self._values.values():
            yield from (value.instrument for values in series.values() for value in values)
        for periods in self._periods.values():
            yield from (period.instrument for period in periods)
        for practice in self._practices.values():
            for ground in practice.grounds.values():
                yield from ground.instruments
        yield self.minimum_rule.instrument
        yield from (category.instrument for category in self.categories.values())


class SnapshotLaw(Law):
    """A law that knows what is on record and nothing else; what was never asked for is absent."""

    def __init__(self, record: Snapshot) -> None:
        self._record = record

    @property
    def regions(self) -> Mapping[str, Region]:
        """The regions on record."""
        return self._record.regions

    def region(self, text: str) -> Region:
        """A region by its code. Raises UnknownRegion for any other name."""
        if text not in self._record.regions:
            raise UnknownRegion(text=text, suggestions=(), ambiguous=False)
        return self._record.regions[text]

    def series(self, name: str, region: str = _NATION) -> tuple[Value, ...]:
        """The values on record."""
        return self._record.series.get(name, {}).get(self.with_figures(region).code, ())

    def limits(self, region: str) -> tuple[LimitPeriod, ...]:
        """The periods on record."""
        return self._record.limits.get(self.with_figures(region).code, ())

    def practice(self, region: str) -> Practice:
        """The practice on record. Raises FiguresMissing where there is none."""
        found = self._record.practices.get(self.with_figures(region).code)
        if found is None:
            raise FiguresMissing(region=region, reason_zh="", reason_en="")
        return found

    @property
    def categories(self) -> Mapping[str, Category]:
        """The categories on record."""
        return self._record.categories

    @property
    def local_ages(self) -> tuple[LocalAge, ...]:
        """The local ages on record."""
        return self._record.local_ages

    @property
    def minimum_rule(self) -> MinimumRule:
        """The minimum period on record."""
        return self._record.minimum_rule

    @property
    def minimum_periods(self) -> Mapping[int, int]:
        """The minimum period as printed, on record."""
        return self._record.minimum_periods

    @property
    def payment_months(self) -> Mapping[int, int]:
        """The annuity table on record."""
        return self._record.payment_months

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The documents on record."""
        return self._record.documents

    def instrument(self, instrument_id: str) -> Instrument:
        """A document on record. Raises UnknownInstrument."""
        if instrument_id not in self._record.documents:
            raise UnknownInstrument(instrument=instrument_id)
        return self._record.documents[instrument_id]

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows on record."""
        return self._record.tables.get(name, ())

    @property
    def reform(self) -> Reform | None:
        """The reform on record."""
        return self._record.reform

    @property
    def known_on(self) -> date | None:
        """The day of knowledge on record."""
        return self._record.known_on

    @property
    def version(self) -> str:
        """The version of the law on record."""
        return self._record.version

    @property
    def digest(self) -> str:
        """The digest of the law on record."""
        return self._record.digest

    @property
    def grades(self) -> str:
        """The grades of the law on record."""
        return self._record.grades


def _unnamed(row: V) -> V:
    """A value of a user's own file without the name of that file, which may name a person."""
    return row._replace(source="") if row.grade == _OWN else row


def _unnamed_rows(rows: Mapping[str, tuple[V, ...]]) -> Mapping[str, tuple[V, ...]]:
    return MappingProxyType({code: tuple(map(_unnamed, found)) for code, found in rows.items()})


def _grounded(practice: Practice) -> Practice:
    """The practice with its grounds, a user's own file not named among them."""
    grounds = {
        name: ground._replace(evidence="") if ground.evidence.endswith(_FILE) else ground
        for name, ground in practice.grounds.items()
    }
    return replace(practice, grounds=MappingProxyType(grounds))


def typed_rows(name: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of a table read from text, their months months again."""
    kinds = FILES[name]

    def typed(key: str, cell: Any) -> object:
        is_month = kinds[key].removesuffix("?") == "month" and cell is not None
        return Month.parse(cell) if is_month else cell

    return tuple(MappingProxyType({key: typed(key, row[key]) for key in row}) for row in rows)
