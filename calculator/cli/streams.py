"""输出: data to stdout, everything else to stderr; neither ever fails on a character."""

import os
import sys
from contextlib import suppress

__all__ = ["ReaderGone", "close_quietly", "prepare", "write", "write_error"]


class ReaderGone(Exception):
    """Nobody reads stdout any more; not an error of ours."""


def prepare() -> None:
    """Make both streams write what their encoding lacks as escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(data: str) -> None:
    """Write data to stdout, ending with a newline. Raises ReaderGone."""
    try:
        sys.stdout.write(data if data.endswith("\n") else data + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def write_error(message: str) -> None:
    """Write a message to stderr."""
    with suppress(BrokenPipeError):
        sys.stderr.write(message.rstrip("\n") + "\n")


def close_quietly() -> None:
    """After the reader of stdout has gone: let nothing complain about it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
