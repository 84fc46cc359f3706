"""用语: the words of the app in the language it speaks now."""

from typing import cast

from textual.dom import DOMNode

from calculator.i18n import Language, text

__all__ = ["language_of", "say"]


def language_of(node: DOMNode) -> Language:
    """The language the app of `node` speaks."""
    return cast("Language", getattr(node.app, "language", "zh"))


def say(node: DOMNode, key: str, /, **values: object) -> str:
    """The text of a catalog key in the language of the app."""
    return text(key, language_of(node), **values)
