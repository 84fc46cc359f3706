"""逐行测算: rows through the interpreter, each with its result or its reasons.

Serves small files, and the persons of large ones whom the compiled rules do not cover.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.rows import Row
from calculator.batch.people.headers import Headers, unique
from calculator.batch.people.privacy import masked
from calculator.batch.people.rejects import Rejection, rejections_of, told
from calculator.batch.people.scenarios import Alternative, People, compared_fields
from calculator.batch.results import Result, Value, Written, title, written
from calculator.batch.shared_law import Evaluator
from calculator.batch.summary import Summary
from calculator.i18n import Language, text

__all__ = ["INTERPRETER", "Part", "RowWorker", "output_columns"]

INTERPRETER = "interpreter"
_LARGEST = (1 << 63) - 1
"""What a cell of a table of numbers can hold, in the unit of its column."""


def output_columns(
    headers: Headers,
    alternatives: Sequence[Alternative],
    results: Sequence[Result],
    language: Language | None,
) -> list[str]:
    """The header of the output: the file's columns, the alternative, the results.

    Without a `language` the results are headed as the file is.
    """
    chosen = language or headers.language
    names = [title(result.name, chosen) for result in results]
    compared = [_compared_title(name, chosen) for name in compared_fields(alternatives)]
    return [*headers.names, *unique([*compared, *names], headers.names)]


def _compared_title(name: str, language: Language) -> str:
    return text(f"batch.compared.{name}", "zh") if language == "zh" else f"{name}_compared"


@dataclass(slots=True)
class Part:
    """What came of some rows: output rows and rejections in order, and their counts.

    `ids` are the ids met, where histories of another file are looked up by them.
    """

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    ids: set[str] = field(default_factory=set)

    def reject(self, reasons: Sequence[Rejection]) -> None:
        """Add the reasons of a row without a result."""
        self.rejections += reasons
        self.summary.reject(reasons)


class RowWorker:
    """Turns rows into output rows: the columns of the file, the alternative, the results."""

    def __init__(
        self,
        people: People,
        results: Sequence[Result],
        language: Language,
        *,
        keep_ids: bool = False,
        evaluator: Evaluator | None = None,
    ) -> None:
        self.evaluator = evaluator or Evaluator(people.law)
        self.people = replace(people, law=self.evaluator.law)
        self.results = tuple(results)
        self.language = language
        self.keep_ids = keep_ids
        self.compared = compared_fields(people.alternatives)

    def work(self, rows: Iterable[Row]) -> Part:
        """The results of rows, in their order."""
        part = Part()
        for row in rows:
            part.summary.rows += 1
            found = self._person(row, part)
            if found:
                part.reject(told(found, len(self.people.alternatives)))
        return part

    def _person(self, row: Row, part: Part) -> dict[Alternative, list[Rejection]]:
        """Add the result rows of a person; the reasons of the alternatives without one."""
        if row.fault:
            return {key: [self.fault(row)] for key in self.people.alternatives}
        carried = row.cells if self.keep_ids else self.discreet(row.cells, part.summary)
        mapping = self.people.mapping(row.cells)
        reasons = {}
        for alternative in self.people.alternatives:
            found = self.result(row, mapping, alternative, part.summary)
            if isinstance(found, list):
                reasons[alternative] = found
            else:
                part.rows.append((*carried, *self.named(alternative), *found))
                part.summary.results += 1
        return reasons

    def named(self, alternative: Alternative) -> tuple[str, ...]:
        """The cells that name an alternative."""
        return tuple(alternative.given.get(name, "") for name in self.compared)

    def result(
        self, row: Row, mapping: dict[str, Any], alternative: Alternative, summary: Summary
    ) -> tuple[Written, ...] | list[Rejection]:
        """The result cells of one alternative, or the reasons why there are none."""
        try:
            values = self.values(mapping, alternative, summary)
            pairs = zip(values, self.results, strict=True)
            return tuple(written(value, result.kind) for value, result in pairs)
        except Exception as error:  # noqa: BLE001 one bad row changes no other
            return self.reasons(error, row)

    def reasons(self, error: Exception, row: Row) -> list[Rejection]:
        """Why a row has no result, card numbers masked."""
        key = self.people.key(row.cells)
        found = rejections_of(error, row.number, self.people, key, self.language)
        return [self._discreet_reason(one) for one in found]

    def fault(self, row: Row) -> Rejection:
        """The rejection of a row that is none."""
        value = self.shown(str(row.cells[0] or "")) if row.cells else ""
        reason = text(f"batch.reject.{row.fault}", self.language)
        return Rejection(row=row.number, value=value, code=row.fault, reason=reason)

    def values(
        self, mapping: dict[str, Any], alternative: Alternative, summary: Summary
    ) -> list[Value]:
        """The results of a person, unwritten. Raises ScenarioProblems, RulesError and BatchError."""
        answer = self.evaluator.answer(self.people.scenario(mapping, alternative))
        values = [result.take(answer) for result in self.results]
        for value, result in zip(values, self.results, strict=True):
            if isinstance(value, int) and abs(value) > _LARGEST:
                raise BatchError("figure_too_large", column=title(result.name, self.language))
        summary.status[answer.status.value] += 1
        summary.engines[INTERPRETER] += 1
        for value, result in zip(values, self.results, strict=True):
            if result.is_money and isinstance(value, int):
                summary.sums[result.name] += value
        return values

    def discreet(self, cells: tuple[Any, ...], summary: Summary) -> tuple[Any, ...]:
        """The cells of a row with card numbers masked; a number that is one is left out."""
        hidden = []
        for name, cell in zip(self.people.headers.names, cells, strict=False):
            shown = self.shown(cell)
            if shown is cell:
                hidden.append(cell)
                continue
            summary.masked[name] += 1
            hidden.append(shown if isinstance(cell, str) else None)
        return tuple(hidden)

    def shown(self, cell: Any) -> Any:
        """A cell with card numbers masked; the cell itself where there is none."""
        if self.keep_ids or isinstance(cell, (bool, float)) or cell is None:
            return cell
        known = cell if isinstance(cell, str) else str(cell)
        shown = masked(known)
        return cell if shown == known else shown

    def _discreet_reason(self, one: Rejection) -> Rejection:
        return replace(
            one, key=self.shown(one.key), value=self.shown(one.value), reason=self.shown(one.reason)
        )
