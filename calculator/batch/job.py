"""批量作业: one run from a file of people to a file of estimates, nothing lost.

Opens the files, picks the evaluator, works block by block in the order of the rows and keeps the
journal. What a row means is `people`, what it gives is `interpreter` and `engine`.
"""

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from calculator.batch.errors import BatchError
from calculator.batch.headers import Headers, read_headers, read_segment_headers
from calculator.batch.interpreter import Part, RowWorker, output_columns
from calculator.batch.journal import (
    FORMAT,
    HashedFile,
    Journal,
    Places,
    digest_of,
    fingerprint,
    places_of,
    write_whole,
)
from calculator.batch.outputs import open_sink, use_compiler
from calculator.batch.people import NOTHING_COMPARED, Alternative, People, segments_by_id
from calculator.batch.rejects import Rejection, rejects_header
from calculator.batch.results import DEFAULT, RESULTS, Result
from calculator.batch.sinks import TextSink
from calculator.batch.sources import Row, Source, kind_of, open_source
from calculator.batch.summary import Summary
from calculator.i18n import Language, text
from calculator.version import __version__
from rules.law import Law
from rules.month import Month

if TYPE_CHECKING:
    from calculator.batch.frames import FramePart

__all__ = ["ENGINES", "Job", "Report", "run"]

ENGINES = ("auto", "interpreter", "compiled", "dask")
_BLOCK = 500
_CHECKPOINT_SECONDS = 2.0
_MOST_SEGMENTS = 5_000_000
Watch = Callable[[int, float], None]
Say = Callable[[str], None]


