"""扇形图: bands from the outermost in, and the line in their middle."""

from typing import Any

from calculator.charts import Chart, position, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.axes import across, legend_of, upwards
from calculator.reports.pictures.palette import BANDS, INK

__all__ = ["fan"]

_HEIGHT = 190


def fan(chart: Chart, words: Worded) -> dict[str, Any]:
    """The layers of a fan. The value axis starts at zero, so that the spread is seen beside the amount."""
    half = len(chart.series) // 2
    colors = [*BANDS[:half], INK]
    shared = {
        "x": across(chart, words),
        "color": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(words.bands), "range": colors},
            "legend": legend_of(words.bands) | {"symbolType": "square", "symbolStrokeWidth": 0},
        },
    }
    bands = [
        {
            "data": {"values": _between(chart, words.bands[at], at, -1 - at)},
            "mark": {"type": "area", "opacity": 1},
            "encoding": {**shared, "y": upwards(), "y2": {"field": "from"}},
        }
        for at in range(half)
    ]
    middle = {
        "data": {"values": _between(chart, words.bands[half], half, half)},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {**shared, "y": upwards()},
    }
    return {"height": _HEIGHT, "layer": [*bands, middle]}


def _between(chart: Chart, name: str, low: int, high: int) -> list[dict[str, Any]]:
    """The points of a band, from the value of one series to that of another."""
    return [
        {
            "at": position(chart, at),
            "series": name,
            "from": scaled(chart, bottom or 0),
            "value": scaled(chart, top or 0),
        }
        for at, bottom, top in zip(
            chart.at, chart.series[low].values, chart.series[high].values, strict=True
        )
    ]
