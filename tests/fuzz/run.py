"""模糊测试的运行: `python -m tests.fuzz.run [target|all] [how many] [first seed]`.

What goes wrong is printed with its target and seed; the same seed gives the same bytes for ever.
"""

import random
import sys
import traceback
from collections import Counter
from time import perf_counter

from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS, attempt, seeds_of

__all__ = ["content_of", "findings"]


def content_of(name: str, seed: int) -> bytes:
    """The bytes of a seed for a target."""
    return mutated(random.Random(seed), seeds_of(name))  # noqa: S311 not for secrets


def findings(name: str, count: int, first: int) -> tuple[Counter[str], list[str]]:
    """How many were read and refused, and what went wrong."""
    told, wrong = Counter[str](), []
    for seed in range(first, first + count):
        content = content_of(name, seed)
        try:
            told["read" if attempt(name, content) else "refused"] += 1
        except Exception:  # noqa: BLE001 whatever it is, it is a finding
            told["wrong"] += 1
            wrong.append(f"{name} seed {seed}: {content[:200]!r}\n{traceback.format_exc()}")
    return told, wrong


def main(chosen: str, count: int, first: int) -> int:
    """Try the targets, say what came of them."""
    failed = 0
    for name in TARGETS if chosen == "all" else (chosen,):
        began = perf_counter()
        told, wrong = findings(name, count, first)
        print(f"{name}: {dict(told)} in {perf_counter() - began:.0f} s", flush=True)
        print(*wrong[:3], sep="\n", end="\n" if wrong else "")
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    target, many, start = (sys.argv[1:] + ["all", "2000", "1"][len(sys.argv) - 1 :])[:3]
    sys.exit(main(target, int(many), int(start)))
