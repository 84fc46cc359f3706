"""个人账户: the ledger year by year, and how much of the balance is interest."""

from itertools import accumulate

from calculator.i18n import Language, formatted
from calculator.result import Estimate
from calculator.tui.blocks import Block, above, bar, heading, line, table
from calculator.tui.charts import Series, chart, ticks
from calculator.tui.speech import language_of, say
from calculator.tui.tabs.view import ResultView
from rules.estimation import LedgerYear
from rules.law import Law
from rules.quantities import FEN_PER_YUAN

__all__ = ["AccountView"]

_COLUMNS = ("year", "opening", "credited", "rate", "interest", "closing")
_TALLEST, _LEAST = 14, 16
_LEFT_OUT_BELOW = 66


class AccountView(ResultView):
    """A chart of principal and interest, then the years."""

    @staticmethod
    def prepare(
        estimate: Estimate,
        law: Law,  # noqa: ARG004 the signature is that of every view
        language: Language,  # noqa: ARG004
    ) -> tuple[LedgerYear, ...]:
        """What is shown."""
        return tuple(estimate.go_on.settlement.ledger)

    def lay_out(self, figures: tuple[LedgerYear, ...], width: int, height: int) -> Block:
        """Chart and table."""
        if not figures:
            return (line((say(self, "app.account.empty"), "$quiet")),)
        tall = min(_TALLEST, height // 2) if height >= _LEAST else max(5, height - 4)
        drawn = () if self.is_plain else self._chart(figures, min(width, 120), tall)
        return above(drawn, self._table(figures, width))

    def _chart(self, years: tuple[LedgerYear, ...], width: int, height: int) -> Block:
        x = [one.year for one in years]
        balance = [one.closing / FEN_PER_YUAN for one in years]
        paid = accumulate((one.credited for one in years), initial=years[0].opening)
        principal = [fen / FEN_PER_YUAN for fen in list(paid)[1:]]
        marks = ticks(max(balance))
        drawn = chart(
            [
                Series(x, balance, "$second", filled=True),
                Series(x, principal, "$primary", filled=True),
            ],
            width,
            height,
            x_labels=[(year, str(year)) for year in _spread(x)],
            y_labels=[(mark, f"{mark:,.0f}") for mark in marks],
        )
        last = years[-1]
        own, whole = round(principal[-1] * FEN_PER_YUAN), last.closing
        title = say(self, "app.account.title", year=last.year, balance=whole)
        legend = line(
            bar(2, "$primary"),
            (f" {say(self, 'app.account.principal', amount=own)}   ", "$quiet"),
            bar(2, "$second"),
            (f" {say(self, 'app.account.interest', amount=whole - own)}", "$quiet"),
        )
        return (*heading(title), legend, *drawn)

    def _table(self, years: tuple[LedgerYear, ...], width: int) -> Block:
        names = (
            _COLUMNS if width >= _LEFT_OUT_BELOW else tuple(n for n in _COLUMNS if n != "opening")
        )
        language = language_of(self)
        forms = {"rate": "percent", "year": ""}
        rows = [
            [
                str(one.year)
                if name == "year"
                else formatted(getattr(one, name), forms.get(name, "money"), language)
                for name in names
            ]
            for one in years
        ]
        titles = [say(self, f"app.account.column.{name}") for name in names]
        return table(titles, rows, [name != "year" for name in names], width)


def _spread(years: list[int]) -> list[int]:
    """First, last, and round years between."""
    middle = [year for year in years if year % 5 == 0 and years[0] + 2 < year < years[-1] - 2]
    return [years[0], *middle, years[-1]]
