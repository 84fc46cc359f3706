"""内存回收: fewer searches for what is to be forgotten, while very much is made that is kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["rarely_searched"]

_MADE_BETWEEN = 200_000


@contextmanager
def rarely_searched() -> Iterator[None]:
    """Laying out the law makes many objects that stay: searching them again and again takes half the time.

    Circles that are made all the same are found with the next full search: what is left at the end counts
    as old.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _MADE_BETWEEN) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)
