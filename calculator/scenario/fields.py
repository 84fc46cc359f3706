"""字段表: every field of a scenario, once.

The same table names the keys of a scenario file, the columns of a batch file, the options of the
command line, the entries of the app's form and the JSON Schema. What a field means stands in the
catalogs under `field.<name>`.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from calculator.scenario import choices
from calculator.scenario.kinds import (
    BOOLEAN,
    COUNT,
    DURATION,
    GRADES,
    INDEX,
    MONEY,
    MONTH,
    RATE,
    REGION,
    TIER,
    FieldKind,
    choice,
    either,
)

__all__ = ["CHANGE", "FIELDS", "GROUPS", "HISTORY", "PAUSE", "Field", "field_named"]

_NO_UNITS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """One field. `zh` is its Chinese key, `aliases` are other keys for it.

    `units` are keys that state a unit, so that a bare number below them is clear. A field with
    `parts` holds a list of tables. `default` is None where nothing, or the practice of the place,
    is assumed. `attribute` differs from `name` where the name is a keyword.
    """

    name: str
    zh: str
    kind: FieldKind | None = None
    parts: tuple["Field", ...] = ()
    default: Any = None
    group: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=lambda: _NO_UNITS)
    attribute: str = ""

    @property
    def target(self) -> str:
        """The attribute of the model that holds the value."""
        return self.attribute or self.name

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that means this field, the English name first, the Chinese one second."""
        return (self.name, self.zh, *self.aliases, *self.units)

    def unit_of(self, key: str) -> str | None:
        """The unit that a key states for bare numbers, None for most keys."""
        return self.units.get(_plain(key))


_TIER = either(choice(choices.TierLimit), TIER)
_FROM = Field(
    name="from", zh="起", kind=MONTH, required=True, aliases=("开始", "起始"), attribute="first"
)
_TO = Field(
    name="to", zh="止", kind=MONTH, required=True, aliases=("结束", "终止"), attribute="last"
)
_PART_BASE = Field(name="base", zh="缴费基数", kind=MONEY, aliases=("基数",))
_PART_TIER = Field(name="tier", zh="档次", kind=_TIER, aliases=("缴费档次",))
_PART_MOVING = Field(name="moving", zh="随工资变动", kind=BOOLEAN, default=False)
_PART_REGION = Field(name="region", zh="参保地", kind=REGION, aliases=("地区",))

HISTORY = (
    _FROM,
    _TO,
    _PART_BASE,
    _PART_TIER,
    _PART_MOVING,
    _PART_REGION,
    Field(
        name="kind",
        zh="身份",
        kind=choice(choices.PaidBy),
        default=choices.PaidBy.FLEXIBLE,
        aliases=("缴费身份",),
    ),
    Field(name="posted", zh="补缴月份", kind=MONTH, aliases=("到账月份",)),
)
"""The keys of one spell of the past."""
PAUSE = (_FROM, _TO)
"""The keys of one break in the plan."""
CHANGE = (
    _FROM,
    _PART_BASE,
    _PART_TIER,
    _PART_MOVING,
    _PART_REGION,
)
"""The keys of one change in the plan."""

