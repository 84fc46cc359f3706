"""网页: reports as one self-contained HTML file, for a phone, a screen and A4 paper.

Everything is in the file: style, pictures, text. Nothing is fetched and no script runs; all text is
escaped by the template engine.
"""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from calculator.reports.client.model import ClientReport, Picture
from calculator.reports.client.shapes import is_wide, kind
from calculator.reports.pictures import drawn

__all__ = ["as_html"]

_TEMPLATES = Path(__file__).parent / "templates"
_TAGS = {"zh": "zh-Hans", "en": "en"}
_MARKS = {"zh": ("：", "；"), "en": (": ", "; ")}


def as_html(reports: Sequence[ClientReport]) -> str:
    """The page with one report or the same one in several languages. Raises ImportError."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 an extra
    from markupsafe import Markup  # noqa: PLC0415 an extra

    engine = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    style = Markup((_TEMPLATES / "page.css").read_text("utf-8"))  # noqa: S704 our own

    def draw(picture: Picture, language: str) -> Markup:
        name = f"{language}-{picture.name}".replace("_", "-")
        svg = drawn(dict(picture.specification), name, picture.title, picture.description)
        return Markup(svg)  # noqa: S704 made and escaped by the drawing library

    page: str = engine.get_template("page.html").render(
        reports=reports,
        tags=_TAGS,
        marks=_MARKS,
        style=style,
        draw=draw,
        kind=kind,
        is_wide=is_wide,
        packed=_packed,
    )
    return page


def _packed(content: str) -> str:
    """A file as it stands in the address of a link."""
    return b64encode(content.encode()).decode()
