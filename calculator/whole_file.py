"""完整写入: a file that is whole or not there.

It is written beside its place and moved there when it is complete, so that neither an error nor a kill
leaves half of it.
"""

import errno
import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]

_LONGEST_NAME = 40


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or leave what was there. Raises OSError or ValueError where that cannot be."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, beside = tempfile.mkstemp(prefix=f".{path.name[:_LONGEST_NAME]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_mask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mask() -> int:
    """The permissions this process takes away from new files."""
    current = os.umask(0)
    os.umask(current)
    return current
