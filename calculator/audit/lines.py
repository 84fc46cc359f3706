"""核定表的行: what an official sheet or app shows, each line with its keys and its unit.

A line is read as exactly as it is printed; how many decimals it has says how closely a computed value
has to agree. Nothing is computed here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from calculator.amounts import (
    AmountError,
    normalized,
    parse_duration,
    parse_index,
    parse_money,
    parse_month,
    parse_rate,
)
from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN, INDEX_ONE, MICRO_PER_YUAN, TENTH, YEAR_UNITS, half_up

__all__ = ["BY_NAME", "LINES", "Line", "Stated", "line_named"]


class Stated(NamedTuple):
    """A printed value in the unit of its line; `place` is one in its last printed decimal."""

    value: int
    place: int

    def agrees(self, computed: int, tolerance: int = 0) -> bool:
        """Whether a computed value is printed so: rounded or cut at the last decimal printed.

        `tolerance` is what money may be off by.
        """
        low, high = self.bounds(tolerance)
        return low <= computed <= high

    def bounds(self, tolerance: int = 0) -> tuple[int, int]:
        """The least and the greatest computed value that is printed so."""
        low = min(-tolerance, -(self.place // 2))
        return self.value + low, self.value + max(tolerance, self.place - 1)


Read = Callable[[Any], Stated]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """One line. `zh` is its Chinese key, `aliases` are other keys; `shown` names its format.

    `is_input` tells what the agency computes from apart from what comes of it.
    """

    name: str
    zh: str
    read: Read
    shown: str
    aliases: tuple[str, ...] = ()
    is_input: bool = False
    is_money: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of the line."""
        return (self.name, self.zh, *self.aliases)


def _decimals(value: Any) -> int:
    """How many decimals a number is printed with."""
    return len(normalized(value).partition(".")[2].rstrip("%％ "))


