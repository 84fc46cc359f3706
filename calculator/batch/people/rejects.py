"""退回: what is wrong with a row, each reason with row, column and value.

A row, or each of its alternatives, comes out with its result or here, never both and never neither.
Sentences are the catalog's.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calculator.batch.errors import BatchError
from calculator.batch.people.scenarios import Alternative, People
from calculator.i18n import Language, text
from calculator.scenario.problems import ScenarioProblems
from calculator.wording import error_sentence, problem_sentence
from rules.errors import RulesError

__all__ = ["Rejection", "rejections_of", "rejects_header", "told", "unmet"]

_COLUMNS = ("row", "key", "column", "value", "code", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One reason why a row has no result; with an `alternative` only that one has none.

    Rows count from 1; what belongs to no row has none. The value of a cell is shown as it may be.
    """

    row: int | None = None
    key: str = ""
    alternative: Alternative | None = None
    column: str = ""
    value: str = ""
    code: str
    reason: str

    def cells(self, compared: Sequence[str] = ()) -> tuple[str, ...]:
        """The row of the rejects file. `compared` are the fields in which alternatives differ."""
        given = self.alternative.given if self.alternative else {}
        return (
            str(self.row or ""),
            self.key,
            *(given.get(name, "") for name in compared),
            self.column,
            self.value,
            self.code,
            self.reason,
        )


def rejects_header(language: Language, compared: Sequence[str] = ()) -> tuple[str, ...]:
    """The header of the rejects file."""
    row, key, *rest = (text(f"batch.reject_column.{name}", language) for name in _COLUMNS)
    return row, key, *(text(f"batch.compared.{name}", language) for name in compared), *rest


def rejections_of(
    error: Exception, row: int, people: People, key: str, language: Language
) -> Iterator[Rejection]:
    """All reasons an error gives."""
    if isinstance(error, ScenarioProblems):
        for problem in error.problems:
            yield Rejection(
                row=row,
                key=key,
                column=people.place(problem.field, key, language),
                value=str(problem.found),
                code=problem.code,
                reason=problem_sentence(problem, language),
            )
    elif isinstance(error, RulesError):
        reason = error_sentence(error, language)
        yield Rejection(row=row, key=key, code=error.code, reason=reason)
    elif isinstance(error, BatchError):
        reason = text(error.key, language, **error.worded(language))
        yield Rejection(row=row, key=key, code=error.code, reason=reason)
    else:
        reason = text("batch.reject.broken", language, reason=f"{type(error).__name__}: {error}")
        yield Rejection(row=row, key=key, code="broken", reason=reason)


def unmet(people: People, seen: Collection[str], language: Language) -> Iterator[Rejection]:
    """Segments that are the history of none of the persons `seen`: not lost without a word."""
    segments = people.segments
    if segments is None:
        return
    lost = [("", row.number, row.fault) for row in segments.faults]
    lost += [
        (key, rows[0].number, "segment_without_person")
        for key, rows in segments.rows.items()
        if key not in seen
    ]
    for key, row, code in lost:
        place = text("batch.reject.segment_place", language, row=row, column="").strip()
        yield Rejection(
            key=key, column=place, code=code, reason=text(f"batch.reject.{code}", language)
        )


def told(found: Mapping[Alternative, Sequence[Rejection]], of: int) -> list[Rejection]:
    """The reasons of a row by alternative, those of all `of` alternatives once and first."""
    first, *others = found.values()
    common = [one for one in first if all(one in other for other in others)]
    if len(found) < of:
        common = []
    return common + [
        replace(one, alternative=alternative)
        for alternative, reasons in found.items()
        for one in reasons
        if one not in common
    ]
