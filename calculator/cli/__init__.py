"""命令行: the command `linghuo`.

`main` runs one command and returns its exit code: 0 done, 1 some rows failed or data are at fault,
2 wrong use or input, 3 the law has no value for what was asked. Data go to stdout, all else to
stderr. Commands are imported when they are called.
"""

import gc
import sys
from collections.abc import Sequence

__all__ = ["main"]

_OBJECTS_BEFORE_A_COLLECTION = 50_000
"""What is loaded stays until the process ends: looking for garbage in it costs a tenth of a short call."""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line with `args` (those of the process when None) and return the exit code."""
    if args is None:
        gc.set_threshold(_OBJECTS_BEFORE_A_COLLECTION)
    from calculator.cli.running import run  # noqa: PLC0415 the package imports nothing by itself

    code = run(list(sys.argv[1:] if args is None else args))
    if args is None:
        gc.freeze()
    return code
