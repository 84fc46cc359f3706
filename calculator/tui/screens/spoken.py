"""说话的屏幕: screens whose keys are named in the language of the app.

Bindings hold keys of the catalog as their descriptions and tooltips; they are put into words here.
"""

from dataclasses import replace

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen, ScreenResultType

from calculator.tui.speech import say

__all__ = ["SpokenDialog", "SpokenScreen"]

_CATALOG = "app."


def _worded(node: DOMNode, bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    return {
        key: active._replace(
            binding=replace(
                active.binding,
                description=_word(node, active.binding.description),
                tooltip=_word(node, active.binding.tooltip),
            ),
            tooltip=_word(node, active.tooltip),
        )
        for key, active in bindings.items()
    }


def _word(node: DOMNode, key: str) -> str:
    return say(node, key) if key.startswith(_CATALOG) else key


class SpokenScreen(Screen[None]):
    """A screen with worded keys."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The active bindings, named in the language of the app."""
        return _worded(self, super().active_bindings)


class SpokenDialog(ModalScreen[ScreenResultType]):
    """A dialog with worded keys."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The active bindings, named in the language of the app."""
        return _worded(self, super().active_bindings)
