"""成表测算: a table of people through the compiled rules, the rest of them through the interpreter.

Columns are read whole; rows that differ only in numbers share a template made from one of them by the
ordinary reader. What comes out is the same table the interpreter would give, in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from calculator.batch.compiled.engine import Asked, Engine
from calculator.batch.compiled.pages import Integers
from calculator.batch.compiled.persons import AS_TEMPLATE, EARLIEST, STATUTORY
from calculator.batch.compiled.persons import People as Persons
from calculator.batch.files.rows import Row
from calculator.batch.interpreter import RowWorker
from calculator.batch.people.rejects import Rejection, told
from calculator.batch.people.scenarios import Alternative
from calculator.batch.results import Value
from calculator.batch.summary import Summary
from calculator.batch.tables.cells import BLANK, ColumnReader
from calculator.batch.tables.codes import Codes
from calculator.batch.tables.figures import NOTHING, Figures
from calculator.batch.tables.output import Coded, Output
from calculator.scenario.choices import RetireAt
from calculator.scenario.fields import Field
from rules.month import Month

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COMPILED", "FramePart", "FrameWorker", "Met"]

COMPILED = "compiled"
_AMOUNTS = ("wage", "base")
NO_TEMPLATE = -1
_FORTY = 40 * 12
_OWN = frozenset(
    {"born", "wage", "base", "paid", "balance", "balance_date", "average_index", "retire"}
)
_DENSE = 4_000_000


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


@dataclass(slots=True)
class Group:
    """The people of a table under one alternative: who is covered, and the results of the others.

    `values` are the results of all by column, once they are settled.
    """

    asked: Asked
    singles: dict[int, Sequence[Value]] = field(default_factory=dict)
    values: list[Integers] = field(default_factory=list)

    def present(self, *, keep: bool) -> Any:
        """For which rows there are results; with `keep` for all."""
        if keep:
            return np.ones_like(self.asked.covered)
        present = self.asked.covered.copy()
        present[list(self.singles)] = True
        return present


@dataclass(slots=True)
class Met:
    """A table of people on its way: what comes of it, its people, the columns whose values have codes."""

    part: FramePart
    groups: list[Group]
    coded: Coded


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
        self.keep_rejected = keep_rejected
        self.engine = engine
        self.people = worker.people
        self.figures = Figures(engine, worker.results, worded=worded)
        self.output = Output(worker, self.figures, columns, worded=worded)
        self._readers: dict[str, ColumnReader] = {}
        self._codes = {name: Codes() for name, _ in self._fields()}
        self._coded: dict[str, Integers] = {}
        self._templates: dict[tuple[Any, ...], int] = {}
        self._safe = {"born": str(Month(engine.today - _FORTY)), "paid": "0m"}
        self._faults: dict[int, Row] = {}

    def work(self, frame: "pl.DataFrame", start: int, faults: Sequence[Row] = ()) -> FramePart:
        """The results of a table whose first row is number `start` + 1; `faults` are no rows of it."""
        met = self.met(frame, start, faults)
        self.settle(met)
        return self.laid_out(met)

    def met(self, frame: "pl.DataFrame", start: int, faults: Sequence[Row] = ()) -> Met:
        """First: who the people of a table are; whoever is not covered is interpreted."""
        part = FramePart(frame)
        self._faults = {row.number - start - 1: row for row in faults}
        part.summary.rows = frame.height
        own = self._own_numbers(frame)
        reasons: Reasons = {}
        groups = [
            self._alternative(frame, own, alternative, start, part, reasons)
            for alternative in self.people.alternatives
        ]
        for row in sorted(reasons):
            part.reject(told(reasons[row], len(self.people.alternatives)))
        coded = [(name, codes, self._codes[name].values) for name, codes in self._coded.items()]
        return Met(part, groups, coded)

    def settle(self, met: Met) -> None:
        """Then: the figures of everybody. No state of `met` is touched, so that another table can be met."""
        summary = met.part.summary
        for group in met.groups:
            covered = group.asked.covered
            many = int(covered.sum())
            if many:
                group.values = self.figures.compiled(group.asked, summary)
            else:
                nothing = np.full(len(covered), NOTHING, dtype=np.int64)
                group.values = [nothing.copy() for _ in self.worker.results]
            summary.engines[COMPILED] += many
            for at, single in group.singles.items():
                self.figures.put(group.values, at, single)
            summary.results += many + len(group.singles)

    def laid_out(self, met: Met) -> FramePart:
        """At last: the table of results. Another one can be met and another one settled meanwhile."""
        part = met.part
        part.frame = self.output.table(
            part.frame,
            met.coded,
            [group.values for group in met.groups],
            np.stack([group.present(keep=self.keep_rejected) for group in met.groups], axis=1),
            part.summary,
        )
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
    ) -> Group:
        """The people of one alternative; those who are not covered have their results or reasons."""
        persons = self._persons(self._templates_of(frame, own, alternative), own, alternative)
        asked = self.engine.covered(persons)
        if not self.figures.is_covered:
            asked.covered[:] = False
        group = Group(asked)
        for at in np.flatnonzero(~asked.covered).tolist():
            row = self._faults.get(at) or Row(start + at + 1, frame.row(at))
            if row.fault:
                reasons.setdefault(at, {})[alternative] = [self.worker.fault(row)]
                continue
            try:
                mapping = self.people.mapping(row.cells)
                group.singles[at] = self.worker.values(mapping, alternative, part.summary)
            except Exception as error:  # noqa: BLE001 one bad row changes no other
                reasons.setdefault(at, {})[alternative] = self.worker.reasons(error, row)
        return group

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
        return np.array(numbers, dtype=np.int64).take(inverse)

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
    return first[met], position.take(codes)
