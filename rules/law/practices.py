"""地方口径: reading how each region applies the rules.

One TOML file per region in `practices/`, with a certainty, the evidence and other readings per
field. A city inherits its province, a province the national defaults. Formulas are not here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rules.errors import LawDataError
from rules.law.schema import decimal
from rules.law.values import Certainty, Extra, Ground, IndexBound, Practice, Reading
from rules.month import Month
from rules.quantities import Fen, Months, Ppm

__all__ = ["WORDS", "compose", "field_value", "practice_problems"]

Tables = Mapping[str, Mapping[str, Any]]

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "years_mode": ("round2", "exact", "1dp_ceil", "2dp_ceil", "half_year_up", "shanghai"),
        "amount_rounding": ("fen", "jiao_up_from_fen", "jiao_up_exact", "total_jiao_up"),
        "indexed_wage_rounding": ("none", "fen"),
        "index_denominator": (
            "paid_months",
            "months_due",
            "calendar_years",
            "months_due_unpaid_60",
        ),
        "index_reference": ("previous_year", "same_year"),
        "basic_base": ("place", "province"),
        "index_base": ("place", "province"),
        "transitional_base": ("place", "province"),
        "limit_rounding": ("yuan_half_up", "yuan_up", "fen"),
        "transitional_shape": ("index", "average", "index_floor_1", "beijing_two_parts", "none"),
        "posting": ("payment_month", "covered_month"),
        "interest_method": ("monthly_product", "annual"),
        "retirement_interest": ("through_retirement", "through_previous", "full_year"),
        "divisor_rule": ("by_month", "whole_age"),
    }
)
"""The words each field may hold."""
_FLAGS = (
    "low_index_factor",
    "second_index",
    "pay_retirement_month",
    "hukou_required",
    "ages_beyond_table",
)
_RHYTHMS = ("month", "quarter", "half_year", "year")
_FIELDS = tuple(f.name for f in fields(Practice) if f.name not in ("region", "grounds"))
_GROUND = {"value", "certainty", "evidence", "instruments", "other", "known_from", "before"}


def _word(name: str, value: Any) -> str:
    if value not in WORDS[name]:
        raise ValueError(" | ".join(WORDS[name]))
    return str(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true | false")
    return value


def _month(value: Any) -> Month | None:
    return Month.parse(value) if value else None


def _count(value: Any) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number, 0 for none")
    return value or None


def _rhythms(value: Any) -> tuple[str, ...]:
    if not value or not set(value) <= set(_RHYTHMS):
        raise ValueError(" | ".join(_RHYTHMS))
    return tuple(value)


def _coefficients(value: Any) -> tuple[tuple[Months, Ppm], ...]:
    return tuple((Months(above), Ppm(decimal(percent, 4))) for above, percent in value)


def _bounds(value: Any) -> tuple[IndexBound, ...]:
    return tuple(
        IndexBound(
            start=Month.parse(bound["start"]),
            end=_month(bound.get("end")),
            floor=Ppm(decimal(bound.get("floor", "0"), 6)),
            ceiling=Ppm(decimal(bound["ceiling"], 6)) if "ceiling" in bound else None,
            part=bound.get("part", "yearly"),
        )
        for bound in value
    )


def _extras(value: Any) -> tuple[Extra, ...]:
    return tuple(
        Extra(
            id=item["id"],
            kind=item["kind"],
            title_zh=item["title_zh"],
            title_en=item["title_en"],
            condition_zh=item.get("condition_zh", ""),
            condition_en=item.get("condition_en", ""),
            flat=Fen(decimal(item.get("flat", "0"), 2)),
            per_year=Fen(decimal(item.get("per_year", "0"), 2)),
            rate=Ppm(decimal(item.get("rate", "0"), 4)),
            steps=tuple((years, Ppm(decimal(step, 4))) for years, step in item.get("steps", ())),
            instrument=item.get("instrument", ""),
            certainty=Certainty(item.get("certainty", "likely")),
            evidence=item.get("evidence", ""),
        )
        for item in value
    )


_SPECIAL: Mapping[str, Callable[[Any], object]] = {
    "index_decimals": _count,
    "notional_divisor": _count,
    "due_from": _month,
    "account_start": _month,
    "divisor_by_month_from": _month,
    "rhythms": _rhythms,
    "transitional_coefficients": _coefficients,
    "index_bounds": _bounds,
    "extras": _extras,
    **dict.fromkeys(_FLAGS, _flag),
}


def field_value(name: str, value: Any) -> object:
    """The value of one practice field as TOML holds it, made exact.

    Raises ValueError or TypeError (saying what may stand there), KeyError for an unknown field.
    """
    if name in WORDS:
        return _word(name, value)
    return _SPECIAL[name](value)


def _ground(entry: Mapping[str, Any], region: str) -> Ground:
    return Ground(
        certainty=Certainty(entry["certainty"]),
        evidence=entry.get("evidence", ""),
        instruments=tuple(entry.get("instruments", ())),
        other_readings=tuple(
            Reading(value=other["value"], reason=other["reason"])
            for other in entry.get("other", ())
        ),
        region=region,
    )


def _stated(entry: Mapping[str, Any], day: date | None) -> Any:
    """The value of a field, or the one it had in the knowledge of a day."""
    is_later = day is not None and entry.get("known_from", "") > day.isoformat()
    return entry["before"] if is_later else entry["value"]


def compose(region: str, layers: Iterable[tuple[str, Tables]], day: date | None = None) -> Practice:
    """The practice of a region from its layers (code, fields), the most general first.

    With a `day` a field known only later has the value it had before, where that is on record.
    Raises LawDataError for a field that is unknown, missing or holds something else.
    """
    values: dict[str, Any] = {}
    grounds: dict[str, Ground] = {}
    for code, tables in layers:
        for name, entry in tables.items():
            try:
                values[name] = field_value(name, _stated(entry, day))
                grounds[name] = _ground(entry, code)
            except (KeyError, ValueError, TypeError) as problem:
                raise _broken(code, name, problem) from problem
    missing = [name for name in _FIELDS if name not in values]
    if missing:
        raise _broken(region, missing[0], KeyError("a value in some layer"))
    return Practice(region=region, grounds=MappingProxyType(grounds), **values)


def _broken(code: str, name: str, problem: Exception) -> LawDataError:
    known = name in _FIELDS
    expected = str(problem.args[0]) if known and problem.args else " | ".join(_FIELDS)
    return LawDataError(file=f"practices/{code}.toml", line=0, key=name, expected=expected)


def practice_problems(path: Path, tables: Tables) -> list[LawDataError]:
    """Everything wrong with one file, field by field."""
    found = []
    for name, entry in tables.items():
        try:
            field_value(name, entry["value"])
            _ground(entry, path.stem)
            if "known_from" in entry:
                date.fromisoformat(entry["known_from"])
                field_value(name, entry["before"])
        except (KeyError, ValueError, TypeError) as problem:
            found.append(_broken(path.stem, name, problem))
        if not set(entry) <= _GROUND:
            wanted = " | ".join(sorted(_GROUND))
            found.append(LawDataError(file=path.name, line=0, key=name, expected=wanted))
    return found
