"""逐行录入: each row of a record as months paid on a base, or what is wrong with it.

Amounts become bases by the rates of their month. What a row does not say is not guessed: who paid, and
whether the amount of several months is meant each or together, is asked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from calculator.amounts import AmountError, parse_money, parse_month
from calculator.identifiers import masked
from calculator.intake.headers import Column
from calculator.intake.rates import base_of_amount
from calculator.intake.spans import parse_span
from calculator.intake.tables import Row, Table
from calculator.intake.words import meaning
from calculator.scenario.choices import PaidBy
from calculator.scenario.problems import Problem
from rules.errors import RulesError, UnknownRegion
from rules.law import Law, Region
from rules.month import Month
from rules.quantities import Fen

__all__ = ["Answers", "Paid", "RowReader"]

_SHOWN = 40
_MOST_MONTHS = 600
_USUALLY_LATER = 1
"""A month is often posted in the next one; that is no late payment."""


class Paid(NamedTuple):
    """Months paid in one way, in fen a month; `row` is where they stand, `posted` 0 for the usual month."""

    first: Month
    last: Month
    region: str
    kind: PaidBy
    base: Fen
    posted: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person says of all rows that do not say it themselves.

    `kind` is who paid, `region` where, `places` are regions by the words of the record, `whole` whether
    the amount of several months is their sum.
    """

    kind: PaidBy | None = None
    region: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    whole: bool | None = None


