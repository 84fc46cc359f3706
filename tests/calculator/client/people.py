"""客户报告的委托人: whom the reports of the tests are for."""

from calculator.reports.client.model import Person
from tests.calculator.people import CASES

HAND = {
    # README, 手算一遍: 100% tier, no growth and no interest, paid 2026-11 to 2048-03
    "region": "浙江",
    "born": "1990-03",
    "sex": "female",
    "tier": "100%",
    "paid": "0",
    "wage_growth": "0%",
    "crediting_rate": "0%",
    "retirement_year_rate": "assumption",
}
PEOPLE = {name: CASES[name] for name in ("courier", "short", "mover")} | {"hand": HAND}
HOSTILE = Person(
    client="<script>alert(1)</script>\" onload='x'\x00\x1b[31m\u202e</title>",
    adviser="*bold* #let x = 1; $y$ @ref {{ 7 * 7 }} {% raw %} \\u{41}",
    number="</style><img src=x onerror=alert(1)>",
)
