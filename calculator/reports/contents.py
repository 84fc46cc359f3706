"""测算报告的内容: an estimate as sections of finished words, the most useful first.

Headline, what is paid, dates and years, how the pension is computed, its parts, what it replaces,
remedies, place, death, how far the figures can be trusted, what was assumed, what to ask.
"""

from collections.abc import Iterator

from calculator.i18n import Language
from calculator.real_money import in_todays_money
from calculator.reports.document import Column, Document, Row, Section
from calculator.reports.grants import income_note
from calculator.reports.reliability import assumed, reliability
from calculator.reports.wording import Wording
from calculator.result import Estimate, Outcome, Remedy
from rules.law import Law
from rules.month import Month
from rules.quantities import Fen

__all__ = ["contents"]


def contents(estimate: Estimate, law: Law, language: Language) -> Document:
    """The report of an estimate, without the calculation sheet."""
    words = _Contents(estimate, Wording(law, language))
    return Document(
        title=words.say("report.title"),
        subject=words.subject(),
        sections=tuple(
            section for section in words.sections() if section.rows or section.paragraphs
        ),
        note=words.note(),
    )


class _Contents:
    """The sections of one estimate."""

    def __init__(self, estimate: Estimate, words: Wording) -> None:
        self.estimate = estimate
        self.plan = estimate.go_on
        self.settled = estimate.go_on.settlement
        self.words = words
        self.say = words.say

    def subject(self) -> str:
        """One line on whom the report is for."""
        return self.words.subject(self.estimate.scenario)

    def note(self) -> str:
        """What the report is not, and what it was computed by."""
        return self.say(
            "report.note",
            version=self.estimate.version,
            law=self.words.law.version,
            digest=self.estimate.law_digest[:12],
        )

    def sections(self) -> Iterator[Section]:
        """All sections in order; some may be empty."""
        yield self.headline()
        yield self.contributions()
        yield self.dates()
        yield self.computation()
        yield self.pension()
        yield self.replacement()
        yield from reliability(self.estimate, self.words)
        yield self.remedies()
        yield self.later()
        yield self.place()
        yield self.death()
        yield from assumed(self.estimate, self.words)

    def headline(self) -> Section:
        """Stop now, go on, the most: in today's money first."""
        outcomes = (self.estimate.stop_now, self.estimate.go_on, self.estimate.most)
        rows = {
            "pension_today": [
                self._if_payable(one, one.pension_today, "whole_yuan") for one in outcomes
            ],
            "pension": [self._if_payable(one, one.pension, "yuan") for one in outcomes],
            "start": [str(one.start) if one.payable else "-" for one in outcomes],
            "months_counted": [self._duration(one.settlement.counted) for one in outcomes],
            "months_missing": [self._duration(one.settlement.missing) for one in outcomes],
            "monthly_payment": [self.words.yuan(one.monthly_payment) for one in outcomes],
            "paid_from_now_today": [
                self.words.show(one.paid_from_now_today, "whole_yuan") for one in outcomes
            ],
        }
        if all(one.payable for one in outcomes):
            del rows["months_missing"]
        return Section(
            id="headline",
            title=self.say("report.section.headline"),
            columns=(
                Column(self.say("report.item")),
                *(Column(self.say(f"outcome.{one.name}"), right=True) for one in outcomes),
            ),
            rows=tuple(
                Row((self.say(f"report.headline.{name}"), *cells)) for name, cells in rows.items()
            ),
        )

    def _if_payable(self, outcome: Outcome, amount: int, name: str) -> str:
        return self.words.show(amount, name) if outcome.payable else self.say("report.not_payable")

    def _duration(self, months: int) -> str:
        return self.words.show(months, "duration")

    def _pairs(self, name: str, values: dict[str, str]) -> Section:
        """A section of labels and values."""
        return Section(
            id=name,
            title=self.say(f"report.section.{name}"),
            rows=tuple(
                Row((self.say(f"report.{name}.{key}"), value)) for key, value in values.items()
            ),
        )

    def contributions(self) -> Section:
        """What is paid per month and in all, and where it goes."""
        plan, settled, yuan = self.plan, self.settled, self.words.yuan
        values = {
            "monthly": yuan(plan.monthly_payment),
            "credit": yuan(plan.monthly_credit),
            "from_now": yuan(plan.paid_from_now),
            "from_now_today": yuan(plan.paid_from_now_today),
            "credited_total": yuan(settled.credited_total),
            "pool_total": yuan(settled.pool_total),
        }
        return self._pairs("contributions", values)

    def dates(self) -> Section:
        """When the person may and does retire, and whether the months suffice."""
        settled = self.settled
        values = {
            "statutory_age": self.words.show(settled.statutory_age, "age"),
            "statutory": str(Month(settled.statutory)),
            "earliest": str(Month(settled.earliest)),
            "retirement": str(Month(settled.retirement)),
            "start": str(self.plan.start),
            "required": self._duration(settled.required),
            "counted": self._duration(settled.counted),
            "missing": self._duration(settled.missing),
        }
        return self._pairs("dates", values)

    def computation(self) -> Section:
        """The figures the parts are computed from."""
        settled, show = self.settled, self.words.show
        values = {
            "average_index": show(settled.average_index, "index"),
            "years": self.say("report.years", years=settled.years),
            "basic_base": show(settled.basic_base, "wage"),
        }
        if settled.index_base != settled.basic_base:
            values["index_base"] = show(settled.index_base, "wage")
        values |= {
            "indexed_wage": show(settled.indexed, "pico"),
            "balance": self.words.yuan(settled.balance),
            "payment_months": self.say("report.payment_months", months=settled.payment_months),
        }
        return self._pairs("computation", values)

    def pension(self) -> Section:
        """The parts and the total, as they will be and in today's money."""
        award = self.settled.award
        parts = {"basic": award.basic, "account": award.account}
        if award.transitional:
            parts["transitional"] = award.transitional
        if award.extras:
            parts["extras"] = award.extras
        rows = [
            Row((self.say(f"report.pension.{name}"), self.words.yuan(part), self._today(part)))
            for name, part in parts.items()
        ]
        total = Row(
            (
                self.say("report.pension.total"),
                self.words.yuan(self.plan.pension),
                self.words.yuan(self.plan.pension_today),
            )
        )
        return Section(
            id="pension",
            title=self.say("report.section.pension", start=self.plan.start),
            columns=(
                Column(self.say("report.part")),
                Column(self.say("report.nominal"), right=True),
                Column(self.say("report.today"), right=True),
            ),
            rows=(*rows, total),
            paragraphs=() if self.plan.payable else (self.say("report.only_formula"),),
        )

    def _today(self, amount: int) -> str:
        ahead = self.plan.start - self.estimate.today
        real = in_todays_money(Fen(amount), ahead, self.estimate.assumptions.inflation)
        return self.words.yuan(real)

    def replacement(self) -> Section:
        """The first pension over a named wage."""
        return Section(
            id="replacement",
            title=self.say("report.section.replacement"),
            columns=(
                Column(self.say("report.ratio")),
                Column(self.say("report.denominator"), right=True),
                Column(self.say("report.rate"), right=True),
            ),
            rows=tuple(
                Row(
                    (
                        self.say(f"replacement.{one.denominator}"),
                        self.words.yuan(one.amount),
                        self.say("report.share", rate=one.rate),
                    )
                )
                for one in self.estimate.replacement
                if self.plan.payable
            ),
        )

    def remedies(self) -> Section:
        """The ways out when months are missing."""
        names = ("way", "months", "cost", "gain")
        return Section(
            id="remedies",
            title=self.say("report.section.remedies"),
            columns=tuple(
                Column(self.say(f"report.remedy.{name}"), right=name != "way") for name in names
            ),
            rows=tuple(self._remedy(one) for one in self.estimate.remedies),
        )

    def _remedy(self, remedy: Remedy) -> Row:
        label = self.say(f"remedy.{remedy.name}.title")
        details = [(self.say("report.remedy.how"), self.say(f"remedy.{remedy.name}.text"))]
        if remedy.reason:
            details.append(
                (self.say("report.remedy.closed"), self.say(f"remedy.reason.{remedy.reason}"))
            )
        if remedy.open_to:
            details.append((self.say("report.remedy.today"), self._gain_today(remedy)))
        details.append((self.say("sheet.article"), self.words.sources(remedy.cites)))
        if not remedy.open_to:
            return Row((label, "-", "-", self.say("report.remedy.not_open")), tuple(details))
        cost = self.words.yuan(remedy.cost)
        return Row((label, self._duration(remedy.months), cost, self._gain(remedy)), tuple(details))

    def _gain(self, remedy: Remedy) -> str:
        if remedy.start is None:
            return self.say("report.remedy.once", amount=remedy.once)
        return self.say("report.remedy.monthly", amount=remedy.monthly, start=remedy.start)

    def _gain_today(self, remedy: Remedy) -> str:
        """What a way brings in the prices of today; the table has the amounts of its time."""
        start = self.estimate.go_on.start if remedy.start is None else remedy.start
        amount = remedy.once if remedy.start is None else remedy.monthly
        inflation = self.estimate.assumptions.inflation
        real = in_todays_money(amount, start - self.estimate.today, inflation)
        name = "once_today" if remedy.start is None else "monthly_today"
        return self.say(f"report.remedy.{name}", amount=real)

    def later(self) -> Section:
        """The pension after some years of adjustment."""
        return Section(
            id="later",
            title=self.say("report.section.later", rise=self.estimate.assumptions.indexation),
            columns=(
                Column(self.say("report.later.month")),
                Column(self.say("report.nominal"), right=True),
                Column(self.say("report.today"), right=True),
            ),
            rows=tuple(
                Row(
                    (
                        self.say("report.later.years", years=one.years, month=one.month),
                        self.words.yuan(one.pension),
                        self.words.yuan(one.pension_today),
                    )
                )
                for one in self.estimate.adjusted
                if self.plan.payable
            ),
        )

    def place(self) -> Section:
        """Where the pension is paid and what moves there."""
        place = self.estimate.place
        values = {"claim": self.words.place(place.claim.code)}
        if place.decided is not None:
            values["decided"] = self.words.place(place.decided.province)
            values["reason"] = self.say(f"place.reason.{place.decided.reason}")
        if place.moves:
            values["account_transfer"] = self.words.yuan(place.account_transfer)
            values["pool_transfer"] = self.words.yuan(place.pool_transfer)
        return self._pairs("place", values)

    def death(self) -> Section:
        """What heirs and survivors receive."""
        income = self.estimate.grants_income
        known = income is not None
        names = ("inheritance", "funeral", "survivor", "grants") if known else ("inheritance",)
        return Section(
            id="death",
            title=self.say("report.section.death"),
            columns=(
                Column(self.say("report.death.when")),
                *(Column(self.say(f"report.death.{name}"), right=True) for name in names),
            ),
            rows=tuple(
                Row(
                    (
                        self._death_month(one.month, retired=one.retired),
                        *(self._amount(getattr(one, name)) for name in names),
                    )
                )
                for one in self.estimate.deaths
            ),
            paragraphs=(income_note(self.words, income, self.estimate.assumptions.wage_growth),),
        )

    def _amount(self, amount: int | None) -> str:
        return self.say("report.unknown") if amount is None else self.words.yuan(amount)

    def _death_month(self, month: Month, *, retired: bool) -> str:
        return self.say("report.death.at_start" if retired else "report.death.now", month=month)
