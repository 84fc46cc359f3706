"""文件的摘要: files written from front to back or all at once, with their length and SHA-256."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from calculator.batch.errors import BatchError

__all__ = ["HashedFile", "digest_of", "fingerprint", "write_whole"]

_CHUNK = 1 << 22
_EDGE = 1 << 16


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
