"""页签目录: the views there are, in their order. A view is imported when it is first turned to."""

from importlib import import_module
from typing import cast

from calculator.tui.session import Session
from calculator.tui.tabs.view import ResultView

__all__ = ["TABS", "kind_of", "made"]

_VIEWS: dict[str, str] = {
    "overview": "OverviewView",
    "tiers": "TiersView",
    "ages": "AgesView",
    "stops": "StopsView",
    "plan": "PlanView",
    "account": "AccountView",
    "places": "PlacesView",
    "schemes": "SchemesView",
    "death": "DeathView",
    "fan": "FanView",
    "calculation": "CalculationView",
}
"""By name: the class in `calculator.tui.tabs.<name>`."""

TABS: tuple[str, ...] = tuple(_VIEWS)


def kind_of(name: str) -> type[ResultView]:
    """The class of a view."""
    module = import_module(f"calculator.tui.tabs.{name}")
    return cast("type[ResultView]", getattr(module, _VIEWS[name]))


def made(name: str, session: Session) -> ResultView:
    """A view by name."""
    return kind_of(name)(session, name)
