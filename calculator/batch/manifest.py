"""清单: what was made of what, and whether a run that is gone on with is still the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from calculator.batch.errors import BatchError
from calculator.batch.files.hashed import digest_of
from calculator.batch.files.journal import FORMAT, Places, places_of
from calculator.batch.files.rows import Source, kind_of
from calculator.batch.job import Job
from calculator.sources import sources_digest
from calculator.version import __version__

__all__ = ["Input", "Inputs", "identity_of", "is_file", "is_whole", "manifest_of", "summary_of"]


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is read, as it was before the first row was."""

    path: Path
    size: int
    changed: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "Input":
        """A file as it is now. Raises BatchError when it cannot be read."""
        try:
            found = path.stat()
            return cls(path, found.st_size, found.st_mtime_ns, digest_of(path))
        except OSError as error:
            code = "file_missing" if isinstance(error, FileNotFoundError) else "file_unreadable"
            raise BatchError(code, file=str(path), reason=error.strerror or "") from None

    def hold(self) -> None:
        """Raises BatchError when the file was written to since."""
        found = self.path.stat()
        if (found.st_size, found.st_mtime_ns) != (self.size, self.changed):
            raise BatchError("input_changed", file=self.path.name)


class Inputs(NamedTuple):
    """The files a run reads."""

    people: Input
    segments: Input | None

    def hold(self) -> None:
        """Raises BatchError when one was written to since."""
        for file in self:
            if file is not None:
                file.hold()


def identity_of(job: Job, inputs: Inputs) -> dict[str, Any]:
    """What must be the same for a run to go on, by the names the catalog has for it."""
    return {
        "version": __version__,
        "program": sources_digest(),
        "law": job.law.digest,
        "grades": job.law.grades,
        "today": str(job.today),
        "input": inputs.people.sha256,
        "segments": inputs.segments.sha256 if inputs.segments else "",
        "defaults": {name: str(value) for name, value in sorted(job.defaults.items())},
        "select": [result.name for result in job.results],
        "alternatives": [[one.tier, one.retire] for one in job.alternatives],
        "from": kind_of(job.source, job.source_kind),
        "to": kind_of(job.output, job.to),
        "rejects": job.rejects.name if job.rejects else "",
        "encoding": job.encoding or "",
        "sheet": job.sheet or "",
        "segments_sheet": job.segments_sheet or "",
        "headers": job.headers or "",
        "language": job.language,
        "keep_ids": job.keep_ids,
        "id": job.id_column or "",
    }


def manifest_of(
    job: Job, source: Source, inputs: Inputs, identity: Mapping[str, Any], state: Mapping[str, Any]
) -> dict[str, Any]:
    """What was made of what: digests of input, law and outputs, options, counts."""
    files = state["files"]
    return {
        "format": FORMAT,
        "program": "linghuo",
        "identity": dict(identity),
        "law_version": job.law.version,
        "input": {
            "name": job.name or job.source.name,
            "bytes": inputs.people.size,
            "sha256": inputs.people.sha256,
            "kind": source.kind,
            "encoding": source.encoding,
        },
        "output": {"name": job.output.name} | files["output"],
        "rejects": {"name": places_of(job.output, job.rejects).rejects.name} | files["rejects"],
        "summary": state["summary"],
    }


def _manifest(places: Places) -> dict[str, Any]:
    """What an earlier run has left; nothing where it left none that can be read."""
    try:
        found = json.loads(places.manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == FORMAT else {}


def summary_of(places: Places) -> dict[str, Any]:
    """The counts of an earlier run that is whole."""
    found: dict[str, Any] = _manifest(places)["summary"]
    return found


def is_whole(places: Places, identity: Mapping[str, Any]) -> bool:
    """Whether an earlier run of the same job has finished and its files are unchanged."""
    found = _manifest(places)
    if found.get("identity") != dict(identity):
        return False
    return is_file(places.output, found["output"]) and is_file(places.rejects, found["rejects"])


def is_file(path: Path, stated: Mapping[str, Any]) -> bool:
    """Whether a file is there and is the one that was stated."""
    return path.exists() and digest_of(path) == stated["sha256"]
