"""图表的文字: title, axes, series and marks of a chart in one language.

Keys: `chart.<chart>.title`, `.value` (the value axis with its unit), `.series.<name>`; `chart.axis.<axis>`,
`chart.mark.<name>`, `chart.caveat.<name>`, `chart.band.<name>`.
"""

from typing import NamedTuple

from calculator.charts import Axis, Chart, Label, Shape
from calculator.reports.wording import Wording

__all__ = ["Worded", "worded"]

_BANDS = ("nine", "half", "middle")
_WRITTEN = {Axis.MONTH: "month", Axis.AGE: "age", Axis.TIER: "percent"}


class Worded(NamedTuple):
    """The words of a chart, in the order of its positions, series and marks; `caveat` may be empty."""

    title: str
    axis: str
    value: str
    positions: tuple[str, ...]
    series: tuple[str, ...]
    marks: tuple[str, ...]
    caveat: str
    bands: tuple[str, ...] = ()
    """Of a fan: its bands from the outermost in, its middle."""


def worded(chart: Chart, words: Wording) -> Worded:
    """The words of a chart."""
    say, name = words.say, chart.name
    return Worded(
        title=say(f"chart.{name}.title"),
        axis="" if chart.axis is Axis.NAMED else say(f"chart.axis.{chart.axis}"),
        value=say(f"chart.{name}.value"),
        positions=tuple(_positions(chart, words)),
        series=tuple(say(f"chart.{name}.series.{series.name}") for series in chart.series),
        marks=tuple(say(f"chart.mark.{mark.name}", **mark.values) for mark in chart.marks),
        caveat=say(f"chart.caveat.{chart.caveat}") if chart.caveat else "",
        bands=tuple(say(f"chart.band.{band}") for band in _BANDS)
        if chart.shape is Shape.FAN
        else (),
    )


def _positions(chart: Chart, words: Wording) -> list[str]:
    if chart.axis is Axis.NAMED:
        return [_label(label, words) for label in chart.labels]
    form = _WRITTEN.get(chart.axis)
    return [str(at) if form is None else words.show(at, form) for at in chart.at]


def _label(label: Label, words: Wording) -> str:
    return words.place(label.region) if label.region else words.say(label.key, **label.values)
