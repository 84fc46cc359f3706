"""表到表: estimates for a table in memory, from Python.

The same people, columns and figures as a batch file. Rows without a result stay in their place, with
nothing in the result columns and the reasons in a column of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar

from calculator.batch.errors import BatchError
from calculator.batch.files.parquet import money_frame
from calculator.batch.files.rows import Row
from calculator.batch.garbage import rarely_searched
from calculator.batch.interpreter import RowWorker, output_columns
from calculator.batch.libraries import polars
from calculator.batch.people.headers import read_headers, unique
from calculator.batch.people.rejects import Rejection, told
from calculator.batch.people.scenarios import Alternative, People
from calculator.batch.question import question
from calculator.batch.summary import Summary
from calculator.batch.tables.types import schema_of
from calculator.i18n import Language
from rules.law import Law, load
from rules.month import Month

if TYPE_CHECKING:
    import polars as pl

    from calculator.batch.tables.worker import FrameWorker

__all__ = ["estimate_frame"]

Table = TypeVar("Table")
"""A polars DataFrame or LazyFrame or a pyarrow Table."""
_CHINA = timezone(timedelta(hours=8))
_WORTH_COMPILING = 10_000
_SEPARATOR = "; "


def estimate_frame(
    people: Table,
    *,
    law: Law | None = None,
    today: Month | None = None,
    select: Sequence[str] = (),
    defaults: Mapping[str, Any] | None = None,
    tiers: Iterable[str] = (),
    retire: Iterable[str] = (),
    language: Language = "en",
    keep_ids: bool = False,
) -> Table:
    """The estimates of a polars DataFrame or LazyFrame or a pyarrow Table, as the same kind of table.

    Columns are the fields of a scenario under their English or Chinese names; others are carried
    through. `select` picks result columns (`default`, `all`, or their names), `defaults` hold where a
    row says nothing, `tiers` and `retire` make one row for each alternative. Amounts are exact decimals
    in yuan, months text such as 2048-03. `today` is the month of the estimates, this month in China if
    not given. The last column, `rejected`, says in `language` why a row has no result. Numbers of
    identity and bank cards are masked (left out of number columns) unless `keep_ids`.

    A LazyFrame stays lazy: it is worked through in batches when it is collected or sunk.

    Raises BatchError for a table without a known column, ScenarioProblems for an unknown result and
    for alternatives and defaults that cannot be read, all of them at once.
    """
    library = polars()
    source = _polars(people)
    schema = source.collect_schema()
    headers = read_headers(schema.names())
    law = law or load()
    results, alternatives = question(law, select, tiers, retire, defaults)
    who = People(
        headers=headers,
        law=law,
        today=today or Month.of_date(datetime.now(_CHINA).date()),
        defaults=defaults or {},
        alternatives=alternatives,
    )
    made = _Estimated(RowWorker(who, results, language, keep_ids=keep_ids), schema.dtypes())
    found: Any
    if isinstance(source, library.LazyFrame):
        found = source.map_batches(made, schema=made.schema, streamable=True)
    else:
        found = made(source)
    answer: Table = found if people is source else found.to_arrow()
    return answer


class _Estimated:
    """Turns tables of the same people's columns into tables of results, one after another."""

    def __init__(self, worker: RowWorker, carried: Sequence[Any]) -> None:
        self.worker = worker
        alternatives = worker.people.alternatives
        self.columns = output_columns(worker.people.headers, alternatives, worker.results, None)
        self.reasons = unique(["rejected"], self.columns)[0]
        self.results = schema_of(self.columns, carried, worker.results)
        self.schema = {**self.results, self.reasons: polars().String}
        self._compiled: FrameWorker | None = None

    def __call__(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        """The results of a table."""
        library = polars()
        alternatives = self.worker.people.alternatives
        many = frame.height * len(alternatives) >= _WORTH_COMPILING or self._compiled is not None
        with rarely_searched():
            table, rejections = self._by_column(frame) if many else self._by_row(frame)
        said = _said(rejections, frame.height, alternatives)
        whole: pl.DataFrame = table.with_columns(
            library.Series(self.reasons, said, dtype=library.String)
        )
        return whole

    def _by_column(self, frame: "pl.DataFrame") -> "tuple[pl.DataFrame, list[Rejection]]":
        from calculator.batch.files.blocks import BLOCK  # noqa: PLC0415 heavy

        compiled = self._compiled = self._compiled or self._frame_worker()
        parts = [compiled.work(frame[at : at + BLOCK], at) for at in range(0, frame.height, BLOCK)]
        rejections = [one for part in parts for one in part.rejections]
        empty = money_frame([], self.results)
        return polars().concat([empty, *(part.frame for part in parts)]), rejections

    def _frame_worker(self) -> "FrameWorker":
        from calculator.batch.compiled.engine import Engine  # noqa: PLC0415 heavy
        from calculator.batch.tables.worker import FrameWorker  # noqa: PLC0415 heavy

        engine = Engine(self.worker.evaluator, self.worker.people.today)
        return FrameWorker(self.worker, engine, self.columns, keep_rejected=True)

    def _by_row(self, frame: "pl.DataFrame") -> "tuple[pl.DataFrame, list[Rejection]]":
        worker = self.worker
        rows: list[Sequence[Any]] = []
        rejections: list[Rejection] = []
        empty = (None,) * len(worker.results)
        summary = Summary()
        alternatives = worker.people.alternatives
        for number, cells in enumerate(frame.iter_rows(), start=1):
            carried = cells if worker.keep_ids else worker.discreet(cells, summary)
            mapping = worker.people.mapping(cells)
            reasons: dict[Alternative, list[Rejection]] = {}
            for alternative in alternatives:
                found = worker.result(Row(number, cells), mapping, alternative, summary)
                values = found if isinstance(found, tuple) else empty
                if isinstance(found, list):
                    reasons[alternative] = found
                rows.append((*carried, *worker.named(alternative), *values))
            rejections += told(reasons, len(alternatives)) if reasons else []
        return money_frame(rows, self.results), rejections


def _said(
    rejections: Sequence[Rejection], height: int, alternatives: Sequence[Alternative]
) -> list[str | None]:
    """The reasons of each row and alternative as one text, None for those with a result."""
    found: dict[tuple[int, Alternative], list[str]] = {}
    for one in rejections:
        said = f"{one.column}: {one.reason}" if one.column else one.reason
        for alternative in [one.alternative] if one.alternative else alternatives:
            found.setdefault((one.row or 0, alternative), []).append(said)
    asked = ((row, one) for row in range(1, height + 1) for one in alternatives)
    return [_SEPARATOR.join(found[each]) if each in found else None for each in asked]


def _polars(people: Any) -> Any:
    """A table as polars has it; the same object where it is one. Raises BatchError for no table."""
    library = polars()
    if isinstance(people, (library.LazyFrame, library.DataFrame)):
        return people
    try:
        found = library.from_arrow(people)
    except Exception:  # noqa: BLE001 anything that is no table
        found = None
    if not isinstance(found, library.DataFrame):
        raise BatchError("frame_wrong")
    return found
