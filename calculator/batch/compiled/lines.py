"""成行: columns of words and whole numbers as the lines of a text file.

Every cell is an integer: a number, or the place of a word. Words come ready to be written; nothing is
quoted here.
"""

# ruff: noqa: ANN001, ANN202, ARG001, E501  compiled functions take the types of their call
# mypy: disable-error-code="no-untyped-def,no-untyped-call,untyped-decorator,call-arg,call-overload,unreachable"

from typing import Any

import numpy as np
from numba import njit
from numba.core import types
from numba.extending import intrinsic, register_jitable

from calculator.batch.compiled.compiler import ready

__all__ = ["BEYOND", "NO_CELL", "WORD", "write_lines"]

ready()

NO_CELL = -(1 << 63)
"""Stands for an empty cell."""
WORD = -1
"""In place of the decimals of a column: its cells are places of words."""
BEYOND = 8
"""Bytes that are read and written at a time: so many more have to belong to the arrays."""
_WIDTH, _CENTS = 8, 2
_MOST_DIGITS = 19
_POWERS = np.array([10**at for at in range(_MOST_DIGITS)], dtype=np.uint64)
_MINUS, _POINT, _END = ord("-"), ord("."), ord("\n")
_MYRIAD, _HUNDRED, _TEN = np.uint64(10_000), np.uint64(100), np.uint64(10)
_OF_100, _OF_10 = np.uint64(10_486), np.uint64(103)
_SHIFT_100, _SHIFT_10 = np.uint64(20), np.uint64(10)
_MASK_100, _MASK_10 = np.uint64(0x7F0000007F), np.uint64(0x000F000F000F000F)
_BYTE, _TWO_BYTES, _FOUR_BYTES = np.uint64(8), np.uint64(16), np.uint64(32)
_ZEROS = np.uint64(0x3030303030303030)


@intrinsic
def _load(context, address):
    """Eight bytes."""

    def emit(context, builder, _, arguments):
        word = context.get_value_type(types.uint64)
        return builder.load(builder.inttoptr(arguments[0], word.as_pointer()), align=1)

    return types.uint64(types.int64), emit


@intrinsic
def _store(context, address, value):
    """Eight bytes, put down where they are wanted."""

    def emit(context, builder, _, arguments):
        word = context.get_value_type(types.uint64)
        builder.store(arguments[1], builder.inttoptr(arguments[0], word.as_pointer()), align=1)

    return types.void(types.int64, types.uint64), emit


@register_jitable(forceinline=True)
def _eight_digits(value):
    """A number below a hundred million as eight digits, the first in the lowest byte."""
    head = value // _MYRIAD
    pairs = head | ((value - head * _MYRIAD) << _FOUR_BYTES)
    tens = ((pairs * _OF_100) >> _SHIFT_100) & _MASK_100
    pairs = tens | ((pairs - tens * _HUNDRED) << _TWO_BYTES)
    tens = ((pairs * _OF_10) >> _SHIFT_10) & _MASK_10
    return (tens | ((pairs - tens * _TEN) << _BYTE)) + _ZEROS


@register_jitable(forceinline=True)
def _put_digits(at, value, width):
    """A number in so many digits; where the next byte goes."""
    while width > _WIDTH:
        power = _POWERS[width - _WIDTH]
        head = value // power
        value -= head * power
        _store(at, _eight_digits(head))
        at += _WIDTH
        width -= _WIDTH
    _store(at, _eight_digits(value) >> np.uint64(8 * (_WIDTH - width)))
    return at + width


@register_jitable(forceinline=True)
def _put_number(at, cell, decimals):
    """A number with so many decimals; where the next byte goes."""
    value = np.uint64(cell)
    if cell < 0:
        _store(at, np.uint64(_MINUS))
        at += 1
        value = np.uint64(-cell)
    whole, part = value, np.uint64(0)
    if decimals == _CENTS:
        whole = value // _HUNDRED
        part = value - whole * _HUNDRED
    elif decimals > 0:
        whole = value // _POWERS[decimals]
        part = value - whole * _POWERS[decimals]
    digits = 1
    while digits < _MOST_DIGITS and whole >= _POWERS[digits]:
        digits += 1
    at = _put_digits(at, whole, digits)
    if decimals > 0:
        _store(at, np.uint64(_POINT))
        at = _put_digits(at + 1, part, decimals)
    return at


@njit(cache=True, nogil=True, _nrt=False)
def write_lines(
    cells: Any, decimals: Any, starts: Any, letters: int, delimiter: int, out: int
) -> int:
    """Write `cells[column, row]` line by line; how many bytes there are.

    `decimals[column]` is that of a number or WORD; the word at a place is what stands from its start to the
    next one behind the address `letters`. Lines are written at the address `out`.
    """
    at = out
    columns, rows = cells.shape
    for row in range(rows):
        for column in range(columns):
            if column > 0:
                _store(at, np.uint64(delimiter))
                at += 1
            cell = cells[column, row]
            if cell == NO_CELL:
                continue
            if decimals[column] == WORD:
                start, end = starts[cell], starts[cell + 1]
                for letter in range(start, end, _WIDTH):
                    _store(at + letter - start, _load(letters + letter))
                at += end - start
            else:
                at = _put_number(at, cell, decimals[column])
        _store(at, np.uint64(_END))
        at += 1
    return at - out
