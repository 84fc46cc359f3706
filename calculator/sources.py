"""程序指纹: a digest over the sources an estimate is computed by.

Two programs with one digest compute alike. The modules that only show results are not part of it, nor
is the law data, which has a digest of its own.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import calculator.version
import rules

__all__ = ["sources_digest"]

_SCENARIO = "scenario"


@cache
def sources_digest() -> str:
    """SHA-256 over the rules and over the calculator as far as an estimate goes through it."""
    digest = sha256()
    for name, path in sorted(_sources()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    law = Path(str(rules.__file__)).parent
    around = Path(str(calculator.version.__file__)).parent
    for root, paths in (
        (law, law.rglob("*.py")),
        (around, (*around.glob("*.py"), *(around / _SCENARIO).glob("*.py"))),
    ):
        yield from ((path.relative_to(root.parent).as_posix(), path) for path in paths)
