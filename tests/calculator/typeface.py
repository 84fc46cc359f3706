"""字体: a small Chinese typeface made on the spot, so that no test depends on what a machine has."""

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

__all__ = ["typeface"]

_COVERED = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x2010, 0x2040),
    *range(0x3000, 0x3040),
    *range(0x4E00, 0xA000),
    *range(0xFF00, 0xFFF0),
)


def _square(size):
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, size), (size, size), (size, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def typeface(folder, family):
    """A typeface called `family` in `folder`, every character of it a square."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap(dict.fromkeys(_COVERED, "letter"))
    builder.setupGlyf({".notdef": _square(400), "letter": _square(800)})
    builder.setupHorizontalMetrics({".notdef": (500, 50), "letter": (900, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "Made-Here"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    path = folder / "typeface.ttf"
    builder.save(path)
    return path
