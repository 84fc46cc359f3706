"""叠柱图: the series on one another at each position, from zero."""

from itertools import pairwise
from typing import Any

from calculator.charts import Chart, position, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.axes import across, legend_of, mark_layers, marked, upwards
from calculator.reports.pictures.palette import MARK, SERIES, WIDTH

__all__ = ["stack"]

_HEIGHT = 190
_WIDEST_BAR = 12
_MARKED = frozenset({"plan"})
_LEAST = 1
"""A part that never comes to a yuan (what a total is carried up by) cannot be seen."""


def stack(chart: Chart, words: Worded) -> dict[str, Any]:
    """The layers of stacked bars."""
    seen = [
        (series, name)
        for series, name in zip(chart.series, words.series, strict=True)
        if max(scaled(chart, value or 0) for value in series.values) >= _LEAST
    ]
    names = [name for _, name in seen]
    rows = [
        {"at": position(chart, at), "series": name, "order": order, "value": scaled(chart, value)}
        for order, (series, name) in enumerate(seen)
        for at, value in zip(chart.at, series.values, strict=True)
        if value is not None
    ]
    colors = [SERIES[series.name]["color"] for series, _ in seen]
    bars = {
        "data": {"values": rows},
        "mark": {"type": "bar", "width": _bar(chart)},
        "encoding": {
            "x": across(chart, words),
            "y": upwards() | {"stack": "zero"},
            "color": {
                "field": "series",
                "type": "nominal",
                "scale": {"domain": names, "range": colors},
                "legend": legend_of(names, marked(chart, _MARKED)),
            },
            "order": {"field": "order", "type": "quantitative"},
        },
    }
    return {"height": _HEIGHT, "layer": [bars, *mark_layers(chart, words, _MARKED, MARK)]}


def _bar(chart: Chart) -> float:
    """The width of a bar, so that the closest neighbours do not touch."""
    at = [position(chart, one) for one in chart.at]
    closest = min((b - a for a, b in pairwise(at)), default=at[-1] - at[0] + 1)
    span = max(at[-1] - at[0], 1) * 1.06
    return round(max(1.5, min(_WIDEST_BAR, (WIDTH - 60) * closest / span * 0.72)), 2)
