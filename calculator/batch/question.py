"""批量的问题: what is asked of everybody in a file, checked before the first row is read.

Result columns, alternatives and defaults hold for all rows alike: what is wrong with them is wrong once
and not in each row.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from calculator.batch.people.scenarios import Alternative, alternatives_of
from calculator.batch.results import Result, UnknownResult, selected
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.scenario.reading import problems_alone
from rules.law import Law

__all__ = ["Question", "question"]


class Question(NamedTuple):
    """The result columns and the alternatives asked for."""

    results: tuple[Result, ...]
    alternatives: tuple[Alternative, ...]


def question(
    law: Law,
    select: Sequence[str] = (),
    tiers: Iterable[str] = (),
    retire: Iterable[str] = (),
    defaults: Mapping[str, Any] | None = None,
    *,
    mark: str = "",
) -> Question:
    """The question these words ask. `mark` stands before the names of options in what is wrong.

    Raises ScenarioProblems with everything that is wrong.
    """
    problems: list[Problem] = []
    results: list[Result] = []
    try:
        results += selected(select)
    except UnknownResult as error:
        problems += [
            Problem(
                field=f"{mark}select",
                code="unknown_result",
                found=name,
                values={"suggestions": close},
            )
            for name, close in error.suggestions.items()
        ]
    compared = (("tier", "tiers", tuple(tiers)), ("retire", "retire", tuple(retire)))
    for field, option, words in compared:
        for word in words:
            found = problems_alone({field: word}, law)
            problems += [one._replace(field=f"{mark}{option}") for one in found]
    problems += problems_alone(defaults or {}, law)
    if problems:
        raise ScenarioProblems(problems)
    return Question(tuple(results), alternatives_of(compared[0][2], compared[1][2]))
