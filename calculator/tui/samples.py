"""例子: three people to begin with, as they would type it, in either language."""

from collections.abc import Mapping
from typing import Any

from calculator.i18n import Language
from calculator.tui.draft import Draft
from rules.month import Month

__all__ = ["SAMPLES", "sample"]

_LAST_MONTH = "last month"
_ZH: Mapping[str, dict[str, Any]] = {
    "courier": {
        "region": "浙江",
        "born": "1990-03",
        "sex": "female",
        "wage": "8000",
        "paid": "5年",
    },
    "returned": {
        "region": "河南",
        "born": "1982-06",
        "sex": "male",
        "tier": "60%",
        "registered": "河南",
        "balance": "61873.45",
        "history": [
            {
                "from": "2006-03",
                "to": "2014-06",
                "tier": "floor",
                "region": "上海",
                "kind": "employed",
            },
            {
                "from": "2016-01",
                "to": "2021-08",
                "tier": "60%",
                "region": "广东",
                "kind": "employed",
            },
            {"from": "2021-09", "to": _LAST_MONTH, "tier": "floor"},
        ],
    },
    "late": {
        "region": "四川",
        "born": "1972-09",
        "sex": "female",
        "tier": "60%",
        "paid": "3年6个月",
    },
}
_EN: dict[str, str] = {
    "浙江": "Zhejiang",
    "河南": "Henan",
    "四川": "Sichuan",
    "上海": "Shanghai",
    "广东": "Guangdong",
    "5年": "5y",
    "3年6个月": "3y6m",
}

SAMPLES: tuple[str, ...] = tuple(_ZH)
"""The names of the samples."""


def sample(name: str, language: Language, today: Month) -> Draft:
    """The draft of a sample; what is paid so far ends in the month before `today`."""
    words = {_LAST_MONTH: str(Month(today - 1))}
    return Draft.of_keys(_worded(_ZH[name], words if language == "zh" else words | _EN))


def _worded(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _worded(part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_worded(part, words) for part in value]
    return words.get(value, value)
