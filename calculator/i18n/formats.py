"""How quantities are written: money, rates, spans of time, indices.

Every number is an integer of a unit the format's name stands for. Showing rounds half up to the
decimals shown and never feeds back into a calculation.
"""

from collections.abc import Callable

from rules.quantities import half_up

__all__ = ["FORMATS", "decimal", "formatted"]

_MONTHS_PER_YEAR = 12


def decimal(value: int, unit: int, shown: int, *, at_least: int | None = None) -> str:
    """`value / unit` with `shown` decimals, thousands separated; zeros past `at_least` are cut.

    >>> decimal(123_456_789, 100, 2), decimal(39_700, 10_000, 4, at_least=0), decimal(-5, 100, 2)
    ('1,234,567.89', '3.97', '-0.05')
    """
    scale: int = 10**shown
    whole, part = divmod(half_up(abs(value) * scale, unit), scale)
    digits = f"{part:0{shown}d}" if shown else ""
    if at_least is not None:
        digits = digits[:at_least] + digits[at_least:].rstrip("0")
    sign = "-" if value < 0 and (whole or part) else ""
    return f"{sign}{whole:,}" + (f".{digits}" if digits else "")


def _counted(number: int, zh: str, en: str, language: str) -> str:
    if language == "zh":
        return f"{number}{zh}"
    return f"{number} {en}" if abs(number) == 1 else f"{number} {en}s"


def _months(value: int, language: str) -> str:
    return _counted(value, "个月", "month", language)


def _spanned(value: int, zh_year: str, language: str) -> str:
    years, months = divmod(abs(value), _MONTHS_PER_YEAR)
    parts = []
    if years:
        parts.append(_counted(years, zh_year, "year", language))
    if months or not years:
        parts.append(_months(months, language))
    return ("-" if value < 0 else "") + ("" if language == "zh" else " ").join(parts)


def _duration(value: int, language: str) -> str:
    return _spanned(value, "年", language)


def _age(value: int, language: str) -> str:
    return _spanned(value, "岁", language)


def _month(value: int, _: str) -> str:
    year, month = divmod(value, _MONTHS_PER_YEAR)
    return f"{year:04d}-{month + 1:02d}"


def _percent(value: int, _: str) -> str:
    return decimal(value, 10_000, 4, at_least=0) + "%"


def _years(value: int, _: str) -> str:
    return decimal(value, 12_000, 4, at_least=2)


def _in_yuan(unit: int, shown: int = 2) -> Callable[[int, str], str]:
    return lambda value, language: decimal(value, unit, shown) + _YUAN[language]


def _number(unit: int, shown: int, at_least: int | None = None) -> Callable[[int, str], str]:
    return lambda value, _: decimal(value, unit, shown, at_least=at_least)


FORMATS: dict[str, Callable[[int, str], str]] = {
    "yuan": _in_yuan(100),
    "wage": _in_yuan(10**6),
    "pico": _in_yuan(10**12),
    "money": _number(100, 2),
    "whole_yuan": _in_yuan(100, 0),
    "percent": _percent,
    "share": lambda value, _: decimal(value, 10_000, 1) + "%",
    "career_rate": lambda value, _: decimal(value, 10_000 * 12_000, 4, at_least=0) + "%",
    "duration": _duration,
    "age": _age,
    "months": _months,
    "month": _month,
    "index": _number(10**12, 4),
    "years": _years,
    "factor": _number(10**4, 4, at_least=0),
    "tenths": _number(10, 1, at_least=0),
    "hundredths": _number(100, 2, at_least=0),
    "count": _number(1, 0),
}
"""By name: fen, micro-yuan and pico-yuan as yuan; fen without a unit; fen as whole yuan; ppm in full,
to a tenth of a percent, and ppm times twelve thousand; months as a span, an age, a count or a date;
index; twelve-thousandths of a year; ten-thousandths; tenths; hundredths; a count."""


def formatted(value: object, name: str, language: str) -> str:
    """`value` as the format `name` writes it; without a name, lists are joined and booleans worded.

    None and an empty list are "none". Raises TypeError for a quantity that is no whole number.
    """
    if value is None:
        return _NOTHING[language]
    if name:
        if not isinstance(value, int):
            raise TypeError(name)
        return FORMATS[name](value, language)
    if isinstance(value, bool):
        return _YES_NO[language][value]
    if isinstance(value, (tuple, list)):
        return _COMMA[language].join(str(part) for part in value) or _NOTHING[language]
    return str(value)


_YUAN = {"zh": " 元", "en": " yuan"}
_COMMA = {"zh": "、", "en": ", "}
_NOTHING = {"zh": "无", "en": "none"}
_YES_NO = {"zh": ("否", "是"), "en": ("no", "yes")}
