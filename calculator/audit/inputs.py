"""输入的差异: months, index, balance, early years and local items taken otherwise by the agency.

The printed value where the sheet shows one; otherwise the value that gives the printed amounts, in the
coarsest steps that fit.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from calculator.audit.basis import ONE_MONTH, Basis, figures_of
from calculator.audit.changes import READING, Change, Family, Inquiry, fitting
from rules.estimation import NO_EXTRAS
from rules.quantities import INDEX_ONE, YEAR_UNITS, Fen, Months

__all__ = ["INPUTS"]

_FOUR_DECIMALS = INDEX_ONE // 10**4
_SIX_DECIMALS = INDEX_ONE // 10**6
_HUNDREDTH = YEAR_UNITS // 100
_HIGHEST_INDEX = 5 * INDEX_ONE
_MOST_MONTHS = 720
_LONGEST = 50 * YEAR_UNITS
_LARGEST_BALANCE = 10**10
_LARGEST_ITEM = 10**7


class _Quantity(NamedTuple):
    """An input that is a number: the line it is printed in, and the lines it can be told from.

    `steps` are the units tried, coarse to fine; `is_free` says that the last one fits almost anything.
    """

    line: str
    told_by: tuple[str, ...]
    steps: tuple[int, ...]
    most: int
    make: Callable[[Basis, int], Basis]
    is_free: bool = True

    def changes(self, inquiry: Inquiry) -> Iterator[Change]:
        """The change to the printed value, or to the value that fits."""
        ours = inquiry.figures.get(self.line)
        if ours is None or not inquiry.asks(self.line, *self.told_by):
            return
        printed = inquiry.stated(self.line)
        if printed is not None:
            if printed != ours:
                yield self._change(inquiry, ours, (printed, printed), self.steps[0])
            return
        line = inquiry.first_stated((*self.told_by, "total"))
        if line is None:
            return
        for step in self.steps:
            make = partial(self._at, inquiry.basis, step)
            found = fitting(inquiry, line, make, self.most // step)
            if found is not None:
                bounds = (found[0] * step, found[1] * step)
                if not bounds[0] <= ours <= bounds[1]:
                    yield self._change(inquiry, ours, bounds, step)
                return

    def _at(self, basis: Basis, step: int, at: int) -> Basis:
        return self.make(basis, at * step)

    def _change(self, inquiry: Inquiry, ours: int, bounds: tuple[int, int], step: int) -> Change:
        """The change to the middle of the values that fit; its size is counted in steps."""
        low, high = bounds
        new = low if low == high else (low + high) // 2 // step * step
        is_printed = self.line in inquiry.sheet.lines
        return Change(
            kind=self.line,
            line=self.line,
            old=ours,
            new=new,
            size=max(1, abs(new - ours) // step),
            basis=self.make(inquiry.basis, new),
            is_free=self.is_free and step == self.steps[-1] and not is_printed,
            values={"low": low, "high": high},
        )


def _with_months(basis: Basis, months: int) -> Basis:
    return basis._replace(months=Months(months))


def _with_balance(basis: Basis, balance: int) -> Basis:
    return basis._replace(balance=Fen(balance))


def _with_early_index(basis: Basis, index: int) -> Basis:
    return basis._replace(transition=basis.transition._replace(own_index=index))


def _with_early_years(basis: Basis, years: int) -> Basis:
    return basis._replace(transition=basis.transition._replace(years=years))


def _with_items(basis: Basis, amount: int) -> Basis:
    return basis._replace(extras=NO_EXTRAS._replace(flat=amount))


_QUANTITIES = (
    _Quantity("months", ("years", "basic"), (1,), _MOST_MONTHS, _with_months, is_free=False),
    _Quantity(
        "average_index",
        ("indexed_wage", "basic"),
        (_FOUR_DECIMALS, _SIX_DECIMALS),
        _HIGHEST_INDEX,
        Basis.with_index,
    ),
    _Quantity("balance", ("account",), (1,), _LARGEST_BALANCE, _with_balance),
    _Quantity(
        "transition_years",
        ("transitional",),
        (ONE_MONTH, _HUNDREDTH),
        _LONGEST,
        _with_early_years,
        is_free=False,
    ),
    _Quantity(
        "transition_index",
        ("transition_wage", "transitional"),
        (_FOUR_DECIMALS, _SIX_DECIMALS),
        _HIGHEST_INDEX,
        _with_early_index,
    ),
)
_ITEMS = _Quantity("local", (), (1,), _LARGEST_ITEM, _with_items)


def _second_index(inquiry: Inquiry) -> Iterator[Change]:
    """The average index instead of an index of the transitional part's own."""
    basis = inquiry.basis
    if basis.transition.own_index < 0 or not inquiry.asks("transition_index", "transitional"):
        return
    changed = _with_early_index(basis, -1)
    old, new = (figures_of(one).get("transition_index") for one in (basis, changed))
    if new is not None:
        yield Change("second_index", "transition_index", old, new, READING, changed)


def _items(inquiry: Inquiry) -> Iterator[Change]:
    """Local items: printed ones are one thing left out, however large; others are left of the total."""
    if not inquiry.open_lines <= {"local", "total"}:
        return
    for change in _ITEMS.changes(inquiry):
        is_printed = "local" in inquiry.sheet.lines
        yield change._replace(size=READING) if is_printed else change


INPUTS: tuple[Family, ...] = (
    *(quantity.changes for quantity in _QUANTITIES),
    _second_index,
    _items,
)
"""The inputs of an agency that only its records show."""
