"""页签目录: the views there are, in their order. A view is imported when it is first turned to."""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from calculator.tui.session import Session
from calculator.tui.tabs.view import ResultView

__all__ = ["TABS", "made"]

_VIEWS: dict[str, tuple[str, str]] = {
    "overview": ("OverviewView", "calculator.reports"),
    "tiers": ("TiersView", "calculator.reports.comparisons.tiers"),
    "ages": ("AgesView", "calculator.reports.comparisons.ages"),
    "account": ("AccountView", "calculator.estimates"),
    "places": ("PlacesView", "calculator.reports.comparisons.places"),
    "schemes": ("SchemesView", "calculator.reports.comparisons.schemes"),
    "death": ("DeathView", "calculator.reports.comparisons.death"),
    "fan": ("FanView", "calculator.reports.comparisons.scenarios"),
    "calculation": ("CalculationView", "calculator.explanation"),
}
"""By name: the class in `calculator.tui.tabs.<name>`, and the computation it shows."""


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


TABS: tuple[str, ...] = tuple(
    name
    for name, (_, computation) in _VIEWS.items()
    if _exists(f"calculator.tui.tabs.{name}") and _exists(computation)
)
"""The views whose computation is there."""


def made(name: str, session: Session) -> ResultView:
    """A view by name."""
    kind = getattr(import_module(f"calculator.tui.tabs.{name}"), _VIEWS[name][0])
    return cast("ResultView", kind(session, name))
