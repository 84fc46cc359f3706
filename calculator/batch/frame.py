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
    through. `select` picks result columns (`["all"]` for all), `defaults` hold where a row says
    nothing, `tiers` and `retire` make one row for each alternative. Amounts are exact decimals in
    yuan, months text such as 2048-03. `today` is the month of the estimates, this month in China if
    not given. The last column, `rejected`, says in `language` why a row has no result. A LazyFrame
    is collected when called.

    Raises BatchError for a table without a known column, ScenarioProblems for an unknown result and
    for alternatives and defaults that cannot be read, all of them at once.
    """
    library = polars()
    frame = _frame(people)
    headers = read_headers(frame.columns)
    law = law or load()
    results, alternatives = question(law, select, tiers, retire, defaults)
    who = People(
        headers=headers,
        law=law,
        today=today or Month.of_date(datetime.now(_CHINA).date()),
        defaults=defaults or {},
        alternatives=alternatives,
    )
    worker = RowWorker(who, results, language, keep_ids=keep_ids)
    columns = output_columns(headers, alternatives, worker.results, None)
    made = _compiled if frame.height * len(alternatives) >= _WORTH_COMPILING else _interpreted
    table, rejections = made(frame, worker, columns)
    said = _said(rejections, frame.height, alternatives)
    name = unique(["rejected"], table.columns)[0]
    rejected = library.Series(name, said, dtype=library.String)
    answer: Table = _like(people, table.with_columns(rejected))
    return answer


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


def _frame(people: Any) -> Any:
    library = polars()
    if isinstance(people, library.LazyFrame):
        return people.collect()
    if isinstance(people, library.DataFrame):
        return people
    try:
        found = library.from_arrow(people)
    except Exception:  # noqa: BLE001 anything that is no table
        found = None
    if not isinstance(found, library.DataFrame):
        raise BatchError("frame_wrong")
    return found


def _like(people: Any, table: "pl.DataFrame") -> Any:
    library = polars()
    if isinstance(people, library.LazyFrame):
        return table.lazy()
    return table if isinstance(people, library.DataFrame) else table.to_arrow()


def _compiled(
    frame: "pl.DataFrame", worker: RowWorker, columns: Sequence[str]
) -> tuple["pl.DataFrame", list[Rejection]]:
    from calculator.batch.compiled.engine import Engine  # noqa: PLC0415 heavy
    from calculator.batch.files.blocks import BLOCK  # noqa: PLC0415 heavy
    from calculator.batch.tables.worker import FrameWorker  # noqa: PLC0415 heavy

    engine = Engine(worker.evaluator, worker.people.today)
    whole = FrameWorker(worker, engine, columns, keep_rejected=True)
    parts = [whole.work(frame[at : at + BLOCK], at) for at in range(0, frame.height, BLOCK)]
    rejections = [one for part in parts for one in part.rejections]
    table: pl.DataFrame = polars().concat([part.frame for part in parts])
    return table, rejections


def _interpreted(
    frame: "pl.DataFrame", worker: RowWorker, columns: Sequence[str]
) -> tuple["pl.DataFrame", list[Rejection]]:
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
    return money_frame(rows, _schema(frame, worker, columns, rows)), rejections


def _schema(
    frame: "pl.DataFrame", worker: RowWorker, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Any:
    """The types of the columns; a column of numbers in which one was masked is text."""
    library = polars()
    types: list[Any] = []
    for at, kind in enumerate(frame.dtypes):
        is_text = kind.is_numeric() and any(isinstance(row[at], str) for row in rows)
        types.append(library.String if is_text else kind)
    return schema_of(columns, types, worker.results)
