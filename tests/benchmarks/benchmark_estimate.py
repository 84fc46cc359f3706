"""Ratios worth watching, measured by hand: `python -m tests.benchmarks.benchmark_estimate`.

Compares one settlement by the rules with the Decimal oracle on the same case, and the whole process
of two commands with a bare interpreter. Runs alternate, so that a busy machine slows both sides; the
median of seven counts. Nothing here is asserted: machines differ.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from rules.career import Choice, Spell
from rules.month import Month
from tests import reference
from tests.properties.oracle_case import oracle_case, oracle_law
from tests.synthetic import (
    CATEGORIES,
    LAST,
    PLAIN_PRACTICE,
    Case,
    SyntheticLaw,
    calendar_stretches,
    flat_law,
    person_of,
)

ROUNDS = 7
SETTLEMENTS = 20
"""One settlement is too short to time alone."""

ESTIMATE = (
    *("estimate", "--region", "110000", "--born", "1990-03", "--sex", "female"),
    *("--tier", "60%", "--paid", "60 months", "--balance", "30000"),
)


def typical_case() -> Case:
    """A man paying 60% for 35 years; wages grow 2% each July, the account earns 2%."""
    place = calendar_stretches(8_000_000_000, 20_000, 7)
    person = person_of(CATEGORIES[0], Month.of(1990, 3))
    first = Month.of(2018, 4)
    return Case(
        category=CATEGORIES[0],
        person=person,
        law=SyntheticLaw((place,), flat_law(rate=20_000).terms),
        spells=(Spell(first, LAST, Choice.TIER, 600_000, 0, 0, 0, 0),),
        practice=PLAIN_PRACTICE,
    )


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = perf_counter()
    action()
    return perf_counter() - begin


def alternating(*actions: Callable[[], object]) -> list[float]:
    """The median time of each action, taken in turns."""
    rounds = [[seconds(action) for action in actions] for _ in range(ROUNDS)]
    return [median(times) for times in zip(*rounds, strict=True)]


def settle_against_oracle() -> list[tuple[str, float, float]]:
    """One settlement, untraced, beside the oracle."""
    case = typical_case()
    told, law = oracle_case(case), oracle_law(case)
    assert len(reference.settle(told, law)["runs"]) == 35 * 12
    assert case.settle().counted == 35 * 12

    def by_rules() -> None:
        for _ in range(SETTLEMENTS):
            case.settle()

    rules, oracle = alternating(by_rules, lambda: reference.settle(told, law))
    return [("settle: oracle / rules", oracle, rules / SETTLEMENTS)]


def command(*arguments: str) -> Callable[[], object]:
    """A whole process, its output dropped."""

    def run() -> object:
        return subprocess.run(arguments, check=True, capture_output=True)

    return run


def processes() -> list[tuple[str, float, float]]:
    """Two commands beside an interpreter that does nothing."""
    script = Path(sys.executable).with_name("linghuo")
    if not script.exists():
        return []
    bare = command(sys.executable, "-c", "pass")
    rows = []
    for name, arguments in (("--help", ("--help",)), ("estimate", ESTIMATE)):
        ours, empty = alternating(command(str(script), *arguments), bare)
        rows.append((f"linghuo {name} / python -c pass", ours, empty))
    return rows


def table(rows: Sequence[tuple[str, float, float]]) -> str:
    """The measured pairs in milliseconds and their ratio."""
    lines = [f"{'':40}{'ms':>12}{'ms':>12}{'ratio':>10}"]
    lines += [f"{name:40}{a * 1e3:12.3f}{b * 1e3:12.3f}{a / b:10.1f}" for name, a, b in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table([*settle_against_oracle(), *processes()]) + "\n")
