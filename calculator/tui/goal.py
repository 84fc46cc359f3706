"""目标: what the planner of the app is asked for, as typed: a pension a month, or a budget a month.

With nothing typed the person's own plan is the goal: the same pension, or the same payment.
"""

from dataclasses import dataclass, replace
from typing import Literal, Self

from calculator.amounts import AmountError, parse_money
from calculator.result import Estimate
from calculator.scenario.problems import Problem
from rules.quantities import FEN_PER_YUAN, Fen

__all__ = ["Aim", "Goal", "Wish"]

Aim = Literal["target", "budget"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal that can be planned for: fen a month, in today's money."""

    aim: Aim
    amount: Fen
    may_pause: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """The texts of the two amounts, which of them holds, and whether years may stay unpaid."""

    aim: Aim = "target"
    target: str = ""
    budget: str = ""
    may_pause: bool = True

    @property
    def text(self) -> str:
        """The text of the amount that holds."""
        return self.target if self.aim == "target" else self.budget

    def typed(self, text: str) -> Self:
        """With another text for the amount that holds."""
        return replace(self, target=text) if self.aim == "target" else replace(self, budget=text)

    def wish(self, result: Estimate) -> Wish | Problem | None:
        """What is to be planned, what is wrong with it, None where nothing is typed and no plan pays."""
        if not self.text.strip():
            amount = _own(self.aim, result)
            return Wish(self.aim, amount, self.may_pause) if amount else None
        try:
            typed = parse_money(self.text)
        except AmountError as error:
            return Problem(self.aim, error.code, error.text, error.values)
        if not typed:
            return Problem(self.aim, "amount_zero", self.text)
        return Wish(self.aim, typed, self.may_pause)


def _own(aim: Aim, result: Estimate) -> Fen:
    """The pension of the person's own plan, or what it pays a month; whole yuan."""
    plan = result.go_on
    if aim == "target":
        return Fen(plan.pension_today // FEN_PER_YUAN * FEN_PER_YUAN if plan.payable else 0)
    return Fen(-(-plan.monthly_payment // FEN_PER_YUAN) * FEN_PER_YUAN)
