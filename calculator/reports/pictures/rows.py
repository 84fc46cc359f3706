"""横条图: named things below each other, a bar for each value, the amount written at its end.

Bars from zero for one or more series, or a span from the first series to the last.
"""

from typing import Any

from calculator.charts import Chart, Shape, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.axes import legend_of
from calculator.reports.pictures.palette import GREY, INK, SERIES, SMALL

__all__ = ["rows"]

_LABEL, _BAR, _GAP = 16, 15, 7
_THICK = 10
_ROOM = 0.18


def rows(chart: Chart, words: Worded, missing: str = "") -> dict[str, Any]:
    """The layers of horizontal bars, each under its name; `missing` stands where there is no value.

    Heights are laid out in points.
    """
    names, bars, height = _laid_out(chart, words, missing)
    is_span = chart.shape is Shape.SPANS
    domain = _domain(bars, is_span=is_span)
    x = {"type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}
    y = {"type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    colors = [SERIES.get(series.name, SERIES["pension"])["color"] for series in chart.series]
    drawn: dict[str, Any] = {
        "data": {"values": bars},
        "mark": {"type": "rule", "strokeWidth": _THICK},
        "encoding": {
            "x": x | {"field": "from"},
            "x2": {"field": "to"},
            "y": y | {"field": "y"},
            "color": {
                "field": "series",
                "type": "nominal",
                "scale": {"domain": list(words.series), "range": colors},
                "legend": legend_of(words.series)
                if len(words.series) > 1 and not is_span
                else None,
            },
        },
    }
    layers = [
        {
            "data": {"values": names},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "color": INK,
                "fontSize": SMALL,
                "limit": 340,
            },
            "encoding": {"x": {"value": 0}, "y": y | {"field": "y"}, "text": {"field": "name"}},
        },
        drawn,
        *_amounts(bars, x, y, is_span=is_span),
    ]
    return {"height": height, "layer": layers}


def _domain(bars: list[dict[str, Any]], *, is_span: bool) -> list[float]:
    """From zero, or a span with room for the amounts at both ends."""
    least = min((bar["from"] for bar in bars), default=0)
    most = max((bar["to"] for bar in bars), default=1)
    if not is_span:
        return [min(0, least), max(most, 1)]
    room = max(most - least, 1) * _ROOM
    return [least - room, most + room]


def _amounts(
    bars: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], *, is_span: bool
) -> list[Any]:
    """The amount at the end of each bar; of a span both."""
    ends = [("to", "shown", "left", 5)]
    if is_span:
        ends.append(("from", "shown_from", "right", -5))
    return [
        {
            "data": {"values": bars},
            "mark": {
                "type": "text",
                "align": align,
                "baseline": "middle",
                "dx": dx,
                "color": GREY,
                "fontSize": SMALL,
            },
            "encoding": {
                "x": x | {"field": field},
                "y": y | {"field": "y"},
                "text": {"field": shown},
            },
        }
        for field, shown, align, dx in ends
    ]


def _laid_out(
    chart: Chart, words: Worded, missing: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Names and bars with the height each stands at, and the height of all."""
    names: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    at = 0
    is_span = chart.shape is Shape.SPANS
    for index, name in enumerate(words.positions):
        names.append({"name": name, "y": at + _LABEL / 2})
        at += _LABEL
        values = [series.values[index] for series in chart.series]
        if is_span:
            bars.append(_span(chart, values, words, at))
            at += _BAR
        else:
            for series, value in zip(words.series, values, strict=True):
                amount = 0 if value is None else scaled(chart, value)
                shown = missing if value is None else _shown(amount)
                bars.append(
                    {"series": series, "from": 0, "to": amount, "shown": shown, "y": at + _BAR / 2}
                )
                at += _BAR
        at += _GAP
    return names, bars, max(at - _GAP, 1)


def _span(chart: Chart, values: list[int | None], words: Worded, at: int) -> dict[str, Any]:
    low, high = sorted(scaled(chart, value) for value in values if value is not None)
    return {
        "series": words.series[0],
        "from": low,
        "to": high,
        "shown": _shown(high),
        "shown_from": _shown(low),
        "y": at + _BAR / 2,
    }


def _shown(amount: float) -> str:
    return f"{amount:,.0f}"
