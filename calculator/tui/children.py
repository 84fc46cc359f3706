"""子进程: how another process of this program is begun: the same interpreter, the same modules.

A folder named like a package of ours where the program is started is not taken for it.
"""

import os
import sys

__all__ = ["environment_of_modules", "module_command"]


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module. Raises OSError where there is no interpreter to run it."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError("no interpreter to begin")
    return [sys.executable, "-P", "-m", module, *arguments]


def environment_of_modules() -> dict[str, str]:
    """What has the modules found where this process finds them."""
    return {"PYTHONPATH": os.pathsep.join(path or str(os.curdir) for path in sys.path)}
