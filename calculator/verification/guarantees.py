"""保证: what property tests hold for every input they try, each with the tests that hold it.

The words stand in the catalogs under `guarantee.<id>`. Tests are named by file and function; they are
run with the project, not by a user's installation.
"""

import tomllib
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Guarantee", "guarantees"]


class Guarantee(NamedTuple):
    """One guarantee: its id, and the tests that hold it."""

    id: str
    tests: tuple[str, ...]


def guarantees() -> tuple[Guarantee, ...]:
    """All of them, in the order of the file."""
    source = (files("calculator.verification") / "guarantees.toml").read_text(encoding="utf-8")
    return tuple(Guarantee(name, tuple(e["tests"])) for name, e in tomllib.loads(source).items())
