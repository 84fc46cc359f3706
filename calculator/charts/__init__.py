"""图表: what the pictures of the decisions show, as plain series with units and marks.

The app and the reports draw the same charts, made by the modules here, one to a comparison;
`calculator.reports.comparisons.charts` has the words. Here stand the parts charts are made of.
"""

from calculator.charts.chart import Axis, Chart, Label, Mark, Series, Shape, Unit, position, scaled

__all__ = ["Axis", "Chart", "Label", "Mark", "Series", "Shape", "Unit", "position", "scaled"]
