"""法规数据: dated parameters of the law with their sources.

`load()` gives one immutable `Law`. Values, limits and local practice are data files beside the
modules; no rule of computation stands here.
"""

from rules.law.reform import (
    REFORM,
    AgePath,
    BasePath,
    Divisors,
    LeastRate,
    MinimumPath,
    ParameterChange,
    Reform,
)
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
    "REFORM",
    "AgePath",
    "BasePath",
    "Category",
    "Certainty",
    "Divisors",
    "Extra",
    "Ground",
    "IndexBound",
    "Instrument",
    "Law",
    "LeastRate",
    "LimitPeriod",
    "LocalAge",
    "MinimumPath",
    "MinimumRule",
    "ParameterChange",
    "Practice",
    "Quote",
    "Reading",
    "Reform",
    "Region",
    "Row",
    "Status",
    "Value",
    "load",
]
