"""扫描问答: what the app asks the process that sweeps, and what it is told. Plain data on both ways."""

from typing import Any, NamedTuple

from calculator.i18n import Language
from calculator.scenario.model import Scenario
from calculator.tui.goal import Wish
from rules.law import Law

__all__ = ["Answer", "Ask", "Drop", "Question"]


class Question(NamedTuple):
    """Figures wanted: those of a view, or `worth`, of a scenario.

    `language` is empty where the figures hold no words; `wish` is what the planner plans for.
    """

    sweep: str
    scenario: Scenario
    language: Language | None = None
    wish: Wish | None = None


class Ask(NamedTuple):
    """A question with its number. `law`: None for the law of the question before."""

    number: int
    question: Question
    law: Law | None


class Drop(NamedTuple):
    """Nobody waits for the answer any longer."""

    number: int


class Answer(NamedTuple):
    """The figures, or in words the error that kept them from being made."""

    number: int
    figures: Any
    error: str = ""
