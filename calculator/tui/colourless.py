"""无色: what the screen looks like where `NO_COLOR` asks for no colour: none is sent, not even grey.

What a bright ground picks out is turned over, what is quiet or out of date is dim; bold, underlined and
italic stay. Judged by the contrasts of the dark theme, which is therefore the one shown then.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["COLOURLESS"]

_GROUND = Color.parse("#10151a")
_TURNED_OVER = 2.3
"""Contrast with the ground from which a background is picked out."""
_SECOND = (6, 8)
"""The contrasts of an ink that stands beside a darker one: it is dim, so that both can be told apart."""
_DIM = 7.5
"""Contrast with its own background below which a text is quiet."""


class _Colourless(LineFilter):
    """Attributes in the place of colours."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without colour."""
        return [
            Segment(text, None if style is None else _without(style), control)
            for text, style, control in segments
        ]


@lru_cache(2048)
def _without(style: Style) -> Style:
    front, back = (
        _GROUND if colour is None or colour.triplet is None else Color(*colour.triplet)
        for colour in (style.color, style.bgcolor)
    )
    ground = _contrast(back, _GROUND)
    turned = ground >= _TURNED_OVER
    if turned:
        dim = _SECOND[0] <= ground < _SECOND[1]
    else:
        dim = style.color is not None and _contrast(front, back) < _DIM
    kept = Style(
        bold=style.bold,
        dim=style.dim or dim,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
        reverse=bool(style.reverse) != turned,
        link=style.link,
    )
    return kept + Style.from_meta(style.meta) if style.meta else kept


def _contrast(one: Color, other: Color) -> float:
    """The ratio of luminances, as for the legibility of texts on the web."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


COLOURLESS = _Colourless()
