"""执行: the rows of a file block by block, in order, through the evaluator their number is worth."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from calculator.batch.behind import OneAtATime, ahead
from calculator.batch.beside import worked
from calculator.batch.files.hashed import HashedFile
from calculator.batch.files.journal import Journal, Places
from calculator.batch.files.rows import Row, Source
from calculator.batch.files.text_sink import TextSink
from calculator.batch.interpreter import Part, RowWorker, output_columns
from calculator.batch.job import Job
from calculator.batch.outputs import sink_of, use_compiler
from calculator.batch.people.privacy import masked
from calculator.batch.people.rejects import rejects_header, unmet
from calculator.batch.people.scenarios import People, compared_fields
from calculator.batch.summary import Summary

if TYPE_CHECKING:
    from calculator.batch.tables.worker import FramePart

__all__ = ["Running", "Watch"]

_BLOCK = 500
_CHECKPOINT_SECONDS = 2.0
Watch = Callable[[int, float], None]
Ready = tuple["Part | FramePart", Any]
"""A part, and its table as the output will hold it."""


class Running:
    """One run over the rows of a source, from the last safe point on."""

    def __init__(
        self,
        job: Job,
        source: Source,
        people: People,
        places: Places,
        journal: Journal,
        state: dict[str, Any] | None,
    ) -> None:
        self.job, self.source, self.people = job, source, people
        self.journal, self.state = journal, state
        self.summary = Summary.from_dict(state["summary"]) if state else Summary()
        self.resumed_at = self.summary.rows
        self.seen: set[str] = set(state["seen"]) if state else set()
        self.files: dict[str, Any] = {}
        self._saved = monotonic()
        self._holding = OneAtATime()
        self.is_compiled = state["compiled"] if state else use_compiler(job, source)
        self.sink = sink_of(job, source, people.headers, places, state)
        self.compared = compared_fields(job.alternatives)
        self.rejects = TextSink(
            HashedFile(places.partial_rejects, state["rejects"] if state else None),
            "csv",
            rejects_header(job.language, self.compared),
            job.encoding or "utf-8-sig",
            begun=bool(state),
        )

    def all_rows(self, watch: Watch) -> Summary:
        """Work through the rows; the files are whole afterwards."""
        try:
            parts = self._ready()
            with closing(ahead(parts) if self.is_compiled else parts) as ready:
                return self._worked_through(ready, watch)
        except BaseException:
            self._holding.end()
            self.sink.abandon()
            self.rejects.abandon()
            raise

    def _worked_through(self, ready: "Iterator[Ready]", watch: Watch) -> Summary:
        for part, table in ready:
            self._keep(part, table)
            watch(self.summary.rows, self.source.share_read())
            if self.sink.settled and monotonic() - self._saved > _CHECKPOINT_SECONDS:
                self._save()
        self._holding.end()
        self._holding.wait()
        self._keep(self._unmet(), None)
        self.files = {"output": self.sink.finish(), "rejects": self.rejects.finish()}
        return self.summary

    def _ready(self) -> "Generator[Ready, None, None]":
        """The parts in order, tables as the output will hold them."""
        with closing(self._parts()) as parts:
            for part in parts:
                yield part, None if isinstance(part, Part) else self.sink.encoded(part.frame)

    def _parts(self) -> Generator["Part | FramePart", None, None]:
        job = self.job
        worker = RowWorker(self.people, job.results, job.language, keep_ids=job.keep_ids)
        if not self.is_compiled:
            with (
                closing(self.source.rows(self.summary.rows)) as rows,
                closing(worked(worker.work, rows, _BLOCK)) as blocks,
            ):
                for block, part in blocks:
                    part.ids = self._ids(block)
                    yield part
            return
        from calculator.batch.tables.stream import table_parts  # noqa: PLC0415 heavy

        columns = output_columns(self.people.headers, job.alternatives, job.results, job.headers)
        if job.engine == "dask":
            from calculator.batch.cluster import cluster_parts  # noqa: PLC0415 heavy

            done = self.summary.rows
            yield from cluster_parts(job.scheduler, self.source, worker, columns, done)
        else:
            yield from table_parts(self.source, worker, columns, self.summary.rows)

    def _ids(self, rows: Sequence[Row]) -> set[str]:
        if not self.people.segments:
            return set()
        return {self.people.key(row.cells) for row in rows}

    def _keep(self, part: "Part | FramePart", table: Any) -> None:
        if isinstance(part, Part):
            self.sink.write(part.rows)
        else:
            self.sink.write_encoded(table)
        self.rejects.write(one.cells(self.compared) for one in part.rejections)
        self.summary.add(part.summary)
        self.seen |= part.ids

    def _unmet(self) -> Part:
        """Segments of nobody, which are rows of no person."""
        part = Part()
        for one in unmet(self.people, self.seen, self.job.language):
            shown = one.key if self.job.keep_ids else masked(one.key)
            part.rejections.append(replace(one, key=shown))
            part.summary.reject(part.rejections[-1:])
        part.summary.rejected = 0
        return part

    def _save(self) -> None:
        """Note a safe point. With many rows a second the disk is not waited for."""
        self._saved = monotonic()
        self._holding.wait()
        state = {
            "complete": False,
            "output": self.sink.position(),
            "rejects": self.rejects.position(),
            "summary": self.summary.as_dict(),
            "seen": sorted(self.seen),
            "compiled": self.is_compiled,
        }
        if self.is_compiled:
            self._holding.do(partial(self._hold, state))
        else:
            self._hold(state)

    def _hold(self, state: dict[str, Any]) -> None:
        """Have everything up to a safe point on the disk before it is noted there."""
        self.sink.hold()
        self.rejects.hold()
        self.journal.write(state)
