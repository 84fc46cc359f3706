"""`linghuo plan`: which tier to pay in which year, or in which months, for a goal."""

from collections.abc import Iterator
from typing import Any

import click

from calculator.amounts import AmountError, parse_money
from calculator.cli.asked import Asked
from calculator.cli.comparisons.own_options import OwnOption, rate_between, small_text
from calculator.cli.comparisons.skeleton import comparing
from calculator.i18n import Language
from calculator.planning import (
    IncomeMonth,
    plan_for_budget,
    plan_for_target,
    plan_irregular,
    read_income,
)
from calculator.planning.irregular import ALL_OF_IT
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.plans import irregular_document, plan_document
from calculator.reports.wording import Wording
from calculator.scenario.problems import Problem
from rules.law import Law
from rules.quantities import PPM, Fen, Ppm

__all__ = ["command"]

_GOALS = ("target", "budget", "income")
_ONLY_WITH = {"share": "income", "every_month": "target"}


def _wanted(typed: str) -> Fen:
    amount = parse_money(typed)
    if not amount:
        raise AmountError("amount_zero", typed)
    return amount


def _income(path: str) -> tuple[IncomeMonth, ...]:
    return read_income(small_text("--income", path))


_OWN = (
    OwnOption(name="target", parse=_wanted, described="plan.option.target"),
    OwnOption(name="budget", parse=_wanted, described="plan.option.budget"),
    OwnOption(name="income", parse=_income, described="plan.option.income"),
    OwnOption(name="share", parse=rate_between(Ppm(1), Ppm(PPM)), described="plan.option.share"),
    OwnOption(name="every_month", is_flag=True, described="plan.option.every_month"),
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    return comparing("plan", language, _planned, _OWN, about="cli.command.plan", checked=_checked)


def _checked(own: dict[str, Any], _: Law) -> Iterator[Problem]:
    """One goal, and only what goes with it."""
    flags = {one.name: one.flag for one in _OWN}
    goals = [name for name in _GOALS if own[name] is not None]
    if len(goals) != 1:
        options = tuple(flags[name] for name in _GOALS)
        yield Problem(field=options[0], code="one_of_options", values={"options": options})
    for name, goal in _ONLY_WITH.items():
        if own[name] and goals and goal not in goals:
            values = {"other": flags[goal]}
            yield Problem(field=flags[name], code="only_with_option", values=values)


def _planned(one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    scenario, law = one.scenario, one.law
    if own["income"] is not None:
        share = ALL_OF_IT if own["share"] is None else own["share"]
        pattern = plan_irregular(scenario, law, own["income"], share=share)
        return Comparison({"plan": pattern}, irregular_document(scenario, pattern, words))
    if own["target"] is not None:
        plan = plan_for_target(scenario, law, own["target"], may_pause=not own["every_month"])
    else:
        plan = plan_for_budget(scenario, law, own["budget"])
    return Comparison({"plan": plan}, plan_document(scenario, plan, words))
