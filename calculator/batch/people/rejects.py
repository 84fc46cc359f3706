"""退回: what is wrong with a row, each reason with row, column and value.

A row comes out with its result or here, never both and never neither. Sentences are the catalog's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from calculator.batch.people.headers import Headers
from calculator.i18n import Language, text
from calculator.scenario.problems import ScenarioProblems
from calculator.wording import error_sentence, problem_sentence
from rules.errors import RulesError

__all__ = ["COLUMNS", "Rejection", "rejections_of", "rejects_header"]

COLUMNS = ("row", "key", "column", "value", "code", "reason")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One reason why a row (or one alternative of it) has no result. Rows count from 1."""

    row: int
    column: str
    value: str
    code: str
    reason: str
    key: str = field(default="")

    def cells(self) -> tuple[str, ...]:
        """The row of the rejects file."""
        return (str(self.row), self.key, self.column, self.value, self.code, self.reason)


def rejects_header(language: Language) -> tuple[str, ...]:
    """The header of the rejects file."""
    if language == "en":
        return COLUMNS
    return tuple(text(f"batch.reject_column.{name}", language) for name in COLUMNS)


def rejections_of(
    error: Exception, row: int, headers: Headers, language: Language, key: str = ""
) -> Iterator[Rejection]:
    """All reasons an error gives."""
    if isinstance(error, ScenarioProblems):
        for problem in error.problems:
            column = headers.column_of(problem.field)
            if column != problem.field and "[" in problem.field:
                column = f"{column} {problem.field}"
            reason = problem_sentence(problem, language)
            yield Rejection(row, column, str(problem.found), problem.code, reason, key)
    elif isinstance(error, RulesError):
        yield Rejection(row, "", "", error.code, error_sentence(error, language), key)
    else:
        reason = text("batch.reject.broken", language, reason=f"{type(error).__name__}: {error}")
        yield Rejection(row, "", "", "broken", reason, key)
