"""作业小结: what a run did, counted as it goes and kept in the journal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.batch.people.rejects import Rejection

__all__ = ["Summary"]

First = tuple[int | None, str, str]
"""The row, the column and the sentence of a reason."""
_COUNTERS = ("reasons", "status", "masked", "sums", "engines")


@dataclass(slots=True)
class Summary:
    """Counts of a run.

    `rows` were read, `results` written, `rejected` rows have a reason in the rejects; `reasons` are
    rows by the code of a reason, `first` says where each was met first. `masked` are cells with a card
    number by column, `sums` money results in fen by column, `engines` persons by evaluator.
    """

    rows: int = 0
    results: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    status: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    engines: Counter[str] = field(default_factory=Counter)
    first: dict[str, First] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        counts = {"rows": self.rows, "results": self.results, "rejected": self.rejected}
        counters = {name: dict(sorted(getattr(self, name).items())) for name in _COUNTERS}
        return counts | counters | {"first": dict(sorted(self.first.items()))}

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> "Summary":
        """The counts of an interrupted run."""
        counters = {name: Counter(found[name]) for name in _COUNTERS}
        first = {code: tuple(one) for code, one in found["first"].items()}
        return cls(found["rows"], found["results"], found["rejected"], **counters, first=first)

    def reject(self, reasons: Sequence[Rejection]) -> None:
        """Count a row without a result, each of its codes once; the first of a code is kept."""
        self.rejected += 1
        self.reasons.update({one.code for one in reasons})
        for one in reasons:
            self.first.setdefault(one.code, (one.row, one.column, one.reason))

    def add(self, other: "Summary") -> None:
        """Take in the counts of a part."""
        self.rows += other.rows
        self.results += other.results
        self.rejected += other.rejected
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self.first = other.first | self.first
