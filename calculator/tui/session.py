"""会话: the draft, what it reads as, the last good estimate, and what can be undone.

One session lives as long as the app; screens come and go over it. Estimating is
`calculator.estimates`, called here and nowhere else in the app.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from calculator.estimates import estimate
from calculator.result import Estimate
from calculator.scenario.defaults import assumed_defaults
from calculator.scenario.model import Scenario
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import from_mapping
from calculator.tui.draft import Draft
from calculator.tui.goal import Goal
from calculator.tui.sweep_messages import Question
from rules.errors import RulesError
from rules.law import Law, LimitPeriod, load
from rules.month import Month

__all__ = ["Reading", "Session", "read"]

LawOf = Callable[[str], Law]
_GRADES = ("AB", "ABC", "ABCD")
_USUAL_GRADES = "ABC"
_NEEDED = ("region", "born", "sex")
_DEEPEST = 200
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft reads as: an estimate, or why there is none."""

    draft: Draft
    law: Law
    scenario: Scenario | None = None
    estimate: Estimate | None = None
    problems: tuple[Problem, ...] = ()
    error: RulesError | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that must still be filled, in the order they are asked for."""
        keys = self.draft.keys()
        blank = [name for name in _NEEDED if name not in keys]
        blank += [self.draft.basis] if self.draft.basis not in keys else []
        blank += ["paid"] if "paid" not in keys and "history" not in keys else []
        return tuple(blank)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems of what was typed, without those of fields that are still blank."""
        blank = {*self.missing, "wage"} if self.draft.basis in self.missing else set(self.missing)
        return tuple(problem for problem in self.problems if problem.field not in blank)

    @property
    def limits(self) -> LimitPeriod | None:
        """The limits that hold now where the person pays, as the estimate read them."""
        if self.estimate is None:
            return None
        now, found = self.estimate.today, None
        for value in self.estimate.used:
            if isinstance(value, LimitPeriod) and value.start <= now <= value.end:
                found = value
                if value.region == self.estimate.region.code:
                    return value
        return found


def read(draft: Draft, today: Month, law_of: LawOf) -> Reading:
    """Read, check and estimate a draft. Problems and gaps of the law are part of the answer."""
    grades = draft.text("grades").strip().upper()
    law = law_of(grades if grades in _GRADES else _USUAL_GRADES)
    try:
        scenario = from_mapping(draft.keys(), law, today)
    except ScenarioProblems as refused:
        return Reading(draft, law, problems=refused.problems)
    except RulesError as error:
        return Reading(draft, law, error=error)
    try:
        result = estimate(scenario, law, assumed=assumed_defaults(scenario))
    except RulesError as error:
        return Reading(draft, law, scenario, error=error)
    return Reading(draft, law, scenario, result)


@dataclass(slots=True)
class Session:
    """The state of the app: `reading` is what stands in the form, `good` the last one with a result."""

    today: Month
    law_of: LawOf = field(default_factory=lambda: cache(load))
    reading: Reading = field(init=False)
    good: Reading | None = None
    name: str = ""
    goal: Goal = field(default_factory=Goal)
    kept: dict[Question, Any] = field(default_factory=dict)
    _saved: Draft = field(default_factory=Draft)
    _undone: list[Draft] = field(default_factory=list)
    _before: list[tuple[str, Draft]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._take(Draft())

    @property
    def draft(self) -> Draft:
        """What stands in the form."""
        return self.reading.draft

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed since the session began or was saved."""
        return self.draft != self._saved

    def saved(self, name: str = "") -> None:
        """Note that the draft was saved, under a name or without one."""
        self._saved = self.draft
        self.name = name or self.name

    @property
    def is_stale(self) -> bool:
        """Whether the last good result is not that of the form."""
        return self.good is not None and self.good is not self.reading

    def start(self, draft: Draft, name: str = "") -> None:
        """Begin with a draft; nothing before it can be undone."""
        self._before.clear()
        self._undone.clear()
        self.good, self.name = None, name
        self._saved = draft
        self._take(draft)

    def change(self, draft: Draft, place: str) -> bool:
        """Take a changed draft. Changes at the same `place` in a row are undone together."""
        if draft == self.draft:
            return False
        if not self._before or self._before[-1][0] != place:
            self._before.append((place, self.draft))
            del self._before[:-_DEEPEST]
        self._undone.clear()
        self._take(draft)
        return True

    def undo(self) -> bool:
        """Go back to the draft before the last change."""
        if not self._before:
            return False
        _, draft = self._before.pop()
        self._undone.append(self.draft)
        self._take(draft)
        return True

    def redo(self) -> bool:
        """Take back the last undoing."""
        if not self._undone:
            return False
        draft = self._undone.pop()
        self._before.append(("", self.draft))
        self._take(draft)
        return True

    def keep(self, question: Question, figures: Any) -> None:
        """Remember the figures of a view; the oldest give way."""
        self.kept[question] = figures
        while len(self.kept) > _KEPT:
            del self.kept[next(iter(self.kept))]

    def settle(self) -> None:
        """What is typed next is undone by itself."""
        if self._before:
            self._before.append(("", self._before.pop()[1]))

    def _take(self, draft: Draft) -> None:
        self.reading = read(draft, self.today, self.law_of)
        if self.reading.estimate is not None:
            self.good = self.reading
