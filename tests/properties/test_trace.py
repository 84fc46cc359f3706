"""Explanations: a recorded calculation is the calculation, and every step of it can be done again."""

from dataclasses import replace

from hypothesis import given

from rules.tracing import RULES, Step, recording, replay, walk
from tests.strategies import cases
from tests.synthetic import (
    Case,
)

STAGES = {"career", "run", "account", "ledger_year", "retirement", "award"}


@given(cases(local=True))
def test_traced_and_untraced_settlements_are_equal_and_every_step_replays(case: Case) -> None:
    untraced = case.settle()
    with recording() as recorder:
        traced = case.settle()
    assert traced == untraced
    assert replay(recorder.steps) == []
    assert {step.rule for step in walk(recorder.steps)} <= STAGES | set(RULES)


@given(cases())
def test_replay_finds_a_step_whose_value_was_changed(case: Case) -> None:
    with recording() as recorder:
        settled = case.settle()
    altered = [
        replace(step, value=settled.start + 1) if step.rule == "payment_start" else step
        for step in recorder.steps
    ]
    assert [step.rule for step in replay(altered)] == ["payment_start"]


@given(cases())
def test_a_trace_has_one_year_per_ledger_line_and_none_per_month(case: Case) -> None:
    with recording() as recorder:
        settled = case.settle()
    steps: list[Step] = list(walk(recorder.steps))
    assert sum(step.rule == "ledger_year" for step in steps) == len(settled.ledger)
    assert sum(step.rule == "run" for step in steps) == len(settled.runs)
