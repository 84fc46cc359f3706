"""图表数据: series over one axis, with marks; no colours, no sizes, no words.

Values are the whole numbers of the results (fen, tenths of a month, ppm); `scaled` makes them yuan, years
and percent for drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN, PPM, TENTH

__all__ = ["Axis", "Chart", "Label", "Mark", "Series", "Shape", "Unit", "position", "scaled"]

_PERCENT = PPM // 100


class Axis(StrEnum):
    """What the positions of a chart are."""

    MONTH = "month"
    """Months as ordinals."""
    AGE = "age"
    """Months of age."""
    YEAR = "year"
    """Calendar years."""
    DRAWN = "drawn"
    """Years of pension."""
    TIER = "tier"
    """Share of the reference wage, ppm."""
    NAMED = "named"
    """Named things side by side, in their order."""


class Unit(StrEnum):
    """What the values of a chart are."""

    YUAN = "yuan"
    """Fen; yuan when scaled."""
    YEARS = "years"
    """Tenths of a month; years when scaled."""
    MONTHS = "months"
    """A count of months."""


class Shape(StrEnum):
    """How a chart is meant to be drawn."""

    LINES = "lines"
    BARS = "bars"
    """The series side by side at each position."""
    STACK = "stack"
    """The series on one another at each position."""
    SPANS = "spans"
    """A bar from the first to the last series at each position."""
    FAN = "fan"
    """Lines of which the outer ones frame a band around the middle one."""


class Label(NamedTuple):
    """The name of a position: a catalog key with its values, or a region."""

    key: str
    values: Mapping[str, Any] = MappingProxyType({})
    region: str = ""


class Series(NamedTuple):
    """One value per position, None where there is none to draw."""

    name: str
    values: tuple[int | None, ...]


class Mark(NamedTuple):
    """Something to point at: the position `at`, `value` where it belongs to one point.

    `values` fill its words.
    """

    name: str
    at: int
    value: int | None = None
    values: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One picture. `labels` name the positions of a named axis, one each.

    `caveat` names a sentence that has to stand beside the picture.
    """

    name: str
    shape: Shape
    axis: Axis
    unit: Unit
    at: tuple[int, ...]
    series: tuple[Series, ...]
    labels: tuple[Label, ...] = ()
    marks: tuple[Mark, ...] = ()
    caveat: str = ""


_SCALE = {Unit.YUAN: FEN_PER_YUAN, Unit.YEARS: TENTH * MONTHS_PER_YEAR, Unit.MONTHS: 1}
_STRETCH = {Axis.AGE: MONTHS_PER_YEAR, Axis.TIER: _PERCENT}


def scaled(chart: Chart, value: int) -> float:
    """A value for drawing: yuan, years or months."""
    return value / _SCALE[chart.unit]


def position(chart: Chart, at: int) -> float:
    """A position for drawing: years of age, percent; months, years and names as they are."""
    return at / _STRETCH.get(chart.axis, 1)
