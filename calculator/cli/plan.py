"""`linghuo plan`: which tier to pay in which year, or in which months, for a goal."""

from pathlib import Path
from typing import Any

import click

from calculator.amounts import parse_money, parse_rate
from calculator.cli.asked import Asked
from calculator.cli.commands import WrongUse
from calculator.cli.comparisons.skeleton import comparing, own_option, read
from calculator.i18n import Language
from calculator.planning import (
    plan_for_budget,
    plan_for_target,
    plan_irregular,
    read_income,
)
from calculator.reports.comparisons import Comparison
from calculator.reports.comparisons.plans import irregular_document, plan_document
from calculator.reports.wording import Wording
from calculator.scenario.problems import Problem, ScenarioProblems
from rules.quantities import PPM, Fen, Ppm

__all__ = ["command"]

_GOALS = ("target", "budget", "income")
_LARGEST = 1_000_000


def command(language: Language) -> click.Command:
    """The command in a language."""
    own = [own_option(name, language) for name in (*_GOALS, "share")]
    own.append(own_option("every_month", language, is_flag=True))
    return comparing("plan", language, _planned, own, about="cli.command.plan")


def _planned(ctx: click.Context, one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    goals = [name for name in _GOALS if own[name] is not None]
    if len(goals) != 1:
        raise WrongUse("plan.one_goal", ctx)
    if own["income"] is not None:
        return _irregular(ctx, one, words, own)
    goal = Fen(read(ctx, goals[0], own[goals[0]], parse_money))
    if own["target"] is not None:
        may_pause = not own["every_month"]
        plan = plan_for_target(one.scenario, one.law, goal, may_pause=may_pause)
    else:
        plan = plan_for_budget(one.scenario, one.law, goal)
    return Comparison({"plan": plan}, plan_document(one.scenario, plan, words))


def _irregular(ctx: click.Context, one: Asked, words: Wording, own: dict[str, Any]) -> Comparison:
    share = own["share"]
    spare = Ppm(PPM) if share is None else Ppm(read(ctx, "share", share, parse_rate))
    income = read_income(_text(Path(own["income"])))
    plan = plan_irregular(one.scenario, one.law, income, share=spare)
    return Comparison({"plan": plan}, irregular_document(one.scenario, plan, words))


def _text(path: Path) -> str:
    """The content of a small UTF-8 file. Raises ScenarioProblems for any other."""
    try:
        content = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = error.strerror or type(error).__name__
        code = "file_missing" if missing else "file_unreadable"
        raise ScenarioProblems(
            [Problem(field="file", code=code, found=str(path), values={"reason": reason})]
        ) from None
    if len(content) > _LARGEST:
        values = {"longest": _LARGEST}
        problem = Problem(field="file", code="file_too_large", found=str(path), values=values)
        raise ScenarioProblems([problem])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioProblems([Problem(field="file", code="encoding_unknown")]) from None
