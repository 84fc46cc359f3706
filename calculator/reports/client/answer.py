"""结论: the answer in plain words, and the three numbers."""

from collections.abc import Iterator

from calculator.i18n.formats import decimal
from calculator.reports.client.model import Card
from calculator.reports.client.study import Study
from calculator.reports.wording import Wording
from calculator.result import Outcome
from rules.month import Month
from rules.quantities import FEN_PER_YUAN

__all__ = ["answer", "cards"]


def answer(found: Study, words: Wording) -> Iterator[str]:
    """What the plan pays and costs, what stopping would do, when the money is back, how sure it is."""
    estimate = found.estimate
    plan = estimate.go_on
    yield _plan(plan, words)
    if plan.paid_from_now:
        yield words.say(
            "client.answer.cost", monthly=plan.monthly_payment, paid=plan.paid_from_now_today
        )
        yield _stop(estimate.stop_now, plan, words)
    else:
        yield words.say("client.answer.no_cost")
    if plan.payable:
        yield from _back(found, words)
    yield words.say(f"report.status_means.{estimate.status}")


def _plan(plan: Outcome, words: Wording) -> str:
    settled = plan.settlement
    if not plan.payable:
        return words.say(
            "client.answer.short",
            month=settled.retirement,
            counted=settled.counted,
            required=settled.required,
            missing=settled.missing,
        )
    return words.say(
        "client.answer.plan",
        retirement=Month(settled.retirement),
        age=settled.age,
        start=plan.start,
        today=plan.pension_today,
        nominal=plan.pension,
    )


def _stop(stop: Outcome, plan: Outcome, words: Wording) -> str:
    if not stop.payable:
        return words.say("client.answer.stop_short", missing=stop.settlement.missing)
    if not plan.payable:
        return words.say("client.answer.stop_alone", today=stop.pension_today)
    more = plan.pension_today - stop.pension_today
    return words.say("client.answer.stop", today=stop.pension_today, more=more)


def _back(found: Study, words: Wording) -> Iterator[str]:
    even, months = found.money.even, found.money.statement_months
    if even is None:
        yield words.say("client.answer.never")
    else:
        yield words.say("client.answer.back", age=even.age, month=even.month, chance=even.chance)
    if months:
        yield words.say("client.answer.unknown_past", months=months)


def cards(found: Study, words: Wording) -> Iterator[Card]:
    """Stop now, go on, the most."""
    for one in (found.estimate.stop_now, found.estimate.go_on, found.estimate.most):
        yield Card(
            id=one.name,
            title=words.say(f"outcome.{one.name}"),
            amount=_amount(one, words),
            unit=words.say("client.card.unit") if one.payable else "",
            facts=tuple(_facts(one, words)),
        )


def _amount(one: Outcome, words: Wording) -> str:
    if not one.payable:
        return words.say("report.not_payable")
    return decimal(one.pension_today, FEN_PER_YUAN, 0)


def _facts(one: Outcome, words: Wording) -> Iterator[tuple[str, str]]:
    say = words.say
    if one.payable:
        yield say("report.headline.pension"), words.yuan(one.pension)
        yield say("report.headline.start"), str(one.start)
    yield say("report.headline.months_counted"), words.show(one.settlement.counted, "duration")
    if not one.payable:
        yield say("report.headline.months_missing"), words.show(one.settlement.missing, "duration")
    yield say("report.headline.monthly_payment"), words.yuan(one.monthly_payment)
    paid = words.show(one.paid_from_now_today, "whole_yuan")
    yield say("report.headline.paid_from_now_today"), paid
