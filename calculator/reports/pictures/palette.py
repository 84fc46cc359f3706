"""配色与字号: the one palette of all pictures and pages, and what every specification shares."""

from typing import Any

from calculator.charts import Chart

__all__ = [
    "BANDS",
    "FIRST",
    "GREY",
    "INK",
    "MARK",
    "PALE",
    "SECOND",
    "SERIES",
    "SMALL",
    "WIDTH",
    "Style",
    "common",
]

INK, GREY, PALE = "#1f2a30", "#5d6a70", "#dfe4e0"
FIRST, SECOND, THIRD, MARK = "#0d6e5b", "#b0701a", "#2d5f96", "#7d2d22"
_LIGHT_FIRST, _LIGHT_SECOND = "#8fc4b6", "#e3c48f"
BANDS = ("#cfe5de", _LIGHT_FIRST)
"""The bands of a fan from the outermost in, the lighter the less likely."""
WIDTH = 350
SMALL = 11

Style = dict[str, Any]
SERIES: dict[str, Style] = {
    "basic": {"color": FIRST},
    "account": {"color": _LIGHT_FIRST},
    "other": {"color": _LIGHT_SECOND},
    "principal": {"color": FIRST},
    "interest": {"color": _LIGHT_FIRST},
    "whole": {"color": FIRST},
    "step": {"color": SECOND, "dash": [5, 3]},
    "good": {"color": FIRST, "width": 5},
    "pension": {"color": FIRST, "width": 1.5},
    "paid": {"color": SECOND, "dash": [5, 3]},
    "received": {"color": FIRST},
    "low": {"color": _LIGHT_FIRST},
    "high": {"color": FIRST},
    "pension_today": {"color": FIRST},
    "later_today": {"color": _LIGHT_FIRST},
}
"""How a series looks, by its name; a dash or a width tells lines apart where colours are not seen."""


def common(chart: Chart, value: str, font: str) -> dict[str, Any]:
    """What all specifications share: size, type, quiet axes, the value axis named above the picture."""
    axis = {
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": PALE,
        "labelColor": INK,
        "titleColor": GREY,
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "labelFontWeight": "normal",
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "usermeta": {"chart": chart.name},
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": "transparent",
        "padding": {"left": 2, "right": 8, "top": 4, "bottom": 2},
        "title": {
            "text": value,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": SMALL,
            "fontWeight": "normal",
            "color": GREY,
            "offset": 6,
        },
        "config": {
            "aria": False,
            "font": font,
            "view": {"stroke": None},
            "axis": axis,
            "legend": {
                "orient": "top",
                "title": None,
                "labelFontSize": SMALL,
                "labelColor": INK,
                "symbolStrokeWidth": 3,
                "labelLimit": WIDTH - 40,
                "offset": 4,
            },
        },
    }
