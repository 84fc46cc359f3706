"""控制字符: what a terminal would obey and not show, in words that come from a user's file or keyboard.

Control characters, separators of lines, and marks that turn the direction of writing. New lines and tabs
are our own.
"""

__all__ = ["escaped", "without_controls"]

_OBEYED = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    *(0x200E, 0x200F),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
)
_KEPT = frozenset("\n\t")
_ESCAPED = {code: f"\\u{code:04x}" for code in _OBEYED if chr(code) not in _KEPT}
_REMOVED = dict.fromkeys(_ESCAPED)


def escaped(text: str) -> str:
    r"""`text` with these characters as JSON escapes them, so that JSON keeps its value.

    >>> escaped("a\x1b[31m")
    'a\\u001b[31m'
    """
    return text if text.isprintable() else text.translate(_ESCAPED)


def without_controls(text: str) -> str:
    """`text` without these characters, which take no cell of a terminal."""
    return text if text.isprintable() else text.translate(_REMOVED)
