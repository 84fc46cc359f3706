"""说明的对话框: help on what has the cursor, and the documents behind an estimate."""

from collections.abc import Sequence

from textual.dom import DOMNode

from calculator.tui.blocks import Block, above, paragraph
from calculator.tui.explaining import about, documents, field_help, key_help
from calculator.tui.screens.text_dialog import TextDialog
from calculator.tui.session import Reading
from calculator.tui.speech import language_of, say

__all__ = ["help_dialog", "sources_dialog"]


def help_dialog(node: DOMNode, field: str, basis: str, told: Sequence[str]) -> TextDialog:
    """Help on a row of the form (none where empty), on views by the keys of their words, and the keys."""
    language = language_of(node)
    words = [say(node, key) for key in told if key]

    def lay_out(width: int) -> Block:
        of_field = field_help(field, basis, language, width) if field else ()
        views = [paragraph(text, width) for text in words]
        return above(of_field, *views, key_help(language, width), about(language, width))

    return TextDialog(say(node, "app.key.help"), lay_out)


def sources_dialog(node: DOMNode, good: Reading) -> TextDialog:
    """The documents an estimate rests on."""
    language = language_of(node)
    return TextDialog(
        say(node, "app.sources.title"), lambda width: documents(good, language, width)
    )
