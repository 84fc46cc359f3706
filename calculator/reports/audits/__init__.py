"""反向核对的报告: an audit as text for a terminal, Markdown, CSV or JSON."""

from calculator.reports.audits.contents import audit_document
from calculator.reports.audits.data import audit_data

__all__ = ["audit_data", "audit_document"]
