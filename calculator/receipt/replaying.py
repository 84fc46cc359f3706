"""凭据的重算: whether a receipt still gives its figures, and what the law of today would give.

The first is computed from the receipt alone; a difference there means that the rules have changed. The
second is computed under another law and explained figure by figure.
"""

from typing import NamedTuple

from calculator.receipt.difference import FAILURES, Difference, difference
from calculator.receipt.document import Receipt, replayed, with_receipt
from calculator.receipt.figures import Figures, OutcomeFigures, figures_of
from calculator.scenario.problems import Problem, ScenarioProblems
from calculator.sources import sources_digest
from rules.errors import RulesError
from rules.law import Law

__all__ = ["Changed", "Replay", "replay"]


class Changed(NamedTuple):
    """A figure that comes out otherwise: the outcome it belongs to, what was recorded, what comes now."""

    outcome: str
    name: str
    recorded: int
    now: int


class Replay(NamedTuple):
    """A receipt computed again.

    `changed` is empty when every figure comes out as recorded. `today` is the difference that the law
    given makes, None where that law has no value (`refusal` says which).
    """

    receipt: Receipt
    figures: Figures
    changed: tuple[Changed, ...]
    is_same_program: bool
    today: Difference | None
    refusal: RulesError | None


def replay(receipt: Receipt, law: Law) -> Replay:
    """Compute `receipt` again from itself, and its scenario under `law`. Raises ScenarioProblems."""
    try:
        figures = figures_of(replayed(receipt))
    except FAILURES:
        values = {"version": receipt.version}
        problem = Problem(field="file", code="receipt_not_replayable", values=values)
        raise ScenarioProblems([problem]) from None
    today, refusal = None, None
    try:
        _, standing = with_receipt(receipt.scenario, law)
        today = difference(receipt, standing)
    except RulesError as error:
        refusal = error
    return Replay(
        receipt=receipt,
        figures=figures,
        changed=tuple(_changed(receipt.result, figures)),
        is_same_program=receipt.sources == sources_digest(),
        today=today,
        refusal=refusal,
    )


def _changed(recorded: Figures, now: Figures) -> list[Changed]:
    return [
        Changed(outcome, name, before, after)
        for outcome, figures in recorded.outcomes.items()
        for name, before, after in zip(
            OutcomeFigures._fields, figures, now.outcomes[outcome], strict=True
        )
        if before != after
    ]
