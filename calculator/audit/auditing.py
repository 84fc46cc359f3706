"""核对: a sheet held against a scenario, or against its own inputs."""

from collections.abc import Mapping
from typing import NamedTuple

from calculator.audit.basis import Basis, figures_of, of_settlement, of_sheet
from calculator.audit.changes import Lives
from calculator.audit.lines import LINES, Stated
from calculator.audit.search import Explanation, explanations, partial_explanation
from calculator.audit.sheet import Sheet
from calculator.case import build
from calculator.planned import planned
from calculator.scenario.model import Scenario
from rules.law import Law, Region

__all__ = ["Audit", "AuditedLine", "audit", "audit_basis", "audit_sheet"]

_SHOWN = 5


class AuditedLine(NamedTuple):
    """A printed line beside the computed one, None where it cannot be computed.

    `explained_by` is the number (from 1) of the change of the first explanation that gives the line, 0
    where it agrees as it is, None where nothing explains it.
    """

    name: str
    printed: Stated
    computed: int | None
    explained_by: int | None


class Audit(NamedTuple):
    """A sheet audited.

    `explanations` are complete, the likeliest first; others after the first explain as much.
    `so_far` is the most that could be explained where there is none.
    """

    region: Region
    basis: Basis
    sheet: Sheet
    lines: tuple[AuditedLine, ...]
    explanations: tuple[Explanation, ...]
    so_far: Explanation | None

    @property
    def agrees(self) -> bool:
        """Whether every line that can be computed comes out as printed."""
        return all(line.explained_by == 0 for line in self.lines if line.computed is not None)

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The lines nothing explains."""
        return tuple(
            line.name
            for line in self.lines
            if line.computed is not None and line.explained_by is None
        )


def audit(scenario: Scenario, sheet: Sheet, law: Law) -> Audit:
    """Hold `sheet` against what the rules compute for `scenario`. Raises NoValueInForce."""
    case = build(scenario, law)
    return audit_basis(of_settlement(case, planned(case)), sheet, law)


def audit_sheet(sheet: Sheet, region: Region, law: Law) -> Audit:
    """Hold `sheet` against what the rules compute from its own inputs."""
    return audit_basis(of_sheet(sheet, region, law), sheet, law)


def audit_basis(basis: Basis, sheet: Sheet, law: Law) -> Audit:
    """Hold `sheet` against a basis."""
    figures = figures_of(basis)
    differing = sheet.differing(figures)
    lives: Lives = {}
    found = explanations(basis, sheet, law, lives) if differing else ()
    so_far = partial_explanation(basis, sheet, law, lives) if differing and not found else None
    chosen = found[0] if found else so_far
    return Audit(
        region=basis.region,
        basis=basis,
        sheet=sheet,
        lines=_lines(sheet, figures, chosen),
        explanations=found[:_SHOWN],
        so_far=so_far,
    )


def _lines(
    sheet: Sheet, figures: Mapping[str, int], chosen: Explanation | None
) -> tuple[AuditedLine, ...]:
    changes = () if chosen is None else chosen.changes
    after = [figures, *(figures_of(change.basis) for change in changes)]
    open_after = [sheet.differing(each) for each in after]
    return tuple(
        AuditedLine(
            line.name,
            sheet.lines[line.name],
            figures.get(line.name),
            _explained_by(line.name, open_after) if line.name in figures else None,
        )
        for line in LINES
        if line.name in sheet.lines
    )


def _explained_by(name: str, open_after: list[frozenset[str]]) -> int | None:
    """The change from which on a line agrees for good."""
    if name in open_after[-1]:
        return None
    closed = [at for at, lines in enumerate(open_after) if name in lines]
    return closed[-1] + 1 if closed else 0
