"""Parquet 页头: whether what a Parquet file states of its own sizes can be, before a library believes it.

A library that asks for as much memory as a crafted file states ends the whole process: no error can be
caught. Nothing is unpacked here; the headers of all pages are read, which is some milliseconds for millions
of rows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from calculator.batch.errors import BatchError
from calculator.batch.files.thrift import Struct, struct_at

__all__ = ["refuse_absurd_pages"]

_TAIL = 8
_MOST_VALUES = 1 << 26
_MOST_BYTES = 1 << 30
_LONGEST_VALUE = 1 << 16
_HEADERS = (1 << 10, 1 << 16, 1 << 22)
_DATA, _DICTIONARY, _DATA_2 = 5, 7, 8
_ABSENT = 0, None


class _Chunk(NamedTuple):
    """What a footer states of the pages of one column in one row group."""

    column: str
    values: int
    start: int
    end: int


class _Stated:
    """Refuses what a file states of a column where it cannot be."""

    def __init__(self, path: Path) -> None:
        self._file = path.name

    def hold(self, column: str, what: str, found: int, most: int) -> int:
        """`found` where it lies between 0 and `most`. Raises BatchError."""
        if not 0 <= found <= most:
            raise BatchError(
                "parquet_absurd", file=self._file, column=column, what=what, found=found, most=most
            )
        return found


def refuse_absurd_pages(path: Path) -> None:
    """Raises BatchError where sizes or counts cannot be, other errors where there is no Parquet at all."""
    stated = _Stated(path)
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(size - _TAIL)
        length = int.from_bytes(file.read(4), "little")
        begin = size - _TAIL - stated.hold("-", "footer_length", length, size - _TAIL)
        file.seek(begin)
        footer, _ = struct_at(file.read(length))
        for element in _many(footer, 2):
            found = _number(element, 2, 0)
            stated.hold(_text(element, 4), "type_length", found, _LONGEST_VALUE)
        for group in _many(footer, 4):
            rows = stated.hold("-", "num_rows", _number(group, 3), _MOST_VALUES)
            for column in _many(group, 1):
                chunk = _chunk(column, begin, stated)
                stated.hold(chunk.column, "num_rows", rows, chunk.values)
                _hold_pages(file, chunk, stated)


def _chunk(column: Struct, end: int, stated: _Stated) -> _Chunk:
    meta = _inside(column, 3)
    name = ".".join(part.decode("utf-8", "replace") for part in _many(meta, 3))
    values = stated.hold(name, "num_values", _number(meta, 5), _MOST_VALUES)
    first, dictionary = _number(meta, 9), _number(meta, 11, 0)
    start = stated.hold(name, "data_page_offset", first, end)
    if dictionary:
        start = min(start, stated.hold(name, "dictionary_page_offset", dictionary, end))
    size = stated.hold(name, "total_compressed_size", _number(meta, 7), end - start)
    return _Chunk(name, values, start, start + size)


def _hold_pages(file: BinaryIO, chunk: _Chunk, stated: _Stated) -> None:
    """Raises BatchError where a page is larger than its place or holds more values than its column."""
    at, left = chunk.start, chunk.values
    while left > 0 and at < chunk.end:
        header, length = _header(file, at, chunk.end)
        packed = _number(header, 3)
        at += length
        at += stated.hold(chunk.column, "compressed_page_size", packed, chunk.end - at)
        size = _number(header, 2)
        stated.hold(chunk.column, "uncompressed_page_size", size, _MOST_BYTES)
        for kind, page in _pages(header):
            if kind == _DICTIONARY:
                stated.hold(chunk.column, "num_values", _number(page, 1), size)
                continue
            left -= stated.hold(chunk.column, "num_values", _number(page, 1), left)
            if kind == _DATA_2:
                stated.hold(chunk.column, "num_nulls", _number(page, 2), _number(page, 1))
                levels = _number(page, 5) + _number(page, 6)
                least = min(_number(page, 5), _number(page, 6))
                stated.hold(chunk.column, "levels_byte_length", min(levels, least), packed)
                stated.hold(chunk.column, "levels_byte_length", levels, packed)
    stated.hold(chunk.column, "num_values", chunk.values, chunk.values - left)


def _header(file: BinaryIO, at: int, end: int) -> tuple[Struct, int]:
    """The header of a page and its length; most are short, statistics can make them long."""
    for most in _HEADERS:
        file.seek(at)
        content = file.read(min(most, end - at))
        try:
            return struct_at(content)
        except IndexError:
            if len(content) < most:
                raise
    raise IndexError(at)


def _pages(header: Struct) -> Iterator[tuple[int, Struct]]:
    for kind in (_DATA, _DICTIONARY, _DATA_2):
        if page := _inside(header, kind):
            yield kind, page


def _number(fields: Struct, number: int, otherwise: int = -1) -> int:
    """A number of a structure; what has to be there and is not counts as impossible."""
    _, found = fields.get(number, _ABSENT)
    return found if isinstance(found, int) else otherwise


def _text(fields: Struct, number: int) -> str:
    _, found = fields.get(number, _ABSENT)
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""


def _many(fields: Struct, number: int) -> list[Any]:
    _, found = fields.get(number, _ABSENT)
    return found[1] if isinstance(found, tuple) else []


def _inside(fields: Struct, number: int) -> Struct:
    _, found = fields.get(number, _ABSENT)
    return found if isinstance(found, dict) else {}
