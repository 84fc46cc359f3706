"""不确定性: what the answer becomes when wages, rates, adjustments and prices go another way.

Named joint regimes, one assumption at a time, and a seeded simulation. Nothing here is a forecast: each
result carries what it was made from.
"""

from calculator.uncertainty.history import ObservedYear, observed_years
from calculator.uncertainty.regimes import Regime, RegimeName, Sensitivity, regimes, sensitivities
from calculator.uncertainty.simulation import Percentiles, Simulation, simulate

__all__ = [
    "ObservedYear",
    "Percentiles",
    "Regime",
    "RegimeName",
    "Sensitivity",
    "Simulation",
    "observed_years",
    "regimes",
    "sensitivities",
    "simulate",
]
