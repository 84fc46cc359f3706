"""编译引擎: columns of numbers through the compiled rules, on all cores.

Takes persons who can share a layout and says which of them the compiled rules stand in for; the others
go to the interpreter.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calculator.batch.compiled.book import Book
from calculator.batch.compiled.coverage import AHEAD
from calculator.batch.compiled.kernel import OUT, cover, settle_many
from calculator.batch.compiled.pages import Integers, Pages
from calculator.batch.compiled.persons import AS_TEMPLATE, People, Who
from calculator.batch.compiled.tracks import Scratch, scratch_for
from calculator.batch.shared_law import Evaluator, is_alike
from calculator.case import person_of
from calculator.scenario.choices import LateRetirement, Rhythm
from calculator.scenario.model import Scenario
from calculator.scenario.situation import Situation
from calculator.spells import declared_now
from rules.month import Month

__all__ = ["Asked", "Covered", "Engine"]

Covered = NDArray[np.bool_]
_NONE = -1
_FOREVER = 100_000
_HIGHEST_BASE = 10**11
_MOST_STEPS = 3
_MOST_TEMPLATES = 50_000
_SHARE = 8_192
"""Persons a thread takes at a time."""
_APART = 64
"""Columns of results do not begin at the same place of a cache."""


class Asked(NamedTuple):
    """Persons, who of them is covered, and the law they were found to be covered by."""

    pages: Pages | None
    templates: Integers
    people: People
    covered: Covered


class Engine:
    """The compiled rules with the law and the templates they have met so far."""

    def __init__(self, evaluator: Evaluator, today: Month) -> None:
        self.evaluator = evaluator
        self.today = today
        self.book = Book(evaluator, Month(today + AHEAD))
        self._threads = max(1, cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._threads)
        self._rooms: dict[tuple[int, ...], list[Scratch]] = {}
        self._made: list[Who] = []
        self._templates = np.zeros((0, len(Who._fields)), dtype=np.int64)

    def template(self, scenario: Scenario) -> int:
        """The number of the template of a scenario, -1 where the compiled rules do not cover it."""
        reform = self.evaluator.law.reform
        is_covered = (
            is_alike(scenario)
            and scenario.today == self.today
            and scenario.paid_through in (None, scenario.today - 1)
            and scenario.rhythm is Rhythm.MONTHLY
            and scenario.late_retirement is not LateRetirement.WITHOUT_PAYING
            and scenario.due_from is None  # checked against the first month paid, which is personal
            and not (reform is not None and reform.follows_claims)
            and len(self._made) < _MOST_TEMPLATES
        )
        if not is_covered:
            return _NONE
        leaf = self.book.leaf(scenario)
        case = self.evaluator.layout(scenario)
        if leaf < 0 or len(case.extras.long_career) > _MOST_STEPS:
            return _NONE
        self._made.append(self._who(scenario, leaf))
        return len(self._made) - 1

    def _who(self, scenario: Scenario, leaf: int) -> Who:
        """A scenario as integers; AS_TEMPLATE stands for what was not given."""
        law = self.evaluator.law
        person = person_of(scenario, law)
        projection = self.evaluator.layout(scenario).projection
        wage = projection.reference_wage(scenario.region, scenario.today)
        declared = declared_now(scenario, wage)
        before = scenario.today - scenario.today.month_of_year
        limits = Situation(scenario, law).limits_at(scenario.region, scenario.today)
        is_held = scenario.base is not None and not scenario.clamp and limits is not None
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
            choice=declared.choice,
            amount=declared.amount,
            anchor=declared.anchor,
            wage=wage,
            paid=scenario.paid or 0,
            deemed=scenario.deemed or 0,
            last_paid=scenario.last_paid,
            balance=_given(scenario.balance),
            balance_month=scenario.balance_date or before,
            average_index=_given(scenario.average_index),
            lowest=limits.lowest if is_held and limits else int(scenario.tier is None),
            highest=limits.ceiling if is_held and limits else _HIGHEST_BASE,
            birth=0,
        )

    @property
    def templates(self) -> Integers:
        """All templates met so far, one a row."""
        if len(self._made) > len(self._templates):
            new = [[int(part) for part in one] for one in self._made[len(self._templates) :]]
            self._templates = np.vstack([self._templates, np.array(new, dtype=np.int64)])
        return self._templates

    def covered(self, people: People) -> Asked:
        """For whom the compiled rules stand in."""
        covered = np.zeros(len(people.template), dtype=np.bool_)
        templates = self.templates
        if not len(templates):
            return Asked(None, templates, people, covered)
        pages = self.book.pages()
        cover(pages, templates, people, covered)
        return Asked(pages, templates, people, covered)

    def settle(self, asked: Asked, outcome: int, columns: Sequence[int]) -> Integers:
        """The figures `columns` (of `kernel.OUT`) of those covered, a row of the result each."""
        pages, templates, people, covered = asked
        assert pages is not None  # noqa: S101 nobody is covered without them
        out = np.empty((len(columns), len(covered) + _APART), dtype=np.int64)[:, : len(covered)]
        shares = range(0, len(covered), _SHARE)
        wanted = np.array(columns, dtype=np.int64)
        free = self._free(pages.schedule.shape[2], pages.bases.shape[2], len(OUT), _SHARE)

        def work(start: int) -> None:
            rows = start + np.flatnonzero(covered[start : start + _SHARE])
            rows = rows[np.argsort(people.template[rows].astype(np.uint16), kind="stable")]
            scratch = free.pop()
            settle_many(pages, templates, people, rows, outcome, scratch, wanted, out)
            free.append(scratch)

        list(self._pool.map(work, shares))
        return out

    def _free(self, *sizes: int) -> list[Scratch]:
        """Room for each thread, kept from table to table while the law that was met is the same."""
        if sizes not in self._rooms:
            self._rooms = {sizes: [scratch_for(*sizes) for _ in range(self._threads)]}
        return self._rooms[sizes]


def _given(value: int | None) -> int:
    return AS_TEMPLATE if value is None else int(value)
