"""公开案例核对: published settlement sheets and worked examples, computed again by the rules.

A case feeds only what a sheet states; everything the law decides comes from the rules and the law
store. Reading and showing files belong to the command line.
"""

from calculator.verification.checking import verify
from calculator.verification.published import published_cases
from calculator.verification.report import Finding, Report, doubt

__all__ = ["Finding", "Report", "doubt", "published_cases", "verify"]
