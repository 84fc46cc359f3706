"""图的说明: the Vega-Lite specification of a chart in one language."""

from typing import Any

from calculator.charts import Chart, Shape
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.fan import fan
from calculator.reports.pictures.lines import lines
from calculator.reports.pictures.palette import common
from calculator.reports.pictures.rows import rows
from calculator.reports.pictures.stack import stack

__all__ = ["specification"]


def specification(
    chart: Chart, words: Worded, *, font: str = "sans-serif", missing: str = ""
) -> dict[str, Any]:
    """The picture of a chart, its labels in `font`; `missing` stands for a value there is not."""
    return common(chart, words.value, font) | _layers(chart, words, missing)


def _layers(chart: Chart, words: Worded, missing: str) -> dict[str, Any]:
    match chart.shape:
        case Shape.LINES:
            return lines(chart, words)
        case Shape.STACK:
            return stack(chart, words)
        case Shape.BARS | Shape.SPANS:
            return rows(chart, words, missing)
        case Shape.FAN:
            return fan(chart, words)
