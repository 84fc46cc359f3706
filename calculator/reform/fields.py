"""改革文件的字段表: every section of a reform file and its keys, once.

The same table names the keys, the problems' titles, the JSON Schema and the reference. What a key means
stands in the catalogs under `reform.<section>`.
"""

from calculator.scenario import choices
from calculator.scenario.fields import Field
from calculator.scenario.kinds import COUNT, DURATION, MONEY, MONTH, RATE, REGION, TEXT, choice

__all__ = ["HEAD", "SECTIONS"]

_FROM = Field(name="from", zh="起", kind=MONTH, aliases=("开始", "起始"), attribute="start")
_REGION = Field(name="region", zh="地区", kind=REGION, aliases=("参保地",))

HEAD = (
    Field(name="title", zh="标题", kind=TEXT, required=True),
    Field(name="title_en", zh="英文标题", kind=TEXT),
    _FROM,
)
"""What stands before the sections: a title, and the month that holds where a section names none."""

SECTIONS = (
    Field(
        name="contribution_base",
        zh="缴费基数",
        parts=(
            _FROM,
            _REGION,
            Field(name="floor", zh="下限", kind=RATE),
            Field(name="ceiling", zh="上限", kind=RATE),
        ),
    ),
    Field(
        name="contribution_rate",
        zh="缴费比例",
        parts=(
            _FROM,
            _REGION,
            Field(name="total", zh="合计", kind=RATE),
            Field(name="account", zh="记入个人账户", kind=RATE),
        ),
    ),
    Field(
        name="crediting_rate",
        zh="记账利率",
        parts=(
            _FROM,
            Field(name="rate", zh="利率", kind=RATE),
            Field(name="at_least", zh="不低于", kind=RATE),
        ),
    ),
    Field(
        name="calculation_base",
        zh="计发基数",
        parts=(
            _FROM,
            _REGION,
            Field(name="base", zh="基数", kind=MONEY),
            Field(name="growth", zh="年增长", kind=RATE),
        ),
    ),
    Field(
        name="basic_pension",
        zh="基础养老金",
        parts=(_FROM, _REGION, Field(name="per_year", zh="每年", kind=RATE, required=True)),
    ),
    Field(
        name="minimum_period",
        zh="最低缴费年限",
        parts=(
            _FROM,
            Field(name="begin_at", zh="起点", kind=DURATION),
            Field(name="step", zh="每年增加", kind=DURATION),
            Field(name="up_to", zh="最高", kind=DURATION),
        ),
    ),
    Field(
        name="retirement_age",
        zh="退休年龄",
        parts=(
            _FROM,
            Field(name="category", zh="类别", kind=choice(choices.Category)),
            Field(name="first_born", zh="起始出生月", kind=MONTH),
            Field(name="every", zh="每几个月", kind=COUNT),
            Field(name="up_to", zh="最高", kind=DURATION),
            Field(name="early_window", zh="可提前", kind=DURATION),
        ),
    ),
    Field(
        name="payment_months",
        zh="计发月数",
        parts=(
            _FROM,
            *(
                Field(name=f"age_{age}", zh=f"{age}岁", kind=COUNT, aliases=(str(age),))
                for age in range(40, 71)
            ),
        ),
    ),
)
"""The sections, each a table or several tables with a month of their own."""
