"""图表: what the pictures of the decisions show, as plain series with units and marks.

The app and the reports draw the same charts from here; `calculator.reports.comparisons.charts` has the words.
"""

from calculator.charts.account import account_charts
from calculator.charts.ages import retirement_charts
from calculator.charts.chart import Axis, Chart, Label, Mark, Series, Shape, Unit, position, scaled
from calculator.charts.death import death_charts
from calculator.charts.futures import future_charts
from calculator.charts.money import money_charts
from calculator.charts.places import place_charts
from calculator.charts.plans import irregular_charts, plan_charts
from calculator.charts.schemes import scheme_charts
from calculator.charts.stops import stop_charts
from calculator.charts.tiers import tier_charts

__all__ = [
    "Axis",
    "Chart",
    "Label",
    "Mark",
    "Series",
    "Shape",
    "Unit",
    "account_charts",
    "death_charts",
    "future_charts",
    "irregular_charts",
    "money_charts",
    "place_charts",
    "plan_charts",
    "position",
    "retirement_charts",
    "scaled",
    "scheme_charts",
    "stop_charts",
    "tier_charts",
]
