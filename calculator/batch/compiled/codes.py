"""短文本编码: short texts as small numbers, the same text always by the same one, and amounts as fen.

A text of at most twelve bytes is two words of its column; they are looked up in an open hash table that
is kept from one table of people to the next. What is no plain amount is marked; nothing is guessed.
"""


# mypy: disable-error-code="call-overload,untyped-decorator"

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from calculator.batch.compiled.compiler import ready
from calculator.batch.compiled.pages import Integers

__all__ = ["LONGEST", "MOST", "Known", "code_texts", "nothing_known", "read_amounts"]

ready()

LONGEST = 12
"""Bytes of the longest text that is a number by itself."""
MOST = 4_096
"""Texts there is room for; the table is never more than a quarter full."""
_SLOTS = 4 * MOST
_MIX_1, _MIX_2 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX_3, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(32)
_LENGTH, _TEXT = 0, 4
_ZERO, _NINE, _POINT = ord("0"), ord("9"), ord(".")
_MOST_DIGITS, _DECIMALS = 9, 2
_LAST, _ONE = np.uint64(_SLOTS - 1), np.uint64(1)


class Known(NamedTuple):
    """The texts met so far: their words, and their codes from 1 up, 0 where a slot is free."""

    words: NDArray[np.uint64]
    codes: Integers


def nothing_known() -> Known:
    """An empty table."""
    return Known(np.zeros((_SLOTS, 2), dtype=np.uint64), np.zeros(_SLOTS, dtype=np.int64))


@njit(cache=True, nogil=True, _nrt=False)
def code_texts(words: Any, known: Any, count: int, out: Any, rows: Any) -> int:
    """Code texts given by their words; how many are known now, `count` before.

    `rows` are filled with the row each new one was first met at. One too many ends the work: MOST + 1.
    """
    before = count
    for i in range(len(out)):
        a, b = words[i, 0], words[i, 1]
        mixed = (a ^ (a >> _SHIFT)) * _MIX_1 + (b ^ (b >> _SHIFT)) * _MIX_2
        mixed = (mixed ^ (mixed >> _SHIFT)) * _MIX_3
        slot = (mixed >> _SHIFT) & _LAST
        code = known.codes[slot]
        while code != 0 and (known.words[slot, 0] != a or known.words[slot, 1] != b):
            slot = (slot + _ONE) & _LAST
            code = known.codes[slot]
        if code == 0:
            if count == MOST:
                return MOST + 1
            rows[count - before] = i
            count += 1
            code = count
            known.codes[slot] = code
            known.words[slot, 0] = a
            known.words[slot, 1] = b
        out[i] = code
    return count


@njit(cache=True, nogil=True, _nrt=False)
def read_amounts(views: Any, blank: int, other: int, out: Any) -> None:
    """Texts of up to nine digits, and one or two after a point, as hundredths; `blank` for no text.

    Every other text gives `other`.
    """
    for i in range(len(out)):
        length = views[i, _LENGTH]
        # Longer ones have a length beyond a byte or more bytes than an amount.
        is_short = length <= LONGEST and views[i, 1] + views[i, 2] + views[i, 3] == 0
        value, digits, decimals = 0, 0, -1
        for at in range(_TEXT, _TEXT + length if is_short else _TEXT):
            byte = views[i, at]
            if _ZERO <= byte <= _NINE:
                value = 10 * value + (byte - _ZERO)
                if decimals < 0:
                    digits += 1
                else:
                    decimals += 1
            elif byte == _POINT and decimals < 0:
                decimals = 0
            else:
                digits = 0
                break
        if is_short and length == 0:
            out[i] = blank
        elif not 0 < digits <= _MOST_DIGITS or decimals == 0 or decimals > _DECIMALS:
            out[i] = other
        else:
            out[i] = value * (100 if decimals < 0 else 10 if decimals == 1 else 1)
