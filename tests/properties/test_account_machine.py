"""个人账户 as a machine: pay, pause, pay late, move, close a year; a naive account in fractions beside it.

After each step the ledger of the rules to the present month is held to the model, to conservation and
to the bounds of the balance.
"""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rules.career import Choice, Spell, lay_out
from rules.estimation import NO_OPENING, keep_ledger
from rules.month import Month
from rules.quantities import PPM
from tests import reference
from tests.synthetic import (
    PLAIN_PRACTICE,
    YEARS,
    SyntheticLaw,
    calendar_stretches,
    flat_law,
)

STEP = 100
START = Month.of(2000, 1)
END = Month.of(2060, 1)

in_time = precondition(lambda self: self.now < END)
"""The synthetic law ends some years after."""


class AccountMachine(RuleBasedStateMachine):
    """`now` is the next month; the model holds what was credited when, as (posted month, fen)."""

    @initialize(rates=st.lists(st.integers(0, 90_000), min_size=4, max_size=4))
    def begin(self, rates: list[int]) -> None:
        cycle = tuple(rates[year % 4] for year in YEARS)
        places = (
            calendar_stretches(3_000_000_000, 20_000, 7),
            calendar_stretches(4_123_456_789, 10_000, 1),
        )
        self.law = SyntheticLaw(places, flat_law().terms._replace(crediting_rate=cycle))
        self.now = int(START)
        self.place = 0
        self.spells: list[Spell] = []
        self.unpaid: list[int] = []
        self.credits: list[tuple[int, int]] = []

    def _pay(self, first: int, last: int, choice: int, amount: int, posted: int) -> None:
        spell = Spell(first, last, choice, amount, 0, self.place, 0, posted)
        self.spells = sorted([*self.spells, spell])
        for month in range(first, last + 1):
            stretch = next(s for s in self.law.places[self.place] if s.first <= month <= s.last)
            declared = amount
            if choice == Choice.TIER:
                wage = Fraction(amount, PPM) * Fraction(stretch.wage, 1_000_000)
                declared = int(reference.half_up(wage, 0)) * 100
            base = min(max(declared, stretch.floor), stretch.ceiling)
            credit = int(reference.half_up(Fraction(base * 8, 100), 0))
            self.credits.append((posted or month, credit))

    @in_time
    @rule(months=st.integers(1, 30), amount=st.integers(1, 3_000_000), by_tier=st.booleans())
    def pay(self, months: int, amount: int, by_tier: bool) -> None:
        choice = Choice.TIER if by_tier else Choice.YUAN
        self._pay(self.now, self.now + months - 1, choice, amount, 0)
        self.now += months

    @in_time
    @rule(months=st.integers(1, 40))
    def pause(self, months: int) -> None:
        self.unpaid += range(self.now, self.now + months)
        self.now += months

    @in_time
    @rule()
    def close_year(self) -> None:
        december = self.now - self.now % 12 + 11
        self.unpaid += range(self.now, december + 1)
        self.now = december + 1

    @rule()
    def change_area(self) -> None:
        self.place = 1 - self.place

    @precondition(lambda self: any(month // 12 == (self.now - 1) // 12 for month in self.unpaid))
    @rule(amount=st.integers(1, 3_000_000))
    def back_pay(self, amount: int) -> None:
        """A month of the running year is paid in the last month passed (R-2.7)."""
        month = next(m for m in self.unpaid if m // 12 == (self.now - 1) // 12)
        self.unpaid.remove(month)
        self._pay(month, month, Choice.YUAN, amount, self.now - 1)

    def _rate(self, year: int) -> Fraction:
        return Fraction(self.law.terms.crediting_rate[year - YEARS[0]], PPM)

    @invariant()
    def the_ledger_is_the_naive_account(self) -> None:
        if self.now == START:
            return
        retire = self.now - 1
        runs = lay_out(self.spells, self.law.schedule, 0, retire, STEP)
        ledger = keep_ledger(runs, NO_OPENING, retire, self.law.terms, PLAIN_PRACTICE)
        balance, growth, rounding = 0, Fraction(1), Fraction(0)
        for line in ledger:
            end = 12 if line.year < retire // 12 else retire % 12 + 1
            rate = self._rate(line.year)
            credited = {
                number: Decimal(sum(c for m, c in self.credits if m == line.year * 12 + number - 1))
                / 100
                for number in range(1, 13)
            }
            naive = reference.interest(
                Decimal(balance) / 100, credited, Decimal(rate.numerator) / rate.denominator, 0, end
            )
            assert line.interest == naive * 100
            assert line.credited == sum(credited.values()) * 100
            assert line.closing == line.opening + line.credited + line.interest
            assert line.opening == balance
            balance = line.closing
            growth *= 1 + rate
            rounding = rounding * (1 + rate) + Fraction(1, 2)
        paid = sum(credit for _, credit in self.credits)
        assert 0 <= paid <= balance <= paid * growth + rounding
        assert balance < 2**63


TestAccountMachine = AccountMachine.TestCase
