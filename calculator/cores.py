"""处理器: how many cores this process may use."""

import os

__all__ = ["usable_cores"]


def usable_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
