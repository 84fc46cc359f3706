"""所需的库: optional libraries of the extras `batch` and `dask`, loaded where they are needed."""

from importlib import import_module
from typing import Any

from calculator.batch.errors import BatchError

__all__ = ["needed", "polars"]


def needed(module: str, extra: str = "batch") -> Any:
    """An optional library. Raises BatchError, naming the extra, where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise BatchError("missing_extra", extra=extra) from None


def polars() -> Any:
    """The polars library. Raises BatchError where it is not installed."""
    return needed("polars")
