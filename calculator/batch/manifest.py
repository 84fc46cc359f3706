"""清单: what was made of what, and whether a run that is gone on with is still the same."""

import json
from collections.abc import Mapping
from typing import Any

from calculator.batch.files.hashed import digest_of, fingerprint
from calculator.batch.files.journal import FORMAT, Places, places_of
from calculator.batch.files.rows import Source, kind_of
from calculator.batch.job import Job
from calculator.version import __version__

__all__ = ["identity_of", "is_whole", "manifest_of", "read_manifest"]


def identity_of(job: Job) -> dict[str, Any]:
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


def read_manifest(places: Places) -> dict[str, Any]:
    """What an earlier run has left."""
    found: dict[str, Any] = json.loads(places.manifest.read_text("utf-8"))
    return found


def is_whole(places: Places, identity: Mapping[str, Any]) -> bool:
    """Whether an earlier run of the same job has finished and its output is unchanged."""
    if not (places.manifest.exists() and places.output.exists()):
        return False
    found = read_manifest(places)
    same = found.get("identity") == dict(identity)
    return bool(same and found["output"]["sha256"] == digest_of(places.output))
