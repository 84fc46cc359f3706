"""表格里的文字: cells a spreadsheet would run as a formula, disarmed. Amounts and numbers stay."""

import re

__all__ = ["FORMULA_STARTS", "neutralised"]

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What a cell that is run begins with; spreadsheets of the region run fullwidth signs too."""
_RUN = tuple(FORMULA_STARTS)
_AMOUNT = re.compile(r"-|[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:%| 元| yuan)?")


def neutralised(text: str) -> str:
    """`text` so that a spreadsheet shows it and does not run it.

    >>> neutralised("=1+1"), neutralised("-5.5"), neutralised("-1,200.00 元"), neutralised("-")
    ("'=1+1", '-5.5', '-1,200.00 元', '-')
    """
    if text.startswith(_RUN) and not _AMOUNT.fullmatch(text):
        return "'" + text
    return text
