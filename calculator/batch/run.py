"""批量运行: one run from a file of people to a file of estimates, nothing lost.

Opens the files, has their rows worked through (`running`), gives the whole files their names and writes
the manifest. What a row means is `people`; what it gives is `interpreter` and `tables`.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from time import monotonic
from typing import Any

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import refusals, write_whole
from calculator.batch.files.journal import Journal, Places, exclusive, places_of
from calculator.batch.files.opening import open_source
from calculator.batch.files.rows import Source
from calculator.batch.garbage import rarely_searched
from calculator.batch.job import Job, Report
from calculator.batch.manifest import (
    Input,
    Inputs,
    identity_of,
    is_file,
    is_whole,
    manifest_of,
    summary_of,
)
from calculator.batch.people.headers import Headers, read_headers
from calculator.batch.people.scenarios import People, gathered
from calculator.batch.running import Running, Watch
from calculator.batch.summary import Summary
from calculator.i18n import text

__all__ = ["run"]

Say = Callable[[str], None]


def _nobody(*_: object) -> None:
    return None


def run(job: Job, watch: Watch | None = None, say: Say | None = None) -> Report:
    """Do the whole job. Raises BatchError when it cannot start or go on.

    `watch` is told how many rows are done and how much of the input is read, `say` gets sentences
    on what is found before.
    """
    began = monotonic()
    places = places_of(job.output, job.rejects)
    _refuse_mixing(job, places)
    with exclusive(places), rarely_searched():
        return _held(job, places, watch or _nobody, say or _nobody, began)


def _held(job: Job, places: Places, watch: Watch, say: Say, began: float) -> Report:
    with ThreadPoolExecutor(1) as pool:
        people = pool.submit(Input.of, job.source)
        source = open_source(job.source, job.source_kind, job.sheet)
        segments = Input.of(job.segments) if job.segments else None

        def known() -> Inputs:
            pool.shutdown()
            return Inputs(people.result(), segments)

        inputs = cache(known)
        return _opened(job, source, inputs, places, watch, say, began)


def _opened(
    job: Job,
    source: Source,
    inputs: Callable[[], Inputs],
    places: Places,
    watch: Watch,
    say: Say,
    began: float,
) -> Report:
    """The run over a file that is open; what its digest is may be waited for."""
    headers = read_headers(source.columns)
    for line in _first_words(job, source, headers):
        say(line)
    journal = Journal(places.journal, cache(lambda: identity_of(job, inputs())))
    state = journal.read() if job.resume else None
    if state is None and job.resume and is_whole(places, journal.identity()):
        summary = Summary.from_dict(summary_of(places))
        rows = summary.rows
        return Report(summary, places, source.encoding, headers, 0.0, rows, already_whole=True)
    if state is not None and state["complete"]:
        resumed_at = state["summary"]["rows"]
    else:
        running = Running(job, source, _people_of(job, headers), places, journal, state)
        resumed_at = running.resumed_at
        state = _worked(running, inputs, watch, say)
    _take_names(places, state["files"])
    whole = manifest_of(job, source, inputs(), journal.identity(), state)
    write_whole(places.manifest, whole)
    journal.remove(places)
    summary = Summary.from_dict(state["summary"])
    return Report(summary, places, source.encoding, headers, monotonic() - began, resumed_at)


def _worked(
    running: Running, inputs: Callable[[], Inputs], watch: Watch, say: Say
) -> dict[str, Any]:
    """All rows worked through; the state of the run in which only names are missing."""
    if not running.is_compiled:
        inputs()  # no thread is left, so that a second process may be forked
    elif not _has_compiled_code():
        say(text("batch.report.compiling", running.job.language))
    summary = running.all_rows(watch)
    inputs().hold()
    state = {"complete": True, "summary": summary.as_dict(), "files": running.files}
    running.journal.write(state)
    return state


def _has_compiled_code() -> bool:
    from calculator.batch.compiled.compiler import is_compiled  # noqa: PLC0415 large files only

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


def _people_of(job: Job, headers: Headers) -> People:
    """How the rows of this job become scenarios. Raises BatchError."""
    return gathered(
        headers,
        job.source.name,
        job.id_column,
        job.law,
        job.today,
        job.defaults,
        histories=job.segments,
        sheet=job.segments_sheet,
        alternatives=job.alternatives,
    )


def _refuse_mixing(job: Job, places: Places) -> None:
    """Raises BatchError when a file that is read would be written to, or one be written twice."""
    read = {path.resolve() for path in (job.source, job.segments) if path is not None}
    written = [places.output, places.rejects, places.manifest, places.journal]
    for at, path in enumerate(written):
        if path.resolve() in read:
            raise BatchError("same_file", file=path.name)
        if path.resolve() in {other.resolve() for other in written[:at]}:
            raise BatchError("written_twice", file=path.name)


def _take_names(places: Places, files: Mapping[str, Any]) -> None:
    """Give the whole files their names; what has its name already keeps it."""
    for temporary, name, stated in (
        (places.partial_rejects, places.rejects, files["rejects"]),
        (places.partial, places.output, files["output"]),
    ):
        if temporary.exists():
            with refusals(name):
                temporary.replace(name)
        elif not is_file(name, stated):
            raise BatchError("resume_damaged", file=name.name)
