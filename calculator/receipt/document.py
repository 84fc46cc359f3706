"""测算凭据: one estimate with all it rests on, so that anybody can compute it again.

Holds the scenario, the law that was read, the program and the result. It names nobody: nothing beyond
the scenario is in it. Reading and writing files is `files`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator.estimates import estimate
from calculator.receipt.figures import Figures, figures_of
from calculator.receipt.snapshot import RecordingLaw, Snapshot, SnapshotLaw
from calculator.result import Estimate
from calculator.scenario.model import Scenario
from calculator.sources import sources_digest
from calculator.version import __version__
from rules.law import Law

__all__ = ["Receipt", "replayed", "with_receipt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked, under which law, by which program, and what came of it.

    `sources` is the digest of the program's sources.
    """

    version: str
    sources: str
    scenario: Scenario
    result: Figures
    law: Snapshot


def with_receipt(
    scenario: Scenario,
    law: Law,
    *,
    trace: bool = False,
    assumed: Mapping[str, Any] | None = None,
) -> tuple[Estimate, Receipt]:
    """The estimate of `scenario` under `law`, as `estimate` gives it, and its receipt."""
    recording = RecordingLaw(law)
    result = estimate(scenario, recording, trace=trace, assumed=assumed)
    receipt = Receipt(
        version=__version__,
        sources=sources_digest(),
        scenario=scenario,
        result=figures_of(result),
        law=recording.snapshot(),
    )
    return result, receipt


def replayed(receipt: Receipt) -> Estimate:
    """The estimate computed again, by the rules as they are now, from the receipt alone.

    Raises what `estimate` raises when the rules ask for more than the receipt holds.
    """
    return estimate(receipt.scenario, SnapshotLaw(receipt.law))
