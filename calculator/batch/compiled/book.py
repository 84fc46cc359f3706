"""法规数表: the places and ways of paying met so far, as the arrays the compiled rules read."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np

from calculator.batch.compiled.kernel import lay_one_track
from calculator.batch.compiled.leaves import Leaf, read_leaf
from calculator.batch.compiled.pages import Integers, Pages
from calculator.batch.compiled.rates import RateTable
from calculator.batch.compiled.tracks import COLUMNS
from calculator.batch.shared_law import FIRST, Evaluator
from calculator.scenario.model import Scenario
from rules.career import Choice
from rules.month import Month, year_of

__all__ = ["Book"]

_NONE = -1
_MOST_LEAVES = 1_000
_MOST_TRACKS = 2_000
_ON_TRACKS = (Choice.TIER, Choice.FLOOR, Choice.CEILING)


@dataclass
class Book:
    """The leaves and tracks met so far; there is room for a fixed number of each."""

    evaluator: Evaluator
    last: Month
    leaves: list[Leaf] = field(default_factory=list)
    _rates: RateTable = field(init=False)
    _leaf_of: dict[Hashable, int] = field(default_factory=dict)
    _tracks: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _pages: Pages | None = None

    def __post_init__(self) -> None:
        self._rates = RateTable(self.last)

    def leaf(self, scenario: Scenario) -> int:
        """The leaf of a person who can share a layout, -1 where the book is full."""
        key = self.evaluator.layout_key(scenario)
        if key not in self._leaf_of:
            if len(self.leaves) >= _MOST_LEAVES:
                return _NONE
            case = self.evaluator.layout(scenario)
            rates_of = self._rates.rows_of(case)
            self.leaves.append(read_leaf(case, self.last, rates_of))
            self._leaf_of[key] = len(self.leaves) - 1
            self._add_track(self._leaf_of[key], Choice.CEILING, 0)
        return self._leaf_of[key]

    def track(self, leaf: int, choice: Choice, amount: int) -> int:
        """The track of a tier or a limit on a leaf, -1 where it is laid out for each person."""
        if choice not in _ON_TRACKS:
            return _NONE
        known = self._tracks.get((leaf, choice, amount))
        if known is not None:
            return known
        full = len(self._tracks) >= _MOST_TRACKS
        return _NONE if full else self._add_track(leaf, choice, amount)

    def _add_track(self, leaf: int, choice: Choice, amount: int) -> int:
        self._pages = None
        number = len(self._tracks)
        self._tracks[leaf, int(choice), amount] = number
        return number

    def pages(self) -> Pages:
        """Everything met so far, stacked, the tracks laid out."""
        if self._pages is None:
            self._pages = self._stacked()
            for (leaf, choice, amount), track in self._tracks.items():
                if self._pages.known_from[leaf] <= self.last:
                    rows, years = self._pages.rows[track], self._pages.years[track]
                    lay_one_track(self._pages, leaf, choice, amount, rows, years)
        return self._pages

    def _stacked(self) -> Pages:
        leaves = self.leaves
        runs = max(leaf.schedule.shape[1] for leaf in leaves)
        height = year_of(self.last) - year_of(FIRST) + 1
        return Pages(
            first=int(FIRST),
            first_year=year_of(FIRST),
            run_of=np.stack([leaf.run_of for leaf in leaves]),
            run_first=_stack((leaf.run_first for leaf in leaves), runs + 1),
            schedule=_stack((leaf.schedule for leaf in leaves), runs),
            run_status=_stack((leaf.run_status for leaf in leaves), runs + 1),
            known_from=np.array([leaf.known_from for leaf in leaves], dtype=np.int64),
            bases=_stack((leaf.bases for leaf in leaves), height),
            base_status=_stack((leaf.base_status for leaf in leaves), height),
            rates_of=_stack((leaf.rates_of for leaf in leaves), height),
            rates=np.stack(self._rates.rates),
            rate_status=np.stack(self._rates.statuses),
            rates_from=self._rates.known_from(),
            practice=np.stack([leaf.practice for leaf in leaves]),
            extras=np.stack([leaf.extras for leaf in leaves]),
            transition=np.stack([leaf.transition for leaf in leaves]),
            national=np.stack([leaf.national for leaf in leaves]),
            payment_months=leaves[0].payment_months,
            rows=np.zeros((len(self._tracks), runs, COLUMNS), dtype=np.int64),
            years=np.zeros((len(self._tracks), height, 2), dtype=np.int64),
            ceiling_of=np.array(
                [self._tracks[leaf, int(Choice.CEILING), 0] for leaf in range(len(leaves))],
                dtype=np.int64,
            ),
        )


def _stack(arrays: Iterable[Integers], width: int) -> Integers:
    """Arrays under one another, the last axis filled up with its last value to a common width."""
    padded = [
        np.pad(one, [(0, 0)] * (one.ndim - 1) + [(0, width - one.shape[-1])], mode="edge")
        for one in arrays
    ]
    return np.stack(padded)
