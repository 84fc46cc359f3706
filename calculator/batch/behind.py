"""先后: what is worked on, written and put on the disk, at the same time and in the same order."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

__all__ = ["OneAtATime", "one_behind"]

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


def one_behind(keep: Callable[[One], None], made: Iterator[One]) -> None:
    """Keep each of `made` in order, while the next one is being made.

    Nothing is kept any more when this returns or raises.
    """
    keeping = OneAtATime()
    try:
        for one in made:
            keeping.do(partial(keep, one))
        keeping.wait()
    finally:
        keeping.end()
