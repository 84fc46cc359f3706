"""作业小结: what a run did, counted as it goes and kept in the journal."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Summary"]

_COUNTERS = ("reasons", "status", "masked", "sums", "engines")


@dataclass(slots=True)
class Summary:
    """Counts of a run.

    `rows` were read, `results` written, `rejected` rows have a reason in the rejects; `masked` are
    cells with a card number by column, `sums` money results in fen by column, `engines` persons by
    evaluator.
    """

    rows: int = 0
    results: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    status: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    engines: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        counts = {"rows": self.rows, "results": self.results, "rejected": self.rejected}
        return counts | {name: dict(sorted(getattr(self, name).items())) for name in _COUNTERS}

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> "Summary":
        """The counts of an interrupted run."""
        counters = {name: Counter(found[name]) for name in _COUNTERS}
        return cls(found["rows"], found["results"], found["rejected"], **counters)

    def add(self, other: "Summary") -> None:
        """Take in the counts of a part."""
        self.rows += other.rows
        self.results += other.results
        self.rejected += other.rejected
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
