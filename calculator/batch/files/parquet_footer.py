"""Parquet 文件尾: row groups of many small files as one file, without reading them again.

A row group is a run of bytes and an entry in the footer that says where they are. Moving the bytes
means adding to the offsets of the entry. Covers the Thrift compact protocol as far as footers use it.
"""

from typing import NamedTuple

__all__ = ["Struct", "merged_footer", "struct_at"]

_MAGIC = b"PAR1"
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_ROWS, _GROUPS = 3, 4
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_CHUNK_OFFSET, _META = 2, 3
_PAGE_OFFSETS = (9, 10, 11)
_INDEXES = (4, 5, 6, 7)
_BLOOM = (14, 15)
_LONGEST_NUMBER = 70


class _Field(NamedTuple):
    """A field of a Thrift structure."""

    id: int
    type: int
    value: object


Struct = list[_Field]


class _Footer(NamedTuple):
    """What a file says about itself: everything but rows and row groups, and its row groups."""

    rest: Struct
    rows: int
    groups: list[Struct]


class _Reader:
    """Reads the compact protocol."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    @property
    def read(self) -> int:
        """How many bytes have been."""
        return self._at

    def _byte(self) -> int:
        self._at += 1
        return self._content[self._at - 1]

    def _varint(self) -> int:
        result = shift = 0
        while True:
            byte = self._byte()
            result |= (byte & 0x7F) << shift
            if byte < 0x80:
                return result
            shift += 7
            if shift > _LONGEST_NUMBER:
                raise ValueError(shift)

    def _zigzag(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)

    def _bytes(self, length: int) -> bytes:
        self._at += length
        if self._at > len(self._content):
            raise IndexError(self._at)
        return self._content[self._at - length : self._at]

    def struct(self) -> Struct:
        """A structure."""
        fields: Struct = []
        last = 0
        while head := self._byte():
            last = last + (head >> 4) if head >> 4 else self._zigzag()
            fields.append(_Field(last, head & 15, self._value(head & 15)))
        return fields

    def _value(self, kind: int) -> object:
        if kind in (_TRUE, _FALSE):
            return None
        if kind == _BYTE:
            return self._byte()
        if kind in (_I16, _I32, _I64):
            return self._zigzag()
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind in (_LIST, _SET):
            return self._list()
        return self.struct()

    def _list(self) -> tuple[int, list[object]]:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._varint()
        kind = head & 15
        if kind in (_TRUE, _FALSE):
            return kind, [self._byte() for _ in range(size)]
        return kind, [self._value(kind) for _ in range(size)]


class _Writer:
    """Writes the compact protocol."""

    def __init__(self) -> None:
        self.content = bytearray()

    def _varint(self, number: int) -> None:
        while number >= 0x80:
            self.content.append(number & 0x7F | 0x80)
            number >>= 7
        self.content.append(number)

    def _zigzag(self, number: int) -> None:
        self._varint(number << 1 if number >= 0 else (-number << 1) - 1)

    def struct(self, fields: Struct) -> None:
        """A structure."""
        last = 0
        for found in fields:
            step = found.id - last
            if 0 < step < 16:
                self.content.append(step << 4 | found.type)
            else:
                self.content.append(found.type)
                self._zigzag(found.id)
            last = found.id
            self._value(found.type, found.value)
        self.content.append(0)

    def _value(self, kind: int, value: object) -> None:
        if isinstance(value, int):
            if kind == _BYTE:
                self.content.append(value)
            else:
                self._zigzag(value)
        elif isinstance(value, bytes):
            if kind == _BINARY:
                self._varint(len(value))
            self.content += value
        elif isinstance(value, tuple):
            self._list(*value)
        elif isinstance(value, list):
            self.struct(value)

    def _list(self, kind: int, values: list[object]) -> None:
        if len(values) < 15:
            self.content.append(len(values) << 4 | kind)
        else:
            self.content.append(0xF0 | kind)
            self._varint(len(values))
        for value in values:
            if kind in (_TRUE, _FALSE) and isinstance(value, int):
                self.content.append(value)
            else:
                self._value(kind, value)


def struct_at(content: bytes) -> tuple[Struct, int]:
    """The structure at the beginning of some bytes, and its length; IndexError where they end before."""
    reader = _Reader(content)
    return reader.struct(), reader.read


def _footer(content: bytes) -> _Footer:
    fields = _Reader(content).struct()
    rest = [found for found in fields if found.id not in (_ROWS, _GROUPS)]
    rows = next(found.value for found in fields if found.id == _ROWS)
    groups = next(found.value for found in fields if found.id == _GROUPS)
    assert isinstance(rows, int)  # noqa: S101 the format says so
    assert isinstance(groups, tuple)  # noqa: S101 the format says so
    return _Footer(rest, rows, groups[1])


def _moved_group(group: Struct, by: int, ordinal: int) -> Struct:
    moved = []
    for found in group:
        if found.id == _COLUMNS and isinstance(found.value, tuple):
            kind, chunks = found.value
            moved.append(found._replace(value=(kind, [_moved_chunk(one, by) for one in chunks])))
        elif found.id == _GROUP_OFFSET:
            moved.append(_plus(found, by))
        elif found.id == _ORDINAL:
            moved.append(found._replace(value=ordinal))
        else:
            moved.append(found)
    return moved


def _moved_chunk(chunk: Struct, by: int) -> Struct:
    """A column chunk elsewhere. Page indexes are left out: they hold offsets of their own."""
    moved = []
    for found in chunk:
        if found.id in _INDEXES:
            continue
        if found.id == _CHUNK_OFFSET:
            moved.append(_plus(found, by))
        elif found.id == _META and isinstance(found.value, list):
            meta = [
                _plus(one, by) if one.id in _PAGE_OFFSETS else one
                for one in found.value
                if one.id not in _BLOOM
            ]
            moved.append(found._replace(value=meta))
        else:
            moved.append(found)
    return moved


def _plus(found: _Field, by: int) -> _Field:
    assert isinstance(found.value, int)  # noqa: S101 the format says so
    return found._replace(value=found.value + by) if found.value else found


def merged_footer(whole: bytes, footers: list[tuple[int, bytes]]) -> bytes:
    """The end of the file whose row groups stand, part by part, at these positions.

    Each part is given by the position of its first byte and its own footer, as written by itself;
    `whole` is the footer of a file that has no rows and the types of all.
    """
    read = [(at, _footer(content)) for at, content in footers]
    groups: list[object] = []
    for at, footer in read:
        for group in footer.groups:
            groups.append(_moved_group(group, at - len(_MAGIC), len(groups)))
    rows = sum(footer.rows for _, footer in read)
    fields = [
        *_footer(whole).rest,
        _Field(_ROWS, _I64, rows),
        _Field(_GROUPS, _LIST, (_STRUCT, groups)),
    ]
    writer = _Writer()
    writer.struct(sorted(fields, key=lambda found: found.id))
    return bytes(writer.content) + len(writer.content).to_bytes(4, "little") + _MAGIC
