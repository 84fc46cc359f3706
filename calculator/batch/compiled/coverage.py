"""谁可编译: which persons the compiled rules stand in for; the others go to the interpreter.

A person is covered when every check of a scenario holds and every value that would be read is known for
sure. The numbers the checks compare with are theirs.
"""

# ruff: noqa: ANN001, ANN201  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from numba.extending import register_jitable

from calculator.batch.compiled.persons import UNSURE, person_of_who
from calculator.scenario.base_checks import HIGHEST_INDEX
from calculator.scenario.plan_checks import AGES
from calculator.scenario.situation import SIXTEEN
from rules.estimation import retirement_dates
from rules.month import MONTHS_PER_YEAR, year_of
from rules.quantities import FEN_PER_YUAN, INDEX_ONE
from rules.retirement_age import Retire

__all__ = ["AHEAD", "first_laid_out", "is_covered", "is_stated", "is_sure"]

AHEAD = 600
"""Months from today on that a leaf covers; nobody who is sixteen retires later."""
_IN_MONTH = int(Retire.IN_MONTH)
_YOUNGEST, _OLDEST = AGES
_MOST_INDEX = HIGHEST_INDEX * INDEX_ONE
_MOST_BALANCE = 30_000_000 * FEN_PER_YUAN
"""Over 50 years at `rates.HIGHEST_RATE` the interest on it, by either method, stays within 64 bits."""
_OLDEST_STATEMENT = 2 * MONTHS_PER_YEAR


@register_jitable(forceinline=True)
def is_sure(p, i):
    """Whether every number of a person was read."""
    own = min(p.amount[i], p.paid[i], p.balance[i], p.balance_month[i], p.average_index[i])
    return p.template[i] >= 0 and p.birth[i] >= 0 and own > UNSURE and p.retire[i] != UNSURE


@register_jitable(forceinline=True)
def is_stated(w):
    """Whether a statement stands for the past, or an index that makes one necessary."""
    return w.balance >= 0 or w.average_index >= 0


@register_jitable(forceinline=True)
def first_laid_out(w):
    """The first month laid out: of the past that no statement covers, else today."""
    begin = w.last_paid - w.paid + 1 if w.paid > 0 else w.today
    return min(max(begin, w.balance_month + 1), w.today) if is_stated(w) else begin


@register_jitable(forceinline=True)
def is_covered(b, w, gives_month):
    """Whether the compiled rules stand in for a person; `gives_month`: of a statement, by themselves."""
    _, statutory, earliest, retirement = retirement_dates(person_of_who(w))
    year = year_of(retirement) - b.first_year
    begin = w.last_paid - w.paid + 1
    row = b.rates_of[w.leaf, year] if 0 < year < b.bases.shape[2] else -1
    if row < 0 or begin < b.first:
        return False
    month, stated, first = w.balance_month, is_stated(w), first_laid_out(w)
    known = b.known_from[w.leaf]
    # A balance that is not stated is built up from the first month paid.
    from_month = begin if w.balance < 0 and w.paid > 0 else first
    account = min(month + 1, from_month) if stated else from_month
    age = retirement - w.birth
    return (
        w.birth + SIXTEEN <= min(w.today, begin - w.deemed)
        and from_month >= known
        and w.today >= known
        and year_of(account) - b.first_year >= b.rates_from[row]
        and min(b.bases[w.leaf, 0, year], b.bases[w.leaf, 1, year], b.bases[w.leaf, 2, year]) > 0
        and w.today <= retirement <= w.today + AHEAD - MONTHS_PER_YEAR
        and earliest <= retirement <= statutory
        and (w.retire != _IN_MONTH or _YOUNGEST <= age <= _OLDEST)
        and (not stated or month <= min(w.today, retirement))
        and month >= w.today - _OLDEST_STATEMENT
        and (w.balance >= 0 or not gives_month)
        and w.until >= w.today - 1
        and w.average_index != 0
        and w.average_index <= _MOST_INDEX
        and w.balance <= _MOST_BALANCE
        and w.lowest <= w.amount <= w.highest
    )
