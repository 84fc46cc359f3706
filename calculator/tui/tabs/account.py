"""个人账户: the ledger year by year, and how much of the balance is interest."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.charts import Chart
from calculator.charts.account import account_charts
from calculator.i18n import Language, text
from calculator.i18n.formats import FORMATS
from calculator.reports.comparisons.charts import worded
from calculator.reports.wording import Wording
from calculator.result import Estimate
from calculator.tui.blocks import Block, above, line, paragraph
from calculator.tui.pictures import picture
from calculator.tui.speech import language_of, say
from calculator.tui.tables import Column, table
from calculator.tui.tabs.view import ResultView
from rules.estimation import LedgerYear
from rules.law import Law, Status, Value
from rules.month import Month

__all__ = ["AccountView"]

_AMOUNTS = ("opening", "credited", "interest", "closing")


@dataclass(frozen=True, slots=True)
class Account:
    """The years, the standing of the rate of each, and the month of retirement."""

    years: tuple[LedgerYear, ...]
    standing: dict[int, Status]
    retirement: Month
    charts: tuple[Chart, ...]
    law: Law

    @property
    def interest(self) -> int:
        """The interest in the last balance, as drawn."""
        found = {series.name: series.values[-1] for chart in self.charts for series in chart.series}
        return found["interest"] or 0


class AccountView(ResultView):
    """A chart of principal and interest, then the years."""

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,
        language: Language,  # noqa: ARG004
    ) -> Account:
        """What is shown."""
        rates = [v for v in estimate.used if isinstance(v, Value) and v.series == "crediting_rate"]
        settled = estimate.go_on.settlement
        return Account(
            tuple(settled.ledger),
            {value.start.year: value.status for value in rates},
            Month(settled.retirement),
            account_charts(estimate),
            law,
        )

    def lay_out(self, figures: Account, width: int, height: int) -> Block:
        """The answer, chart and table."""
        if not figures.years:
            return (line((say(self, "app.account.empty"), "$quiet")),)
        answer = self._answer(figures, width)
        drawn = () if self.is_plain else self._chart(figures, width, height)
        return above(answer, drawn, self._table(figures, width))

    def _answer(self, account: Account, width: int) -> Block:
        closing = account.years[-1].closing
        words = say(
            self,
            "app.account.answer",
            month=account.retirement,
            balance=closing,
            interest=account.interest,
        )
        return paragraph(words, width, "bold")

    def _chart(self, account: Account, width: int, height: int) -> Block:
        if len(account.years) < 2:
            return ()
        words = Wording(account.law, language_of(self))
        drawn = [(chart, worded(chart, words)) for chart in account.charts]
        return above(*(picture(chart, told, width, height) for chart, told in drawn))

    def _table(self, account: Account, width: int) -> Block:
        language = language_of(self)
        titles = {
            name: say(self, f"app.account.column.{name}")
            for name in ("year", *_AMOUNTS[:2], "rate", "standing", *_AMOUNTS[2:])
        }
        rows: list[Sequence[str]] = []
        for one in account.years:
            amount = {name: FORMATS["money"](getattr(one, name), language) for name in _AMOUNTS}
            status = account.standing.get(one.year)
            rows.append(
                (
                    str(one.year),
                    amount["opening"],
                    amount["credited"],
                    FORMATS["percent"](one.rate, language),
                    text(f"status.{status}", language) if status else "",
                    amount["interest"],
                    amount["closing"],
                )
            )
        columns = [
            Column(title, right=name not in ("year", "standing")) for name, title in titles.items()
        ]
        return table(columns, rows, width)
