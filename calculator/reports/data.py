"""JSON: an estimate as numbers for other programs, in a stable shape.

Money and wages are yuan, rates fractions (0.2 is 20%), indices and years plain numbers, months
"YYYY-MM", counts of months whole numbers. Every figure of the plan's settlement is there.
"""

import json
from collections.abc import Mapping
from typing import Any

from calculator.columns import Origin
from calculator.result import (
    DeathBenefit,
    Estimate,
    Notice,
    Outcome,
    PlaceOfClaim,
    Remedy,
)
from calculator.scenario.files import dump
from rules.career import Run
from rules.estimation import LedgerYear, Settlement
from rules.law import LimitPeriod
from rules.month import Month
from rules.quantities import INDEX_ONE, MICRO_PER_YUAN, PPM, TENTH, YEAR_UNITS
from rules.tracing import Step

__all__ = ["SCHEMA_VERSION", "as_data", "as_json"]

SCHEMA_VERSION = 1
