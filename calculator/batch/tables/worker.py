"""成表测算: a table of people through the compiled rules, the rest of them through the interpreter.

Columns are read whole; rows that differ only in numbers share a template made from one of them by the
ordinary reader. What comes out is the same table the interpreter would give, in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator.batch.compiled.engine import Engine
from calculator.batch.compiled.pages import Integers
from calculator.batch.compiled.persons import AS_TEMPLATE, EARLIEST, STATUTORY
from calculator.batch.compiled.persons import People as Persons
from calculator.batch.files.rows import Row
from calculator.batch.interpreter import RowWorker
from calculator.batch.people.privacy import CARD_DIGITS, SHORTEST_CARD, masked
from calculator.batch.people.rejects import Rejection, told
from calculator.batch.people.scenarios import Alternative
from calculator.batch.summary import Summary
from calculator.batch.tables.cells import BLANK, ColumnReader
from calculator.batch.tables.codes import Codes, is_short, words_of
from calculator.batch.tables.figures import NOTHING, Figures
from calculator.scenario.choices import RetireAt
from calculator.scenario.fields import Field
from rules.month import Month

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COMPILED", "FramePart", "FrameWorker"]

COMPILED = "compiled"
_AMOUNTS = ("wage", "base")
NO_TEMPLATE = -1
_FORTY = 40 * 12
_OWN = frozenset(
    {"born", "wage", "base", "paid", "balance", "balance_date", "average_index", "retire"}
)
_DENSE = 4_000_000
_CARD_NUMBER = 10**15


def _encoded_retirement(value: Any) -> int:
    if isinstance(value, RetireAt):
        return STATUTORY if value is RetireAt.STATUTORY else EARLIEST
    return int(value)


Reasons = dict[int, dict[Alternative, list[Rejection]]]
"""Why rows of a table have no result, by row and alternative."""


@dataclass(slots=True)
class FramePart:
    """What came of a table: output, rejections in order, counts, ids as those of `interpreter.Part`."""

    frame: "pl.DataFrame"
    rejections: list[Rejection] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    ids: set[str] = field(default_factory=set)

    def reject(self, reasons: Sequence[Rejection]) -> None:
        """Add the reasons of a row without a result."""
        self.rejections += reasons
        self.summary.reject(reasons)


class FrameWorker:
    """Turns tables of people into tables of results.

    With `keep_rejected` a row without a result stays, with nothing in its result columns. With `worded`
    texts of few values come as words of an enumeration, which files are written from in less time.
    """

    def __init__(
        self,
        worker: RowWorker,
        engine: Engine,
        columns: Sequence[str],
        *,
        keep_rejected: bool = False,
        worded: bool = False,
    ) -> None:
        self.worker = worker
        self.keep_rejected, self.worded = keep_rejected, worded
        self.engine = engine
        self.people = worker.people
        self.columns = tuple(columns)
        self.figures = Figures(engine, worker.results, worded=worded)
        self._readers: dict[str, ColumnReader] = {}
        self._codes = {name: Codes() for name, _ in self._fields()}
        self._coded: dict[str, Integers] = {}
        self._templates: dict[tuple[Any, ...], int] = {}
        self._safe = {"born": str(Month(engine.today - _FORTY)), "paid": "0m"}
        self._faults: dict[int, Row] = {}

    def work(self, frame: "pl.DataFrame", start: int, faults: Sequence[Row] = ()) -> FramePart:
        """The results of a table whose first row is number `start` + 1; `faults` are no rows of it."""
        part = FramePart(frame)
        self._faults = {row.number - start - 1: row for row in faults}
        part.summary.rows = frame.height
        own = self._own_numbers(frame)
        found, kept = [], []
        reasons: Reasons = {}
        for alternative in self.people.alternatives:
            values, present = self._alternative(frame, own, alternative, start, part, reasons)
            found.append(values)
            kept.append(present)
        for row in sorted(reasons):
            part.reject(told(reasons[row], len(self.people.alternatives)))
        present = np.stack(kept, axis=1)
        shown = np.ones_like(present) if self.keep_rejected else present
        part.frame = self._output(frame, found, shown, part.summary)
        part.summary.results = int(present.sum())
        return part

    def _own_numbers(self, frame: "pl.DataFrame") -> dict[str, Integers]:
        """The integers of the columns in which persons of a template may differ."""
        self._coded = {}
        numbers = {}
        for name, entry in self._fields():
            if entry.name in _OWN:
                reader = self._readers.get(name)
                if reader is None:
                    encoded = _encoded_retirement if entry.name == "retire" else int
                    reader = ColumnReader(entry, name, encoded, self._codes[name])
                    self._readers[name] = reader
                numbers[entry.name] = reader.read(frame[name], partial(self._codes_of, frame, name))
        return numbers

    def _codes_of(self, frame: "pl.DataFrame", name: str) -> Integers:
        """The codes of a column of this table, found once."""
        if name not in self._coded:
            self._coded[name] = self._codes[name].read(frame[name])
        return self._coded[name]

    def _fields(self) -> list[tuple[str, Field]]:
        headers = self.people.headers
        pairs = zip(headers.names, headers.fields, strict=True)
        return [(name, entry) for name, entry in pairs if entry is not None]

    def _alternative(
        self,
        frame: "pl.DataFrame",
        own: dict[str, Integers],
        alternative: Alternative,
        start: int,
        part: FramePart,
        reasons: Reasons,
    ) -> tuple[list[Integers], Any]:
        """The results of one alternative by column, and for which rows there are any."""
        persons = self._persons(self._templates_of(frame, own, alternative), own, alternative)
        present = self.engine.covered(persons)
        if not self.figures.is_covered:
            present[:] = False
        if present.any():
            values = self.figures.compiled(persons, present.copy(), part.summary)
        else:
            values = [np.full(frame.height, NOTHING, dtype=np.int64) for _ in self.worker.results]
        part.summary.engines[COMPILED] += int(present.sum())
        for at in np.flatnonzero(~present):
            row = self._faults.get(int(at)) or Row(start + int(at) + 1, frame.row(int(at)))
            if row.fault:
                reasons.setdefault(int(at), {})[alternative] = [self.worker.fault(row)]
                continue
            try:
                mapping = self.people.mapping(row.cells)
                single = self.worker.values(mapping, alternative, part.summary)
            except Exception as error:  # noqa: BLE001 one bad row changes no other
                reasons.setdefault(int(at), {})[alternative] = self.worker.reasons(error, row)
            else:
                self.figures.put(values, int(at), single)
                present[at] = True
        return values, present

    # Templates

    def _templates_of(
        self, frame: "pl.DataFrame", own: dict[str, Integers], alternative: Alternative
    ) -> Integers:
        """The number of the template of each row, -1 for rows without one."""
        mixed = np.zeros(frame.height, dtype=np.int64)
        if self.people.segments:
            return mixed - 1
        size = 1
        shared, ages = [], []
        for name, entry in self._fields():
            if entry.name in _AMOUNTS:
                codes, many = (own[entry.name] != BLANK).astype(np.int64), 2
            elif entry.name in _OWN:
                continue
            else:
                codes, known = self._codes_of(frame, name), self._codes[name]
                many = len(known.values)
                ages.append(known.age)
            shared.append(codes)
            mixed, size = mixed * many + codes, size * many
        firsts, inverse = _first_rows(mixed, size)
        keys = np.stack([codes[firsts] for codes in shared], axis=1).tolist() if shared else [()]
        numbers = []
        for row, key in zip(firsts.tolist(), keys, strict=True):
            known_as = (alternative, *ages, *key)
            number = self._templates.get(known_as)
            if number is None:
                number = self._templates[known_as] = self._template(frame, row, own, alternative)
            numbers.append(number)
        return np.array(numbers, dtype=np.int64)[inverse]

    def _template(
        self,
        frame: "pl.DataFrame",
        row: int,
        own: dict[str, Integers],
        alternative: Alternative,
    ) -> int:
        """The template of a row, read by the ordinary reader with safe numbers in place of its own."""
        safe = []
        for cell, entry in zip(frame.row(row), self.people.headers.fields, strict=True):
            if entry is None or entry.name in _OWN:
                is_given = (
                    entry is not None and entry.name in _AMOUNTS and own[entry.name][row] != BLANK
                )
                safe.append(self._safe_amount(entry, frame, row) if is_given and entry else None)
            else:
                safe.append(cell)
        return self._new_template(tuple(safe), alternative)

    def _safe_amount(self, entry: Field, frame: "pl.DataFrame", row: int) -> str:
        """An amount no check refuses: a base has to lie within the limits of its place."""
        if entry.name == "wage":
            return "8000"
        mapping = self.people.mapping(frame.row(row))
        for header, other in self._fields():
            if other.name == "region":
                law, today = self.worker.evaluator.law, self.engine.today
                try:
                    code = law.region(str(mapping.get(header, mapping.get("region", "")))).code
                    periods = [one for one in law.limits(code) if one.start <= today]
                    return str(periods[-1].ceiling // 100)
                except Exception:  # noqa: BLE001 the interpreter says what is wrong
                    break
        return "8000"

    def _new_template(self, cells: tuple[Any, ...], alternative: Alternative) -> int:
        try:
            mapping = self.people.mapping(cells)
            headed = {entry.name: name for name, entry in self._fields()}
            for name, value in self._safe.items():
                if name in headed:
                    mapping[headed[name]] = value
            return self.engine.template(self.people.scenario(mapping, alternative))
        except Exception:  # noqa: BLE001 the interpreter says what is wrong
            return NO_TEMPLATE

    def _persons(
        self, templates: Integers, own: dict[str, Integers], alternative: Alternative
    ) -> Persons:
        """The persons of a table by column."""
        absent = np.full(len(templates), AS_TEMPLATE, dtype=np.int64)
        amount = absent
        if not alternative.tier:
            for name in _AMOUNTS:
                amount = np.where(own[name] != BLANK, own[name], amount) if name in own else amount
        missing = {"born", "paid"} & own.keys()
        unread = [own[name] == BLANK for name in missing]
        if unread:
            templates = np.where(np.logical_or.reduce(unread), NO_TEMPLATE, templates)
        return Persons(
            template=templates,
            birth=own.get("born", absent),
            retire=absent if alternative.retire else own.get("retire", absent),
            amount=amount,
            paid=own.get("paid", absent),
            balance=own.get("balance", absent),
            balance_month=own.get("balance_date", absent),
            average_index=own.get("average_index", absent),
        )

    # Output

    def _output(
        self, frame: "pl.DataFrame", found: list[list[Integers]], kept: Any, summary: Summary
    ) -> "pl.DataFrame":
        """Rows in order, each alternative under its row, those without a result left out."""
        import polars as pl  # noqa: PLC0415 only large files need it

        alternatives = self.people.alternatives
        carried = frame if self.worker.keep_ids else self._discreet(frame, summary)
        carried = self._worded(carried) if self.worded else carried
        series: list[pl.Series]
        if len(alternatives) == 1:
            rows = None if kept.all() else np.flatnonzero(kept[:, 0])
            series = list(carried.get_columns() if rows is None else carried[rows].get_columns())
            columns = [column if rows is None else column[rows] for column in found[0]]
            which = np.zeros(int(kept.sum()), dtype=np.int64)
        else:
            flat = np.flatnonzero(kept.reshape(-1))
            series = list(carried[flat // len(alternatives)].get_columns())
            columns = [
                np.stack([one[at] for one in found], axis=1).reshape(-1)[flat]
                for at in range(len(found[0]))
            ]
            which = flat % len(alternatives)
        for name in self.worker.compared:
            words = pl.Series([one.given.get(name, "") for one in alternatives])
            series.append(words.gather(which))
        series += self.figures.written(columns)
        named = [one.alias(name) for one, name in zip(series, self.columns, strict=True)]
        return pl.DataFrame(named)

    def _worded(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        """The table with the short texts whose codes are known as words."""
        import polars as pl  # noqa: PLC0415 only large files need it

        changed = []
        for name, codes in self._coded.items():
            series = frame[name]
            if series.dtype == pl.String and is_short(series.fill_null("")):
                words = words_of(codes, self._codes[name].values)
                if words is not None:
                    changed.append(words.alias(name))
        return frame.with_columns(changed) if changed else frame

    def _discreet(self, frame: "pl.DataFrame", summary: Summary) -> "pl.DataFrame":
        """The table with card numbers masked; a number that is one is left out."""
        import polars as pl  # noqa: PLC0415 only large files need it

        changed = []
        for series in frame.get_columns():
            text = series
            if series.dtype.is_integer() and (series >= _CARD_NUMBER).any():
                text = series.cast(pl.String)
            if text.dtype != pl.String or not (text.str.len_bytes() >= SHORTEST_CARD).any():
                continue
            suspect = text.str.contains(CARD_DIGITS).fill_null(value=False).arg_true()
            if not len(suspect):
                continue
            cells = text[suspect].to_list()
            shown = [masked(cell) for cell in cells]
            pairs = list(zip(suspect, cells, shown, strict=True))
            found = [(at, hidden) for at, cell, hidden in pairs if hidden != cell]
            if found:
                summary.masked[series.name] += len(found)
                hidden = [one for _, one in found] if text is series else None
                changed.append(series.scatter([at for at, _ in found], hidden))
        return frame.with_columns(changed) if changed else frame


def _first_rows(codes: Integers, size: int) -> tuple[Integers, Integers]:
    """The first row of each code, and for each row the position of its code among them."""
    if size > _DENSE:
        _, firsts, inverse = np.unique(codes, return_index=True, return_inverse=True)
        return firsts, inverse
    first = np.full(size, -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    met = np.flatnonzero(first >= 0)
    position = np.zeros(size, dtype=np.int64)
    position[met] = np.arange(len(met))
    return first[met], position[codes]
