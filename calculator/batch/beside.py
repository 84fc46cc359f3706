"""旁边的进程: a second process that works on rows beside this one, where there is a core for it.

It is a fork: the law and all modules are there at once. What comes of the rows is handed on in their
order and is the same with and without it; where it is lost, this process does its rows. It holds none
of this one's files and ends with it, however that ends.
"""

import gc
import os
import signal
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from calculator.cores import usable_cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["worked"]

One = TypeVar("One")
Found = TypeVar("Found")
Work = Callable[[list[One]], Found]

_WORTH_A_PROCESS = 200
"""So many rows take much longer than a process takes to begin."""
_THERE, _HERE = 32, 4
"""Rows in a piece: there the way to and fro is to be worth it, here the other one is not to wait."""
_AHEAD = 50 * _THERE
_PATIENCE_SECONDS = 10.0
"""A process so far behind, and then so slow, is not waited for any longer."""
_THREADS = Path("/proc/self/task")
_FILES = Path("/proc/self/fd")


def worked(
    work: Work[One, Found], rows: Iterator[One], block: int
) -> Generator[tuple[list[One], Found], None, None]:
    """The rows in pieces of at most `block`, in order, and what `work` gives for each piece.

    What `work` raises is raised. What it does beside what it gives may be lost.
    """
    met = list(islice(rows, _WORTH_A_PROCESS))
    rows = chain(met, rows)
    other = _begun(work) if len(met) == _WORTH_A_PROCESS else None
    if other is not None:
        with closing(other):
            yield from _by_two(work, rows, other, min(block, _THERE))
    while piece := list(islice(rows, block)):
        yield piece, work(piece)


def _by_two(
    work: Work[One, Found], rows: Iterator[One], other: "_Other[One, Found]", there: int
) -> Generator[tuple[list[One], Found], None, None]:
    """As long as there are rows, and the other process."""
    while not other.is_lost and (piece := list(islice(rows, there))):
        other.begin(piece)
        ahead: list[tuple[list[One], Found]] = []
        while len(ahead) * _HERE < _AHEAD and not other.is_done():
            if not (own := list(islice(rows, min(there, _HERE)))):
                break
            ahead.append((own, work(own)))
        found = other.result()
        yield piece, work(piece) if found is None else found
        yield from ahead


def _begun(work: Work[One, Found]) -> "_Other[One, Found] | None":
    """Another process, None where there is no core for it, or no safe way to it."""
    if usable_cores() == 1 or not _is_alone():
        return None
    from multiprocessing.connection import Pipe  # noqa: PLC0415 only where it is used

    here, there = Pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = os.fork()
        if process == 0:
            _serve(work, there)
    except OSError:
        here.close()
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
    return _Other(process, here)


def _is_alone() -> bool:
    """Whether this is the only thread: no other can hold what a fork would never be given.

    The system shows a thread for some moments after it has ended.
    """
    for _ in range(10):
        try:
            if len(list(_THREADS.iterdir())) == 1:
                return True
        except OSError:
            return False
        time.sleep(0.001)
    return False


def _serve(work: Work[Any, Any], asked: "Connection[Any, Any]") -> None:
    """The other process: until nobody asks any more. What fails here is met again by who asked.

    An interruption is for who asked; it stays held back here.
    """
    try:
        gc.freeze()
        _let_go_of_files(asked.fileno())
        while True:
            asked.send(work(asked.recv()))
    finally:
        os._exit(0)


def _let_go_of_files(but: int) -> None:
    """The lock and the output are the other one's alone."""
    nothing = os.open(os.devnull, os.O_RDWR)
    standard = (0, 1, 2)
    for descriptor in standard:
        os.dup2(nothing, descriptor)
    for file in list(_FILES.iterdir()):
        if int(file.name) not in (*standard, but):
            with suppress(OSError):
                os.close(int(file.name))


class _Other(Generic[One, Found]):
    """The other process, as this one sees it: one piece at a time."""

    def __init__(self, process: int, connection: "Connection[Any, Any]") -> None:
        self._process = process
        self._connection = connection
        self.is_lost = False

    def begin(self, piece: list[One]) -> None:
        """Have a piece worked on."""
        try:
            self._connection.send(piece)
        except OSError:
            self.is_lost = True

    def is_done(self) -> bool:
        """Whether the piece is waited for no longer."""
        return self.is_lost or self._connection.poll()

    def result(self) -> Found | None:
        """What came of the piece, None where the process is lost."""
        try:
            if not self.is_lost and self._connection.poll(_PATIENCE_SECONDS):
                found: Found = self._connection.recv()
                return found
        except (EOFError, OSError):
            pass
        self.is_lost = True
        return None

    def close(self) -> None:
        """Nothing is worked on any more."""
        self._connection.close()
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
