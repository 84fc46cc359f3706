"""收入的月份序列: what somebody earned month by month, read from the text of a CSV file.

Two columns, month and income, in any order; separated by comma, semicolon or tab. A month that is not
there is not a month without income: it is asked for.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculator.amounts import AmountError, normalized, parse_money, parse_month
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.month import Month
from rules.quantities import Fen

__all__ = ["IncomeMonth", "read_income"]

_FILE = "file"
_MONTH_HEADERS = frozenset({"month", "月份", "月"})
_INCOME_HEADERS = frozenset({"income", "收入", "月收入"})
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeMonth:
    """收入 of one month, fen; 0 is a month without any."""

    month: Month
    income: Fen


def read_income(text: str) -> tuple[IncomeMonth, ...]:
    """The months of a series in order.

    Raises ScenarioProblems with every unreadable line and double month, else with the missing months.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    separator = max(_SEPARATORS, key=lines[0].count) if lines else _SEPARATORS[0]
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    except csv.Error:
        rows = []
    columns = _columns(rows[0]) if rows else None
    if columns is None:
        raise ScenarioProblems([Problem(field=_FILE, code="income_columns", line=1)])
    problems: list[Problem] = []
    found: dict[Month, Fen] = {}
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _read(row, columns, line, found, problems)
    problems = problems or _unusable(found)
    if problems:
        raise ScenarioProblems(problems)
    return tuple(IncomeMonth(month=month, income=found[month]) for month in sorted(found))


def _columns(header: Sequence[str]) -> tuple[int, int] | None:
    names = [_name(cell) for cell in header]
    months = [at for at, name in enumerate(names) if name in _MONTH_HEADERS]
    incomes = [at for at, name in enumerate(names) if name in _INCOME_HEADERS]
    return (months[0], incomes[0]) if months and incomes else None


def _name(cell: str) -> str:
    """A header as it is compared; "" for one that no column can have."""
    try:
        return normalized(cell) if cell.strip() else ""
    except AmountError:
        return ""


def _read(
    row: Sequence[str],
    columns: tuple[int, int],
    line: int,
    found: dict[Month, Fen],
    problems: list[Problem],
) -> None:
    """Take a line into `found`, or say what is wrong with it."""
    cells = [row[at] if at < len(row) else "" for at in columns]
    try:
        month, income = parse_month(cells[0]), parse_money(cells[1])
    except AmountError as error:
        values = error.values
        problem = Problem(field=_FILE, code=error.code, found=error.text, values=values, line=line)
        problems.append(problem)
        return
    if month in found:
        problem = Problem(field=_FILE, code="income_twice", values={"month": month}, line=line)
        problems.append(problem)
    found.setdefault(month, income)


def _unusable(found: Iterable[Month]) -> list[Problem]:
    """A series without a month, or with a hole."""
    known = set(found)
    if not known:
        return [Problem(field=_FILE, code="income_empty")]
    missing = [Month(month) for month in range(min(known), max(known)) if month not in known]
    if not missing:
        return []
    values = {"months": tuple(str(month) for month in missing)}
    return [Problem(field=_FILE, code="income_missing", values=values)]
