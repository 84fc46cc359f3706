"""计发月数的差异: payment months by whole age instead of by month, or of another age."""

from collections.abc import Iterator

from calculator.audit.changes import READING, Change, Family, Inquiry
from calculator.audit.readings import readings_of
from calculator.law_at_claim import divisor_at

__all__ = ["DIVISORS"]

_FIELD = "divisor_rule"
_AGES = 36


def _by_rule(inquiry: Inquiry) -> Iterator[Change]:
    """The other way of taking payment months at an age that is not whole."""
    basis = inquiry.basis
    if not _is_asked(inquiry) or not basis.age:
        return
    ours, own = basis.payment_months, inquiry.law.practice(basis.region.code)
    for reading, rank in readings_of(_FIELD, own):
        ruled = basis.with_local(divisor_rule=reading)
        found = divisor_at(basis.age, basis.retirement, ruled.local, inquiry.law)
        if reading != basis.local.divisor_rule and found != ours:
            yield Change(
                "practice",
                "payment_months",
                ours,
                found,
                READING if rank else 0,
                ruled._replace(payment_months=found),
                rank,
                values={"field": _FIELD, "reading": reading, "instead": basis.local.divisor_rule},
            )


def _by_age(inquiry: Inquiry) -> Iterator[Change]:
    """The payment months of the printed age, or of an age some months off."""
    basis = inquiry.basis
    if not basis.age or not _is_asked(inquiry):
        return
    printed = inquiry.stated("age")
    offs = [printed - basis.age] if printed is not None else _offs()
    seen = {basis.payment_months} if printed is None else set()
    for off in offs:
        age = basis.age + off
        found = divisor_at(age, basis.retirement, basis.local, inquiry.law)
        if not off or found in seen:
            continue
        seen.add(found)
        changed = basis._replace(payment_months=found, age=age)
        ours = basis.payment_months
        values = {"age": age, "instead": basis.age}
        yield Change("age", "payment_months", ours, found, abs(off), changed, 1, values=values)


def _offs() -> list[int]:
    return sorted(range(-_AGES, _AGES + 1), key=lambda off: (abs(off), off))


def _printed(inquiry: Inquiry) -> Iterator[Change]:
    """Payment months that belong to no age near by."""
    basis, printed = inquiry.basis, inquiry.stated("payment_months")
    ours = basis.payment_months
    if printed is not None and printed != ours and _is_asked(inquiry):
        changed = basis._replace(payment_months=printed)
        size = abs(printed - ours)
        yield Change("divisor", "payment_months", ours, printed, size, changed, 2)


def _is_asked(inquiry: Inquiry) -> bool:
    known = "account" in inquiry.basis.known and inquiry.basis.retirement
    return bool(known) and inquiry.asks("age", "payment_months", "account")


DIVISORS: tuple[Family, ...] = (_by_rule, _by_age, _printed)
"""The ways payment months may be others."""
