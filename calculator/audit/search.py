"""查找: which change, or which two together, make the computation give what the sheet shows.

Single changes first, then pairs; fewer changes come before more, then small before large. What fits to
the fen comes before what fits within the tolerance. Where nothing fits, the most that can be explained
is, and the lines left over are named.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from calculator.audit.bases import BASES
from calculator.audit.basis import Basis
from calculator.audit.changes import Change, Family, Inquiry, Lives
from calculator.audit.divisors import DIVISORS
from calculator.audit.inputs import INPUTS
from calculator.audit.lives import LIVES
from calculator.audit.readings import READINGS
from calculator.audit.sheet import Sheet
from rules.law import Law

__all__ = ["Explanation", "explanations", "partial_explanation"]

_SHEET: tuple[Family, ...] = (*INPUTS, *DIVISORS, *BASES, *READINGS)
_MOST_STEPS = 4


class Explanation(NamedTuple):
    """Changes in the order they are made, the basis they lead to, the lines that stay open."""

    changes: tuple[Change, ...]
    basis: Basis
    open_lines: frozenset[str]

    def key(self, tolerance: int) -> tuple[int, ...]:
        """The order: fewer changes; those that would not fit anything; the place's own reading; what fits
        exactly; small changes.
        """
        free, sizes, ranks = (
            sum(column)
            for column in zip(*((c.is_free, c.size, c.rank) for c in self.changes), strict=True)
        )
        return (len(self.changes), free, min(sizes, 1), 0 if free else tolerance, sizes, ranks)


def explanations(
    basis: Basis, sheet: Sheet, law: Law, lives: Lives | None = None
) -> tuple[Explanation, ...]:
    """Every single change that explains all lines, else every pair; the likeliest first.

    `lives` keeps what was settled for a search that goes on.

    What fits exactly comes before what fits within the tolerance, among changes that are equally free.
    """
    lives = {} if lives is None else lives
    for depth in (_singles, _pairs):
        found: list[tuple[tuple[int, ...], Explanation]] = []
        for tolerance in dict.fromkeys((0, int(sheet.tolerance))):
            inquiry = Inquiry(basis=basis, sheet=sheet, law=law, tolerance=tolerance, lives=lives)
            found += [(one.key(tolerance), one) for one in depth(inquiry) if not one.open_lines]
        if found:
            found.sort(key=lambda pair: pair[0])
            return tuple(_distinct(one for _, one in found))
    return ()


def _changes(inquiry: Inquiry) -> Iterator[Change]:
    """Other readings of the life as long as none of the sheet has been made, then those of the sheet."""
    for family in LIVES if inquiry.basis.is_life else ():
        yield from family(inquiry)
    for family in _SHEET:
        for change in family(inquiry):
            yield change._replace(basis=change.basis._replace(is_life=False))


def _singles(inquiry: Inquiry) -> Iterator[Explanation]:
    for change in _changes(inquiry):
        yield Explanation((change,), change.basis, inquiry.left_open(change.basis))


def _pairs(inquiry: Inquiry) -> Iterator[Explanation]:
    """A first change that gives a line at least, and a second one that gives the rest."""
    before = inquiry.open_lines
    for first in _changes(inquiry):
        open_lines = inquiry.left_open(first.basis)
        if not before - open_lines and not _is_aside(first):
            continue
        for second in _changes(inquiry.beside(first.basis)):
            if second.line != first.line:
                left = inquiry.left_open(second.basis)
                yield Explanation((first, second), second.basis, left)


def _is_aside(change: Change) -> bool:
    """Whether a change is one step aside, which may need a second one before any line fits."""
    return change.size == 1


def partial_explanation(
    basis: Basis, sheet: Sheet, law: Law, lives: Lives | None = None
) -> Explanation:
    """The changes that explain most, one after the other, each giving at least one line more."""
    inquiry = Inquiry(
        basis=basis,
        sheet=sheet,
        law=law,
        tolerance=int(sheet.tolerance),
        lives={} if lives is None else lives,
    )
    reached = Explanation((), basis, inquiry.left_open(basis))
    for _ in range(_MOST_STEPS):
        step = _best_step(inquiry.at(reached.basis), reached)
        if step is None:
            break
        reached = step
    return reached


def _best_step(inquiry: Inquiry, reached: Explanation) -> Explanation | None:
    steps = [
        Explanation((*reached.changes, change), change.basis, inquiry.left_open(change.basis))
        for change in _changes(inquiry)
    ]
    better = [step for step in steps if len(step.open_lines) < len(reached.open_lines)]
    return min(better, key=lambda step: (len(step.open_lines), step.key(0)), default=None)


def _distinct(found: Iterable[Explanation]) -> Iterator[Explanation]:
    """Each way once; a fitted value is no other way where it bounds a value that is told already."""
    seen: set[tuple[tuple[str, str, str], ...]] = set()
    told: list[Change] = []
    for one in found:
        way = tuple(sorted(_way(change) for change in one.changes))
        if way in seen or any(_bounds(change, told) for change in one.changes):
            continue
        seen.add(way)
        told += [change for change in one.changes if not change.is_free]
        yield one


def _way(change: Change) -> tuple[str, str, str]:
    value = "" if change.is_free else f"{change.new} {change.values.get('reading', '')}"
    return (change.kind, change.line, value)


def _bounds(change: Change, told: Sequence[Change]) -> bool:
    """Whether a fitted value leaves room for a value of the same line that was told before."""
    if not change.is_free:
        return False
    low, high = change.values["low"], change.values["high"]
    return any(other.line == change.line and low <= other.new <= high for other in told)
