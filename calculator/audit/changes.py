"""改动: one thing an agency may have taken otherwise, and the basis it leads to.

A change has a size, counted in the smallest steps of its own kind: a month, a year of the base, another
reading of local practice, a ten-thousandth of an index, a fen of a balance. Small changes are likelier
than large ones, and a coarse step that fits to the fen is no accident.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from calculator.audit.basis import Basis, figures_of
from calculator.audit.lines import BY_NAME
from calculator.audit.sheet import Sheet
from calculator.scenario.model import Scenario
from rules.law import Law

__all__ = ["READING", "Change", "Family", "Inquiry", "Lives", "fitting"]

READING = 1
"""The size of another reading, another role, another place: one step aside."""


class Change(NamedTuple):
    """One change. `kind` names its sentence, `line` the input it is about, `old` and `new` its values.

    `rank` orders changes of one size: what the law data of the place says comes before what other
    places do. A change `is_free` when its value is fine enough to fit anything. `values` are other words
    of the sentence; `low` and `high` among them bound a value that amounts alone cannot tell exactly.
    """

    kind: str
    line: str
    old: Any
    new: Any
    size: int
    basis: Basis
    rank: int = 0
    is_free: bool = False
    values: Mapping[str, Any] = MappingProxyType({})


Lives = dict[Scenario, Basis | None]
"""The bases of lives that were settled; None for a scenario that does not settle."""


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What changes are looked for: the basis so far, the sheet, the law and what money may be off by.

    `lives` are those settled so far: two changes lead to the same life in either order, and what fits is
    looked for more than once. `is_second` tells
    the search beside another change, which looks less far.
    """

    basis: Basis
    sheet: Sheet
    law: Law
    tolerance: int
    lives: Lives = field(default_factory=dict)
    is_second: bool = False

    @cached_property
    def figures(self) -> Mapping[str, int]:
        """The lines of the basis."""
        return figures_of(self.basis)

    @cached_property
    def open_lines(self) -> frozenset[str]:
        """The lines of the sheet that the basis does not give."""
        return self.sheet.differing(self.figures, self.tolerance)

    def left_open(self, basis: Basis) -> frozenset[str]:
        """The lines of the sheet that another basis does not give."""
        return self.sheet.differing(figures_of(basis), self.tolerance)

    def stated(self, line: str) -> int | None:
        """The printed value of a line."""
        found = self.sheet.lines.get(line)
        return None if found is None else found.value

    def first_stated(self, lines: tuple[str, ...]) -> str | None:
        """The first of some lines that is printed and known."""
        known = self.figures
        return next((name for name in lines if name in self.sheet.lines and name in known), None)

    def asks(self, *lines: str) -> bool:
        """Whether one of some lines is open, or none of them is printed and the total is open."""
        if any(line in self.open_lines for line in lines):
            return True
        return self.first_stated(lines) is None and "total" in self.open_lines

    def at(self, basis: Basis) -> "Inquiry":
        """The same after a change."""
        return replace(self, basis=basis)

    def beside(self, basis: Basis) -> "Inquiry":
        """The same for a second change beside the one that led to a basis."""
        return replace(self, basis=basis, is_second=True)


Family = Callable[[Inquiry], Iterator[Change]]
"""Looks for changes of one kind."""


def fitting(
    inquiry: Inquiry, line: str, make: Callable[[int], Basis], most: int
) -> tuple[int, int] | None:
    """The first and the last step up to `most` whose basis gives the printed value of `line`.

    None where none does. The line must not fall as the step rises.
    """
    tolerance = inquiry.tolerance if BY_NAME[line].is_money else 0
    least, greatest = inquiry.sheet.lines[line].bounds(tolerance)

    def value(step: int) -> int:
        return figures_of(make(step))[line]

    low = _first(lambda step: value(step) >= least, 0, most)
    if low is None or value(low) > greatest:
        return None
    reach = 1
    while low + reach <= most and value(low + reach) <= greatest:
        reach *= 2
    beyond = _first(lambda step: value(step) > greatest, low + reach // 2, min(low + reach, most))
    return low, most if beyond is None else beyond - 1


def _first(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The first step from `low` to `high` from which `holds` is true, None where it never is."""
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
