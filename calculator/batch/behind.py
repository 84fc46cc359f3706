"""先后: what is worked on, written and put on the disk, at the same time and in the same order."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

__all__ = ["OneAtATime", "ahead"]

One = TypeVar("One")


class OneAtATime:
    """Does one thing after another in a thread of its own; what fails is raised by the next call."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._doing: Future[None] | None = None

    def do(self, act: Callable[[], None]) -> None:
        """Begin one when the last one is done."""
        self.wait()
        self._doing = self._pool.submit(act)

    def wait(self) -> None:
        """Until the last one is done."""
        doing, self._doing = self._doing, None
        if doing is not None:
            doing.result()

    def end(self) -> None:
        """Nothing is being done any more, whatever came of the last one."""
        self._pool.shutdown()


def ahead(made: Generator[One, None, None]) -> Generator[One, None, None]:
    """The same in the same order, the next one being made in a thread of its own while this one is used.

    Nothing is being made any more when this has ended or was closed.
    """
    with closing(made), ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, made, None)
        while (found := coming.result()) is not None:
            coming = pool.submit(next, made, None)
            yield found
