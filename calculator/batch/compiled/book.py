"""法规数表: the law of the places and options of a run, as arrays the compiled rules read.

A leaf is what `shared_law` lays out once: a place with its options. Its columns are read month by
month from the same layout the interpreter uses, so both see the same values. What the law does not
know is marked, and a person who would read it goes to the interpreter, which says so.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from calculator.batch.compiled.tracks import SCRATCH, Integers, TrackTable, track_table
from calculator.batch.shared_law import FIRST, Evaluator
from calculator.case import Case
from calculator.scenario.model import Scenario
from rules.career import Choice, Schedule, Spell
from rules.errors import RulesError
from rules.law import Status
from rules.month import Month, year_of

__all__ = ["AHEAD", "STATUSES", "Book", "Pages"]

AHEAD = 600
"""Months from today on that a leaf covers; nobody who is sixteen retires later."""
STATUSES = (Status.PUBLISHED, Status.PROVISIONAL, Status.PROJECTED)
_COLUMNS = len(Schedule._fields) - 2
_UNKNOWN = -1
_STATUS_BIT = 20
_FLAT_EXTRAS = 5
_STEPS = 3
_BASES = ("basic_base", "index_base", "transitional_base")


class Pages(NamedTuple):
    """All leaves, tracks and rates, stacked. Months count from `first`, years from `first_year`.

    `schedule[leaf, column, month]`, `month_status[leaf, month]` (months flagged before it),
    `bases[leaf, base, year]`, `base_status[leaf, year]`, `rates_of[leaf, retirement year]` a row of
    `rates[row, year]` and of `rate_status[row, year]`,
    `rates_from[row]` the first known year; `practice`, `extras`, `transition`, `national`
    by leaf; of a track its running sums, its runs, the run of a month, its whole years.
    """

    first: int
    first_year: int
    schedule: Integers
    month_status: Integers
    bases: Integers
    base_status: Integers
    rates_of: Integers
    rates: Integers
    rate_status: Integers
    rates_from: Integers
    practice: Integers
    extras: Integers
    transition: Integers
    national: Integers
    payment_months: Integers
    sums: Integers
    runs: Integers
    run_of: Integers
    years: Integers


@dataclass(slots=True)
class _Leaf:
    case: Case
    schedule: Integers
    month_status: Integers
    known_from: int
    bases: Integers
    base_status: Integers
    rates_of: Integers


@dataclass
class Book:
    """The leaves and tracks met so far."""

    evaluator: Evaluator
    last: Month
    leaves: list[_Leaf] = field(default_factory=list)
    tracks: list[TrackTable] = field(default_factory=list)
    _leaf_of: dict[Hashable, int] = field(default_factory=dict)
    _track_of: dict[Hashable, int] = field(default_factory=dict)
    _rates_of: dict[Hashable, Integers] = field(default_factory=dict)
    _rates: dict[tuple[int, ...], int] = field(default_factory=dict)
    _rate_rows: list[Integers] = field(default_factory=list)
    _rate_status: list[Integers] = field(default_factory=list)
    _pages: Pages | None = None

    @property
    def width(self) -> int:
        """The months of a leaf."""
        return self.last - FIRST + 1

    @property
    def first_year(self) -> int:
        """The first year of a leaf."""
        return year_of(FIRST)

    @property
    def height(self) -> int:
        """The years of a leaf."""
        return year_of(self.last) - self.first_year + 1

    def leaf(self, scenario: Scenario) -> int:
        """The leaf of a person who can share a layout."""
        case = self.evaluator.layout(scenario)
        key = id(case)
        if key not in self._leaf_of:
            self._leaf_of[key] = len(self.leaves)
            self.leaves.append(self._opened(case))
            self._pages = None
        return self._leaf_of[key]

    def track(self, leaf: int, choice: Choice, amount: int) -> int:
        """The track of a tier or a limit on a leaf, -1 for other ways of fixing the base."""
        if choice not in (Choice.TIER, Choice.FLOOR, Choice.CEILING):
            return -1
        key = (leaf, choice, amount)
        if key not in self._track_of:
            self._track_of[key] = len(self.tracks)
            self.tracks.append(self._track(self.leaves[leaf], choice, amount))
            self._pages = None
        return self._track_of[key]

    def _track(self, leaf: _Leaf, choice: Choice, amount: int) -> TrackTable:
        spell = Spell(leaf.known_from, self.last, choice, amount, 0, 0, 0, 0)
        columns = (tuple(column) for column in leaf.schedule.tolist())
        schedule = Schedule(FIRST, self.width, *columns)
        table = track_table(spell, schedule, leaf.case.practice, _SCRATCH)
        return _padded(table, leaf.known_from - FIRST, self.width, self.height)

    def _opened(self, case: Case) -> _Leaf:
        schedule = np.zeros((_COLUMNS, self.width), dtype=np.int64)
        status = np.zeros(self.width + 1, dtype=np.int64)
        known_from = self._read_months(case, schedule, status)
        bases, base_status = self._read_bases(case)
        return _Leaf(
            case,
            schedule,
            np.cumsum(status),
            known_from,
            bases,
            base_status,
            self._read_rates(case),
        )

    def _read_months(self, case: Case, schedule: Integers, status: Integers) -> int:
        """Fill in the columns, stretch by stretch; the month from which on all are known."""
        month, known_from = int(FIRST), int(FIRST)
        columns = case.schedule[2:]
        while month <= self.last:
            at = month - case.schedule.first
            try:
                values, worst = self.evaluator.reading(columns, at)
            except RulesError:
                month, known_from = month + 1, month + 1
                continue
            end = min(values[-1], self.last)
            schedule[:, month - FIRST : end - FIRST + 1] = np.array(values)[:, None]
            status[month - FIRST + 1 : end - FIRST + 2] = _flag(worst)
            month = end + 1
        return known_from

    def _read_bases(self, case: Case) -> tuple[Integers, Integers]:
        bases = np.full((len(_BASES), self.height), _UNKNOWN, dtype=np.int64)
        status = np.zeros(self.height, dtype=np.int64)
        terms = case.terms_at(year_of(self.last))
        for year in range(year_of(case.today), self.first_year + self.height):
            at = year - self.first_year
            columns = [getattr(terms, name) for name in _BASES]
            try:
                values, worst = self.evaluator.reading(columns, at)
            except RulesError:
                continue
            bases[:, at] = values
            status[at] = STATUSES.index(worst)
        return bases, status

    def _read_rates(self, case: Case) -> Integers:
        """The row of rates for each retirement year from the first that matters.

        Rates are national: only assumptions and options tell them apart.
        """
        scenario = case.scenario
        key = (case.projection.assumptions, scenario.retirement_year_rate, case.today)
        if key not in self._rates_of:
            self._rates_of[key] = self._rate_rows_of(case)
        return self._rates_of[key]

    def _rate_rows_of(self, case: Case) -> Integers:
        rows = np.full(self.height, _UNKNOWN, dtype=np.int64)
        for year in range(year_of(case.today) - 3, self.first_year + self.height):
            rows[year - self.first_year] = self._rate_row(case, year)
        return rows

    def _rate_row(self, case: Case, retirement_year: int) -> int:
        column = case.terms_at(retirement_year).crediting_rate
        rates = np.full(self.height, _UNKNOWN, dtype=np.int64)
        status = np.zeros(self.height + 1, dtype=np.int64)
        for at in range(self.height):
            try:
                (rates[at],), worst = self.evaluator.reading([column], at)
            except RulesError:
                continue
            status[at + 1] = _flag(worst)
        key = (*rates.tolist(), *status.tolist())
        if key not in self._rates:
            self._rates[key] = len(self._rate_rows)
            self._rate_rows.append(rates)
            self._rate_status.append(np.cumsum(status))
        return self._rates[key]

    def pages(self) -> Pages:
        """Everything met so far, stacked."""
        if self._pages is None:
            self._pages = self._stacked()
        return self._pages

    def _stacked(self) -> Pages:
        leaves, tracks = self.leaves, self.tracks
        terms = leaves[0].case.terms_at(year_of(self.last))
        most_runs = max((len(one.runs) for one in tracks), default=1)
        return Pages(
            int(FIRST),
            self.first_year,
            _stack(leaf.schedule for leaf in leaves),
            _stack(leaf.month_status for leaf in leaves),
            _stack(leaf.bases for leaf in leaves),
            _stack(leaf.base_status for leaf in leaves),
            _stack(leaf.rates_of for leaf in leaves),
            _stack(self._rate_rows),
            _stack(self._rate_status),
            _rates_from(_stack(self._rate_rows)),
            _stack(_row(leaf.case.practice) for leaf in leaves),
            _stack(_row((*leaf.case.extras[:-1], *_steps(leaf.case))) for leaf in leaves),
            _stack(_row(leaf.case.transition) for leaf in leaves),
            _stack(_row(leaf.case.terms_at(year_of(self.last))[6:]) for leaf in leaves),
            _row(terms.payment_months),
            _stack((one.sums for one in tracks), (1, self.width + 1, 4)),
            _stack((_longer(one.runs, most_runs) for one in tracks), (1, 1, 8)),
            _stack((one.run_of for one in tracks), (1, self.width)),
            _stack((one.years for one in tracks), (1, self.height, 2)),
        )


_SCRATCH = np.zeros((2, SCRATCH), dtype=np.int64)


def _rates_from(rates: Integers) -> Integers:
    """The position in each row of rates from which on all are known."""
    unknown = rates < 0
    last = rates.shape[1] - np.argmax(unknown[:, ::-1], axis=1)
    found: Integers = np.where(unknown.any(axis=1), last, 0)
    return found


def _steps(case: Case) -> list[int]:
    steps = [part for step in case.extras.long_career for part in step]
    return (steps + [0] * 2 * _STEPS)[: 2 * _STEPS]


def _flag(status: Status) -> int:
    """A month that is provisional counts 1, one that is projected above all of those."""
    return (0, 1, 1 << _STATUS_BIT)[STATUSES.index(status)]


def _row(values: Iterable[Any]) -> Integers:
    return np.array([int(value) for value in values], dtype=np.int64)


def _stack(arrays: Iterable[Integers], empty: tuple[int, ...] = (1, 1)) -> Integers:
    found = list(arrays)
    return np.stack(found) if found else np.zeros(empty, dtype=np.int64)


def _longer(runs: Integers, rows: int) -> Integers:
    longer = np.zeros((rows, runs.shape[1]), dtype=np.int64)
    longer[: len(runs)] = runs
    return longer


def _padded(table: TrackTable, before: int, width: int, height: int) -> TrackTable:
    """A track that begins later than the leaf, with nothing before it."""
    sums = np.zeros((width + 1, 4), dtype=np.int64)
    sums[before:] = table.sums
    run_of = np.zeros(width, dtype=np.int64)
    run_of[before:] = table.run_of
    years = np.zeros((height, 2), dtype=np.int64)
    years[height - len(table.years) :] = table.years
    return table._replace(first=int(FIRST), first_year=0, sums=sums, run_of=run_of, years=years)
