"""法规数据: dated parameters of the law with their sources.

`load()` gives one immutable `Law`. Values, limits and local practice are data files beside the
modules; no rule of computation stands here.
"""

from rules.law.store import Law, load
from rules.law.values import (
    Category,
    Certainty,
    Extra,
    Ground,
    IndexBound,
    Instrument,
    LimitPeriod,
    LocalAge,
    MinimumRule,
    Practice,
    Quote,
    Reading,
    Region,
    Row,
    Status,
    Value,
)

__all__ = [
    "Category",
    "Certainty",
    "Extra",
    "Ground",
    "IndexBound",
    "Instrument",
    "Law",
    "LimitPeriod",
    "LocalAge",
    "MinimumRule",
    "Practice",
    "Quote",
    "Reading",
    "Region",
    "Row",
    "Status",
    "Value",
    "load",
]
