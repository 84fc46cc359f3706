"""口径的差异: the same figures computed by another reading of local practice.

Years, rounding, decimals of the index, the low-index factor, shape and coefficient of the transitional
part. What the law data says of the place comes first and counts as no step aside, then what it names as
another reading, then what other places do.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from calculator.audit.basis import figures_of
from calculator.audit.changes import READING, Change, Family, Inquiry
from rules.law import Practice
from rules.law.practices import WORDS
from rules.quantities import Months, Ppm

__all__ = ["READINGS", "readings_of"]

_LINES: Mapping[str, str] = MappingProxyType(
    {
        "years_mode": "years",
        "amount_rounding": "total",
        "indexed_wage_rounding": "indexed_wage",
        "low_index_factor": "basic",
        "index_decimals": "average_index",
        "transitional_shape": "transitional",
    }
)
"""The fields of local practice that an agency's last step depends on, and the line they show in."""
_OTHER: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {"low_index_factor": (False, True), "index_decimals": (None, 4, 3, 2)}
)
_COEFFICIENTS = tuple(Ppm(tenths * 1_000) for tenths in range(10, 15))
_TENTH_PERCENT = 1_000


def readings_of(field: str, practice: Practice) -> list[tuple[Any, int]]:
    """Every reading of a field, with its rank: the place's own 0, another one named there 1, else 2."""
    own = getattr(practice, field)
    named = [other.value for other in _others(field, practice)]
    ranked = {own: 0} | {value: 1 for value in named if value != own}
    known = (*WORDS.get(field, ()), *_OTHER.get(field, ()))
    return [(value, ranked.get(value, 2)) for value in dict.fromkeys((own, *named, *known))]


def _others(field: str, practice: Practice) -> tuple[Any, ...]:
    ground = practice.grounds.get(field)
    return () if ground is None else ground.other_readings


def _practices(inquiry: Inquiry) -> Iterator[Change]:
    basis = inquiry.basis
    standing = inquiry.law.practice(basis.region.code)
    for field, line in _LINES.items():
        if field == "transitional_shape" and "transitional" not in basis.known:
            continue
        ours = getattr(basis.local, field)
        for reading, rank in readings_of(field, standing):
            is_word = field not in WORDS or reading in WORDS[field]
            if reading == ours or not is_word:
                continue
            changed = basis.with_local(**{field: reading})
            yield Change(
                "practice",
                line,
                inquiry.figures.get(line),
                figures_of(changed).get(line),
                READING if rank else 0,
                changed,
                rank,
                values={"field": field, "reading": reading, "instead": ours},
            )


def _coefficient(inquiry: Inquiry) -> Iterator[Change]:
    """过渡系数: printed, the place's own, or one of those in use elsewhere."""
    basis = inquiry.basis
    if "transitional" not in basis.known or not inquiry.asks("coefficient", "transitional"):
        return
    ours = inquiry.figures["coefficient"]
    own = inquiry.law.practice(basis.region.code).transitional_coefficients
    printed = inquiry.stated("coefficient")
    known = _COEFFICIENTS if printed is None else (Ppm(printed),)
    for rate in dict.fromkeys((*(rate for _, rate in own), *known)):
        if rate == ours:
            continue
        size = max(1, abs(rate - ours) // _TENTH_PERCENT)
        rank = 0 if rate in [standing for _, standing in own] else 2
        changed = basis.with_local(transitional_coefficients=((Months(0), rate),))
        yield Change("coefficient", "coefficient", ours, rate, size, changed, rank)


READINGS: tuple[Family, ...] = (_practices, _coefficient)
"""The other readings of the last step."""
