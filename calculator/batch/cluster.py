"""集群: the blocks of a Parquet file on the workers of a Dask cluster (extra `dask`).

Each worker runs the same compiled rules over row blocks it reads itself; what they give is written
here, in order, by the same sink. A worker that dies costs its blocks only: the scheduler gives them
to another. The input must be visible to every worker under the same path.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calculator.batch.compiled.engine import Engine
from calculator.batch.errors import BatchError
from calculator.batch.files.blocks import BLOCK
from calculator.batch.files.parquet import ParquetSource
from calculator.batch.files.rows import Source
from calculator.batch.interpreter import RowWorker
from calculator.batch.libraries import needed, polars
from calculator.batch.people.scenarios import People
from calculator.batch.results import RESULTS
from calculator.batch.tables.worker import FramePart, FrameWorker
from calculator.i18n import Language

__all__ = ["cluster_parts"]

_AHEAD = 3
Plan = tuple[People, tuple[str, ...], Language, bool, tuple[str, ...]]


def cluster_parts(
    scheduler: str | None, source: Source, worker: RowWorker, columns: Sequence[str], skip: int
) -> Iterator[FramePart]:
    """What comes of each block of a Parquet file after `skip` rows, in order. Raises BatchError."""
    if scheduler is None:
        raise BatchError("scheduler_missing")
    if not isinstance(source, ParquetSource) or worker.people.segments:
        raise BatchError("engine_not_for", engine="dask")
    client_class = needed("distributed", "dask").Client
    names = tuple(result.name for result in worker.results)
    plan: Plan = (worker.people, names, worker.language, worker.keep_ids, tuple(columns))
    path = str(Path(source.path).resolve())
    with client_class(scheduler) as client:
        shared = client.scatter(plan, broadcast=True, hash=False)
        starts = deque(range(skip, source.height, BLOCK))
        running: deque[Any] = deque()
        while starts or running:
            many = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
            while starts and len(running) < many:
                start = starts.popleft()
                running.append(client.submit(_block, shared, path, start, pure=False))
            part: FramePart = running.popleft().result()
            source.done += part.summary.rows
            yield part


_workers: dict[int, FrameWorker] = {}


def _block(plan: Plan, path: str, start: int) -> FramePart:
    """One block, on a worker; the law is laid out once in the life of a worker process."""
    key = id(plan)
    if key not in _workers:
        _workers.clear()
        people, names, language, keep_ids, columns = plan
        results = [RESULTS[name] for name in names]
        worker = RowWorker(people, results, language, keep_ids=keep_ids)
        engine = Engine(worker.evaluator, people.today)
        _workers[key] = FrameWorker(worker, engine, columns)
    table = polars().scan_parquet(path).slice(start, BLOCK).collect()
    return _workers[key].work(table, start)
