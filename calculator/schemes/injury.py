"""职业伤害保障: cover for injuries on the job of platform workers, as information.

The platform pays per order, the worker nothing, and it is no pension: no years, no credit. Says which
step is in force and names the documents; a draft of 2026 is open and nothing of it is in force.
"""

import re
from dataclasses import dataclass
from typing import cast

from calculator.scenario.model import Scenario
from rules.law import Law
from rules.month import Month

__all__ = ["InjuryCover", "InjuryStep", "injury_cover"]

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class InjuryStep:
    """One step of the pilot; `platforms` came with it. `provinces` None: all of them.

    `named` are the provinces whose names are known.
    """

    start: Month
    provinces: int | None
    named: tuple[str, ...]
    platforms: tuple[str, ...]
    instrument: str
    grade: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjuryCover:
    """The steps in order and what holds in the month of the estimate.

    `is_nationwide`: the last step in force covers all provinces. The provinces of the second step
    were not found, so before it nothing is said of a single province that is not named.
    """

    month: Month
    in_force: InjuryStep | None
    is_nationwide: bool
    steps: tuple[InjuryStep, ...]


def injury_cover(scenario: Scenario, law: Law) -> InjuryCover:
    """What is known of the cover in the month of the estimate."""
    steps = sorted(
        (
            InjuryStep(
                start=cast("Month", row["start"]),
                provinces=_count(str(row["places"])),
                named=_named(str(row["places"])),
                platforms=_platforms(str(row["platforms"])),
                instrument=str(row["instrument"]),
                grade=str(row["grade"]),
                source=str(row["source"]),
            )
            for row in law.table("injury_cover")
            if str(row["grade"]) in law.grades
        ),
        key=lambda step: step.start,
    )
    current = [step for step in steps if step.start <= scenario.today]
    last = current[-1] if current else None
    return InjuryCover(
        month=scenario.today,
        in_force=last,
        is_nationwide=last is not None and last.provinces is None,
        steps=tuple(steps),
    )


def _count(places: str) -> int | None:
    digits = _DIGITS.match(places)
    return int(digits[0]) if digits else None


def _named(places: str) -> tuple[str, ...]:
    _, colon, names = places.partition(": ")
    return tuple(names.split("、")) if colon else ()


def _platforms(listed: str) -> tuple[str, ...]:
    return tuple(listed.removeprefix("added: ").split("、"))
