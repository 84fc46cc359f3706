"""先后: what is worked on and what is written, at the same time and in the same order."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["one_behind"]

One = TypeVar("One")


def one_behind(keep: Callable[[One], None], made: Iterator[One]) -> None:
    """Keep each of `made` in order, while the next one is being made.

    Nothing is kept any more when this returns or raises.
    """
    with ThreadPoolExecutor(1) as pool:
        kept: Future[None] | None = None
        for one in made:
            if kept is not None:
                kept.result()
            kept = pool.submit(keep, one)
        if kept is not None:
            kept.result()
