"""凭据的报告: a replay and a difference as text for a terminal, Markdown, CSV or JSON."""

from calculator.reports.receipts.data import difference_data, replay_data
from calculator.reports.receipts.differences import difference_document
from calculator.reports.receipts.replays import replay_document

__all__ = ["difference_data", "difference_document", "replay_data", "replay_document"]
