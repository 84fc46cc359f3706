"""绘图: specifications as SVG by vl-convert (extra `report`), fit to stand inside a page.

The text of a picture stays text. Ids are made the picture's own, a title and a description are put in
for readers who do not see it.
"""

import re
from html import escape
from importlib import import_module
from typing import Any

__all__ = ["drawn"]

_OPENING = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\b(width|height)="([0-9.]+)"')
_ID = re.compile(r'(\bid="|url\(#|href="#)')


def drawn(specification: dict[str, Any], name: str, title: str, description: str) -> str:
    """The picture as an SVG element whose ids begin with `name`. Raises ImportError without the extra."""
    converter: Any = import_module("vl_convert")
    picture: str = converter.vegalite_to_svg(specification, allowed_base_urls=[])
    picture = _ID.sub(lambda found: f"{found[1]}{name}-", picture)
    opening = _OPENING.search(picture)
    if opening is None:
        raise ValueError("no picture was drawn")
    size = dict(_SIZE.findall(opening[0]))
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{name}-title {name}-description" '
        f'viewBox="0 0 {size["width"]} {size["height"]}" '
        f'width="{size["width"]}" height="{size["height"]}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>'
    )
    return head + picture[opening.end() :]
