"""测算凭据: an estimate that can be computed again, and compared with another one.

A receipt holds the scenario, the law that was read, the program and the result. `replay` computes it
again from itself; `difference` says what changed between two of them and why, to the fen.
"""

from calculator.receipt.difference import MEASURES, Difference, Share, difference
from calculator.receipt.document import Receipt, replayed, with_receipt
from calculator.receipt.figures import Figures, OutcomeFigures, figures_of
from calculator.receipt.files import SCHEMA_VERSION, as_json, read, read_text
from calculator.receipt.items import Group, Item
from calculator.receipt.replaying import Changed, Replay, replay

__all__ = [
    "MEASURES",
    "SCHEMA_VERSION",
    "Changed",
    "Difference",
    "Figures",
    "Group",
    "Item",
    "OutcomeFigures",
    "Receipt",
    "Replay",
    "Share",
    "as_json",
    "difference",
    "figures_of",
    "read",
    "read_text",
    "replay",
    "replayed",
    "with_receipt",
]
