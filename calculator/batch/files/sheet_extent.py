"""电子表格的范围: how large a rectangle the cells of an XLSX file span, without unpacking it into memory.

Readers make room for the whole rectangle: one stray cell in the last corner of an otherwise empty sheet
asks for half a terabyte. What cells say of their place is looked for in the packed parts, piece by piece.
"""

import re
import zipfile

__all__ = ["spanned_cells"]

_CHUNK = 1 << 20
_OVERLAP = 64
_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})[0-9]""")
_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,3}([0-9]{1,7})["']""")
_LETTERS = 26


def spanned_cells(archive: zipfile.ZipFile) -> int:
    """The cells of the largest rectangle a part of the archive spans. Raises what reading it raises."""
    return max((_spanned(archive, entry) for entry in archive.infolist()), default=0)


def _spanned(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    columns, rows, rest = set[bytes](), 0, b""
    with archive.open(entry) as unpacked:
        while piece := unpacked.read(_CHUNK):
            piece = rest + piece
            columns.update(_COLUMN.findall(piece))
            rows = max(rows, max(map(int, _ROW.findall(piece)), default=0))
            rest = piece[-_OVERLAP:]
    return rows * max(map(_column, columns), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number
