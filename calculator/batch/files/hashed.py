"""文件的摘要: files written from front to back or all at once, with their length and SHA-256."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from calculator.batch.errors import BatchError

__all__ = ["HashedFile", "Position", "digest_of", "refusals", "settle", "write_whole"]

_CHUNK = 1 << 22
_PIECE = 1 << 20


Position = Mapping[str, Any]
"""What a file has so far: its bytes and their SHA-256."""


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """What the operating system refuses, as a named error."""
    try:
        yield
    except OSError as error:
        if not path.parent.is_dir():
            raise BatchError("no_output_folder", folder=str(path.parent)) from None
        reason = error.strerror or str(error)
        raise BatchError("cannot_write", file=str(path), reason=reason) from None


class HashedFile:
    """A file that is written from front to back and knows its length and SHA-256.

    Gone on with from a position, what stood beyond is cut off. Raises BatchError when the disk
    refuses or what stands before the position is not what was written.
    """

    def __init__(self, path: Path, begun: Position | None = None) -> None:
        self.path = path
        self._hash = hashlib.sha256()
        self.written = 0
        with refusals(path):
            if begun is not None and not path.exists():
                raise BatchError("resume_damaged", file=path.name)
            self._file: BinaryIO = path.open("r+b" if begun else "w+b")
            if begun is not None:
                self._go_on(begun)

    def _go_on(self, begun: Position) -> None:
        for chunk in _first(self._file, begun["bytes"]):
            self._hash.update(chunk)
            self.written += len(chunk)
        if self.summary() != dict(begun):
            self._file.close()
            raise BatchError("resume_damaged", file=self.path.name)
        self._file.truncate(self.written)
        self._file.seek(self.written)

    def write(self, content: bytes | memoryview) -> None:
        """Add bytes, piece by piece: many at once are written ten times as slowly by some systems."""
        for piece in _pieces(memoryview(content)):
            with refusals(self.path):
                self._file.write(piece)
            self._hash.update(piece)
            self.written += len(piece)

    def position(self) -> Position:
        """What has been written, to go on from once it is held."""
        with refusals(self.path):
            self._file.flush()
        return self.summary()

    def hold(self) -> None:
        """Have everything up to the last position on the disk; more may be written meanwhile."""
        with refusals(self.path):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Put everything on the disk and close."""
        self.position()
        self.hold()
        self._file.close()

    def abandon(self) -> None:
        """Close without a promise that anything is on the disk."""
        with suppress(OSError):
            self._file.close()

    def summary(self) -> dict[str, Any]:
        """Size and digest."""
        return {"bytes": self.written, "sha256": self._hash.hexdigest()}


def _pieces(content: memoryview) -> Iterator[memoryview]:
    for at in range(0, len(content), _PIECE):
        with content[at : at + _PIECE] as piece:
            yield piece


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


def write_whole(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON so that a reader sees the old file or the new one, never part of it."""
    temporary = path.with_name(path.name + ".new")
    with refusals(path):
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)


def settle(*folders: Path) -> None:
    """Have the names in these folders on the disk, where the system can promise it."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