_PERSON = (
    Field(
        name="region", zh="参保地", kind=REGION, required=True, aliases=("地区", "省份", "province")
    ),
    Field(name="born", zh="出生年月", kind=MONTH, required=True, aliases=("出生", "birth")),
    Field(name="sex", zh="性别", kind=choice(choices.Sex), required=True, aliases=("gender",)),
    Field(name="category", zh="退休类别", kind=choice(choices.Category)),
)
_BASE = (
    Field(name="wage", zh="月收入", kind=MONEY, aliases=("收入", "monthly_wage")),
    Field(name="tier", zh="缴费档次", kind=_TIER, aliases=("档次",)),
    Field(name="base", zh="缴费基数", kind=MONEY, aliases=("基数",)),
    Field(name="moving", zh="随工资变动", kind=BOOLEAN),
    Field(name="clamp", zh="自动取上下限", kind=BOOLEAN, default=False),
)
_PAST = (
    Field(
        name="paid",
        zh="已缴年限",
        kind=DURATION,
        aliases=("已缴",),
        units={
            "paid_months": "months",
            "paid_years": "years",
            "已缴月数": "months",
            "已缴年数": "years",
        },
    ),
    Field(name="today", zh="测算月份", kind=MONTH, aliases=("今天",)),
    Field(name="paid_through", zh="已缴至", kind=MONTH),
    Field(name="balance", zh="个人账户余额", kind=MONEY, aliases=("账户余额",)),
    Field(name="balance_date", zh="余额月份", kind=MONTH, aliases=("余额日期",)),
    Field(name="average_index", zh="平均缴费工资指数", kind=INDEX, aliases=("平均缴费指数",)),
    Field(name="first_paid", zh="首次缴费月份", kind=MONTH, aliases=("参加工作月份",)),
    Field(name="history", zh="缴费历史", parts=HISTORY, default=(), aliases=("历史",)),
)
_PLAN = (
    Field(
        name="plan_until",
        zh="缴到",
        kind=either(choice(choices.PlanEnd), MONTH),
        default=choices.PlanEnd.RETIREMENT,
    ),
    Field(name="pauses", zh="停缴", parts=PAUSE, default=(), aliases=("中断",)),
    Field(name="changes", zh="变更", parts=CHANGE, default=(), aliases=("调整",)),
    Field(
        name="rhythm",
        zh="缴费周期",
        kind=choice(choices.Rhythm),
        default=choices.Rhythm.MONTHLY,
    ),
    Field(name="payment_month", zh="年缴月份", kind=COUNT),
)
_RETIREMENT = (
    Field(
        name="retire",
        zh="退休时间",
        kind=either(choice(choices.RetireAt), MONTH),
        default=choices.RetireAt.STATUTORY,
    ),
    Field(name="extend", zh="延长缴费", kind=BOOLEAN, default=False),
    Field(
        name="late_retirement",
        zh="弹性延迟",
        kind=choice(choices.LateRetirement),
        default=choices.LateRetirement.NONE,
    ),
)
_PLACE = (
    Field(name="registered", zh="户籍地", kind=REGION, aliases=("户籍", "hukou")),
    Field(name="claim", zh="待遇领取地", kind=REGION, aliases=("领取地",)),
)
_ASSUMPTIONS = (
    Field(
        name="assumption_set",
        zh="假设方案",
        kind=choice(choices.AssumptionLevel),
        default=choices.AssumptionLevel.MIDDLE,
    ),
    Field(name="wage_growth", zh="工资增长率", kind=RATE),
    Field(name="inflation", zh="通货膨胀率", kind=RATE, aliases=("物价涨幅",)),
    Field(name="crediting_rate", zh="记账利率", kind=RATE),
    Field(name="indexation", zh="养老金调整率", kind=RATE, aliases=("养老金涨幅",)),
    Field(name="discount", zh="折现率", kind=RATE),
    Field(
        name="retirement_year_rate",
        zh="退休当年记账利率",
        kind=either(choice(choices.RetirementYearRate), RATE),
        default=choices.RetirementYearRate.LAST_PUBLISHED,
    ),
    Field(
        name="limits_projection",
        zh="上下限推算",
        kind=choice(choices.LimitsProjection),
        default=choices.LimitsProjection.WAGE,
    ),
    Field(name="grades", zh="数据等级", kind=GRADES, default="ABC"),
)
_EARLY = (
    Field(
        name="deemed",
        zh="视同缴费年限",
        kind=DURATION,
        units={"deemed_months": "months", "视同缴费月数": "months"},
    ),
    Field(name="deemed_index", zh="视同缴费指数", kind=INDEX),
    Field(name="transition_index", zh="过渡性指数", kind=INDEX),
    Field(name="transition_months", zh="建账前缴费年限", kind=DURATION),
    Field(name="transition_paid", zh="建账前实缴年限", kind=DURATION),
)
_PRACTICE = (
    Field(
        name="base_rounding",
        zh="基数取整",
        kind=choice(choices.BaseRounding),
        default=choices.BaseRounding.YUAN,
    ),
    Field(name="interest_method", zh="计息方法", kind=choice(choices.InterestMethod)),
    Field(name="retirement_interest", zh="退休当年计息", kind=choice(choices.RetirementInterest)),
    Field(name="posting", zh="记账月份", kind=choice(choices.Posting)),
    Field(name="pay_retirement_month", zh="退休当月缴费", kind=BOOLEAN),
    Field(name="years_mode", zh="年限折算", kind=choice(choices.YearsMode)),
    Field(name="index_denominator", zh="指数分母", kind=choice(choices.IndexDenominator)),
    Field(name="index_reference", zh="指数参照工资", kind=choice(choices.IndexReference)),
    Field(name="index_decimals", zh="指数小数位", kind=COUNT),
    Field(name="due_from", zh="应缴起算月份", kind=MONTH),
    Field(name="divisor_rule", zh="计发月数取法", kind=choice(choices.DivisorRule)),
    Field(name="amount_rounding", zh="金额进位", kind=choice(choices.AmountRounding)),
    Field(name="low_index_factor", zh="低指数系数", kind=BOOLEAN),
    Field(name="local_age", zh="地方退休年龄", kind=BOOLEAN, default=True),
    Field(
        name="holes", zh="上下限空档", kind=choice(choices.Holes), default=choices.Holes.CONTINUE
    ),
)
_EXTRAS = (
    Field(name="extras", zh="地方性待遇", kind=BOOLEAN, default=False),
    Field(name="only_child", zh="独生子女父母", kind=BOOLEAN, default=False),
    Field(name="disposable_income", zh="人均可支配收入", kind=MONEY),
)
_GROUPED = {
    "person": _PERSON,
    "base": _BASE,
    "past": _PAST,
    "plan": _PLAN,
    "retirement": _RETIREMENT,
    "place": _PLACE,
    "assumptions": _ASSUMPTIONS,
    "early": _EARLY,
    "practice": _PRACTICE,
    "extras": _EXTRAS,
}

GROUPS: tuple[str, ...] = tuple(_GROUPED)
"""The groups of fields, in the order they are shown."""

FIELDS: tuple[Field, ...] = tuple(
    replace(entry, group=group) for group, entries in _GROUPED.items() for entry in entries
)
"""All fields of a scenario."""


@cache
def _by_key(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {_plain(key): entry for entry in fields for key in entry.keys}


def field_named(key: str, fields: tuple[Field, ...] = FIELDS) -> Field | None:
    """The field a key means: its English or Chinese name or an alias, `-` read as `_`."""
    return (_BY_KEY if fields is FIELDS else _by_key(fields)).get(_plain(key))


@lru_cache(maxsize=1_000)
def _plain(key: str) -> str:
    return unicodedata.normalize("NFKC", key).strip().casefold().replace("-", "_")


_BY_KEY = _by_key(FIELDS)
"""The fields of a scenario at hand: finding them by all fields costs more than the rest."""
