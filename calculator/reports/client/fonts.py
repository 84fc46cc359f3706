"""字体: the Chinese typefaces a PDF is set in. Without one there would be boxes, so there is no PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["SANS", "SERIF", "NoChineseFont", "Typefaces", "typefaces"]

SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Sarasa Gothic SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
)
SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Songti SC",
    "SimSun",
    "STSong",
    "AR PL UMing CN",
)
"""Families in the order of preference."""


class NoChineseFont(Exception):
    """No family of `SANS` or `SERIF` is installed."""


class Typefaces(NamedTuple):
    """A family for text, one for headings, and where the compiler finds them."""

    sans: str
    serif: str
    fonts: Any


def typefaces(typst: Any, folders: Sequence[Path] = ()) -> Typefaces:
    """A family of `folders` where they hold one, of known name or not; else the best one installed.

    Raises NoChineseFont.
    """
    own = _folders(typst, folders) if folders else None
    if own is not None:
        return own
    installed = typst.Fonts()
    found = _chosen(installed.families())
    if found is None:
        raise NoChineseFont
    return Typefaces(*found, installed)


def _folders(typst: Any, folders: Sequence[Path]) -> Typefaces | None:
    """What the folders hold; a family of a name not known is taken as it was meant."""
    paths = [str(folder) for folder in folders]
    families = _without_system(typst, paths, embedded=False).families()
    if not families:
        return None
    text, heading = _chosen(families) or (families[0], families[0])
    return Typefaces(text, heading, _without_system(typst, paths, embedded=True))


def _without_system(typst: Any, paths: Sequence[str], *, embedded: bool) -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=embedded, font_paths=list(paths)
    )


def _chosen(families: Sequence[str]) -> tuple[str, str] | None:
    """The families for text and for headings, one for both where only one is there."""
    sans = next((name for name in SANS if name in families), None)
    serif = next((name for name in SERIF if name in families), None)
    text, heading = sans or serif, serif or sans
    return None if text is None or heading is None else (text, heading)
