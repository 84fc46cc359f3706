"""用语: the words of the app in the language it speaks now."""

from typing import cast

from textual.dom import DOMNode

from calculator.charts import Axis, Chart
from calculator.i18n import Language, text
from calculator.reports.comparisons.charts import Worded
from calculator.valuation import Payback
from rules.month import MONTHS_PER_YEAR
from rules.quantities import half_up

__all__ = ["chip", "language_of", "payback_words", "picture_title", "say"]

_NAMED_AXES = frozenset({Axis.AGE, Axis.DRAWN})


def language_of(node: DOMNode) -> Language:
    """The language the app of `node` speaks."""
    return cast("Language", getattr(node.app, "language", "zh"))


def say(node: DOMNode, key: str, /, **values: object) -> str:
    """The text of a catalog key in the language of the app."""
    return text(key, language_of(node), **values)


def chip(word: str, node: DOMNode) -> tuple[str, str]:
    """A chosen word and its style: on a ground of its own, or in brackets where there is no colour."""
    if node.app.has_class("-plain"):
        return f"[{word}]", "bold"
    return f" {word} ", "bold $chip-text on $chip"


def picture_title(node: DOMNode, chart: Chart, told: Worded) -> str:
    """The heading of a chart: what it shows, in what, and over what where that is not plain to see."""
    if chart.axis in _NAMED_AXES:
        return say(node, "app.picture.over", title=told.title, unit=told.value, axis=told.axis)
    return say(node, "app.table.unit", title=told.title, unit=told.value)


def payback_words(found: Payback | None, language: Language) -> str:
    """Years of pension until the money is back, or that it never is."""
    if found is None:
        return text("app.worth.never", language)
    if found.tenths <= 0:
        return text("app.worth.before", language)
    return text("app.worth.years", language, years=half_up(found.tenths, MONTHS_PER_YEAR))
