"""可选项: the words a field of a scenario may hold, with what Chinese and English call them.

The first Chinese word is the one the program writes. What each choice does is law (`rules`) or local
practice (`rules.law`), not here.
"""

from enum import StrEnum
from typing import Self

__all__ = [
    "AmountRounding",
    "AssumptionLevel",
    "BaseRounding",
    "Category",
    "DivisorRule",
    "Holes",
    "IndexDenominator",
    "IndexReference",
    "InterestMethod",
    "LateRetirement",
    "LimitsProjection",
    "Option",
    "PaidBy",
    "PlanEnd",
    "Posting",
    "RetireAt",
    "RetirementInterest",
    "RetirementYearRate",
    "Rhythm",
    "Sex",
    "TierLimit",
    "YearsMode",
]


class Option(StrEnum):
    """A choice with the other words that mean it."""

    words: tuple[str, ...]

    def __new__(cls, value: str, *words: str) -> Self:
        """A member whose value is `value`; `words` mean it too."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class Sex(Option):
    """性别."""

    MALE = "male", "男", "男性", "m", "man"
    FEMALE = "female", "女", "女性", "f", "woman"


class Category(Option):
    """退休年龄类别, by sex and original age."""

    MALE_60 = "male_60", "男60", "男60岁", "男60周岁"
    FEMALE_55 = "female_55", "女55", "女55岁", "女55周岁"
    FEMALE_50 = "female_50", "女50", "女50岁", "女50周岁"


class TierLimit(Option):
    """A base held at the floor or the ceiling."""

    FLOOR = "floor", "下限", "最低", "最低档", "lowest", "minimum"
    CEILING = "ceiling", "上限", "最高", "最高档", "highest", "maximum"


class PaidBy(Option):
    """Who paid in a spell of the past: the person alone, or an employer with the person."""

    FLEXIBLE = "flexible", "灵活就业", "个人", "灵活", "self"
    EMPLOYED = "employed", "单位", "职工", "在职", "employer", "employee"


class PlanEnd(Option):
    """Paying until the pension starts."""

    RETIREMENT = "retirement", "退休", "到退休", "缴到退休"


class Rhythm(Option):
    """缴费周期."""

    MONTHLY = "monthly", "按月", "月", "月缴", "month"
    QUARTERLY = "quarterly", "按季", "季", "季缴", "quarter"
    HALF_YEARLY = "half-yearly", "按半年", "半年", "半年缴", "half-year", "half_yearly"
    YEARLY = "yearly", "按年", "年", "年缴", "year", "annually"


class RetireAt(Option):
    """When to claim, where no month is named."""

    STATUTORY = "statutory", "法定", "法定退休", "法定退休年龄"
    EARLIEST = "earliest", "最早", "最早退休", "弹性提前"


class AssumptionLevel(Option):
    """The named sets of assumptions."""

    LOW = "low", "低", "保守"
    MIDDLE = "middle", "中", "中性"
    HIGH = "high", "高", "乐观"


class RetirementYearRate(Option):
    """The crediting rate of the retirement year, unpublished at the claim."""

    LAST_PUBLISHED = "last_published", "最近公布", "上年公布"
    ASSUMPTION = "assumption", "假设", "按假设"


class LateRetirement(Option):
    """弹性延迟退休 of someone without an employer to agree with (contested)."""

    NONE = "none", "不延迟", "无"
    OWN_DECLARATION = "own_declaration", "本人申请", "自愿延迟"
    WITHOUT_PAYING = "without_paying", "不缴费延后", "只延后领取"


class BaseRounding(Option):
    """What a base from a percentage is rounded to."""

    YUAN = "yuan", "元"
    FEN = "fen", "分"


class InterestMethod(Option):
    """计息方法."""

    MONTHLY_PRODUCT = "monthly_product", "月积数法"
    ANNUAL = "annual", "年度计算法"


class RetirementInterest(Option):
    """退休当年计息到哪一月."""

    THROUGH_RETIREMENT = "through_retirement", "计至退休当月"
    THROUGH_PREVIOUS = "through_previous", "计至退休上月"
    FULL_YEAR = "full_year", "计满全年"


class Posting(Option):
    """记账月份."""

    PAYMENT_MONTH = "payment_month", "缴费到账月"
    COVERED_MONTH = "covered_month", "费款所属月"


class YearsMode(Option):
    """缴费年限的折算."""

    ROUND2 = "round2", "两位小数"
    EXACT = "exact", "按月折算"
    ONE_DECIMAL_UP = "1dp_ceil", "一位小数进位"
    TWO_DECIMALS_UP = "2dp_ceil", "两位小数进位"
    HALF_YEAR_UP = "half_year_up", "半年进位"
    SHANGHAI = "shanghai", "上海算法"


class IndexDenominator(Option):
    """平均缴费指数的分母."""

    PAID_MONTHS = "paid_months", "实缴月数"
    MONTHS_DUE = "months_due", "应缴月数"
    CALENDAR_YEARS = "calendar_years", "日历年数"
    MONTHS_DUE_UNPAID_60 = "months_due_unpaid_60", "应缴月数未缴按60%"


class IndexReference(Option):
    """Which year's wage a base is divided by."""

    PREVIOUS_YEAR = "previous_year", "上年工资"
    SAME_YEAR = "same_year", "当年工资"


class DivisorRule(Option):
    """计发月数 at an age that is not whole."""

    BY_MONTH = "by_month", "按月插值"
    WHOLE_AGE = "whole_age", "按整岁"


class AmountRounding(Option):
    """待遇金额的进位."""

    FEN = "fen", "到分", "四舍五入到分"
    JIAO_UP_FROM_FEN = "jiao_up_from_fen", "到分后见分进角"
    JIAO_UP_EXACT = "jiao_up_exact", "分项见分进角"
    TOTAL_JIAO_UP = "total_jiao_up", "合计见分进角"


class LimitsProjection(Option):
    """What unpublished limits grow from: the reference wage, or the last limits."""

    WAGE = "wage", "工资"
    LIMITS = "limits", "上下限"


class Holes(Option):
    """What happens between two published limit periods that do not meet."""

    CONTINUE = "continue", "沿用"
    REFUSE = "refuse", "拒绝"
