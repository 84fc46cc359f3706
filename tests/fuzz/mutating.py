"""变异: bytes changed by a seeded generator, from seeds that a reader accepts.

Flips, cuts, doublings, swaps, splices of two seeds, and pieces that readers stumble over: signs of other
formats, control characters, huge numbers, broken encodings, nesting.
"""

import random
from collections.abc import Sequence

__all__ = ["mutated"]

_PIECES = (
    b"\x00", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\t", b'"', b"'", b"\\", b"]", b"[[", b"{",
    b"=", b",", b";", b"#", b"=cmd|'/c calc'!A0", b"@SUM(1+1)", b"<script>alert(1)</script>", b"&amp;", b"%s%n",
    b"1e309", b"-1", b"NaN", b"Infinity", b"0" * 400, b"9" * 400, b"2026-13", b"0000-00", b"9999-12", b"true",
    "\u202e".encode(), "\u00a0".encode(), "０１２".encode(), "万亿".encode(), "年月".encode(), "\ud83d\ude00".encode("utf-16", "surrogatepass"),
    b"[" * 300, b"{\"a\":" * 200, "浙江".encode("gb18030"), b"\xc3\x28",
)  # fmt: skip


def mutated(draw: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds, changed a few times."""
    made = bytearray(draw.choice(seeds))
    for _ in range(draw.choice((0, 1, 1, 2, 3, 8))):
        at = draw.randrange(len(made) + 1)
        what = draw.randrange(6)
        if what == 0 and made:
            made[at % len(made)] ^= 1 << draw.randrange(8)
        elif what == 1:
            del made[at : at + draw.choice((1, 2, 5, 40))]
        elif what == 2:
            made[at:at] = draw.choice(_PIECES)
        elif what == 3:
            made[at:at] = made[at : at + draw.choice((1, 8, 60))]
        elif what == 4:
            other = draw.choice(seeds)
            cut = draw.randrange(len(other) + 1)
            made[at:] = other[cut:]
        else:
            made[at : at + 1] = bytes([draw.randrange(256)])
    return bytes(made[:200_000])
