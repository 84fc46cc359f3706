"""数据文件的格式: which columns each file of the law store has and what may stand in them.

The kinds name how text becomes an exact value: money in yuan becomes fen, wages become micro-yuan,
percentages become parts per million. One place, used by the reader and by the checker.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from types import MappingProxyType

from rules.month import Month

__all__ = [
    "FILES",
    "GRADES",
    "PROVENANCE",
    "STATUSES",
    "convert",
    "converter",
    "decimal",
    "expected",
]

GRADES = ("A", "B", "C", "D")
STATUSES = ("published", "provisional", "superseded")
PROVENANCE = MappingProxyType(
    {
        "status": "status",
        "grade": "grade",
        "instrument": "text",
        "published": "date",
        "checked": "date",
        "source": "text",
        "note": "text",
    }
)
_PLACE_YEAR = {"region": "region", "year": "year"}
_PLACE_SPAN = {"region": "region", "start": "month?", "end": "month?"}

FILES: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "contribution_limits": {
            "region": "region",
            "year": "year",
            "start": "month?",
            "end": "month?",
            "reference_wage": "micro?",
            "floor": "fen?",
            "ceiling": "fen?",
            "flexible_floor": "fen?",
            "flexible_choice": "choice",
            "derived_limits": "flag",
            **PROVENANCE,
        },
        "calculation_bases": {**_PLACE_YEAR, "base": "micro", "use": "use", **PROVENANCE},
        "average_wages": {
            **_PLACE_YEAR,
            "wage": "micro",
            "definition": "definition",
            "printed_as": "text",
            **PROVENANCE,
        },
        "crediting_rates": {"series": "text", **_PLACE_YEAR, "rate": "percent", **PROVENANCE},
        "contribution_rates": {
            "series": "text",
            "region": "region",
            "start": "month",
            "end": "month?",
            "rate": "percent",
            **PROVENANCE,
        },
        "parameters": {
            "series": "text",
            "region": "region",
            "start": "month",
            "end": "month?",
            "value": "percent",
            **PROVENANCE,
        },
        "retirement_ages": {
            "category": "text",
            "birth": "month",
            "original_age": "count",
            "delay": "count",
            "statutory_age": "count",
            "retirement": "month",
        },
        "minimum_periods": {"year": "year", "months": "count"},
        "payment_months": {"age": "count", "months": "count"},
        "payment_months_by_month": {"age": "count", "months": "tenths", "observed_in": "text"},
        "disposable_income": {**_PLACE_YEAR, "income": "fen", **PROVENANCE},
        "pension_adjustments": {**_PLACE_YEAR, "percent": "percent", **PROVENANCE},
        "pension_adjustment_examples": {
            **_PLACE_YEAR,
            "flat": "fen?",
            "per_year": "fen?",
            "least_for_years": "fen?",
            "percent": "percent?",
            "age70": "fen?",
            "age75": "fen?",
            "age80": "fen?",
            **PROVENANCE,
        },
        "resident_minimums": {**_PLACE_YEAR, "start": "month", "minimum": "fen", **PROVENANCE},
        "resident_tiers": {
            **_PLACE_YEAR,
            "scope": "scope",
            "tier": "fen",
            "subsidy": "fen?",
            **PROVENANCE,
        },
        "resident_rates": {**_PLACE_YEAR, "rate": "percent", **PROVENANCE},
        "average_pension_paid": {
            **_PLACE_YEAR,
            "scheme": "scheme",
            "recipients": "tenths",
            "spending": "tenths",
            "per_month": "fen",
            **PROVENANCE,
        },
        "subsidies": {
            **_PLACE_SPAN,
            "who": "text",
            "share": "percent?",
            "share_of": "text",
            "pension": "fen?",
            "medical": "fen?",
            "unemployment": "fen?",
            "cap": "fen?",
            "months": "count?",
            "near_retirement": "text",
            **PROVENANCE,
        },
        "medical": {
            **_PLACE_SPAN,
            "rate": "percent?",
            "per_month": "fen?",
            "base": "text",
            "years_men": "count?",
            "years_women": "count?",
            "local_years": "count?",
            **PROVENANCE,
        },
        "injury_cover": {
            "region": "region",
            "start": "month",
            "stage": "text",
            "places": "text",
            "platforms": "text",
            "payer": "text",
            **PROVENANCE,
        },
        "late_payments": {**_PLACE_YEAR, "until": "month", **PROVENANCE},
        "mortality": {"table": "text", "sex": "sex", "age": "count", "qx": "ppm"},
        "mortality_abridged": {
            "table": "text",
            "sex": "sex",
            "age": "count",
            "width": "count?",
            "mx": "e12",
            "qx": "ppm",
        },
        "mortality_tables": {
            "table": "text",
            "kind": "text",
            "title_zh": "text",
            "title_en": "text",
            **PROVENANCE,
        },
        "macro": {
            "series": "text",
            **_PLACE_YEAR,
            "value": "micro",
            "unit": "text",
            **PROVENANCE,
        },
        "limit_exceptions": {
            "region": "region",
            "start": "month",
            "key": "limit",
            "reason": "text",
        },
        "continuity_exceptions": {
            "series": "text",
            "region": "region",
            "year": "year",
            "reason": "text",
        },
        "regions": {
            "code": "region",
            "zh": "text",
            "short": "text",
            "en": "text",
            "pinyin": "text",
            "parent": "text",
            "limits_parent": "text",
            "aliases": "text",
            "kind": "kind",
            "figures": "flag",
            "reason_zh": "text",
            "reason_en": "text",
        },
        "notices": {
            "id": "text",
            "number": "text",
            "title_zh": "text",
            "issuer": "text",
            "issued": "date",
            "url": "text",
            "region": "region",
        },
    }
)
"""File name without ending, to its columns and their kinds; a kind ending in `?` may be empty."""

_WORDS = {
    "status": STATUSES,
    "grade": GRADES,
    "definition": ("full_scope", "on_post"),
    "flag": ("", "yes", "no"),
    "use": ("", "transitional"),
    "scope": ("nation", "place", "typical"),
    "scheme": ("employees", "residents"),
    "sex": ("male", "female"),
    "limit": ("floor", "ceiling", "gap"),
    "kind": ("nation", "province", "city", "tier", "special"),
}


def decimal(text: str, places: int) -> int:
    """Exact integer of decimal `text` in units of 10**-places. ValueError if digits would be lost.

    >>> decimal("7322.08", 6), decimal("-0.8", 4)
    (7322080000, -8000)
    """
    whole, _, fraction = text.strip().partition(".")
    if len(fraction) > places or not (fraction.isdigit() or not fraction):
        raise ValueError(f"{text!r} has more than {places} decimals")
    sign = -1 if whole.startswith("-") else 1
    unit: int = 10**places
    return int(whole) * unit + sign * int(fraction.ljust(places, "0") or 0)


def _date(text: str) -> str:
    if text and (len(text) != 10 or text[4] + text[7] != "--" or not Month.parse(text)):
        raise ValueError(text)
    return text


def _region(text: str) -> str:
    if not (text[:6].isdigit() and len(text[:6]) == 6 and text[6:7] in ("", "-")):
        raise ValueError(text)
    return text


def _choice(text: str) -> str:
    if text in ("", "free"):
        return text
    numbers = text.removeprefix("percents ").removeprefix("yuan:")
    if numbers == text or not all(number.isdigit() for number in numbers.split("|")):
        raise ValueError(text)
    return text


_CONVERT: dict[str, Callable[[str], object]] = {
    "text": str,
    "region": _region,
    "year": int,
    "count": int,
    "month": cache(Month.parse),
    "date": cache(_date),
    "choice": _choice,
    "micro": lambda text: decimal(text, 6),
    "fen": lambda text: decimal(text, 2),
    "tenths": lambda text: decimal(text, 1),
    "percent": lambda text: decimal(text, 4),
    "ppm": lambda text: decimal(text, 6),
    "e12": lambda text: decimal(text, 12),
}
_EXPECTED = {
    "region": "a six-digit region code, with an optional suffix such as -T2",
    "year": "a year",
    "count": "a whole number",
    "month": "a month such as 2026-07",
    "date": "a date such as 2026-07-10, or nothing",
    "choice": "free, percents 60|80 or yuan:4952|6000, or nothing",
    "micro": "yuan with at most six decimals",
    "fen": "yuan with at most two decimals",
    "tenths": "a number with at most one decimal",
    "percent": "a percentage with at most four decimals",
    "ppm": "a number with at most six decimals",
    "e12": "a number with at most twelve decimals",
}


@cache
def converter(kind: str) -> Callable[[str], object]:
    """What turns the text of a cell of this kind into its value; it raises ValueError for other text."""
    base = kind.removesuffix("?")
    read = partial(_word, _WORDS[base]) if base in _WORDS else _CONVERT[base]
    return read if base == kind else lambda text: read(text) if text else None


def _word(words: Sequence[str], text: str) -> str:
    if text not in words:
        raise ValueError(text)
    return text


def convert(kind: str, text: str) -> object:
    """The value that `text` stands for in a column of this kind; None for an empty `?` cell.

    Raises ValueError for anything else.
    """
    return converter(kind)(text)


def expected(kind: str) -> str:
    """What a cell of this kind may hold, for an error message."""
    base = kind.removesuffix("?")
    words = _WORDS.get(base)
    return " | ".join(word or "(empty)" for word in words) if words else _EXPECTED.get(base, "text")
