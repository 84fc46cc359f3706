"""测算凭据: what a report was made from, so that anybody can make it again: inputs, law, version, result.

A few lines of the receipt that the report carries as a file.
"""

import json
from collections.abc import Iterator

from calculator.reports.document import Column, Row, Section
from calculator.reports.records import inputs
from calculator.reports.wording import Wording
from calculator.result import Estimate, Outcome

__all__ = ["receipt"]


def receipt(estimate: Estimate, sealed: str, words: Wording) -> Iterator[Section]:
    """Program, law and the seal of the receipt, the inputs, the results to the fen."""
    values = {
        "version": f"linghuo {estimate.version}",
        "law": words.law.version,
        "digest": estimate.law_digest,
        "month": str(estimate.today),
        "seal": json.loads(sealed)["digest"],
    }
    yield Section(
        id="made",
        title=words.say("client.receipt.made"),
        rows=tuple(
            Row((words.say(f"client.receipt.{name}"), value)) for name, value in values.items()
        ),
    )
    yield inputs(estimate, words)
    yield Section(
        id="results",
        title=words.say("client.receipt.results"),
        columns=(
            Column(words.say("report.item")),
            Column(words.say("report.nominal"), right=True),
            Column(words.say("report.today"), right=True),
        ),
        rows=tuple(
            Row((words.say(f"outcome.{one.name}"), *_amounts(one, words)))
            for one in (estimate.stop_now, estimate.go_on, estimate.most)
        ),
    )


def _amounts(one: Outcome, words: Wording) -> tuple[str, str]:
    if not one.payable:
        return words.say("report.not_payable"), words.say("report.not_payable")
    return words.yuan(one.pension), words.yuan(one.pension_today)
