"""金额、比率、期限、月份的读写: what a person typed to exact integers, and how files write them.

Decimals become whole numbers here, exact however many digits were typed. Everything is read after
NFKC, so fullwidth digits count as digits. What could be read in two ways is refused by name, never
guessed. How a quantity is shown in Chinese and English is `calculator.i18n`; its words are read back
here.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rules.month import MONTHS_PER_YEAR, Month
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, PPM, Fen, IndexE12, Months, Ppm

__all__ = [
    "AmountError",
    "format_duration",
    "format_index",
    "format_money",
    "format_rate",
    "normalized",
    "parse_boolean",
    "parse_count",
    "parse_duration",
    "parse_index",
    "parse_money",
    "parse_month",
    "parse_rate",
    "parse_tier",
]

_LONGEST = 60
_PERCENT = 100
_SHARES_BELOW = 10
_PER_PERCENT = PPM // _PERCENT
LARGEST_YUAN = 10_000_000_000
_MOST_MONTHS = 1_200

_PLAIN = r"\d+(?:\.\d+)?"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_EXPONENT = re.compile(r".*\de[+-]?\d+.*")
_MONEY = re.compile(
    rf"(?:¥|rmb|cny)?\s*(?P<number>{_GROUPED}|{_PLAIN})\s*(?P<scale>[千万亿kw])?\s*"
    r"(?:元|块|圆|yuan|rmb|cny)?"
)
_SCALES = {"千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_RATE = re.compile(
    rf"(?P<before>[百千]分之)?\s*(?P<sign>[-+负]?)\s*(?P<number>{_PLAIN})\s*(?P<after>%|‰|percent)?"
)
_RATE_UNITS = {"百分之": 100, "%": 100, "percent": 100, "千分之": 1_000, "‰": 1_000}
_TIER = re.compile(rf"(?P<before>百分之)?\s*(?P<number>{_PLAIN})\s*(?P<after>%|percent)?\s*档?")
_INDEX = re.compile(_PLAIN)
_COUNT = re.compile(r"\d+")
_YEARS = rf"(?P<years>{_PLAIN})\s*(?:年|years?|y)(?P<half>半)?"
_MONTHS = r"(?P<months>\d+)\s*(?:个?月|months?|mo|m)"
_DURATION = re.compile(rf"(?:{_YEARS})?(?P<joint>\s*(?:零|又|and|,)?\s*)(?:{_MONTHS})?")
_HALF_YEAR = {"半年": 6, "半": 6}
_MONTH = re.compile(
    r"\d{4}\s*([-/.])\s*\d{1,2}(?:\s*\1\s*\d{1,2})?|\d{4}\s*年\s*\d{1,2}\s*月?(?:\s*\d{1,2}\s*日)?|\d{6}(?:\d{2})?"
)
_CUT_DECIMAL = re.compile(r"\d{4}\.\d")
_FIRST_YEAR = 1900
_LAST_YEAR = 2200
_YES = frozenset({"是", "有", "对", "yes", "y", "true", "1"})
_NO = frozenset({"否", "无", "不", "没有", "no", "n", "false", "0"})


class AmountError(Exception):
    """What was typed cannot be read, or could be read in two ways.

    `code` names the sentence of the catalog (`problem.<code>`), `text` is what was found, `values`
    are the other placeholders of the sentence.
    """

    def __init__(self, code: str, text: str, **values: object) -> None:
        self.code = code
        self.text = text
        self.values = values
        super().__init__(f"{code}: {text}")


def normalized(value: object) -> str:
    """`value` as text after NFKC, trimmed, in lower case.

    >>> normalized("　８，０００　")
    '8,000'
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise AmountError("wrong_type", _shown(value))
    text = unicodedata.normalize("NFKC", str(value)).strip().lower()
    if not text:
        raise AmountError("empty", "")
    if len(text) > _LONGEST:
        raise AmountError("too_long", _shown(value), longest=_LONGEST)
    return text.replace("−", "-")


