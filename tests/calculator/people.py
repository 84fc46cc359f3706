"""People of several sorts, as scenario mappings, for the tests of sheets and reports."""

from rules.month import Month

__all__ = ["CASES", "TODAY"]

TODAY = Month.of(2026, 11)
CASES = {
    "courier": {"region": "浙江", "born": "1990-03", "sex": "female", "wage": "8000", "paid": "5y"},
    "short": {"region": "北京", "born": "1972-06", "sex": "male", "tier": "60%", "paid": "9y"},
    "mover": {
        "region": "上海",
        "born": "1980-05",
        "sex": "male",
        "base": "10000",
        "registered": "河南",
        "balance": "60000",
        "history": [
            {
                "from": "2012-01",
                "to": "2019-12",
                "base": "6000",
                "kind": "employed",
                "region": "广东",
            },
            {"from": "2022-01", "to": "2026-10", "tier": "60%"},
        ],
    },
    "late": {
        "region": "四川",
        "born": "1968-02",
        "sex": "male",
        "tier": "floor",
        "paid": "12y",
        "extend": True,
    },
    "retiring": {
        "region": "吉林",
        "born": "1964-12",
        "sex": "male",
        "tier": "100%",
        "paid": "20y",
        "today": "2024-11",
        "extras": True,
    },
}
