"""集群: the blocks of a Parquet file on the workers of a Dask cluster (extra `dask`).

Each worker runs the same compiled rules over row blocks it reads itself; what they give is written
here, in order, by the same sink. A worker that dies costs its blocks only: the scheduler gives them
to another. The input must be visible to every worker under the same path.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import local
from typing import Any, NamedTuple

from calculator.batch.compiled.engine import Engine
from calculator.batch.errors import BatchError
from calculator.batch.files.blocks import BLOCK
from calculator.batch.files.parquet import ParquetSource
from calculator.batch.files.rows import Source
from calculator.batch.garbage import rarely_searched
from calculator.batch.interpreter import RowWorker
from calculator.batch.libraries import needed, polars
from calculator.batch.people.scenarios import People
from calculator.batch.results import RESULTS
from calculator.batch.tables.worker import FramePart, FrameWorker
from calculator.i18n import Language
from calculator.sources import sources_digest

__all__ = ["cluster_parts"]

_AHEAD = 3
_PATIENCE = "30s"
_END = 1 << 16


class Plan(NamedTuple):
    """What a worker must know to do any block of a run."""

    path: str
    footer: str
    program: str
    people: People
    results: tuple[str, ...]
    language: Language
    keep_ids: bool
    columns: tuple[str, ...]


def cluster_parts(
    scheduler: str | None, source: Source, worker: RowWorker, columns: Sequence[str], skip: int
) -> Iterator[FramePart]:
    """What comes of each block of a Parquet file after `skip` rows, in order. Raises BatchError."""
    if scheduler is None:
        raise BatchError("scheduler_missing")
    if not isinstance(source, ParquetSource) or worker.people.segments:
        raise BatchError("engine_not_for", engine="dask")
    plan = Plan(
        path=str(Path(source.path).resolve()),
        footer=_footer(source.path),
        program=sources_digest(),
        people=worker.people,
        results=tuple(result.name for result in worker.results),
        language=worker.language,
        keep_ids=worker.keep_ids,
        columns=tuple(columns),
    )
    with _connected(scheduler) as client:
        # A task and not scattered data: the scheduler can make it again when every holder has died.
        pickle = needed("distributed.protocol.pickle", "dask")
        shared = client.submit(pickle.loads, pickle.dumps(plan), pure=False)
        starts = deque(range(skip, source.height, BLOCK))
        running: deque[Any] = deque()
        while starts or running:
            many = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
            while starts and len(running) < many:
                running.append(client.submit(_block, shared, starts.popleft(), pure=False))
            part: FramePart = running.popleft().result()
            source.done += part.summary.rows
            yield part


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    """A client of a cluster that has a worker; what it refuses as a named error."""
    distributed = needed("distributed", "dask")
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError, TypeError):
        raise BatchError("scheduler_unreachable", scheduler=scheduler) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise BatchError("scheduler_alone", scheduler=scheduler) from None
        try:
            yield client
        except distributed.KilledWorker:
            raise BatchError("workers_killed") from None
        except (distributed.comm.CommClosedError, CancelledError):
            raise BatchError("scheduler_lost", scheduler=scheduler) from None


class _Kept(local):
    """What a thread of a worker keeps from one block to the next: the plan and the law laid out for it."""

    plan: Plan | None = None
    frames: FrameWorker


_kept = _Kept()


def _block(plan: Plan, start: int) -> FramePart:
    """One block, on a worker; the law is laid out once in the life of its thread."""
    if _kept.plan is not plan:
        _refuse_another(plan)
        results = [RESULTS[name] for name in plan.results]
        worker = RowWorker(plan.people, results, plan.language, keep_ids=plan.keep_ids)
        engine = Engine(worker.evaluator, plan.people.today)
        _kept.frames, _kept.plan = FrameWorker(worker, engine, plan.columns, worded=True), plan
    table = polars().scan_parquet(plan.path).slice(start, BLOCK).collect()
    with rarely_searched():
        return _kept.frames.work(table, start)


def _refuse_another(plan: Plan) -> None:
    """Raises BatchError where the worker sees another file or is another program."""
    path = Path(plan.path)
    if not path.exists() or _footer(path) != plan.footer:
        raise BatchError("worker_sees_another_file", file=plan.path)
    if sources_digest() != plan.program:
        raise BatchError("worker_is_another_program")


def _footer(path: Path) -> str:
    """The length of a Parquet file and its end, which says what stands where, as a digest."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END))
        return sha256(str(size).encode() + b" " + file.read()).hexdigest()
