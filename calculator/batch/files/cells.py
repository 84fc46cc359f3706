"""单元格: how text files hold one cell, whichever way the rows are written."""

import json

from calculator.batch.files.rows import Number
from calculator.spreadsheet_text import neutralised

__all__ = ["cell_text", "json_text"]

_YES_NO = {True: "true", False: "false"}


def cell_text(cell: object) -> str:
    """A cell as text files hold it, nothing in it a formula."""
    if isinstance(cell, str):
        return neutralised(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _YES_NO[cell]
    return json_text(cell) if isinstance(cell, (list, dict)) else str(cell)


def json_text(cell: object) -> str:
    """A cell as JSON; a number that was read keeps its digits."""
    if isinstance(cell, Number):
        return str(cell)
    return json.dumps(cell, ensure_ascii=False, default=str)