def parse_money(value: object) -> Fen:
    """Yuan as typed, to fen. Exact: more than two decimals are refused, not rounded.

    Reads 8000, 8,000.50, ¥8000元, 8千, 1.2万, 8k. Raises AmountError.

    >>> parse_money("1.2万"), parse_money("８，０００.５")
    (1200000, 800050)
    """
    text = normalized(value)
    match = _MONEY.fullmatch(text)
    if match is None:
        raise AmountError(_money_fault(text), text)
    number, scale = match["number"].replace(",", ""), _SCALES.get(match["scale"], 1)
    fen = _times(number, scale * FEN_PER_YUAN, "amount_too_precise", text)
    if fen > LARGEST_YUAN * FEN_PER_YUAN:
        raise AmountError("amount_too_large", text)
    return Fen(fen)


def _money_fault(text: str) -> str:
    if text.startswith(("-", "负")):
        return "negative"
    if _EXPONENT.fullmatch(text):
        return "exponent"
    if any(mark in text for mark in ",.' ") and any(sign.isdigit() for sign in text):
        return "separators"
    return "amount_unreadable"


def parse_rate(value: object, unit: str | None = None) -> Ppm:
    """A yearly rate as typed, to ppm; 2.5% and 百分之2.5 are 25,000. Signs are kept.

    A bare number other than 0 is refused (0.5 may mean 50% or 0.5%) unless the field states its
    `unit`, `percent` or `share`. Exact to 0.0001%. Raises AmountError.

    >>> parse_rate("-1.5％"), parse_rate("0.025", unit="share")
    (-15000, 25000)
    """
    text = normalized(value)
    match = _RATE.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        raise AmountError("exponent" if _EXPONENT.fullmatch(text) else "rate_unreadable", text)
    number = match["number"]
    written = match["before"] or match["after"]
    if written is None and unit is None and not _is_zero(number):
        raise AmountError("rate_without_unit", text, number=number)
    per = _RATE_UNITS[written] if written else 1 if unit == "share" else _PERCENT
    ppm = _times(number, PPM // per, "rate_too_precise", text)
    return Ppm(-ppm if match["sign"] in ("-", "负") else ppm)


def parse_tier(value: object) -> Ppm:
    """档次: a percentage of the reference wage, to ppm.

    60%, 60 and 0.6 are all 600,000: a bare number below 10 is a share, from 10 on a percentage.
    Raises AmountError.
    """
    text = normalized(value)
    match = _TIER.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        raise AmountError("negative" if text.startswith(("-", "负")) else "tier_unreadable", text)
    number = match["number"]
    is_bare = not (match["before"] or match["after"])
    is_share = is_bare and int(number.partition(".")[0]) < _SHARES_BELOW
    return Ppm(_times(number, PPM if is_share else _PER_PERCENT, "rate_too_precise", text))


def parse_index(value: object) -> IndexE12:
    """缴费工资指数 as printed, at most 12 decimals. Raises AmountError.

    >>> parse_index("0.5841")
    584100000000
    """
    text = normalized(value)
    if not _INDEX.fullmatch(text):
        raise AmountError("index_unreadable", text)
    return IndexE12(_times(text, INDEX_ONE, "index_unreadable", text))


def parse_count(value: object) -> int:
    """A whole number without a unit, such as a month of the year. Raises AmountError."""
    text = normalized(value)
    if not _COUNT.fullmatch(text):
        below_zero = _COUNT.fullmatch(text.removeprefix("-"))
        raise AmountError("negative" if below_zero else "count_unreadable", text)
    return int(text)


def parse_duration(value: object, unit: str | None = None) -> Months:
    """期限 as typed, to months: 5年3个月, 5y3m, 63个月, 5.5年, 5年半.

    A bare number other than 0 is refused (5 may mean years or months) unless the field states its
    `unit`, `months` or `years`. Of fractions only half years are read. Raises AmountError.

    >>> parse_duration("5年3个月"), parse_duration("63m"), parse_duration("5.5年")
    (63, 63, 66)
    """
    text = normalized(value)
    if text in _HALF_YEAR:
        return Months(_HALF_YEAR[text])
    if _INDEX.fullmatch(text):
        text = _with_unit(text, unit)
    match = _DURATION.fullmatch(text)
    if match is None:
        raise AmountError(
            "negative" if text.startswith(("-", "负")) else "duration_unreadable", text
        )
    years, months = match["years"], match["months"]
    if (years is None or months is None) and (match["joint"].strip() or years is months):
        raise AmountError("duration_unreadable", text)
    total = _months_of_years(years or "0", bool(match["half"]), text) + int(months or 0)
    if total > _MOST_MONTHS:
        raise AmountError("duration_too_long", text, longest=_MOST_MONTHS)
    return Months(total)


def _with_unit(text: str, unit: str | None) -> str:
    if unit is None and not _is_zero(text):
        raise AmountError("duration_without_unit", text, number=text)
    return text + ("y" if unit == "years" else "m")


def _months_of_years(years: str, half: bool, text: str) -> int:
    months = Fraction(years) * MONTHS_PER_YEAR
    if months % (MONTHS_PER_YEAR // 2) or (half and "." in years):
        raise AmountError("duration_fraction", text)
    return int(months) + (MONTHS_PER_YEAR // 2 if half else 0)


def parse_month(value: object) -> Month:
    """月份 as typed: 2026-07, 2026/7, 2026年7月, 202607, 20260715, a date. Raises AmountError.

    2026.1 is refused: a spreadsheet writes October that way too.
    """
    if isinstance(value, date):
        return Month.of_date(value)
    if isinstance(value, Month):
        return value
    text = normalized(value)
    if _CUT_DECIMAL.fullmatch(text):
        raise AmountError("month_ambiguous", text)
    if not _MONTH.fullmatch(text):
        raise AmountError("month_unreadable", text)
    try:
        month = Month.parse(text)
    except ValueError:
        raise AmountError("month_unreadable", text) from None
    if not _FIRST_YEAR <= month.year <= _LAST_YEAR:
        raise AmountError("month_out_of_time", text, first=_FIRST_YEAR, last=_LAST_YEAR)
    return month


def parse_boolean(value: object) -> bool:
    """是否: 是/否, yes/no, true/false, 1/0. Raises AmountError."""
    if isinstance(value, bool):
        return value
    text = normalized(value)
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise AmountError("boolean_unreadable", text)


def format_money(amount: Fen) -> str:
    """Fen as yuan without separators or unit, for files: 8000, 8000.50.

    >>> format_money(Fen(800050)), format_money(Fen(800000))
    ('8000.50', '8000')
    """
    whole, rest = divmod(amount, FEN_PER_YUAN)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def format_rate(rate: Ppm) -> str:
    """Ppm as a percentage without trailing zeros.

    >>> format_rate(Ppm(39_700)), format_rate(Ppm(-20_000))
    ('3.97%', '-2%')
    """
    return _trimmed(rate, _PER_PERCENT) + "%"


def format_index(index: IndexE12) -> str:
    """An index with all the decimals it has."""
    return _trimmed(index, INDEX_ONE)


def format_duration(months: Months) -> str:
    """Months as years and months, parts that are zero left out.

    >>> format_duration(Months(63)), format_duration(Months(0))
    ('5y3m', '0m')
    """
    years, rest = divmod(months, MONTHS_PER_YEAR)
    return (f"{years}y" if years else "") + (f"{rest}m" if rest or not years else "")


def _trimmed(value: int, one: int) -> str:
    whole, rest = divmod(abs(value), one)
    digits = len(str(one)) - 1
    decimals = f"{rest:0{digits}d}".rstrip("0")
    return ("-" if value < 0 else "") + str(whole) + (f".{decimals}" if decimals else "")


def _times(number: str, scale: int, code: str, text: str) -> int:
    """A decimal number times a whole one. Raises AmountError where that is not whole."""
    whole, _, decimals = number.partition(".")
    unit: int = 10 ** len(decimals)
    product, rest = divmod(int(whole + decimals) * scale, unit)
    if rest:
        raise AmountError(code, text)
    return product


def _is_zero(number: str) -> bool:
    return int(number.replace(".", "")) == 0


def _shown(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "..."
