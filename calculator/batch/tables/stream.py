"""编译作业: the blocks of a file through the compiled rules.

One is met, one settled and one laid out at the same time; the library reads ahead by itself.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from calculator.batch.behind import ahead
from calculator.batch.compiled.engine import Engine
from calculator.batch.files.blocks import Faults, tables_of
from calculator.batch.files.rows import Source
from calculator.batch.interpreter import RowWorker
from calculator.batch.tables.worker import FramePart, FrameWorker, Met

if TYPE_CHECKING:
    import polars as pl

__all__ = ["table_parts"]


def table_parts(
    source: Source, worker: RowWorker, columns: Sequence[str], skip: int
) -> Generator[FramePart, None, None]:
    """What comes of each block of a file after the first `skip` rows, in order."""
    engine = Engine(worker.evaluator, worker.people.today)
    compiled = FrameWorker(worker, engine, columns, worded=True)
    tables = tables_of(source, skip)
    with closing(ahead(_settled(compiled, ahead(_met(compiled, tables, skip))))) as settled:
        for met in settled:
            yield compiled.laid_out(met)


def _met(
    compiled: FrameWorker, tables: Generator[tuple["pl.DataFrame", Faults], None, None], start: int
) -> Generator[Met, None, None]:
    """The people of each block, and whose segments belong to its rows."""
    people = compiled.people
    with closing(tables):
        for table, faults in tables:
            met = compiled.met(table, start, faults)
            if people.segments and people.id_at is not None:
                met.part.ids = {str(one).strip() for one in table.to_series(people.id_at)}
            start += table.height
            yield met


def _settled(
    compiled: FrameWorker, blocks: Generator[Met, None, None]
) -> Generator[Met, None, None]:
    with closing(blocks):
        for met in blocks:
            compiled.settle(met)
            yield met
