"""编译: the rules as the compiler sees them, the same source the interpreter runs.

`register` tells Numba which function stands behind each `@rule` wrapper and that quantities are
integers. A module may offer another layout of the same values for some types of arguments
(`instead`); it never replaces a rule. Compiled code is kept in the user's cache folder.
"""

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from shutil import rmtree
from types import FunctionType
from typing import Any, NewType

from calculator.batch.libraries import needed

__all__ = ["cache_folder", "instead", "is_compiled", "ready", "register"]

Dispatch = Callable[..., Callable[..., Any] | None]
_INLINED = {"forceinline": True, "error_model": "numpy"}
"""Rules are small and pass many numbers on: calls would cost more than they do. None divides by zero."""
_INSTEAD: dict[Callable[..., Any], Dispatch] = {}


def instead(function: Callable[..., Any]) -> Callable[[Dispatch], Dispatch]:
    """Mark what says, from the types of the arguments, which other layout of `function` serves.

    It returns None where the function itself does.
    """

    def mark(dispatch: Dispatch) -> Dispatch:
        _INSTEAD[function] = dispatch
        return dispatch

    return mark


def _sources(function: Callable[..., Any]) -> Callable[..., Any]:
    bare = getattr(function, "__wrapped__", function)

    def source(*types: Any) -> Callable[..., Any]:
        dispatch = _INSTEAD.get(function)
        other = dispatch(*types) if dispatch else None
        return other or bare

    return source


def register(functions: Iterable[Callable[..., Any]]) -> None:
    """Make functions of rules known to the compiler. Raises BatchError without the extra `batch`."""
    overload = needed("numba.extending").overload
    for function in functions:
        overload(function, strict=False, jit_options=_INLINED)(_sources(function))


@cache
def _register_rules() -> None:
    """Make all rules known, once; quantities are the integers they are made from."""
    overload = needed("numba.extending").overload
    values = {
        value: None
        for module in iter_modules(import_module("rules").__path__)
        for value in vars(import_module(f"rules.{module.name}")).values()
        if isinstance(value, (FunctionType, NewType)) and value.__module__.startswith("rules")
    }
    register(value for value in values if isinstance(value, FunctionType))
    for quantity in values:
        if isinstance(quantity, NewType):
            overload(quantity, strict=False)(lambda _: lambda amount: amount)


def cache_folder() -> Path:
    """Where compiled code is kept: one folder for each state of the sources, the newest only."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "linghuo" / f"compiled-{_state_of_sources()[:16]}"


def _state_of_sources() -> str:
    state = sha256(f"{version('numba')} {version('numpy')} {sys.version}".encode())
    folders = (Path(__file__).parent, *map(Path, import_module("rules").__path__))
    for folder in folders:
        for path in sorted(folder.glob("*.py")):
            state.update(path.read_bytes())
    return state.hexdigest()


def ready(*functions: Callable[..., Any]) -> None:
    """Register the rules and `functions` and have compiled code kept in `cache_folder`.

    Folders of older states are removed.
    """
    _register_rules()
    register(functions)
    from numba import config  # noqa: PLC0415 only large files need it

    folder = cache_folder()
    for other in folder.parent.glob("compiled-*"):
        if other != folder:
            rmtree(other, ignore_errors=True)
    setattr(config, "CACHE_DIR", str(folder))  # noqa: B010 the library declares no settings


def is_compiled() -> bool:
    """Whether an earlier run has left compiled code."""
    return any(cache_folder().rglob("*.nbc"))
