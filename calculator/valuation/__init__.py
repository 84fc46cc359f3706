"""估值: is it worth it, the only place where amounts are floats.

Payments and pensions come from the rules as whole fen; here they are weighed by time, prices and the
chance of being alive. Nothing computed here goes back into a pension.
"""

from calculator.valuation.life_table import (
    GENERAL,
    INSURED,
    OWN,
    UNCHANGED,
    LifeTable,
    LifeTableUnreadable,
    life_table,
    read_life_table,
)
from calculator.valuation.rate_of_return import break_even, present_value, rate_of_return
from calculator.valuation.streams import (
    Part,
    Stream,
    added,
    difference,
    past_payments,
    stream_of,
)
from calculator.valuation.worth import (
    Lifetime,
    Outlook,
    Payback,
    Valuation,
    outlook_of,
    paid_in_todays_money,
    payback_of,
    real_payback_of,
    running_totals,
    valuation_of,
    value_of,
)

__all__ = [
    "GENERAL",
    "INSURED",
    "OWN",
    "UNCHANGED",
    "LifeTable",
    "LifeTableUnreadable",
    "Lifetime",
    "Outlook",
    "Part",
    "Payback",
    "Stream",
    "Valuation",
    "added",
    "break_even",
    "difference",
    "life_table",
    "outlook_of",
    "paid_in_todays_money",
    "past_payments",
    "payback_of",
    "present_value",
    "rate_of_return",
    "read_life_table",
    "real_payback_of",
    "running_totals",
    "stream_of",
    "valuation_of",
    "value_of",
]
