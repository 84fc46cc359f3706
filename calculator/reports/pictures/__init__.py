"""报告的图: charts as Vega-Lite specifications, one module for each shape, drawn to SVG (extra `report`).

One palette, no frames, no decoration; labels are words of the catalogs and stay text in the picture.
"""

from calculator.reports.pictures.drawing import drawn
from calculator.reports.pictures.specification import specification

__all__ = ["drawn", "specification"]
