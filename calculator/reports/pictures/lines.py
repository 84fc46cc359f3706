"""折线图: a line for each series, broken where there is no value."""

from typing import Any

from calculator.charts import Chart, Unit, position, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.axes import across, legend_of, mark_layers, marked, upwards
from calculator.reports.pictures.palette import MARK, SERIES

__all__ = ["lines"]

_HEIGHT = 190
_MARKED = frozenset({"plan", "statutory", "best", "retirement", "even", "minimum"})
_FROM_ZERO = frozenset({"tier_payback", "money_back"})


def lines(chart: Chart, words: Worded) -> dict[str, Any]:
    """The layers of lines. The value axis starts at zero where amounts are compared by their size."""
    rows = [
        {
            "at": position(chart, at),
            "series": name,
            "value": None if value is None else scaled(chart, value),
        }
        for series, name in zip(chart.series, words.series, strict=True)
        for at, value in zip(chart.at, series.values, strict=True)
    ]
    styles = [SERIES[series.name] for series in chart.series]
    named = {"field": "series", "type": "nominal"}
    legend = legend_of(words.series, marked(chart, _MARKED)) | {"symbolType": "stroke"}
    domain = list(words.series)

    def by_series(key: str, default: Any) -> dict[str, Any]:
        found = [style.get(key, default) for style in styles]
        return {**named, "scale": {"domain": domain, "range": found}, "legend": legend}

    encoding = {
        "x": across(chart, words),
        "y": upwards(zero=chart.name in _FROM_ZERO),
        "color": by_series("color", MARK),
        "strokeDash": by_series("dash", [1, 0]),
        "strokeWidth": by_series("width", 2.5),
    }
    data = {"values": rows}
    layers: list[Any] = [{"data": data, "mark": {"type": "line"}, "encoding": encoding}]
    if chart.unit is Unit.YEARS:
        layers += [
            {
                "data": {"values": [row for row in rows if row["series"] == name]},
                "mark": {"type": "point", "filled": True, "opacity": 1, "color": style["color"]},
                "encoding": {key: encoding[key] for key in ("x", "y")},
            }
            for style, name in zip(styles, words.series, strict=True)
        ]
    return {"height": _HEIGHT, "layer": [*layers, *mark_layers(chart, words, _MARKED, MARK)]}
