"""反向核对: what an official sheet shows beside what the rules compute, and what explains the difference.

`audit` tells line by line which input or local practice was taken otherwise, the smallest change first,
each computed again by the rules; and says so when nothing explains it.
"""

from calculator.audit.auditing import Audit, AuditedLine, audit, audit_sheet
from calculator.audit.changes import Change
from calculator.audit.lines import LINES, Line, Stated
from calculator.audit.search import Explanation
from calculator.audit.sheet import Sheet, read_sheet

__all__ = [
    "LINES",
    "Audit",
    "AuditedLine",
    "Change",
    "Explanation",
    "Line",
    "Sheet",
    "Stated",
    "audit",
    "audit_sheet",
    "read_sheet",
]
