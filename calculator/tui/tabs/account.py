"""个人账户: the ledger year by year, and how much of the balance is interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from calculator.i18n import Language, text
from calculator.i18n.formats import FORMATS
from calculator.result import Estimate
from calculator.tui.blocks import Block, above, line, paragraph
from calculator.tui.charts import Chart, Series, ticks
from calculator.tui.speech import language_of, say
from calculator.tui.tables import Column, table
from calculator.tui.tabs.view import ResultView
from rules.estimation import LedgerYear
from rules.law import Law, Status, Value
from rules.month import Month
from rules.quantities import FEN_PER_YUAN

__all__ = ["AccountView"]

_TALLEST, _SHORTEST, _LEAST = 14, 6, 16
_WIDEST = 120
_AMOUNTS = ("opening", "credited", "interest", "closing")


@dataclass(frozen=True, slots=True)
class Account:
    """The years, the standing of the rate of each, and the month of retirement."""

    years: tuple[LedgerYear, ...]
    standing: dict[int, Status]
    retirement: Month

    @property
    def principal(self) -> list[int]:
        """What was there and was paid in, at the end of each year."""
        paid = accumulate((one.credited for one in self.years), initial=self.years[0].opening)
        return list(paid)[1:]


class AccountView(ResultView):
    """A chart of principal and interest, then the years."""

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,  # noqa: ARG004 the signature is that of every view
        language: Language,  # noqa: ARG004
    ) -> Account:
        """What is shown."""
        rates = [v for v in estimate.used if isinstance(v, Value) and v.series == "crediting_rate"]
        settled = estimate.go_on.settlement
        return Account(
            tuple(settled.ledger),
            {value.start.year: value.status for value in rates},
            Month(settled.retirement),
        )

    def lay_out(self, figures: Account, width: int, height: int) -> Block:
        """The answer, chart and table."""
        if not figures.years:
            return (line((say(self, "app.account.empty"), "$quiet")),)
        answer = self._answer(figures, width)
        tall = min(_TALLEST, height // 2) if height >= _LEAST else max(_SHORTEST, height - 4)
        drawn = () if self.is_plain else self._chart(figures, min(width, _WIDEST), tall)
        return above(answer, drawn, self._table(figures, width))

    def _answer(self, account: Account, width: int) -> Block:
        closing = account.years[-1].closing
        words = say(
            self,
            "app.account.answer",
            month=account.retirement,
            balance=closing,
            interest=closing - account.principal[-1],
        )
        return paragraph(words, width, "bold")

    def _chart(self, account: Account, width: int, height: int) -> Block:
        x = [one.year for one in account.years]
        if len(x) < 2:
            return ()
        balance = [one.closing / FEN_PER_YUAN for one in account.years]
        principal = [fen / FEN_PER_YUAN for fen in account.principal]
        chart = Chart(
            width,
            height,
            along=[(year, str(year)) for year in _spread(x)],
            levels=[(mark, f"{mark:,.0f}") for mark in ticks(max(balance))],
            ends=[
                (principal[-1] / 2, say(self, "app.account.principal"), "$primary"),
                ((principal[-1] + balance[-1]) / 2, say(self, "app.account.interest"), "$second"),
            ],
        )
        chart.draw(
            Series(x, balance, "$second-bar", filled=True),
            Series(x, principal, "$first-bar", filled=True),
        )
        return chart.block()

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


def _spread(years: Sequence[int]) -> list[int]:
    """First, last, and round years between."""
    middle = [year for year in years if year % 5 == 0 and years[0] < year < years[-1]]
    return [years[0], *middle, years[-1]]
