"""读不了的文件: whatever a library raises over a broken file, its panics included, said as a BatchError."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calculator.batch.errors import BatchError

__all__ = ["broken_as"]

_LONGEST = 120


@contextmanager
def broken_as(code: str, path: Path) -> Iterator[None]:
    """Turn errors of a reader into the BatchError of a code.

    Readers written in Rust panic with what is no Exception; being told to stop stays what it is.
    """
    try:
        yield
    except (BatchError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 readers raise errors of many kinds
        lines = str(error).splitlines() or [type(error).__name__]
        raise BatchError(code, file=path.name, reason=lines[0][:_LONGEST]) from None