class RowReader:
    """Reads the rows of one table. `problems` and `counts` grow with every row."""

    def __init__(self, table: Table, law: Law, answers: Answers) -> None:
        self.table = table
        self.law = law
        self.answers = answers
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()

    def read(self) -> Iterator[Paid]:
        """The rows that are months paid for this pension."""
        for row in self.table.rows:
            if self._counts(row):
                found = self._paid(row)
                if found is not None:
                    yield found

    def _counts(self, row: Row) -> bool:
        """Whether a row is a payment for the employees' pension that was made and not taken back."""
        insurance, status = row.cells.get(Column.INSURANCE), row.cells.get(Column.STATUS)
        scheme = meaning("insurance", insurance) if insurance else "employees"
        if scheme == "others":
            self.skipped[str(insurance)[:_SHOWN]] += 1
            return False
        state = meaning("status", status) if status else "paid"
        if not scheme:
            self._wrong(row, Column.INSURANCE, "intake_insurance_unknown")
        if not state:
            self._wrong(row, Column.STATUS, "intake_status_unknown")
        if state in ("unpaid", "refunded"):
            self.counts[state] += 1
        return state == "paid" and scheme == "employees"

    def _paid(self, row: Row) -> Paid | None:
        before = len(self.problems)
        span, region, kind = self._span(row), self._region(row), self._kind(row)
        posted = self._posted(row, span)
        if span is None or region is None or kind is None or len(self.problems) > before:
            self._amounts_read(row)
            return None
        base = self._base(row, span, region, kind)
        if base is None or len(self.problems) > before:
            return None
        if base == 0:
            self.counts["zero"] += 1
            return None
        if posted and kind is PaidBy.EMPLOYED:
            self.counts["posted_by_employer"] += 1
            posted = 0
        return Paid(*span, region.code, kind, base, posted, row.number)

    # Cells

    def _span(self, row: Row) -> tuple[Month, Month] | None:
        column = Column.MONTH if Column.MONTH in self.table.headings else Column.FROM
        text = row.cells.get(column)
        if text is None:
            self._missing(row, column)
            return None
        try:
            first, last = parse_span(text)
            if column is Column.FROM and Column.TO in row.cells:
                column = Column.TO
                last = parse_month(row.cells[Column.TO])
        except AmountError as error:
            self._wrong(row, column, error.code, **error.values)
            return None
        if not 0 <= last - first < _MOST_MONTHS:
            self._wrong(row, column, "span_reversed", first=first, last=last)
            return None
        return first, last

    def _region(self, row: Row) -> Region | None:
        text = row.cells.get(Column.PLACE) or self.answers.region
        if not text:
            self._missing(row, Column.PLACE)
            return None
        text = self.answers.places.get(text, text)
        try:
            region = self._named(text)
        except UnknownRegion as unknown:
            ambiguous = unknown.values.get("ambiguous")
            code = "ambiguous_region" if ambiguous else "intake_place_unknown"
            suggestions = unknown.values.get("suggestions", ())
            self._wrong(row, Column.PLACE, code, suggestions=suggestions)
            return None
        if not region.figures or region.kind == "nation":
            self._wrong(row, Column.PLACE, "intake_place_unknown", suggestions=())
            return None
        return region

    def _named(self, text: str) -> Region:
        """A region by its name, or by the name of the province a longer one begins with."""
        try:
            return self.law.region(text)
        except UnknownRegion:
            for region in self.law.regions.values():
                if region.kind == "province" and text.startswith(region.zh):
                    return self._in_province(region, text.removeprefix(region.zh))
            raise

    def _in_province(self, province: Region, rest: str) -> Region:
        try:
            city = self.law.region(rest)
        except UnknownRegion:
            self.counts["by_province"] += 1
            return province
        return city if city.province == province.code else province

    def _kind(self, row: Row) -> PaidBy | None:
        text = row.cells.get(Column.KIND)
        known = meaning("kind", text) if text else ""
        if known:
            return PaidBy(known)
        if self._money(row, Column.EMPLOYER, silent=True):
            return PaidBy.EMPLOYED
        if self.answers.kind is not None:
            return self.answers.kind
        if text:
            self._wrong(row, Column.KIND, "intake_kind_unknown")
        else:
            self._missing(row, Column.KIND, "intake_kind_missing")
        return None

    def _posted(self, row: Row, span: tuple[Month, Month] | None) -> int:
        """The month a payment was posted in, 0 where that is its own month or the next one."""
        text = row.cells.get(Column.POSTED)
        if text is None or span is None:
            return 0
        try:
            posted = parse_month(text)
        except AmountError as error:
            self._wrong(row, Column.POSTED, error.code, **error.values)
            return 0
        first, last = span
        if posted <= first + _USUALLY_LATER:
            self.counts["early"] += posted < first
            return 0
        if posted < last:
            self.counts["early"] += 1
            return 0
        self.counts["late"] += 1
        return posted

    def _amounts_read(self, row: Row) -> None:
        """Tell unreadable amounts of a row that is wrong elsewhere too."""
        for column in (Column.BASE, Column.PERSONAL, Column.AMOUNT, Column.CREDITED):
            self._money(row, column)

    def _money(self, row: Row, column: Column, *, silent: bool = False) -> Fen | None:
        text = row.cells.get(column)
        if text is None:
            return None
        try:
            return parse_money(text)
        except AmountError as error:
            if not silent:
                self._wrong(row, column, error.code, **error.values)
            return None

    # The base

    def _base(
        self, row: Row, span: tuple[Month, Month], region: Region, kind: PaidBy
    ) -> Fen | None:
        stated = self._money(row, Column.BASE)
        if Column.BASE in row.cells:
            return stated
        column = self._amount_column(row, kind)
        if column is None:
            return None
        amount = self._amount(row, column, kind)
        if amount is None:
            return None
        months = span[1] - span[0] + 1
        if months > 1 and self.answers.whole is None:
            self._wrong(row, column, "intake_amount_of_several", months=months)
            return None
        if months > 1 and self.answers.whole:
            if amount % months:
                self._wrong(row, column, "intake_amount_uneven", months=months)
                return None
            amount = Fen(amount // months)
        return self._converted(row, column, amount, (span, region, kind))

    def _amount(self, row: Row, column: Column, kind: PaidBy) -> Fen | None:
        """The amount of a column; a person alone pays the pooled part too, where it has a column."""
        amount = self._money(row, column)
        if amount is None or column is not Column.PERSONAL or kind is PaidBy.EMPLOYED:
            return amount
        pooled = self._money(row, Column.EMPLOYER)
        return Fen(amount + (pooled or 0))

    def _amount_column(self, row: Row, kind: PaidBy) -> Column | None:
        """The amount a base can be told from; the whole payment of an employer's month is none."""
        for column in (Column.CREDITED, Column.PERSONAL, Column.AMOUNT):
            if column not in row.cells:
                continue
            if column is Column.AMOUNT and kind is PaidBy.EMPLOYED:
                self._wrong(row, column, "intake_amount_of_employer")
                return None
            return column
        self._missing(row, Column.BASE)
        return None

    def _converted(
        self,
        row: Row,
        column: Column,
        amount: Fen,
        about: tuple[tuple[Month, Month], Region, PaidBy],
    ) -> Fen | None:
        """The base whose payment is the amount, by the rates of the months; whole yuan if there is one."""
        span, region, kind = about
        of_account = column is Column.CREDITED or kind is PaidBy.EMPLOYED
        series = "account_rate" if of_account else "contribution_rate"
        months = [Month(month) for month in range(span[0], span[1] + 1)]
        if amount == 0:
            return Fen(0)
        try:
            rates = {self.law.at(series, region.code, month).amount for month in months}
        except RulesError:
            self._wrong(row, column, "intake_no_rate", month=span[0])
            return None
        limits = self._limits(region, months[0])
        bases = {
            base_of_amount(amount, rate, of_account=of_account, limits=limits) for rate in rates
        }
        base = bases.pop()
        if bases or base is None:
            self._wrong(row, column, "intake_amount_fits_no_base", rate=max(rates))
            return None
        self.counts["converted"] += 1
        self.counts[f"converted at {max(rates)}"] += 1
        return base

    def _limits(self, region: Region, month: Month) -> tuple[Fen, ...]:
        """Floor and ceiling of a month, nothing where they are not known."""
        try:
            period = self.law.limit_at(region.code, month)
        except RulesError:
            return ()
        return period.floor, period.ceiling

    # Problems

    def _wrong(self, row: Row, column: Column, code: str, **values: Any) -> None:
        found = masked(row.cells.get(column, ""))[:_SHOWN]
        heading = self.table.headings.get(column, str(column))
        self.problems.append(
            Problem(field=heading, code=code, found=found, values=values, line=row.number)
        )

    def _missing(self, row: Row, column: Column, code: str = "empty") -> None:
        heading = self.table.headings.get(column, str(column))
        if column not in self.table.headings and code == "empty":
            code = "intake_column_missing"
        self.problems.append(Problem(field=heading, code=code, line=row.number))
