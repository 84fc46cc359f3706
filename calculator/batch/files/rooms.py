"""周转缓冲: memory that is written to again and again, so that it is asked for once."""

from collections.abc import Callable
from io import BytesIO

__all__ = ["Rooms"]


class Rooms:
    """Two buffers: what is in one can be written to a file while the other is filled."""

    def __init__(self) -> None:
        self._free = BytesIO()
        self._taken = BytesIO()

    def content(self, fill: Callable[[BytesIO], int]) -> memoryview:
        """What `fill` has written, so many bytes. It is to be released before this is called twice more."""
        self._free, self._taken = self._taken, self._free
        self._taken.seek(0)
        length = fill(self._taken)
        with self._taken.getbuffer() as room:
            return room[:length]
