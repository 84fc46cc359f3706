"""核对报告: each case with what it should be and what the rules give, and the counts.

A case agrees when every expected value that can be computed is within the tolerance of the file. What
cannot be computed is named; a case of which nothing can be is counted apart and never as a success.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from calculator.i18n import Language, text
from calculator.i18n.names import place_name
from calculator.verification.answer import Note, Quantity
from calculator.verification.bases import BASES
from rules.law import Extra, Region

__all__ = ["Finding", "Report", "doubt"]

Group = TypeVar("Group")


@cache
def _doubts() -> Mapping[str, Mapping[str, str]]:
    source = (files("calculator.verification") / "doubts.toml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in tomllib.loads(source)["doubt"]}


def doubt(case_id: str, language: Language) -> str | None:
    """Why we think a case is wrong or cannot be checked, if we do; it never makes a case agree."""
    known = _doubts().get(case_id)
    return known[language] if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One case. `agrees` is None when nothing of it could be compared.

    `region` is where the case was found to belong, `province` what it is counted under. `computed`
    holds what the rules give for the expected values, `unchecked` the expected names that were not
    compared.
    """

    id: str
    kind: str
    region: Region | None
    province: Region | None
    confidence: str
    expected: Mapping[str, Any]
    computed: Mapping[str, Quantity]
    differing: tuple[str, ...]
    unchecked: tuple[str, ...]
    agrees: bool | None
    notes: tuple[Note, ...]
    problem: Note | None

    def reason(self, language: Language) -> str | None:
        """Why the case does not agree or was not checked; None when it agrees."""
        if self.agrees:
            return None
        known = doubt(self.id, language)
        if known is not None:
            return known
        if self.problem is not None:
            values = _worded(self.problem, language)
            return text(f"verify.problem.{self.problem.code}", language, **values)
        return text("verify.unexplained", language, names=self.differing)

    def as_dict(self, language: Language) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            **_place(self.region, language),
            "confidence": self.confidence,
            "agrees": self.agrees,
            "expected": {name: _plain(value) for name, value in self.expected.items()},
            "computed": {name: _plain(value) for name, value in self.computed.items()},
            "differing": list(self.differing),
            "unchecked": list(self.unchecked),
            "reason": self.reason(language),
            "notes": [
                {
                    "code": note.code,
                    "text": text(f"verify.note.{note.code}", language, **_worded(note, language)),
                }
                for note in self.notes
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order of the file."""

    findings: tuple[Finding, ...]

    @property
    def misses(self) -> tuple[Finding, ...]:
        """The cases the rules do not reproduce."""
        return tuple(finding for finding in self.findings if finding.agrees is False)

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """The cases of which nothing could be compared."""
        return tuple(finding for finding in self.findings if finding.agrees is None)

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """The misses nobody has found a reason for."""
        return tuple(finding for finding in self.misses if doubt(finding.id, "en") is None)

    def summary(self, language: Language = "zh") -> dict[str, Any]:
        """Counts over all cases, by province and kind, by confidence, and by how the bases compare."""
        by_province = _grouped(self.findings, _province_and_kind)
        by_confidence = _grouped(self.findings, lambda finding: finding.confidence)
        bases = Counter(note.code for f in self.findings for note in f.notes if note.code in BASES)
        return {
            **_counts(self.findings),
            "by_province": [
                _place(findings[0].province, language) | {"kind": kind} | _counts(findings)
                for (_, kind), findings in sorted(by_province.items())
            ],
            "by_confidence": [
                {"confidence": confidence} | _counts(findings)
                for confidence, findings in sorted(by_confidence.items())
            ],
            "bases": {code: bases[code] for code in BASES if bases[code]},
        }

    def as_dict(self, language: Language = "zh") -> dict[str, Any]:
        """Plain values for JSON; sentences in `language`."""
        return {
            "cases": [finding.as_dict(language) for finding in self.findings],
            "summary": self.summary(language),
        }


def _place(region: Region | None, language: Language) -> dict[str, Any]:
    if region is None:
        return {"region": None, "place": None}
    return {"region": region.code, "place": place_name(region, language)}


def _province_and_kind(finding: Finding) -> tuple[str, str]:
    return finding.province.code if finding.province else "", finding.kind


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], Group]
) -> dict[Group, list[Finding]]:
    groups: dict[Group, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    verdicts = Counter(finding.agrees for finding in findings)
    return {
        "cases": len(findings),
        "agree": verdicts[True],
        "miss": verdicts[False],
        "unchecked": verdicts[None],
    }


def _worded(note: Note, language: Language) -> dict[str, object]:
    """The values of a remark, places and local items by their names."""
    return {name: _named(value, language) for name, value in note.values.items()}


def _named(value: object, language: Language) -> object:
    if isinstance(value, Region):
        return place_name(value, language)
    if isinstance(value, Extra):
        return value.title_zh if language == "zh" else value.title_en
    return value


def _plain(value: Any) -> Any:
    """Decimals as numbers, tuples as lists; whole numbers without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
