"""输出: data to stdout, everything else to stderr; neither ever fails on a character.

What a terminal would obey and not show is written as the escape by which JSON writes it.
"""

import os
import sys
from contextlib import suppress
from shutil import get_terminal_size

from calculator.harmless import escaped

__all__ = [
    "CannotWrite",
    "ReaderGone",
    "close_quietly",
    "prepare",
    "table_width",
    "width",
    "write",
    "write_error",
]

_WIDEST, _NARROWEST = 80, 40
_WIDEST_TABLE = 160


class ReaderGone(Exception):
    """Nobody reads stdout any more; not an error of ours."""


class CannotWrite(Exception):
    """Stdout takes no more, a full disk for one; not an error of ours."""


def width() -> int:
    """The cells of a line: those of a terminal narrower than 80, else 80."""
    if not sys.stdout.isatty():
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST, get_terminal_size().columns))


def table_width() -> int:
    """The cells of a line of a table, which may use a wide terminal."""
    if not sys.stdout.isatty():
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST_TABLE, get_terminal_size().columns))


def prepare() -> None:
    """Make both streams write what their encoding lacks as escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(data: str) -> None:
    """Write data to stdout, ending with a newline. Raises ReaderGone and CannotWrite."""
    try:
        sys.stdout.write(escaped(data if data.endswith("\n") else data + "\n"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        raise CannotWrite(error.strerror or type(error).__name__) from None


def write_error(message: str) -> None:
    """Write a message to stderr."""
    with suppress(BrokenPipeError):
        sys.stderr.write(escaped(message.rstrip("\n") + "\n"))


def close_quietly() -> None:
    """After stdout has failed: let nothing complain about it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
