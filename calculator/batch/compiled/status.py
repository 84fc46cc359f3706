"""数据状态: the worst status among the values a person's figures rest on."""

# ruff: noqa: ANN001, ANN201, ANN202  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,arg-type,call-overload"

from numba.extending import register_jitable

from rules.law import Status
from rules.month import year_of

__all__ = ["STATUSES", "flag_of", "worst_status"]

STATUSES = (Status.PUBLISHED, Status.PROVISIONAL, Status.PROJECTED)
_PROJECTED_BIT = 20


def flag_of(status: Status) -> int:
    """What a value adds to a running count: a projected one more than all provisional ones."""
    return (0, 1, 1 << _PROJECTED_BIT)[STATUSES.index(status)]


@register_jitable(forceinline=True)
def _worst(flags, first, last):
    """The worst from position `first` to `last` of a running count, by its position in STATUSES."""
    found = flags[last + 1] - flags[first]
    if found >> _PROJECTED_BIT > 0:
        return 2
    return 1 if found > 0 else 0


@register_jitable(forceinline=True)
def _of_months(b, leaf, first, last):
    if last < first:
        return 0
    runs = b.run_of[leaf]
    return _worst(b.run_status[leaf], runs[first - b.first], runs[last - b.first])


@register_jitable(forceinline=True)
def _of_rates(b, leaf, first_year, retirement_year):
    if retirement_year < first_year:
        return 0
    row = b.rates_of[leaf, retirement_year - b.first_year]
    return _worst(b.rate_status[row], first_year - b.first_year, retirement_year - b.first_year)


@register_jitable(forceinline=True)
def worst_status(b, w, first, last, stated, retirement):
    """Of today, the months laid out, the rates credited, the bases, and of a balance built up.

    `first` and `last` are the months laid out, `stated` is the month of an opening, 0 for none.
    """
    leaf, year = w.leaf, year_of(retirement)
    worst = max(b.base_status[leaf, year - b.first_year], _of_months(b, leaf, w.today, w.today))
    worst = max(worst, _of_months(b, leaf, first, last))
    ledger_from = year_of(stated + 1) if stated > 0 else year_of(first)
    if stated > 0 or first <= last:
        worst = max(worst, _of_rates(b, leaf, ledger_from, year))
    begin = w.last_paid - w.paid + 1
    if stated > 0 and w.balance < 0 and w.paid > 0 and begin <= stated:
        worst = max(worst, _of_months(b, leaf, begin, min(stated, w.last_paid)))
        worst = max(worst, _of_rates(b, leaf, year_of(begin), year_of(stated)))
    return worst