def _number(unit: int, fewest: int = 0) -> Read:
    """A plain number in `unit`ths, taken to be printed with at least `fewest` decimals."""

    def read(value: Any) -> Stated:
        found = parse_index(value)
        shown = max(fewest, _decimals(value))
        if found * unit % INDEX_ONE:
            raise AmountError("index_unreadable", normalized(value))
        return Stated(found * unit // INDEX_ONE, max(1, unit // 10**shown))

    return read


def _money(unit: int, place: int) -> Read:
    """Yuan in `unit`ths; money is exact to the fen however it is typed."""

    def read(value: Any) -> Stated:
        return Stated(parse_money(value) * (unit // FEN_PER_YUAN), place)

    return read


def _wage(value: Any) -> Stated:
    """A wage or a base, printed to the yuan or to the fen."""
    return Stated(parse_money(value) * (MICRO_PER_YUAN // FEN_PER_YUAN), 1)


def _indexed(value: Any) -> Stated:
    """An indexed wage, which some sheets print with more decimals than money has."""
    try:
        yuan = parse_money(value) * (INDEX_ONE // FEN_PER_YUAN)
    except AmountError as error:
        if error.code != "amount_too_precise":
            raise
        return _number(INDEX_ONE)(value)
    return Stated(yuan, INDEX_ONE // 10 ** min(2, _decimals(value)))


def _month(value: Any) -> Stated:
    return Stated(parse_month(value), 1)


def _span(value: Any) -> Stated:
    """Months as a count, or as years and months."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _number(1)(value)
    return Stated(parse_duration(value, "months"), 1)


def _years(value: Any) -> Stated:
    """Years in decimals as a sheet writes them, to the nearest unit, or as years and months."""
    try:
        found, shown = parse_index(value), _decimals(value)
    except AmountError:
        months = parse_duration(value, "years")
        return Stated(months * (YEAR_UNITS // MONTHS_PER_YEAR), 1)
    return Stated(half_up(found * YEAR_UNITS, INDEX_ONE), max(1, YEAR_UNITS // 10**shown))


def _percent(value: Any) -> Stated:
    rate = parse_rate(value, "percent")
    return Stated(rate, 1)


_AGE = str.maketrans({"岁": "年", "周": None})


def _age(value: Any) -> Stated:
    if isinstance(value, str):
        value = value.translate(_AGE)
    return Stated(parse_duration(value, "years"), 1)


_FEN = _money(FEN_PER_YUAN, 1)

LINES: tuple[Line, ...] = (
    Line(
        name="retirement",
        zh="退休年月",
        read=_month,
        shown="month",
        aliases=("退休时间", "退休月份", "办理退休年月"),
        is_input=True,
    ),
    Line(
        name="start",
        zh="待遇起始年月",
        read=_month,
        shown="month",
        aliases=("起领年月", "待遇享受开始年月", "开始领取", "pension_from"),
    ),
    Line(name="age", zh="退休年龄", read=_age, shown="age", is_input=True),
    Line(
        name="calculation_base",
        zh="计发基数",
        read=_wage,
        shown="wage",
        aliases=("养老金计发基数", "base"),
        is_input=True,
    ),
    Line(
        name="index_base",
        zh="指数化工资计发基数",
        read=_wage,
        shown="wage",
        is_input=True,
    ),
    Line(
        name="transitional_base",
        zh="过渡性养老金计发基数",
        read=_wage,
        shown="wage",
        is_input=True,
    ),
    Line(
        name="average_index",
        zh="平均缴费工资指数",
        read=_number(INDEX_ONE),
        shown="index",
        aliases=("平均缴费指数", "本人平均缴费指数", "本人平均缴费工资指数", "index"),
        is_input=True,
    ),
    Line(
        name="indexed_wage",
        zh="指数化月平均缴费工资",
        read=_indexed,
        shown="pico",
        aliases=("指数化工资", "本人指数化月平均缴费工资"),
        is_input=True,
    ),
    Line(
        name="months",
        zh="累计缴费月数",
        read=_span,
        shown="months",
        aliases=("缴费月数", "累计缴费年月"),
        is_input=True,
    ),
    Line(
        name="years",
        zh="缴费年限",
        read=_years,
        shown="years",
        aliases=("累计缴费年限",),
        is_input=True,
    ),
    Line(
        name="balance",
        zh="个人账户储存额",
        read=_FEN,
        shown="yuan",
        aliases=("个人账户余额", "个人账户累计储存额", "account_balance"),
        is_input=True,
        is_money=True,
    ),
    Line(
        name="payment_months",
        zh="计发月数",
        read=_number(TENTH),
        shown="tenths",
        aliases=("个人账户计发月数", "divisor"),
        is_input=True,
    ),
    Line(
        name="transition_index",
        zh="过渡性养老金指数",
        read=_number(INDEX_ONE),
        shown="index",
        aliases=("视同缴费指数", "建账前平均缴费指数"),
        is_input=True,
    ),
    Line(
        name="transition_wage",
        zh="过渡性养老金指数化工资",
        read=_indexed,
        shown="pico",
        is_input=True,
    ),
    Line(
        name="transition_years",
        zh="建账前缴费年限",
        read=_years,
        shown="years",
        aliases=("视同缴费年限", "过渡性养老金年限"),
        is_input=True,
    ),
    Line(
        name="transition_paid",
        zh="建账前实缴年限",
        read=_years,
        shown="years",
        is_input=True,
    ),
    Line(
        name="coefficient",
        zh="过渡系数",
        read=_percent,
        shown="percent",
        aliases=("过渡性养老金系数", "计发系数"),
        is_input=True,
    ),
    Line(
        name="monthly_payment",
        zh="月缴费额",
        read=_FEN,
        shown="yuan",
        aliases=("每月缴费",),
        is_money=True,
    ),
    Line(
        name="paid_total",
        zh="累计缴费额",
        read=_FEN,
        shown="yuan",
        aliases=("累计个人缴费", "contribution_paid"),
        is_money=True,
    ),
    Line(
        name="credited_total",
        zh="累计记入个人账户",
        read=_FEN,
        shown="yuan",
        is_money=True,
    ),
    Line(
        name="basic",
        zh="基础养老金",
        read=_FEN,
        shown="yuan",
        aliases=("basic_pension",),
        is_money=True,
    ),
    Line(
        name="account",
        zh="个人账户养老金",
        read=_FEN,
        shown="yuan",
        aliases=("account_pension",),
        is_money=True,
    ),
    Line(
        name="transitional",
        zh="过渡性养老金",
        read=_FEN,
        shown="yuan",
        aliases=("transitional_pension",),
        is_money=True,
    ),
    Line(
        name="local",
        zh="地方性待遇",
        read=_FEN,
        shown="yuan",
        aliases=("地方补贴", "其他", "local_items"),
        is_money=True,
    ),
    Line(
        name="total",
        zh="合计",
        read=_FEN,
        shown="yuan",
        aliases=("月基本养老金", "基本养老金", "养老金合计", "月养老金", "total_pension"),
        is_money=True,
    ),
)
"""All lines, in the order of a sheet."""

BY_NAME: Mapping[str, Line] = MappingProxyType({line.name: line for line in LINES})
"""The lines by name."""


_BY_KEY = {key.casefold(): line for line in LINES for key in line.keys}


def line_named(key: str) -> Line | None:
    """The line a key means: its English or Chinese name or an alias."""
    return _BY_KEY.get(key.strip().casefold().replace("-", "_"))
