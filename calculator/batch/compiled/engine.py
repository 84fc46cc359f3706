"""编译引擎: columns of numbers through the compiled rules, on all cores.

Takes persons who can share a layout and says which of them the compiled rules stand in for; the others
go to the interpreter.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from os import cpu_count

import numpy as np

from calculator.batch.compiled.book import AHEAD, Book
from calculator.batch.compiled.kernel import (
    ALONE,
    AS_TEMPLATE,
    GO_ON,
    ON_TRACK,
    OUT,
    People,
    Who,
    lanes_of,
    on_tracks,
    one_by_one,
)
from calculator.batch.compiled.tracks import SCRATCH, Integers
from calculator.batch.shared_law import Evaluator, is_alike
from calculator.case import person_of
from calculator.scenario.choices import LateRetirement, Rhythm
from calculator.scenario.model import Scenario
from calculator.spells import declared_now
from rules.month import Month

__all__ = ["Engine"]

_FOREVER = 100_000
_HIGHEST_BASE = 10**11
_MOST_STEPS = 3


class Engine:
    """The compiled rules with the law and the templates they have met so far."""

    def __init__(self, evaluator: Evaluator, today: Month) -> None:
        self.evaluator = evaluator
        self.today = today
        self.book = Book(evaluator, Month(today + AHEAD))
        self._threads = max(1, cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._threads)
        self._scratch = [np.zeros((2, SCRATCH), dtype=np.int64) for _ in range(self._threads)]
        self._made: list[Who] = []
        self._templates = np.zeros((0, len(Who._fields)), dtype=np.int64)

    def template(self, scenario: Scenario) -> int:
        """The number of the template of a scenario, -1 where the compiled rules do not cover it."""
        if not is_alike(scenario) or scenario.today != self.today:
            return -1
        reform = self.evaluator.law.reform
        if reform is not None and reform.follows_claims:
            return -1
        if scenario.paid_through not in (None, scenario.today - 1):
            return -1
        if scenario.rhythm is not Rhythm.MONTHLY:
            return -1
        leaf = self.book.leaf(scenario)
        if len(self.book.leaves[leaf].case.extras.long_career) > _MOST_STEPS:
            return -1
        self._made.append(self._who(scenario, leaf))
        return len(self._made) - 1

    def _who(self, scenario: Scenario, leaf: int) -> Who:
        """A scenario as integers; AS_TEMPLATE stands for what was not given."""
        person = person_of(scenario, self.evaluator.law)
        projection = self.book.leaves[leaf].case.projection
        limits = projection.limits_at(scenario.region, scenario.today)
        declared = declared_now(scenario, limits.reference_wage)
        before = scenario.today - scenario.today.month_of_year
        checked = scenario.base is not None and not scenario.clamp
        floor = limits.lowest
        return Who(
            leaf=leaf,
            track=self.book.track(leaf, declared.choice, declared.amount),
            original_age=person.original_age,
            first_affected=person.first_affected,
            delay_step=person.delay_step,
            delay_cap=person.delay_cap,
            early_window=person.early_window,
            retire=person.choice,
            month=person.month,
            today=scenario.today,
            until=_FOREVER if scenario.plan_until is None else scenario.plan_until,
            ends_at_statutory=scenario.late_retirement is LateRetirement.WITHOUT_PAYING,
            choice=declared.choice,
            amount=declared.amount,
            anchor=declared.anchor,
            paid=scenario.paid or 0,
            last_paid=scenario.last_paid,
            balance=_given(scenario.balance),
            balance_month=scenario.balance_date or before,
            average_index=_given(scenario.average_index),
            lowest=floor if checked else int(scenario.tier is None),
            highest=limits.ceiling if checked else _HIGHEST_BASE,
            birth=0,
        )

    @property
    def templates(self) -> Integers:
        """All templates met so far, one a row."""
        if len(self._made) > len(self._templates):
            rows = [[int(part) for part in one] for one in self._made]
            self._templates = np.array(rows, dtype=np.int64)
        return self._templates

    def lanes(self, people: People) -> Integers:
        """Who goes where: by the interpreter, on a track, or laid out alone."""
        lanes = np.zeros(len(people.template), dtype=np.int64)
        if len(self.templates):
            known = np.array([leaf.known_from for leaf in self.book.leaves], dtype=np.int64)
            lanes_of(self.book.pages(), self.templates, people, known, lanes)
        return lanes

    def settle(self, people: People, lanes: Integers, outcome: int) -> Integers:
        """The settlements by the columns of `kernel.OUT`, for those who are not interpreted."""
        pages, templates = self.book.pages(), self.templates
        out = np.zeros((len(OUT), len(lanes)), dtype=np.int64)
        together, apart = np.flatnonzero(lanes == ON_TRACK), np.flatnonzero(lanes == ALONE)
        if outcome != GO_ON:
            together, apart = together[:0], np.flatnonzero(lanes)
        parts = np.array_split(together, self._threads)
        work = [
            partial(on_tracks, pages, templates, people, part, scratch, out)
            for scratch, part in zip(self._scratch, parts, strict=True)
            if len(part)
        ] + [
            partial(one_by_one, pages, templates, people, part, outcome, out)
            for part in np.array_split(apart, self._threads)
            if len(part)
        ]
        self._all(work)
        return out

    def _all(self, work: Sequence[Callable[[], None]]) -> None:
        for done in [self._pool.submit(task) for task in work]:
            done.result()


def _given(value: int | None) -> int:
    return AS_TEMPLATE if value is None else int(value)
