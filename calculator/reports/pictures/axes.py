"""坐标轴: positions of a chart as a horizontal axis with few, round labels in the words of the chart."""

from collections.abc import Sequence
from typing import Any

from calculator.charts import Axis, Chart, position
from calculator.reports.comparisons.charts import Worded
from calculator.reports.pictures.palette import SMALL
from calculator.width import cells
from rules.month import MONTHS_PER_YEAR

__all__ = ["across", "legend_of", "mark_layers", "marked", "upwards"]

_LABELS = 7
_MIDDLE = 0.5
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_LINE, _SYMBOL, _GAP, _MARK_LINE = 56, 5, 4, 13


def across(chart: Chart, words: Worded) -> dict[str, Any]:
    """The encoding of the horizontal axis: months by their years, ages, years, tiers in percent."""
    first, last = position(chart, chart.at[0]), position(chart, chart.at[-1])
    room = max((last - first) * 0.03, 0.6)
    axis: dict[str, Any] = {
        "title": words.axis,
        "grid": False,
        "values": _ticks(chart, first, last),
        "labelExpr": _label(chart),
        "titlePadding": 6,
    }
    return {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [first - room, last + room], "nice": False, "zero": False},
        "axis": axis,
    }


def _ticks(chart: Chart, first: float, last: float) -> list[float]:
    """Januaries for months, round numbers for all else."""
    if chart.axis is Axis.TIER:
        return [tick for tick in (60, 100, 150, 200, 250, 300) if first <= tick <= last]
    unit = MONTHS_PER_YEAR if chart.axis is Axis.MONTH else 1
    span = (last - first) / unit
    step = next((step for step in _STEPS if span / step <= _LABELS), _STEPS[-1]) * unit
    begin = -(-first // step) * step
    return [begin + number * step for number in range(int((last - begin) // step) + 1)]


def _label(chart: Chart) -> str:
    if chart.axis is Axis.MONTH:
        return f"'' + floor(datum.value / {MONTHS_PER_YEAR})"
    return "datum.value + '%'" if chart.axis is Axis.TIER else "'' + datum.value"


def upwards(*, zero: bool = True) -> dict[str, Any]:
    """The encoding of the value axis; its title stands above the picture."""
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": zero, "nice": True},
        "axis": {"title": None, "tickCount": 5, "format": ",.0f", "domain": False, "ticks": False},
    }


def legend_of(names: Sequence[str], marks: int = 0) -> dict[str, Any]:
    """Names beside each other where they fit into a line, above the words of so many marks."""
    letters = sum(cells(name) for name in names)
    fits = letters + _SYMBOL * len(names) <= _LINE
    return {"columns": len(names) if fits else 1, "offset": _GAP + _MARK_LINE * marks}


def marked(chart: Chart, shown: frozenset[str]) -> int:
    """How many marks of a chart are shown."""
    return sum(mark.name in shown for mark in chart.marks)


def mark_layers(chart: Chart, words: Worded, shown: frozenset[str], ink: str) -> list[Any]:
    """Marks as dashed verticals with their words above the picture, a line for each."""
    first, last = position(chart, chart.at[0]), position(chart, chart.at[-1])
    found = [
        (position(chart, mark.at), said)
        for mark, said in zip(chart.marks, words.marks, strict=True)
        if mark.name in shown
    ]
    layers: list[Any] = []
    for line, (at, said) in enumerate(sorted(found)):
        left = at > first + (last - first) * _MIDDLE
        data = {"values": [{"at": at, "said": said}]}
        x = {"field": "at", "type": "quantitative"}
        rule = {"type": "rule", "color": ink, "strokeDash": [2, 3]}
        text = {
            "type": "text",
            "color": ink,
            "fontSize": SMALL,
            "align": "right" if left else "left",
            "dx": 3 if left else -3,
            "dy": -3 - _MARK_LINE * line,
            "baseline": "bottom",
        }
        above = {"x": x, "y": {"value": 0}, "text": {"field": "said"}}
        layers += [
            {"data": data, "mark": rule, "encoding": {"x": x}},
            {"data": data, "mark": text, "encoding": above},
        ]
    return layers
