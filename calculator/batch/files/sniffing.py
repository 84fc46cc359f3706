"""编码与分隔符: how a text file is written, found out before a row is read.

UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030; a file that is none of them is
refused. The whole file is looked at, so that no row fails later.
"""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from calculator.batch.errors import BatchError

__all__ = ["delimiter_of", "encoding_of", "kind_by_content"]

_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030")
_START = 1 << 12
_BEGINNINGS = {b"PK": "xlsx", b"PAR1": "parquet", b"{": "ndjson"}
_DELIMITERS = (",", "\t", ";", "|")


def encoding_of(path: Path) -> str:
    """The encoding of a text file. Raises BatchError when it is none of those read here."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = [name for mark, name in _MARKS if start.startswith(mark)]
    for name in (*marked, *_CANDIDATES):
        if _decodes(path, name):
            return name
    raise BatchError("encoding_unknown", file=path.name)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def delimiter_of(header: str) -> str:
    """The mark between the columns of a header line; a comma where there is none."""
    counts = {mark: len(next(csv.reader([header], delimiter=mark), [])) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def kind_by_content(path: Path) -> str:
    """The kind of a file without an ending: by its first bytes, a table of text where they say nothing."""
    with path.open("rb") as file:
        start = file.read(_START)
    for mark, kind in _BEGINNINGS.items():
        if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(mark):
            return kind
    return "csv"
