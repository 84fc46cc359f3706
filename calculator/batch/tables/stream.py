"""编译作业: the blocks of a file through the compiled rules, read ahead while they are worked on."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from calculator.batch.compiled.engine import Engine
from calculator.batch.files.blocks import Faults, tables_of
from calculator.batch.files.rows import Source
from calculator.batch.interpreter import RowWorker
from calculator.batch.tables.worker import FramePart, FrameWorker

if TYPE_CHECKING:
    import polars as pl

__all__ = ["table_parts"]


def table_parts(
    source: Source, worker: RowWorker, columns: Sequence[str], skip: int
) -> Iterator[FramePart]:
    """What comes of each block of a file after the first `skip` rows, in order."""
    engine = Engine(worker.evaluator, worker.people.today)
    compiled = FrameWorker(worker, engine, columns, worded=True)
    start = skip
    for table, faults in _ahead(tables_of(source, skip)):
        people = worker.people
        part = compiled.work(table, start, faults)
        if people.segments and people.id_at is not None:
            part.ids = {str(one).strip() for one in table.to_series(people.id_at)}
        start += table.height
        yield part


def _ahead(
    tables: Iterator[tuple["pl.DataFrame", Faults]],
) -> Iterator[tuple["pl.DataFrame", Faults]]:
    """The same tables, the next one being read while this one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, tables, None)
        while (found := coming.result()) is not None:
            coming = pool.submit(next, tables, None)
            yield found
