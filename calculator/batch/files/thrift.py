"""Thrift 紧凑协议: the structures in which a Parquet file says what stands where, read and written.

Covers the compact protocol as far as Parquet uses it. A structure is a mapping from the numbers of its
fields to their types and values, in their order: a list is its type and values, a text its bytes.
"""

from typing import Any

__all__ = ["LIST", "STRUCT", "WHOLE", "Field", "List", "Struct", "listed", "struct_at", "written"]

_TRUE, _FALSE, _BYTE, _I16, _I32, WHOLE, _DOUBLE, _BINARY, LIST, _SET, _MAP, STRUCT = range(1, 13)
_FLAGS = (_TRUE, _FALSE)
_INTEGERS = (_I16, _I32, WHOLE)
_LISTS = (LIST, _SET)
_LONGEST_NUMBER = 70
_SHORT = 15

Field = tuple[int, Any]
"""A type and a value of it."""
Struct = dict[int, Field]
List = tuple[int, list[Any]]


class _Written(bytes):
    """A value that is written already."""

    __slots__ = ()


def struct_at(content: bytes, at: int = 0) -> tuple[Struct, int]:
    """The structure that begins at a position, and where it ends; IndexError where the bytes end before."""
    fields: Struct = {}
    number = 0
    while head := content[at]:
        at += 1
        kind = head & 15
        if head >> 4:
            number += head >> 4
        else:
            number, at = _integer(content, at)
        if kind in _INTEGERS:
            value = content[at]
            at += 1
            if value < 0x80:
                fields[number] = kind, (value >> 1) ^ -(value & 1)
            else:
                found, at = _integer(content, at - 1)
                fields[number] = kind, found
        else:
            other, at = _value(content, at, kind)
            fields[number] = kind, other
    return fields, at + 1


def _unsigned(content: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while (byte := content[at]) >= 0x80:
        result |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if shift > _LONGEST_NUMBER:
            raise ValueError(shift)
    return result | byte << shift, at + 1


def _integer(content: bytes, at: int) -> tuple[int, int]:
    number, at = _unsigned(content, at)
    return (number >> 1) ^ -(number & 1), at


def _bytes(content: bytes, at: int, length: int) -> tuple[bytes, int]:
    end = at + length
    if end > len(content):
        raise IndexError(end)
    return content[at:end], end


def _value(content: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == STRUCT:
        return struct_at(content, at)
    if kind == _BINARY:
        length, at = _unsigned(content, at)
        return _bytes(content, at, length)
    if kind in _LISTS:
        return _list(content, at)
    if kind in _INTEGERS:
        return _integer(content, at)
    if kind in _FLAGS:
        return None, at
    if kind == _BYTE:
        return content[at], at + 1
    if kind == _DOUBLE:
        return _bytes(content, at, 8)
    raise ValueError(kind)


def _list(content: bytes, at: int) -> tuple[List, int]:
    head = content[at]
    size, at = (head >> 4, at + 1) if head >> 4 < _SHORT else _unsigned(content, at + 1)
    kind = head & 15
    values: list[Any] = []
    inside = _BYTE if kind in _FLAGS else kind
    for _ in range(size):
        value, at = _value(content, at, inside)
        values.append(value)
    return (kind, values), at


def written(fields: Struct) -> bytes:
    """A structure as bytes."""
    content = bytearray()
    _write_struct(content, fields)
    return bytes(content)


def listed(kind: int, size: int, content: bytes) -> Field:
    """A list of so many values that are written already, one after another."""
    head = bytearray()
    _write_list_head(head, kind, size)
    return LIST, _Written(bytes(head) + content)


def _write_struct(content: bytearray, fields: Struct) -> None:
    last = 0
    for number, (kind, value) in fields.items():
        step = number - last
        if 0 < step <= _SHORT:
            content.append(step << 4 | kind)
        else:
            content.append(kind)
            _write_integer(content, number)
        last = number
        if kind not in _FLAGS:
            _write(content, kind, value)
    content.append(0)


def _write_unsigned(content: bytearray, number: int) -> None:
    while number >= 0x80:
        content.append(number & 0x7F | 0x80)
        number >>= 7
    content.append(number)


def _write_integer(content: bytearray, number: int) -> None:
    _write_unsigned(content, number << 1 if number >= 0 else (-number << 1) - 1)


def _write(content: bytearray, kind: int, value: Any) -> None:
    if kind in _INTEGERS:
        _write_integer(content, value)
    elif isinstance(value, _Written):
        content += value
    elif kind == STRUCT:
        _write_struct(content, value)
    elif kind == _BINARY:
        _write_unsigned(content, len(value))
        content += value
    elif kind in _LISTS:
        _write_list(content, *value)
    elif kind == _BYTE:
        content.append(value)
    else:
        content += value


def _write_list(content: bytearray, kind: int, values: list[Any]) -> None:
    _write_list_head(content, kind, len(values))
    inside = _BYTE if kind in _FLAGS else kind
    for value in values:
        _write(content, inside, value)


def _write_list_head(content: bytearray, kind: int, size: int) -> None:
    if size < _SHORT:
        content.append(size << 4 | kind)
    else:
        content.append(_SHORT << 4 | kind)
        _write_unsigned(content, size)