def _nobody(*_: object) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked for.

    `output` is a path; `to` states its kind where the ending does not. `today` is the month of the
    estimates, `defaults` hold where a row says nothing. `scheduler` is the address of a Dask cluster.
    """

    source: Path
    output: Path
    law: Law
    today: Month
    language: Language = "zh"
    source_kind: str | None = None
    to: str | None = None
    results: tuple[Result, ...] = tuple(RESULTS[name] for name in DEFAULT)
    alternatives: tuple[Alternative, ...] = NOTHING_COMPARED
    defaults: Mapping[str, Any] = field(default_factory=dict)
    segments: Path | None = None
    id_column: str | None = None
    rejects: Path | None = None
    encoding: str | None = None
    headers: Language | None = None
    sheet: str | None = None
    keep_ids: bool = False
    resume: bool = False
    engine: str = "auto"
    scheduler: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    summary: Summary
    places: Places
    encoding: str
    headers: Headers
    seconds: float
    resumed_at: int
    already_whole: bool = False


def run(job: Job, watch: Watch | None = None, say: Say | None = None) -> Report:
    """Do the whole job. Raises BatchError when it cannot start or go on.

    `watch` is told how many rows are done and how much of the input is read, `say` gets sentences
    on what is found before.
    """
    began = monotonic()
    places = places_of(job.output, job.rejects)
    source = open_source(job.source, job.source_kind, job.sheet)
    headers = read_headers(source.columns)
    for line in _first_words(job, source, headers):
        (say or _nobody)(line)
    journal = Journal(places.journal, _identity(job))
    state = journal.read() if job.resume else None
    if state is None and job.resume and _is_whole(places, journal.identity):
        summary = Summary.from_dict(_manifest(places)["summary"])
        return Report(
            summary, places, source.encoding, headers, 0.0, summary.rows, already_whole=True
        )
    if state is None or not state.get("complete"):
        people = people_of(job, headers)
        running = _Running(job, source, people, places, journal, state)
        if running.is_compiled and not _has_compiled_code():
            (say or _nobody)(text("batch.report.compiling", job.language))
        summary = running.all_rows(watch or _nobody)
        state = {"complete": True, "summary": summary.as_dict(), "files": running.files}
        journal.write(state)
        resumed_at = running.resumed_at
    else:
        resumed_at = state["summary"]["rows"]
    _take_names(places)
    summary = Summary.from_dict(state["summary"])
    write_whole(places.manifest, manifest_of(job, source, journal.identity, state))
    journal.remove()
    seconds = monotonic() - began
    return Report(summary, places, source.encoding, headers, seconds, resumed_at)


def _has_compiled_code() -> bool:
    from calculator.batch.compiler import is_compiled  # noqa: PLC0415 large files only

    return is_compiled()


def _first_words(job: Job, source: Source, headers: Headers) -> Iterator[str]:
    carried = len(headers.carried)
    yield text(
        "batch.report.read",
        job.language,
        file=job.name or job.source.name,
        encoding=f"{source.kind} {source.encoding}".strip(),
        fields=len(headers.names) - carried,
        carried=carried,
    )
    for column, close in headers.suggestions().items():
        meant = text("problem.did_you_mean", job.language, names=close)
        yield text("batch.report.maybe_field", job.language, column=column, suggestions=meant)


def people_of(job: Job, headers: Headers) -> People:
    """How the rows of this job become scenarios. Raises BatchError."""
    id_at = headers.position(job.id_column)
    if job.id_column and id_at is None:
        raise BatchError("no_such_column", column=job.id_column)
    segments: dict[str, list[dict[str, Any]]] = {}
    if job.segments is not None:
        if id_at is None:
            raise BatchError("no_id_column", file=job.source.name)
        segments = _segments(job)
    return People(
        headers=headers,
        law=job.law,
        today=job.today,
        defaults=job.defaults,
        segments=segments,
        id_at=id_at,
        alternatives=job.alternatives,
    )


def _segments(job: Job) -> dict[str, list[dict[str, Any]]]:
    assert job.segments is not None  # noqa: S101 the caller asked
    source = open_source(job.segments)
    headers = read_segment_headers(source.columns)
    at = headers.position(job.id_column)
    if at is None:
        raise BatchError("no_id_column", file=job.segments.name)
    rows = list(islice(source.rows(), _MOST_SEGMENTS + 1))
    if len(rows) > _MOST_SEGMENTS:
        raise BatchError("too_many_segments", longest=_MOST_SEGMENTS)
    return segments_by_id((row.cells for row in rows), headers, at)


class _Running:
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
        self.is_compiled = state["compiled"] if state else use_compiler(job, source)
        self.sink = open_sink(job, source, people.headers, places, state)
        self.rejects = TextSink(
            HashedFile(places.partial_rejects, state["rejects"] if state else 0),
            "csv",
            rejects_header(job.language),
            job.encoding or "utf-8-sig",
            begun=bool(state),
        )

    def all_rows(self, watch: Watch) -> Summary:
        """Work through the rows; the files are whole afterwards."""
        try:
            with closing(self._parts()) as parts:
                return self._worked_through(parts, watch)
        except BaseException:
            self.sink.abandon()
            self.rejects.abandon()
            raise

    def _worked_through(self, parts: "Iterator[Part | FramePart]", watch: Watch) -> Summary:
        saved = monotonic()
        for part in parts:
            self._keep(part)
            watch(self.summary.rows, self.source.share_read())
            if self.sink.settled and monotonic() - saved > _CHECKPOINT_SECONDS:
                self._save()
                saved = monotonic()
        self._keep(self._unmet())
        self.files = {"output": self.sink.finish(), "rejects": self.rejects.finish()}
        return self.summary

    def _parts(self) -> Generator["Part | FramePart", None, None]:
        job = self.job
        worker = RowWorker(self.people, job.results, job.language, keep_ids=job.keep_ids)
        if not self.is_compiled:
            with closing(self.source.rows(self.summary.rows)) as rows:
                while block := list(islice(rows, _BLOCK)):
                    self._note_ids(block)
                    yield worker.work(block)
            return
        from calculator.batch.compiled_job import table_parts  # noqa: PLC0415 heavy

        columns = output_columns(self.people.headers, job.alternatives, job.results, job.headers)
        if job.engine == "dask":
            from calculator.batch.distributed import cluster_parts  # noqa: PLC0415 heavy

            done = self.summary.rows
            yield from cluster_parts(job.scheduler, self.source, worker, columns, done)
        else:
            yield from table_parts(self.source, worker, columns, self.summary.rows, self.seen)

    def _note_ids(self, rows: Sequence[Row]) -> None:
        if self.people.segments:
            self.seen.update(self.people.key(row.cells) for row in rows)

    def _keep(self, part: "Part | FramePart") -> None:
        if isinstance(part, Part):
            self.sink.write(part.rows)
        else:
            self.sink.write_table(part.frame)
        self.rejects.write(rejection.cells() for rejection in part.rejections)
        self.summary.add(part.summary)

    def _unmet(self) -> Part:
        """Segments of nobody: not lost without a word."""
        part = Part()
        for key in self.people.unmet(self.seen):
            reason = text("batch.reject.segment_without_person", self.job.language)
            part.rejections.append(Rejection(0, "", "", "segment_without_person", reason, key))
            part.summary.reasons["segment_without_person"] += 1
        return part

    def _save(self) -> None:
        state = {
            "complete": False,
            "output": self.sink.position(),
            "rejects": self.rejects.position(),
            "summary": self.summary.as_dict(),
            "seen": sorted(self.seen),
            "compiled": self.is_compiled,
        }
        self.journal.write(state)


def _identity(job: Job) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    return {
        "version": __version__,
        "law": job.law.digest,
        "today": str(job.today),
        "input": fingerprint(job.source),
        "segments": fingerprint(job.segments) if job.segments else "",
        "defaults": {name: str(value) for name, value in sorted(job.defaults.items())},
        "results": [result.name for result in job.results],
        "alternatives": [[one.tier, one.retire] for one in job.alternatives],
        "options": {
            "to": kind_of(job.output, job.to),
            "encoding": job.encoding or "",
            "headers": job.headers or "",
            "language": job.language,
            "keep_ids": job.keep_ids,
            "id": job.id_column or "",
            "engine": job.engine,
        },
    }


def _take_names(places: Places) -> None:
    """Give the whole files their names; what has its name already keeps it."""
    pairs = ((places.partial_rejects, places.rejects), (places.partial, places.output))
    for temporary, name in pairs:
        if temporary.exists():
            temporary.replace(name)
        elif not name.exists():
            raise BatchError("resume_damaged", file=name.name)


def manifest_of(
    job: Job, source: Source, identity: Mapping[str, Any], state: Mapping[str, Any]
) -> dict[str, Any]:
    """What was made of what: digests of input, law and outputs, options, counts."""
    return {
        "format": FORMAT,
        "program": "linghuo",
        "identity": dict(identity),
        "law_version": job.law.version,
        "input": {
            "name": job.name or job.source.name,
            "bytes": job.source.stat().st_size,
            "sha256": digest_of(job.source),
            "kind": source.kind,
            "encoding": source.encoding,
        },
        "output": {"name": job.output.name, **state["files"]["output"]},
        "rejects": {"name": places_of(job.output, job.rejects).rejects.name}
        | state["files"]["rejects"],
        "summary": state["summary"],
    }


def _manifest(places: Places) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(places.manifest.read_text("utf-8"))
    return found


def _is_whole(places: Places, identity: Mapping[str, Any]) -> bool:
    """Whether an earlier run of the same job has finished and its output is unchanged."""
    if not (places.manifest.exists() and places.output.exists()):
        return False
    found = _manifest(places)
    same = found.get("identity") == dict(identity)
    return bool(same and found["output"]["sha256"] == digest_of(places.output))
