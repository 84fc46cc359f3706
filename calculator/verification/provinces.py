"""逐省交代: what was checked of each province: its sheets, and the figures and practice behind it.

A province without a settlement sheet is told with what there is instead, so that nobody takes silence for
agreement.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculator.verification.report import Finding
from rules.law import Certainty, Law, LimitPeriod, Region, Value
from rules.month import Month

__all__ = ["Figures", "Province", "provinces"]

_SHEETS = frozenset({"pension", "transitional"})


class Figures(NamedTuple):
    """Figures of one kind: how many are known, the months they are in force, how many of each grade."""

    known: int
    first: Month
    last: Month
    grades: dict[str, int]


class Province(NamedTuple):
    """One province: its settlement sheets and how many agree, its figures, documents, and practice.

    `practice` counts the points of local practice by how certain they are.
    """

    region: Region
    sheets: int
    agree: int
    limits: Figures
    bases: Figures
    documents: int
    practice: dict[str, int]


def provinces(findings: Sequence[Finding], law: Law) -> Iterator[Province]:
    """All of them, in the order of their codes."""
    for code, region in law.regions.items():
        if region.kind != "province":
            continue
        sheets = [one for one in findings if one.province == region and one.kind in _SHEETS]
        grounds = Counter(ground.certainty for ground in law.practice(code).grounds.values())
        yield Province(
            region=region,
            sheets=len(sheets),
            agree=sum(one.agrees is True for one in sheets),
            limits=_figures(law.limits(code)),
            bases=_figures(law.series("calculation_base", code)),
            documents=sum(one.region == code for one in law.instruments.values()),
            practice={str(certainty): grounds[certainty] for certainty in Certainty},
        )


def _figures(found: Sequence[Value | LimitPeriod]) -> Figures:
    """Every shipped province has figures of both kinds."""
    grades = Counter(one.grade for one in found)
    last = max(one.end or one.start for one in found)
    return Figures(len(found), found[0].start, last, dict(sorted(grades.items())))
