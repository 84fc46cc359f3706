"""The rules compiled: the same source, evaluated by Numba on 64-bit integers.

`register` lets the compiler read every rule behind its `@rule` wrapper and the quantities as plain
integers, long products by the 64-bit division of the batch; `settle_compiled` runs the compiled
`settle` on a case. Nothing here knows a rule.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any, NewType, cast

import numpy as np
from numba import njit
from numba.extending import overload

from calculator.batch.compiled.arithmetic import fast_multiply_divide
from rules.career import Column, Schedule, Spell
from rules.estimation import (
    Extras,
    Opening,
    Person,
    Practice,
    Settlement,
    Terms,
    Transition,
    settle,
)
from rules.quantities import multiply_divide
from tests.synthetic import Case

_MODULES = (
    "quantities",
    "month",
    "contribution_base",
    "contribution",
    "contribution_index",
    "individual_account",
    "retirement_age",
    "contribution_period",
    "pension",
    "local_extras",
    "career",
    "ledger",
    "award",
    "estimation",
)


def _source_of(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *_: function


@cache
def register() -> None:
    """Make the rules known to the compiler, once."""
    seen = set()
    for name in _MODULES:
        for value in vars(import_module(f"rules.{name}")).values():
            is_rule = isinstance(value, FunctionType) and value.__module__.startswith("rules")
            if not (is_rule or isinstance(value, NewType)) or value in seen:
                continue
            seen.add(value)
            if is_rule:
                bare = getattr(value, "__wrapped__", value)
                is_long = value is multiply_divide
                overload(value, strict=False)(_source_of(fast_multiply_divide if is_long else bare))
            else:
                overload(value)(lambda value: lambda value: value)


def integers(values: Column | Sequence[int]) -> Any:
    """A column as the compiler likes it."""
    return np.array(values, dtype=np.int64)


@cache
def compiled_settle() -> Callable[..., Any]:
    """The compiled settlement, for spells in rows of integers; compiled when first called."""
    register()

    @njit
    def evaluate(person, rows, opening, transition, schedule, place, terms, practice, extras):  # type: ignore[no-untyped-def]
        spells = [Spell(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]) for r in rows]
        return settle(person, spells, opening, transition, schedule, place, terms, practice, extras)

    return cast("Callable[..., Any]", evaluate)


def _plain(value: Any) -> Any:
    """Sequences of the law as arrays, enum members as the integers they are: one type for all cases."""
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return int(value)


def settle_compiled(case: Case) -> Settlement:
    """The settlement of a case by the compiled rules, as the interpreter would return it."""
    schedule, terms = case.law.schedule, case.law.terms
    found = compiled_settle()(
        Person(*_plain(case.person)),
        np.array(_plain(case.spells), dtype=np.int64).reshape(-1, len(Spell._fields)),
        Opening(*_plain(case.opening)),
        Transition(*_plain(case.transition)),
        Schedule(int(schedule.first), schedule.width, *map(integers, schedule[2:])),
        case.claim_place,
        Terms(terms.first_year, *map(integers, terms[1:6]), *_plain(terms[6:])),
        Practice(*_plain(case.practice)),
        Extras(*_plain(case.extras)),
    )
    return Settlement(*found)
