"""视野: what is in sight of the main screen, for the screen that takes over from it."""

from dataclasses import dataclass, field

from calculator.tui.tabs.catalogue import TABS

__all__ = ["ViewState"]


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is in sight: the view, the open groups, the field with the cursor."""

    tab: str = TABS[0]
    opened: frozenset[str] = field(default_factory=frozenset)
    focused: str = "field-region"
