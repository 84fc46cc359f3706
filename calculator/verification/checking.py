"""逐案核对: every case of a file through the rules, and its values beside the expected ones."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from calculator.verification.ages import divisors, minimum_period, retirement_age
from calculator.verification.answer import Answer, CannotCheck, Quantity
from calculator.verification.lives import account, accumulation
from calculator.verification.payments import contribution, indices, payback, resident
from calculator.verification.report import Finding, Report
from calculator.verification.sheets import settlement
from calculator.verification.stated import Case, to_decimal
from rules.errors import FiguresMissing, NoValueInForce
from rules.law import Law

__all__ = ["verify"]

_DEFAULT_TOLERANCE = Decimal("0.01")


def _pension(case: Case, law: Law) -> Answer:
    return accumulation(case, law) if "future_months" in case else settlement(case, law)


def _other(case: Case, law: Law) -> Answer:
    if "ages" in case:
        return divisors(case, law)
    return payback(case) if "total_paid" in case else indices(case, law)


_KINDS: Mapping[str, Callable[[Case, Law], Answer]] = MappingProxyType(
    {
        "pension": _pension,
        "transitional": _pension,
        "retirement_age": retirement_age,
        "minimum_years": minimum_period,
        "contribution": contribution,
        "account": account,
        "resident": resident,
        "other": _other,
    }
)


def verify(cases: Iterable[Mapping[str, Any]], law: Law) -> Report:
    """公开案例核对: compute each case by the rules and the law, from what it states alone.

    A case is a mapping with `id`, `kind`, `province` (or `region`), `title`, `year`, `inputs`,
    `expected`, `tolerance` (yuan) and `confidence`. Never raises for a case: what cannot be read or
    computed is a finding of its own.
    """
    return Report(tuple(_finding(at, entry, law) for at, entry in enumerate(cases, 1)))


def _finding(at: int, entry: Mapping[str, Any], law: Law) -> Finding:
    answer, problem, region = Answer(), None, None
    printed = entry.get("expected")
    expected = printed if isinstance(printed, Mapping) else {}
    tolerance = _DEFAULT_TOLERANCE
    try:
        tolerance = to_decimal(entry.get("tolerance", _DEFAULT_TOLERANCE), "tolerance")
        case = Case.read(entry, law)
        region = case.region
        answer = _computed(str(entry.get("kind", "")), case, law)
    except CannotCheck as found:
        problem = found.note
    comparable = {name: answer.values[name] for name in expected if name in answer.values}
    differing = tuple(
        name for name, value in comparable.items() if not _agree(expected[name], value, tolerance)
    )
    return Finding(
        id=str(entry.get("id", f"#{at}")),
        kind=str(entry.get("kind", "")),
        region=region,
        province=law.region(region.province) if region else None,
        confidence=str(entry.get("confidence", "")),
        expected=expected,
        computed=comparable,
        differing=differing,
        unchecked=tuple(name for name in expected if name not in comparable),
        agrees=not differing if comparable else None,
        notes=tuple(answer.notes),
        problem=problem,
    )


def _computed(kind: str, case: Case, law: Law) -> Answer:
    if kind not in _KINDS:
        raise CannotCheck("unknown_kind", found=kind)
    try:
        return _KINDS[kind](case, law)
    except FiguresMissing as missing:
        raise CannotCheck("no_figures", place=case.region) from missing
    except NoValueInForce as missing:
        series, month = missing.values["series"], missing.values["month"]
        raise CannotCheck("no_value", series=series, month=month, place=case.region) from missing


def _agree(expected: object, computed: Quantity, tolerance: Decimal) -> bool:
    """Whether a printed value is the computed one, to the tolerance where both are numbers."""
    if isinstance(computed, tuple):
        if not isinstance(expected, (list, tuple)) or len(expected) != len(computed):
            return False
        pairs = zip(expected, computed, strict=True)
        return all(_agree(printed, value, tolerance) for printed, value in pairs)
    if isinstance(computed, (bool, str)):
        return expected == computed
    try:
        return abs(to_decimal(expected, "expected") - computed) <= tolerance
    except CannotCheck:
        return False
