"""字宽: how many cells a text takes in a terminal, padding and wrapping by cells.

Fullwidth and wide characters take two cells, combining ones none. Chinese may break between any two
characters, except before a closing or after an opening mark, and not before the unit of a number.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

__all__ = ["cells", "longest_piece", "padded", "split", "wrapped"]

_WIDE = "\u2e80", "\uffef"
"""Between these stand the scripts and marks that may break after any character."""
_NOT_FIRST = frozenset("，。；：、！？）》〉」』〕】”’…,.;:!?)%")
_NOT_LAST = frozenset("（《〈「『〔【“‘(")
_UNITS = frozenset("年月日岁个元条步档级号")


def cells(text: str) -> int:
    """The cells of one line of text.

    >>> cells("养老金 1,203 元")
    15
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` cells; a longer text stays as it is."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; a single piece that is wider stays whole.

    >>> wrapped("每月缴费，到退休为止。", 10)
    ['每月缴费，', '到退休为', '止。']
    """
    lines: list[str] = []
    line = ""
    for piece in _unbreakable(text):
        if line and cells(line) + cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(line.rstrip())
    return lines


def split(text: str, width: int) -> list[str]:
    """`wrapped`, and a piece that is wider, an address for one, goes on in the next line.

    >>> split("见 www.mohrss.gov.cn", 10)
    ['见', 'www.mohrss', '.gov.cn']
    """
    return [part for line in wrapped(text, width) for part in _chopped(line, width)]


def longest_piece(text: str) -> int:
    """The cells of the longest piece of a text within which no line ends.

    >>> longest_piece("见 www.mohrss.gov.cn")
    17
    """
    return max((cells(piece.strip()) for piece in _unbreakable(text)), default=0)


def _chopped(line: str, width: int) -> Iterator[str]:
    part, used = "", 0
    for letter in line:
        size = cells(letter)
        if part and used + size > width:
            yield part
            part, used = "", 0
        part, used = part + letter, used + size
    yield part


def _may_break(before: str, part: str) -> bool:
    """Whether a line may end between two pieces. A number stays with its unit (36个月)."""
    if part.isspace() or part[0] in _NOT_FIRST or before[-1] in _NOT_LAST:
        return False
    is_unit = part in _UNITS and (before[-1].isdigit() or before.endswith("个"))
    return not is_unit


def _pieces(text: str) -> Iterator[str]:
    """Spaces together, words together, every wide character alone."""
    for kind, letters in groupby(text, _kind):
        if kind == "wide":
            yield from letters
        else:
            yield "".join(letters)


def _kind(letter: str) -> str:
    if letter.isspace():
        return "space"
    return "wide" if _WIDE[0] <= letter <= _WIDE[1] else "word"


def _unbreakable(text: str) -> Iterator[str]:
    """Pieces between which a line may end."""
    piece = ""
    for part in _pieces(text):
        if (
            piece
            and not part.isspace()
            and part[0] not in _NOT_FIRST
            and piece[-1] not in _NOT_LAST
        ):
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece
