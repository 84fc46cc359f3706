"""记录录入: a contribution record and a yearly statement, as they are copied from an app, as a scenario.

`table_of_text` and `table_of_lines` find the table, `intake` makes the scenario and says what was merged,
converted, left out and asked. Nothing that identifies a person is kept.
"""

from calculator.intake.building import Intake, Note, intake, segments_of
from calculator.intake.rows import Answers, Paid
from calculator.intake.statements import YearEnd
from calculator.intake.tables import Table, decoded, table_of_lines, table_of_text, tables_of_sheets

__all__ = [
    "Answers",
    "Intake",
    "Note",
    "Paid",
    "Table",
    "YearEnd",
    "decoded",
    "intake",
    "segments_of",
    "table_of_lines",
    "table_of_text",
    "tables_of_sheets",
]
