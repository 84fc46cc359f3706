"""续跑与清单: what a killed run needs to go on, and what a whole one leaves behind.

While a run goes on, its output stands under a temporary name beside a journal of the last point that
is safely on the disk; whole files take their names at the end, the manifest last.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from calculator.batch.errors import BatchError

__all__ = ["FORMAT", "HashedFile", "Journal", "Places", "digest_of", "fingerprint", "places_of"]

FORMAT = 1
_CHUNK = 1 << 22
_EDGE = 1 << 16


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a run."""

    output: Path
    rejects: Path
    manifest: Path
    journal: Path

    @property
    def partial(self) -> Path:
        """The output while it is not whole."""
        return self.output.with_name(self.output.name + ".partial")

    @property
    def partial_rejects(self) -> Path:
        """The rejects while they are not whole."""
        return self.rejects.with_name(self.rejects.name + ".partial")


def places_of(output: Path, rejects: Path | None) -> Places:
    """The files of a run that writes `output`."""
    return Places(
        output,
        rejects or output.with_name(f"{output.stem}.rejects.csv"),
        output.with_name(output.name + ".manifest.json"),
        output.with_name(output.name + ".progress.json"),
    )


class HashedFile:
    """A file that is written from front to back and knows its length and SHA-256.

    Opened at `start`, what stood beyond is cut off. Raises BatchError when the disk refuses.
    """

    def __init__(self, path: Path, start: int = 0) -> None:
        self.path = path
        self._hash = hashlib.sha256()
        self.written = start
        with _refusals(path):
            if start and (not path.exists() or path.stat().st_size < start):
                raise BatchError("resume_damaged", file=path.name)
            self._file: BinaryIO = path.open("r+b" if start else "w+b")
            if start:
                for chunk in _first(self._file, start):
                    self._hash.update(chunk)
                self._file.truncate(start)
                self._file.seek(start)

    def write(self, content: bytes | memoryview) -> None:
        """Add bytes."""
        with _refusals(self.path):
            self._file.write(content)
        self._hash.update(content)
        self.written += len(content)

    def position(self) -> int:
        """The bytes written, all of them on the disk."""
        with _refusals(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
        return self.written

    def close(self) -> None:
        """Put everything on the disk and close."""
        self.position()
        self._file.close()

    def abandon(self) -> None:
        """Close without a promise that anything is on the disk."""
        with suppress(OSError):
            self._file.close()

    def summary(self) -> dict[str, Any]:
        """Size and digest, for the manifest."""
        return {"bytes": self.written, "sha256": self._hash.hexdigest()}


class _refusals:  # noqa: N801 reads as a word at the place of use
    """What the operating system refuses, as a named error."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise BatchError("cannot_write", file=str(self.path), reason=reason) from None


def _first(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        length -= len(chunk)
        yield chunk


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def fingerprint(path: Path) -> str:
    """Size and both ends of a file: enough to see at once that it is another one."""
    size = path.stat().st_size
    found = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        found.update(file.read(_EDGE))
        file.seek(max(0, size - _EDGE))
        found.update(file.read(_EDGE))
    return found.hexdigest()


class Journal:
    """The last safe point of a run. `identity` is what must be the same to go on."""

    def __init__(self, path: Path, identity: Mapping[str, Any]) -> None:
        self.path = path
        self.identity = dict(identity)

    def read(self) -> dict[str, Any] | None:
        """The state to go on from, None where there is none. Raises BatchError for another run's."""
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise BatchError("resume_damaged", file=self.path.name) from None
        theirs = found.get("identity", {})
        changed = [name for name, ours in self.identity.items() if theirs.get(name) != ours]
        if changed:
            raise BatchError("resume_changed", changed=tuple(changed))
        state: dict[str, Any] = found["state"]
        return state

    def write(self, state: Mapping[str, Any]) -> None:
        """Replace the last safe point, at once or not at all."""
        write_whole(self.path, {"format": FORMAT, "identity": self.identity, "state": state})

    def remove(self) -> None:
        """The run is over."""
        with suppress(FileNotFoundError):
            self.path.unlink()


def write_whole(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON so that a reader sees the old file or the new one, never part of it."""
    temporary = path.with_name(path.name + ".new")
    with _refusals(path):
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)


def today_of(path: Path) -> str | None:
    """The month an interrupted run was made in, None where there is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    stated = found.get("identity", {}).get("today")
    return stated if isinstance(stated, str) else None
