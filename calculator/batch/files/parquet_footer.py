"""Parquet 文件尾: row groups of many small files as one file, without reading them again.

A row group is a run of bytes and an entry in the footer that says where they are. Moving the bytes
means adding to the offsets of the entry.
"""

from collections.abc import Iterable
from typing import NamedTuple

from calculator.batch.files.thrift import (
    LIST,
    STRUCT,
    WHOLE,
    Field,
    Struct,
    listed,
    struct_at,
    written,
)

__all__ = ["Groups", "Moved", "merged_footer"]

_MAGIC = b"PAR1"
_ROWS, _GROUPS = 3, 4
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_CHUNK_OFFSET, _META = 2, 3
_PAGE_OFFSETS = (9, 10, 11)
_INDEXES = (4, 5, 6, 7)
_BLOOM = (14, 15)
_LENGTH = 4


class Moved(NamedTuple):
    """Row groups where they stand: their rows, how many there are, their entries one after another."""

    rows: int
    many: int
    entries: bytes


class Groups(NamedTuple):
    """What a file says of its row groups."""

    rows: int
    entries: list[Struct]

    @classmethod
    def of(cls, footer: bytes) -> "Groups":
        """As a footer says it."""
        fields, _ = struct_at(footer)
        return cls(fields[_ROWS][1], fields[_GROUPS][1][1])

    def moved(self, by: int) -> Moved:
        """The same so many bytes further on."""
        entries = b"".join(written(_moved_group(one, by)) for one in self.entries)
        return Moved(self.rows, len(self.entries), entries)


def _moved_group(group: Struct, by: int) -> Struct:
    """A row group elsewhere. Its number is left out: it is the place of its entry."""
    kind, chunks = group[_COLUMNS][1]
    moved = group | {_COLUMNS: (LIST, (kind, [_moved_chunk(one, by) for one in chunks]))}
    if _GROUP_OFFSET in group:
        moved[_GROUP_OFFSET] = _plus(group[_GROUP_OFFSET], by)
    moved.pop(_ORDINAL, None)
    return moved


def _moved_chunk(chunk: Struct, by: int) -> Struct:
    """A column chunk elsewhere. Page indexes are left out: they hold offsets of their own."""
    moved = {number: found for number, found in chunk.items() if number not in _INDEXES}
    moved[_CHUNK_OFFSET] = _plus(chunk[_CHUNK_OFFSET], by)
    moved[_META] = (STRUCT, _moved_meta(chunk[_META][1], by))
    return moved


def _moved_meta(meta: Struct, by: int) -> Struct:
    moved = {number: found for number, found in meta.items() if number not in _BLOOM}
    for number in _PAGE_OFFSETS:
        if number in moved:
            moved[number] = _plus(moved[number], by)
    return moved


def _plus(found: Field, by: int) -> Field:
    kind, offset = found
    return kind, offset + by if offset else offset


def merged_footer(whole: bytes, parts: Iterable[Moved]) -> bytes:
    """The end of the file that has these row groups.

    `whole` is the footer of a file that has no rows and the types of all.
    """
    rows = many = 0
    entries = []
    for part in parts:
        rows, many = rows + part.rows, many + part.many
        entries.append(part.entries)
    fields, _ = struct_at(whole)
    fields |= {_ROWS: (WHOLE, rows), _GROUPS: listed(STRUCT, many, b"".join(entries))}
    content = written(fields)
    return content + len(content).to_bytes(_LENGTH, "little") + _MAGIC
