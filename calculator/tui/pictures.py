"""图: the charts of the results drawn in cells, from the same data and words as in the reports.

Charts over time, age or tier become fields of lines and areas, named things rows of bars. Sizes and
colours are chosen here, values nowhere.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from calculator.charts import Axis, Chart, Shape, position, scaled
from calculator.reports.comparisons.charts import Worded
from calculator.tui.blocks import Block, cells, legend, paragraph
from calculator.tui.plot import Area, Line, Plot, ticks
from calculator.tui.rows import rows
from rules.month import MONTHS_PER_YEAR, Month, year_of

__all__ = ["AREAS", "drawn", "picture", "plotted"]

LINES = ("$primary", "$second", "$accent", "$error")
AREAS = ("$first-bar", "$second-bar", "$third-bar")
BANDS = ("$track", "$first-bar")
MEDIAN = "$foreground"
_OWN_INK = {"good": "$accent", "band": "$quiet"}
_WIDEST, _TALLEST, _SHORTEST = 120, 14, 6
_LONGEST_NAME, _ROOM_FOR_NAMES = 24, 64
_ZOOMED = 0.6
_FEW_YEARS = 4
_MARK = "^"


def picture(chart: Chart, told: Worded, width: int, height: int) -> Block:
    """A chart within a width, a field of about half the `height` of what is in sight."""
    width = min(width, _WIDEST)
    caveat = paragraph(told.caveat, width, "$warning") if told.caveat else ()
    if chart.axis is Axis.NAMED or (chart.axis is Axis.TIER and chart.shape is not Shape.LINES):
        return (*caveat, *rows(chart, told, width, AREAS))
    named = _named(chart, told)
    is_beside = _has_room(chart, named, width)
    plot = plotted(chart, told, width, height, named if is_beside else ())
    for mark in chart.marks:
        plot.upright(position(chart, mark.at), "$quiet")
    names = [] if is_beside or len(named) <= 1 else [(style, name) for _, name, style in named]
    if chart.shape is Shape.FAN:
        names = list(zip((*BANDS, MEDIAN), told.bands, strict=True))
    signs = _signs(len(chart.marks))
    below = [f"{sign} {words}" for sign, words in zip(signs, told.marks, strict=True)]
    *field, along = plot.block()
    return (
        *caveat,
        *legend(names, width),
        *field,
        *_marked(chart, plot, signs),
        along,
        *(one for words in below for one in paragraph(words, width, "$quiet")),
    )


def _signs(count: int) -> list[str]:
    """Signs by which marks are told apart."""
    return [_MARK] * count if count == 1 else [str(at + 1) for at in range(count)]


def _marked(chart: Chart, plot: Plot, signs: Sequence[str]) -> Block:
    """A line with a sign below every mark."""
    at = {plot.column(position(chart, m.at)): s for m, s in zip(chart.marks, signs, strict=True)}
    return (plot.track(lambda column: (at.get(column, " "), "$quiet")),) if at else ()


def plotted(
    chart: Chart,
    told: Worded,
    width: int,
    height: int,
    ends: Sequence[tuple[float, str, str]] = (),
) -> Plot:
    """The field of a chart; `ends` are values and names at the ends of its lines."""
    low, high = _span(chart)
    plot = Plot(
        min(width, _WIDEST),
        min(_TALLEST, max(_SHORTEST, height // 2 - 1)),
        along=_along(chart, told),
        levels=[(mark, f"{mark:,.0f}") for mark in ticks(high, low)],
        ends=ends,
    )
    plot.draw(*drawn(chart))
    return plot


def _named(chart: Chart, told: Worded) -> list[tuple[float, str, str]]:
    """The value at which a series ends (the middle of a layer), its name and its style."""
    if chart.shape is Shape.FAN:
        return []
    inks = LINES if chart.shape is Shape.LINES else AREAS
    base, found = 0.0, []
    for at, (series, name) in enumerate(zip(chart.series, told.series, strict=True)):
        last = next((scaled(chart, v) for v in reversed(series.values) if v is not None), 0.0)
        middle = base + last / 2 if chart.shape is Shape.STACK else last
        base += last
        found.append((middle, name, _OWN_INK.get(series.name, inks[at % len(inks)])))
    return found


def _has_room(chart: Chart, named: Sequence[tuple[float, str, str]], width: int) -> bool:
    """Whether names can stand at the ends of their lines."""
    return (
        chart.shape in (Shape.LINES, Shape.STACK)
        and len(named) > 1
        and all(series.values[-1] is not None for series in chart.series)
        and max(cells(name) for _, name, _ in named) <= _LONGEST_NAME
        and width >= _ROOM_FOR_NAMES
    )


def _span(chart: Chart) -> tuple[float, float]:
    """From the lowest to the highest value drawn; from zero unless all lies far above it."""
    values = [scaled(chart, v) for series in chart.series for v in series.values if v is not None]
    if chart.shape is Shape.STACK:
        values = [sum(parts) for parts in zip(*_filled(chart), strict=True)]
    low, high = min(values, default=0.0), max(values, default=0.0)
    is_far = chart.shape in (Shape.LINES, Shape.FAN) and low > _ZOOMED * high
    return (low if is_far else min(low, 0.0)), max(high, 1.0)


def _filled(chart: Chart) -> list[list[float]]:
    """The values of every series, none counted as nothing."""
    return [[scaled(chart, v or 0) for v in series.values] for series in chart.series]


def drawn(chart: Chart) -> Iterator[Line | Area]:
    """The lines and areas of a chart."""
    x = [position(chart, at) for at in chart.at]
    if chart.shape is Shape.LINES:
        yield from _lines(chart, x)
    elif chart.shape is Shape.FAN:
        yield from _fan(chart, x)
    elif chart.shape is Shape.STACK:
        yield from _stack(chart, x)
    else:
        for style, values in zip(AREAS, _filled(chart), strict=False):
            low, high = ([f(v, 0.0) for v in values] for f in (min, max))
            yield Area(x, low, high, style, stepped=True)


def _lines(chart: Chart, x: Sequence[float]) -> Iterator[Line]:
    """Every series where it has values, in pieces where some are missing."""
    for at, series in enumerate(chart.series):
        style = _OWN_INK.get(series.name, LINES[at % len(LINES)])
        for is_there, run in groupby(
            zip(x, series.values, strict=True), key=lambda point: point[1] is not None
        ):
            if is_there:
                points = [(place, scaled(chart, v or 0)) for place, v in run]
                yield Line([p for p, _ in points], [v for _, v in points], style)


def _fan(chart: Chart, x: Sequence[float]) -> Iterator[Line | Area]:
    """Bands from the outermost in, then the middle line."""
    values = _filled(chart)
    for at, style in zip(range(len(values) // 2), BANDS, strict=False):
        yield Area(x, values[at], values[-1 - at], style)
    yield Line(x, values[len(values) // 2], MEDIAN)


def _stack(chart: Chart, x: Sequence[float]) -> Iterator[Area]:
    base = [0.0] * len(x)
    for style, values in zip(AREAS, _filled(chart), strict=False):
        top = [low + value for low, value in zip(base, values, strict=True)]
        yield Area(x, base, top, style)
        base = top


def _along(chart: Chart, told: Worded) -> list[tuple[float, str]]:
    """Words below the field: first, last, and round places between."""
    first, last = chart.at[0], chart.at[-1]
    if chart.axis is Axis.TIER:
        return [
            (position(chart, at), word) for at, word in zip(chart.at, told.positions, strict=True)
        ]
    between = [at for at in range(first + 1, last) if at % _stride(chart) == 0]
    return [
        (position(chart, at), _written(chart, at, is_end=at in (first, last)))
        for at in (first, *between, last)
    ]


def _stride(chart: Chart) -> int:
    """How far apart round places lie."""
    if chart.axis is Axis.AGE:
        return 10 * MONTHS_PER_YEAR
    if chart.axis is Axis.MONTH:
        years = (chart.at[-1] - chart.at[0]) / MONTHS_PER_YEAR
        return MONTHS_PER_YEAR * (1 if years <= _FEW_YEARS else 5)
    return 5


def _written(chart: Chart, at: int, *, is_end: bool) -> str:
    """A place in words; of round years far apart the year is enough."""
    if chart.axis is Axis.MONTH:
        return str(Month(at)) if is_end or _stride(chart) == MONTHS_PER_YEAR else str(year_of(at))
    return str(at // MONTHS_PER_YEAR if chart.axis is Axis.AGE else at)
