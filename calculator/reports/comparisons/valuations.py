"""估值的报告: payback, return and present value in words, and what they rest on."""

from collections.abc import Iterator

from calculator.comparison.footing import Basis
from calculator.i18n.formats import decimal
from calculator.reports.comparisons.pages import Pages
from calculator.reports.document import Row, Section
from calculator.scenario.model import Scenario
from calculator.valuation import UNCHANGED, Lifetime, Payback, Valuation
from rules.month import MONTHS_PER_YEAR
from rules.quantities import FEN_PER_YUAN, TENTH, half_up

__all__ = ["Figures"]

_BY_LIFE_TABLE = frozenset({"rate", "value"})


class Figures:
    """The figures of valuations as cells and notes of one document."""

    def __init__(self, pages: Pages, scenario: Scenario, basis: Basis) -> None:
        self.pages = pages
        self.basis = basis
        self._age = scenario.today - scenario.born

    def payback(self, found: Payback | None) -> str:
        """Years of pension with one decimal; a word where it never comes or comes before."""
        if found is None:
            return self.pages.say("compare.never")
        if found.tenths <= 0:
            return self.pages.say("compare.before_start")
        return self.pages.say("compare.years", years=half_up(found.tenths, MONTHS_PER_YEAR))

    def age(self, found: Payback | None) -> str:
        """The age of a break-even."""
        if found is None:
            return self.pages.say("compare.never")
        return self.months(found.age)

    def months(self, age: int) -> str:
        """An age in years and months, briefly."""
        years, months = divmod(age, MONTHS_PER_YEAR)
        return self.pages.say("compare.age", years=years, months=months)

    def rate(self, lifetime: Lifetime) -> str:
        """The real return over a life, to a tenth of a percent."""
        return self._share(lifetime.real_rate)

    def _share(self, rate: int | None) -> str:
        if rate is None:
            return self.pages.say("compare.nothing")
        return self.pages.words.show(rate, "share")

    def paybacks(self, worth: Valuation) -> Section:
        """When all the money ever paid is back, by each way of counting."""
        found = {"plain": worth.plain, "nominal": worth.nominal, "real": worth.real}
        return Section(
            id="paybacks",
            title=self.pages.say("compare.paybacks.title"),
            columns=self.pages.columns(
                "compare.paybacks",
                "column_counted",
                "column_drawn",
                "column_month",
                "column_age",
                "column_chance",
            ),
            rows=tuple(self._payback_row(name, one) for name, one in found.items()),
        )

    def _payback_row(self, name: str, found: Payback | None) -> Row:
        label = self.pages.say(f"compare.paybacks.{name}")
        if found is None:
            nothing = self.pages.say("compare.nothing")
            return Row((label, self.payback(found), nothing, nothing, nothing))
        chance = self.pages.words.show(found.chance, "share")
        month = str(found.month)
        return Row((label, self.payback(found), month, self.months(found.age), chance))

    def lives(self, worth: Valuation) -> Section:
        """What a plan is worth to who lives the average, and by each life table."""
        return Section(
            id="lives",
            title=self.pages.say("compare.lives.title"),
            columns=self.pages.columns(
                "compare.lives",
                "column_table",
                "column_age",
                "column_paid",
                "column_received",
                "column_left",
                "column_value",
                "column_rate",
                "column_nominal",
            ),
            rows=(
                self._life("fixed", worth.fixed),
                *(self._life(one.table, one) for one in worth.expected),
            ),
        )

    def _life(self, name: str, one: Lifetime) -> Row:
        label = self.pages.say("compare.lives.row", table=name)
        years = half_up((self._age + one.months_left) * TENTH, MONTHS_PER_YEAR)
        age = self.pages.say("compare.in_years", years=years)
        amounts = (one.paid, one.received, one.left, one.value)
        yuan = [decimal(amount, FEN_PER_YUAN, 0) for amount in amounts]
        return Row((label, age, *yuan, self.rate(one), self._share(one.rate)))

    def claim(self) -> Iterator[str]:
        """That paying goes on past the month asked for, where the plan has too few months by then."""
        basis = self.basis
        if basis.claimed != basis.asked:
            values = {"asked": basis.asked, "claimed": basis.claimed, "missing": basis.missing}
            yield self.pages.say("compare.notes.extended", **values)

    def notes(self, *used: str) -> Section:
        """The definitions of the measures a document uses, and the assumptions behind them."""
        return Section(
            id="notes",
            title=self.pages.say("compare.notes.title"),
            paragraphs=(
                *self._definitions(used),
                *self._assumptions(),
                *(self._tables() if _BY_LIFE_TABLE & set(used) else ()),
                *self._standing(),
            ),
        )

    def _definitions(self, used: tuple[str, ...]) -> Iterator[str]:
        discount = self.basis.assumptions.discount
        for name in used:
            yield self.pages.say(f"compare.notes.{name}", discount=discount)

    def _assumptions(self) -> Iterator[str]:
        assumed = self.basis.assumptions._asdict()
        yield self.pages.say("compare.notes.assumptions", **assumed)

    def _tables(self) -> Iterator[str]:
        say, basis = self.pages.say, self.basis
        for name, left in basis.tables:
            table = say(f"compare.life_table.{name}")
            yield say("compare.notes.table", table=table, left=left, age=self._age + left)
        if basis.multiplier != UNCHANGED:
            yield say("compare.notes.multiplied", multiplier=basis.multiplier)

    def _standing(self) -> Iterator[str]:
        say, basis = self.pages.say, self.basis
        if basis.statement_months:
            yield say("compare.notes.statement", months=basis.statement_months)
        yield say("compare.notes.status", status=basis.status)
        yield say("compare.notes.not_official")
